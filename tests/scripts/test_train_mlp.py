import pytest

from tests.scripts.running import assert_refused, has_events, is_drawn, metrics, run_script


@pytest.mark.parametrize(
    ('model', 'variables'),
    [
        ('mlp', ['ih/W', 'ih/b', 'hh/W', 'hh/b', 'hl/W', 'hl/b']),
        ('two_layer', ['hidden/W', 'hidden/b', 'out/W', 'out/b']),
        ('softmax', ['out/W', 'out/b']),
    ],
)
def test_one_epoch(model, variables, tmp_path):
    done = run_script('train_mlp', f'--model={model}', '--training_epochs=1', f'--log_dir={tmp_path}', pictures=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith('Epoch: 0001 cost= ')
    assert [variable['name'] for variable in metrics(tmp_path)['variables']] == variables
    assert all(is_drawn(tmp_path / f'{name}.png') for name in ('regions', 'curves', 'activations', 'confusion'))
    assert has_events(tmp_path)


def test_the_boundary_has_to_be_non_linear(tmp_path):
    """The deck's point: three layers tell the classes apart, a linear function does not."""
    accuracy = {}
    for model in ('mlp', 'softmax'):
        done = run_script('train_mlp', f'--model={model}', '--training_epochs=60', f'--log_dir={tmp_path}/{model}')
        assert done.returncode == 0, done.stderr
        accuracy[model] = metrics(tmp_path / model)['results']['test_accuracy']
    assert accuracy['mlp'] > 0.95
    assert accuracy['softmax'] < 0.7


def test_a_batch_larger_than_the_data_set(tmp_path):
    done = run_script('train_mlp', '--num_points=40', f'--log_dir={tmp_path}/log')
    assert_refused(done, '--batch_size=50 is larger than the training set of 40')


@pytest.mark.parametrize('flag', ['--noise=-1', '--num_points=0', '--model=linear'])
def test_bad_flags_keep_absl_s_exit_code(flag):
    done = run_script('train_mlp', flag)
    assert done.returncode == 1
    assert 'Traceback' not in done.stderr
