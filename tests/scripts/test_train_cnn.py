import gzip
import os
import shutil

import pytest

from tests.scripts.running import assert_refused, has_events, is_drawn, metrics, printed, run_script
from tf1_ref.data import digits, fake, mnist_files
from tf1_ref.scripts.train_cnn import DECK_COSTS

PICTURES = ('curves.png', 'filters.png', 'activation_maps.png', 'confusion.png', 'mistakes.png')


def test_one_epoch_of_made_up_data(tmp_path):
    done = run_script('train_cnn', '--dataset=fake', '--training_epochs=1', f'--log_dir={tmp_path}/log', pictures=True)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ''
    lines = printed(done)
    assert lines[0].startswith('Epoch: 0001 cost= ')
    assert lines[1] == 'Optimization Finished!'
    assert lines[2].startswith('Accuracy: 0.')
    assert lines[3].startswith('Written to ')
    assert all(is_drawn(tmp_path / 'log' / name) for name in PICTURES)
    assert has_events(tmp_path / 'log')
    found = metrics(tmp_path / 'log')
    assert found['script'] == 'train_cnn'
    assert found['settings'] == {
        'optimizer': 'sgd',
        'learning_rate': 0.1,
        'batch_size': 16,
        'seed': 0,
        'dataset': 'fake',
    }
    assert [variable['name'] for variable in found['variables']][:2] == ['conv1/W', 'conv1/b']
    assert float(lines[0].split()[-1]) == pytest.approx(found['results']['costs'][0], abs=1e-9)
    assert float(lines[2].split()[-1]) == round(found['results']['test_accuracy'], 4)
    assert found['deck'] == {}


def test_the_embedded_digits_reach_095(tmp_path):
    """The defaults of this data set: batches of 16, 40 epochs."""
    done = run_script('train_cnn', '--dataset=digits', f'--log_dir={tmp_path}')
    assert done.returncode == 0, done.stderr
    found = metrics(tmp_path)
    assert len(found['results']['costs']) == 40
    assert found['settings']['batch_size'] == 16
    assert found['results']['test_accuracy'] >= 0.95


def test_mnist_prints_the_deck_s_lines(tmp_path, mnist_dir):
    done = run_script('train_cnn', f'--data_dir={mnist_dir}', '--training_epochs=1', f'--log_dir={tmp_path}')
    assert done.returncode == 0, done.stderr
    found = metrics(tmp_path)
    assert found['settings']['dataset'] == 'mnist'
    assert found['settings']['batch_size'] == 128
    assert found['deck']['costs'] == list(DECK_COSTS)
    assert found['results']['costs'][0] == pytest.approx(0.1976, abs=0.001)  # seed 0, as in FACTS and the README


def test_a_second_run_resumes_the_first(tmp_path):
    flags = ['--dataset=fake', '--optimizer=adam', '--learning_rate=0.001']
    whole = run_script('train_cnn', *flags, '--training_epochs=3', f'--log_dir={tmp_path}/whole')
    run_script('train_cnn', *flags, '--training_epochs=1', f'--log_dir={tmp_path}/parts')
    resumed = run_script('train_cnn', *flags, '--training_epochs=3', f'--log_dir={tmp_path}/parts')
    assert 'Resuming after epoch 1 of 3' in resumed.stdout
    assert metrics(tmp_path / 'whole') == metrics(tmp_path / 'parts')
    assert [line for line in whole.stdout.splitlines() if 'Epoch: 0003' in line][0] in resumed.stdout


TWO_EPOCHS = ['--dataset=fake', '--batch_size=64', '--training_epochs=2']


@pytest.fixture(scope='module')
def fed(tmp_path_factory):
    """What a run measures whose input is fed."""
    folder = tmp_path_factory.mktemp('fed')
    run_script('train_cnn', *TWO_EPOCHS, f'--log_dir={folder}')
    return metrics(folder)


@pytest.mark.parametrize('name', ['callable', 'dataset', 'resident', 'inline'])
def test_every_input_gives_the_same_results(name, fed, tmp_path):
    flags = [*TWO_EPOCHS, f'--input={name}', f'--log_dir={tmp_path}']
    run_script('train_cnn', *flags, '--training_epochs=1')
    done = run_script('train_cnn', *flags)
    assert done.returncode == 0, done.stderr
    assert metrics(tmp_path) == fed


def test_more_towers_than_examples(tmp_path):
    done = run_script('train_cnn', '--dataset=fake', '--batch_size=2', '--towers=3', f'--log_dir={tmp_path}/log')
    assert_refused(done, '--towers=3 is more than the 2 examples of a batch; give fewer')


