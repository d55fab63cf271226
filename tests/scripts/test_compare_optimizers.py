import pytest

from tests.scripts.running import assert_refused, is_drawn, metrics, run_script
from tf1_ref.compat import tf

RATES = ['sgd_learning_rate', 'momentum_learning_rate', 'rmsprop_learning_rate', 'adam_learning_rate']


def test_four_optimizers_from_the_same_weights(tmp_path):
    done = run_script(
        'compare_optimizers', '--dataset=fake', '--steps=20', '--batch_size=7', f'--log_dir={tmp_path}', pictures=True
    )
    assert done.returncode == 0, done.stderr
    found = metrics(tmp_path)
    assert set(found['results']) == {f'{name[:-14]}_{what}' for name in RATES for what in ('cost', 'accuracy')}
    labels = [line.partition(' learning rate')[0].strip() for line in done.stdout.splitlines()[:4]]
    assert labels == ['SGD', 'SGD + momentum', 'RMSProp', 'Adam']
    assert is_drawn(tmp_path / 'costs.png')
    first = [first_cost(tmp_path / name[:-14]) for name in RATES]
    assert first == [first[0]] * 4  # the same weights, the same batch
    assert is_drawn(tmp_path / 'surfaces.png')


def first_cost(log_dir):
    """The cost before the first step, from the only event file."""
    (path,) = (log_dir / 'events' / 'train').iterdir()
    events = tf.train.summary_iterator(str(path))
    return next(v.simple_value for event in events for v in event.summary.value if (event.step, v.tag) == (1, 'cost'))


@pytest.mark.parametrize('flag', [f'--{name}=0' for name in RATES] + ['--steps=0'])
def test_bad_flags_keep_absl_s_exit_code(flag):
    done = run_script('compare_optimizers', flag)
    assert done.returncode == 1
    assert 'Traceback' not in done.stderr


def test_a_batch_larger_than_the_data_set(tmp_path):
    done = run_script('compare_optimizers', '--dataset=fake', '--batch_size=100000', f'--log_dir={tmp_path}')
    assert_refused(done, '100000')
