import json
import os
import pathlib
import signal
import subprocess
import sys
import time

import pytest

from tests.scripts.running import REPOSITORY, assert_refused, heed_ctrl_c, metrics, run_script

# What takes the place of a script, without TensorFlow: parameter servers and chief run until they are told to stop.
MEMBER = """
import pathlib, signal, sys, time
flags = dict(flag[2:].split('=', 1) for flag in sys.argv[1:] if '=' in flag)
name = flags['job_name'] + flags['task_index']
(pathlib.Path(flags['log_dir']) / name).write_text(str(__import__('os').getpid()))
try:
    print(f'{name} has begun', flush=True)
    folder = pathlib.Path(flags['log_dir'])
    while name != 'worker1' or flags.get('fails') != 'yes' or len(list(folder.glob('*[01]'))) < 3:
        time.sleep(0.05)
    sys.exit(3)
except KeyboardInterrupt:
    print('saved', flush=True)
    sys.exit(130)
"""


@pytest.fixture
def launcher(tmp_path):
    """Starts local_cluster with stand-ins for its processes, so that it can be told to stop."""
    (tmp_path / 'member.py').write_text(MEMBER)
    code = (
        'import sys\nfrom tf1_ref.scripts import launch, local_cluster\n'
        f'local_cluster.COMMAND = (sys.executable, {str(tmp_path / "member.py")!r})\n'
        'local_cluster.define_flags()\nlaunch.launch(local_cluster.main, given=True)\n'
    )

    def start(*flags):
        command = [sys.executable, '-c', code, '--workers=2', '--', 'train_cnn', f'--log_dir={tmp_path}', *flags]
        pipes = {'stdout': subprocess.PIPE, 'stderr': subprocess.PIPE, 'text': True}
        return subprocess.Popen(command, cwd=REPOSITORY, **pipes, preexec_fn=heed_ctrl_c)

    return start


def assert_gone(folder):
    until = time.monotonic() + 20
    for name in ('ps0', 'worker0', 'worker1'):
        process = int((pathlib.Path(folder) / name).read_text())
        while time.monotonic() < until:
            try:
                os.kill(process, 0)
            except ProcessLookupError:
                break
            time.sleep(0.05)
        else:
            raise AssertionError(f'{name} still runs')


def begun(process):
    lines = [process.stdout.readline() for _ in range(3)]
    assert sorted(lines) == [
        'ps 0     | ps0 has begun\n',
        'worker 0 | worker0 has begun\n',
        'worker 1 | worker1 has begun\n',
    ]


def test_a_whole_run(tmp_path, forks):
    flags = ['--dataset=fake', '--training_epochs=2', f'--log_dir={tmp_path}']
    done = run_script('local_cluster', '--workers=2', '--ps=2', '--', 'train_cnn', *flags, environment=forks)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ''
    lines = done.stdout.splitlines()
    assert any(line.startswith('worker 0 | Epoch: 0002 cost= ') for line in lines)
    header, *table = [line.split() for line in lines[-5:]]
    assert header == ['process', 'exit', 'steps', 'examples', 'seconds', 'per', 'second']
    assert [row[:3] for row in table[:2]] == [['ps', '0', '0'], ['ps', '1', '0']]
    assert [row[:3] for row in table[2:]] == [['worker', '0', '0'], ['worker', '1', '0']]
    assert sum(int(row[3]) for row in table[2:]) in (72, 73)  # 600 examples twice, in batches of 16 by twos
    assert metrics(tmp_path)['results']['costs'][1] > 0
    assert json.loads((tmp_path / 'history.json').read_text())['settings']['workers'] == 2


def test_ctrl_c_ends_all_and_lets_the_chief_save(launcher, tmp_path):
    with launcher() as process:
        begun(process)
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert 'worker 0 | saved' in output
    assert 'Interrupted: ending all processes' in errors and 'Traceback' not in errors
    assert [line.split()[:3] for line in output.splitlines()[-3:]] == [
        ['ps', '0', 'SIGKILL'],
        ['worker', '0', '130'],
        ['worker', '1', '130'],
    ]
    assert_gone(tmp_path)


def test_one_that_fails_ends_all(launcher, tmp_path):
    with launcher('--fails=yes') as process:
        output, errors = process.communicate(timeout=60)
    assert process.returncode == 3
    assert 'worker 1 has ended with exit code 3; ending all processes' in errors
    assert_gone(tmp_path)


def test_nothing_outlives_it(launcher, tmp_path):
    with launcher() as process:
        begun(process)
        process.kill()
    assert_gone(tmp_path)


@pytest.mark.parametrize(
    ('arguments', 'message'),
    [
        ([], 'the script is None; give one behind --'),
        (['--', 'sweep'], "the script is 'sweep'"),
        (['--', 'train_cnn', '--job_name=ps'], '--job_name=ps is given by this script itself'),
    ],
)
def test_bad_arguments(arguments, message):
    assert_refused(run_script('local_cluster', *arguments), message)
