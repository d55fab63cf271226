"""Runs a script as its users do."""

import importlib.util
import json
import os
import pathlib
import signal
import subprocess
import sys

from tests import warm

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent


def run_script(name, *flags, cwd=REPOSITORY, environment=None, module='tf1_ref.scripts'):
    """`python -m tf1_ref.scripts.NAME FLAGS`, forked, in `cwd`; returns what `subprocess.run` does."""
    variables = {key: value for key, value in os.environ.items() if key != 'DATA_DIR'}
    variables.update({'PYTHONPATH': str(REPOSITORY), **(environment or {})})
    command = [sys.executable, '-m', f'{module}.{name}', *map(str, flags)]
    return warm.run(command, text=True, cwd=cwd, env=variables)


def heed_ctrl_c():
    """For `preexec_fn`: Ctrl-C is heard even if the tests themselves run where it is ignored, as in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def interrupt_script(name, line, *flags, number=signal.SIGINT):
    """Starts a script and sends it a signal, Ctrl-C, once it has printed `line`; returns what `subprocess.run` does."""
    command = [sys.executable, '-u', '-m', f'tf1_ref.scripts.{name}', *map(str, flags)]
    pipes = {'stdout': subprocess.PIPE, 'stderr': subprocess.PIPE, 'text': True, 'preexec_fn': heed_ctrl_c}
    with subprocess.Popen(command, cwd=REPOSITORY, **pipes) as process:
        printed = []
        for output in process.stdout:
            printed.append(output)
            if line in output:
                process.send_signal(number)
                break
        rest, errors = process.communicate(timeout=120)
    return subprocess.CompletedProcess(command, process.returncode, ''.join(printed) + rest, errors)


def printed(done):
    """The lines that a script has printed, but for the one that is there where matplotlib is not (test_launch.py)."""
    return [line for line in done.stdout.splitlines() if not line.startswith('No pictures: matplotlib is not')]


def metrics(log_dir):
    """What the script has measured."""
    return json.loads((pathlib.Path(log_dir) / 'metrics.json').read_text())


def is_png(path):
    """Whether there is a picture of some size at `path`."""
    content = pathlib.Path(path).read_bytes()
    return content.startswith(b'\x89PNG\r\n') and len(content) > 1000


def is_drawn(path):
    """Whether there is a picture at `path`; or none, where matplotlib, which draws them, is not installed."""
    return is_png(path) if importlib.util.find_spec('matplotlib') else not pathlib.Path(path).exists()


def has_events(log_dir):
    """Whether there is a TensorBoard event file with something in it."""
    return [path.stat().st_size > 1000 for path in (pathlib.Path(log_dir) / 'events').iterdir()] == [True]


def assert_refused(done, *parts):
    """Exit code 2, and one line on standard error that has all of `parts`; no traceback, nothing about TensorFlow."""
    lines = done.stderr.splitlines()
    assert done.returncode == 2, (done.returncode, done.stderr)
    assert len(lines) == 1, done.stderr
    for part in parts:
        assert str(part) in lines[0]