def test_other_flags_in_the_same_folder_are_refused(tmp_path):
    run_script('train_cnn', '--dataset=fake', '--training_epochs=1', f'--log_dir={tmp_path}')
    before = metrics(tmp_path)
    done = run_script('train_cnn', '--dataset=fake', '--seed=3', f'--log_dir={tmp_path}')
    assert_refused(done, '--seed=0, not 3')
    assert metrics(tmp_path) == before


def test_without_a_log_folder_a_new_one_is_made(tmp_path):
    done = run_script('train_cnn', '--dataset=fake', '--training_epochs=1', cwd=tmp_path, pictures=True)
    assert done.returncode == 0, done.stderr
    (folder,) = (tmp_path / 'runs').iterdir()
    assert folder.name.startswith('train_cnn-')
    assert is_drawn(folder / 'curves.png')


def mnist_like(folder):
    folder.mkdir()
    fake.write_files(folder)
    return folder


# A proxy that refuses every connection at once: a machine without a network.
NO_NETWORK = dict.fromkeys(('http_proxy', 'https_proxy'), 'http://127.0.0.1:9')


def test_no_mnist_and_no_network(tmp_path):
    done = run_script(
        'train_cnn',
        '--dataset=mnist',
        f'--data_dir={tmp_path}/none',
        f'--log_dir={tmp_path}/log',
        environment=NO_NETWORK,
    )
    assert_refused(done, 'train-images-idx3-ubyte.gz', '--dataset=digits')
    assert not (tmp_path / 'none').exists() or os.listdir(tmp_path / 'none') == []


def test_auto_takes_the_digits_and_says_so(tmp_path):
    done = run_script(
        'train_cnn',
        '--training_epochs=1',
        f'--data_dir={tmp_path}/none',
        f'--log_dir={tmp_path}/log',
        environment=NO_NETWORK,
    )
    assert done.returncode == 0, done.stderr
    assert 'Taking the embedded digits instead of MNIST' in done.stdout
    assert done.stdout.count('Taking the embedded digits') == 1
    assert metrics(tmp_path / 'log')['settings']['dataset'] == 'digits'


def test_a_truncated_file(tmp_path):
    folder = mnist_like(tmp_path / 'data')
    path = os.path.join(folder, mnist_files.TRAIN_IMAGES)
    with open(path, 'rb') as file:
        content = file.read()
    with open(path, 'wb') as file:
        file.write(content[: len(content) // 2])
    done = run_script('train_cnn', f'--data_dir={folder}', f'--log_dir={tmp_path}/log')
    assert_refused(done, path)
    assert not (tmp_path / 'log').exists()


def test_a_wrong_magic_number(tmp_path):
    folder = mnist_like(tmp_path / 'data')
    path = os.path.join(folder, mnist_files.TRAIN_LABELS)
    with gzip.open(path, 'wb') as file:
        file.write(b'\x00\x00\x09\x01' + bytes(100))
    assert_refused(run_script('train_cnn', f'--data_dir={folder}', f'--log_dir={tmp_path}/log'), path)


def test_labels_and_images_of_different_counts(tmp_path):
    folder = mnist_like(tmp_path / 'data')
    shutil.copy(os.path.join(digits.path(), mnist_files.TEST_LABELS), os.path.join(folder, mnist_files.TEST_LABELS))
    done = run_script('train_cnn', f'--data_dir={folder}', f'--log_dir={tmp_path}/log')
    assert_refused(done, mnist_files.TEST_LABELS, '297')


def test_a_batch_larger_than_the_data_set(tmp_path):
    done = run_script('train_cnn', '--dataset=fake', '--batch_size=100000', f'--log_dir={tmp_path}/log')
    assert_refused(done, '--batch_size=100000 is larger than the training set')


def test_a_log_folder_that_cannot_be_written(tmp_path):
    (tmp_path / 'file').write_text('')
    done = run_script('train_cnn', '--dataset=fake', f'--log_dir={tmp_path}/file/log')
    assert_refused(done, '--log_dir: cannot write in', 'give another folder')


@pytest.mark.parametrize(
    ('flag', 'message'),
    [
        ('--learning_rate=0', 'must be a number above 0'),
        ('--learning_rate=-1', 'must be a number above 0'),
        ('--learning_rate=nan', 'must be a number above 0'),
        ('--batch_size=0', 'a positive integer'),
        ('--training_epochs=-3', 'a positive integer'),
        ('--optimizer=adagrad', 'should be one of <sgd|momentum|rmsprop|adam>'),
        ('--dataset=cifar', 'should be one of <auto|mnist|digits|fake>'),
        ('--no_such_flag', "Unknown command line flag 'no_such_flag'"),
        ('stray', "unexpected argument 'stray'"),
    ],
)
def test_bad_flags_keep_absl_s_exit_code(flag, message):
    done = run_script('train_cnn', flag)
    assert done.returncode == 1
    assert message in done.stderr + done.stdout
    assert 'Traceback' not in done.stderr
