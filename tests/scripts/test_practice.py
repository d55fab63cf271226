import pytest

from tests.scripts.running import assert_refused, has_events, interrupt_script, is_drawn, metrics, run_script

SMALL = ['--dataset=fake', '--channels=2', '--batch_size=50']


def test_one_epoch(tmp_path):
    done = run_script('practice', *SMALL, '--training_epochs=2', f'--log_dir={tmp_path}', pictures=True)
    assert done.returncode == 0, done.stderr
    found = metrics(tmp_path)
    assert found['settings']['channels'] == 2
    assert {'validation_accuracy', 'test_accuracy', 'training_minutes'} <= set(found['results'])
    assert all(is_drawn(tmp_path / name) for name in ('curves.png', 'confusion.png', 'mistakes.png'))
    assert has_events(tmp_path)
    assert found['variables'][0]['name'] == 'global_step'


def test_an_input_of_its_own_and_no_towers(tmp_path):
    flags = [*SMALL, '--training_epochs=2']
    run_script('practice', *flags, f'--log_dir={tmp_path}/feed')
    run_script('practice', *flags, '--input=resident', f'--log_dir={tmp_path}/resident')
    found, expected = (metrics(tmp_path / name)['results'] for name in ('resident', 'feed'))
    assert found['costs'] == expected['costs'] and found['test_accuracy'] == expected['test_accuracy']
    done = run_script('practice', *flags, '--towers=2', f'--log_dir={tmp_path}/towers')
    assert_refused(done, '--towers=2: the model draws random numbers')


def test_without_the_test_set(tmp_path):
    done = run_script('practice', *SMALL, '--training_epochs=2', '--notest', f'--log_dir={tmp_path}')
    assert done.returncode == 0, done.stderr
    assert 'test_accuracy' not in metrics(tmp_path)['results']
    assert 'Validation accuracy' in done.stdout


def test_a_run_interrupted_by_ctrl_c_resumes_and_repeats_itself(tmp_path):
    """Shifts, learning rates and batches go on as if nothing had happened."""
    flags = [*SMALL, '--training_epochs=7']
    whole = run_script('practice', *flags, f'--log_dir={tmp_path}/whole')
    assert whole.returncode == 0, whole.stderr
    interrupted = interrupt_script('practice', 'Epoch: 0003', *flags, f'--log_dir={tmp_path}/parts')
    assert interrupted.returncode == 130
    said = f'saved; with the same flags and --log_dir={tmp_path}/parts it goes on there.'
    assert interrupted.stderr.startswith('Interrupted after epoch ') and interrupted.stderr.endswith(f'{said}\n')
    resumed = run_script('practice', *flags, f'--log_dir={tmp_path}/parts')
    assert 'Resuming after epoch' in resumed.stdout
    first, second = (metrics(tmp_path / name)['results'] for name in ('whole', 'parts'))
    for results in (first, second):
        results.pop('training_minutes')
    assert first == second


@pytest.mark.parametrize(
    'flag', ['--blocks=2', '--channels=0', '--stem_stride=0', '--decay=1', '--max_shift=-1', '--learning_rate=0']
)
def test_bad_flags_keep_absl_s_exit_code(flag):
    done = run_script('practice', flag)
    assert done.returncode == 1
    assert 'Traceback' not in done.stderr


def test_a_warmup_longer_than_the_run(tmp_path):
    done = run_script('practice', *SMALL, '--training_epochs=1', '--warmup_epochs=1', f'--log_dir={tmp_path}')
    assert_refused(done, 'the warm-up of')
