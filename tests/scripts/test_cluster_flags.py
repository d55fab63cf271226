import json

import pytest

from tests.scripts.running import assert_refused, run_script

CLUSTER = ['--ps_hosts=:2222', '--worker_hosts=:2223,:2224']


@pytest.mark.parametrize(
    ('flags', 'message'),
    [
        (['--ps_hosts=:2222'], '--worker_hosts is missing'),
        ([*CLUSTER, '--job_name=worker', '--task_index=2'], 'there is no worker 2'),
        ([*CLUSTER, '--job_name=worker', '--task_index=0'], '--log_dir is missing; the worker 0'),
        ([*CLUSTER, '--job_name=worker', '--task_index=1', '--replicas_to_aggregate=3'], 'more than the 2 workers'),
        (
            [*CLUSTER, '--job_name=worker', '--task_index=1', '--towers=2'],
            '--input and --towers are for a process that trains alone',
        ),
        (['--ps_hosts=192.0.2.77:2222', CLUSTER[1], '--job_name=ps'], 'cannot listen at 192.0.2.77:2222'),
    ],
)
def test_what_contradicts_itself_is_one_line(flags, message):
    assert_refused(run_script('train_cnn', '--dataset=fake', *flags), message)


def test_tf_config_and_flags():
    config = {'cluster': {'ps': ['127.0.0.1:1'], 'worker': ['127.0.0.1:2']}, 'task': {'type': 'worker', 'index': 0}}
    environment = {'TF_CONFIG': json.dumps(config)}
    assert_refused(run_script('train_cnn', environment=environment), '--log_dir is missing; the worker 0')
    done = run_script('train_cnn', *CLUSTER, '--job_name=ps', environment=environment)
    assert_refused(done, 'both flags and TF_CONFIG say')
    assert_refused(run_script('train_cnn', environment={'TF_CONFIG': '{'}), 'TF_CONFIG is not ')


def test_a_script_without_an_address_waits_no_longer_than_it_is_told(tmp_path):
    """Nobody is there."""
    flags = [*CLUSTER, '--job_name=worker', '--task_index=1', '--wait_secs=1', '--dataset=fake']
    assert_refused(run_script('train_cnn', *flags), 'has waited for the parameter servers', 'nobody answers: ps 0')
