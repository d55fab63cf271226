import os
import signal
import threading

import pytest

from tests.training.small_run import Interrupted as InterruptedData
from tests.training.small_run import assert_same, train
from tf1_ref.errors import Interrupted
from tf1_ref.training.interrupts import Asked, Interrupts


@pytest.fixture(autouse=True)
def heeded():
    """Ctrl-C is heard even where the tests themselves run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def press(number=signal.SIGTERM):
    os.kill(os.getpid(), number)


@pytest.mark.parametrize('number', [signal.SIGINT, signal.SIGTERM])
def test_a_signal_waits_and_the_handlers_are_put_back(number):
    before = signal.getsignal(number)
    with Interrupts() as interrupts:
        assert interrupts.signal is None
        press(number)
        assert interrupts.signal == number
        assert signal.getsignal(number) == before  # a second one ends at once
    assert signal.getsignal(number) == before


def test_at_once_where_nothing_is_trained():
    with Interrupts() as interrupts, pytest.raises(Asked), interrupts.at_once():
        press()
        raise AssertionError
    with Interrupts() as interrupts:
        press()
        with pytest.raises(Asked), interrupts.at_once():
            raise AssertionError


def test_a_second_ctrl_c_does_not_wait():
    with Interrupts(), pytest.raises(KeyboardInterrupt):
        press(signal.SIGINT)
        press(signal.SIGINT)


def test_what_is_ignored_stays_ignored():
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with Interrupts() as interrupts:
        press(signal.SIGINT)
        assert interrupts.signal is None
    assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN


def test_in_another_thread_nothing_is_taken():
    before, found = signal.getsignal(signal.SIGTERM), []

    def look():
        with Interrupts():
            found.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert found == [before]


@pytest.mark.parametrize('optimizer', ['sgd', 'adam'])
@pytest.mark.parametrize(
    ('batch', 'place', 'name'),
    [
        (3, 'epoch 0 and step 3 of the next', 'model.ckpt-0-3'),
        (8, 'epoch 1 and step 3 of the next', 'model.ckpt-1-3'),
        (10, 'epoch 1 and step 5 of the next', 'model.ckpt-1-5'),  # all steps are made, nothing is measured yet
    ],
)
def test_an_interrupted_run_is_saved_within_its_epoch_and_goes_on_there(
    tmp_path, capsys, batch, place, name, optimizer
):
    model = {'optimizer': optimizer}
    whole, expected = train(epochs=3, model=model)
    with pytest.raises(Interrupted) as interrupted:
        train(tmp_path, epochs=3, data=InterruptedData(batch, press), model=model)
    assert interrupted.value.exit_code == 143
    said = f'Interrupted after {place}: saved; with the same flags and --log_dir={tmp_path} it goes on there.'
    assert str(interrupted.value) == said
    assert (tmp_path / 'checkpoints' / f'{name}.index').exists()
    capsys.readouterr()
    history, weights = train(tmp_path, epochs=3, model=model)
    assert f'Resuming after {place} of 3' in capsys.readouterr().out
    assert history.column('cost') == whole.column('cost')
    assert_same(weights, expected)


def test_while_it_measures_it_does_not_wait(tmp_path):
    whole, expected = train(epochs=3, measure=lambda sess: {'accuracy': 0.5})

    def measure(sess):
        press(signal.SIGINT)
        raise AssertionError('not reached')

    with pytest.raises(Interrupted, match='after epoch 0 and step 5 of the next: saved') as interrupted:
        train(tmp_path, epochs=3, measure=measure)
    assert interrupted.value.exit_code == 130
    history, weights = train(tmp_path, epochs=3, measure=lambda sess: {'accuracy': 0.5})
    assert history.column('cost') == whole.column('cost') and history.column('accuracy') == [0.5] * 3
    assert_same(weights, expected)


def test_without_a_folder_nothing_is_saved():
    with pytest.raises(Interrupted, match='Interrupted after epoch 0 and step 2 of the next: nothing is saved'):
        train(data=InterruptedData(2, press))
