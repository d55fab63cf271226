"""What a shell starts as `python` in place of Python does what Python does."""

import signal
import subprocess

import pytest

from tests import stand_in

SOURCE = """
import os, subprocess, sys
print(sys.argv, sys.stdin.read(), os.getcwd(), os.environ['ADDED'], 'tensorflow' in sys.modules)
print('error', file=sys.stderr)
if sys.argv[1:]:
    print(subprocess.run([sys.executable, 'program.py'], input='inner', capture_output=True, text=True).stdout)
sys.exit(len(sys.argv))
"""


@pytest.fixture(scope='module')
def path(tmp_path_factory):
    with stand_in.python(tmp_path_factory.mktemp('bin')) as path:
        yield path


def shell(command, path, folder):
    env = {**stand_in.environment(path), 'ADDED': 'x' * 100_000}
    return subprocess.run(['bash', '-c', command], input='given', capture_output=True, text=True, cwd=folder, env=env)


def test_arguments_files_folder_environment_and_exit_code(path, tmp_path):
    """And one more that it starts meanwhile, which is forked as well."""
    (tmp_path / 'program.py').write_text(SOURCE)
    done = shell('python program.py a "b c"', path, tmp_path)
    told = f'{tmp_path} {"x" * 100_000} True\n'
    assert done.stdout == f"['program.py', 'a', 'b c'] given {told}['program.py'] inner {told}\n"
    assert (done.stderr, done.returncode) == ('error\n', 3)


def test_a_signal_that_ends_it(path, tmp_path):
    for number in (9, 15):
        assert shell(f'python -c "import os; os.kill(os.getpid(), {number})"; echo $?', path, tmp_path).stdout == (
            f'{128 + number}\n'
        )


WAITS = 'import os, time; print(os.getpid(), flush=True); time.sleep(100)'


@pytest.mark.parametrize('number', [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_signals_are_handed_on_and_nothing_outlives_it(number, path):
    with subprocess.Popen([path, '-c', WAITS], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        child = int(process.stdout.readline())
        assert child != process.pid
        process.send_signal(number)
        assert process.wait() == -number
        assert process.stdout.read() == b''  # nobody has it open any more


def test_flags_of_python_start_it(path, tmp_path):
    assert shell('python -X dev -c "import sys; print(sys.argv, sys.flags.dev_mode)"', path, tmp_path).stdout == (
        "['-c'] True\n"
    )


def test_after_the_block_it_ends_with_an_error(tmp_path):
    with stand_in.python(tmp_path) as path:
        pass
    done = shell('python -c ""', path, tmp_path)
    assert done.returncode == 1 and 'FileNotFoundError' in done.stderr
