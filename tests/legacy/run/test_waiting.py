"""Ctrl-C in `server.join()`, in a real process; what the server itself says is still heard."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from tests.legacy.running import ROOT, write
from tf1_ref.legacy.run import waiting

SERVES = """
import tensorflow as tf
server = tf.train.Server({'ps': ['127.0.0.1:0']}, job_name='ps', task_index=0)
try:
    print('waits', flush=True)
    server.join()
finally:
    print('cleans up', flush=True)
"""


def test_ctrl_c_ends_a_parameter_server(tmp_path):
    write(tmp_path, serves__py=SERVES)
    command = [sys.executable, '-m', 'tf1_ref', 'run', 'serves.py']
    started = subprocess.Popen(
        command, cwd=tmp_path, env={**os.environ, 'PYTHONPATH': str(ROOT)}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )  # fmt: skip
    try:
        assert started.stdout.readline() == 'waits\n'
        time.sleep(1)  # it has to come to its next line
        started.send_signal(signal.SIGINT)
        output, errors = started.communicate(timeout=60)
    finally:
        started.kill()
    assert (output, started.returncode) == ('cleans up\n', 130), errors
    assert errors.splitlines()[-1] == 'KeyboardInterrupt' and 'serves.py", line 6, in <module>' in errors


class Server:
    """Stands for TensorFlow's, whose `join` comes back only with an error."""

    def join(self):
        self.thread = threading.current_thread()
        raise ValueError('of the server')


class Tf:
    class train:
        Server = Server


def test_what_the_server_raises_is_raised_and_other_threads_wait_themselves():
    own, failed, server = Server.join, [], Server()
    with waiting.interruptible(Tf):
        with pytest.raises(ValueError, match='of the server'):
            server.join()
        assert server.thread is not threading.main_thread()

        def waits():
            try:
                server.join()
            except ValueError as error:
                failed.append(error)

        thread = threading.Thread(target=waits)
        thread.start()
        thread.join()
        assert server.thread is thread and len(failed) == 1
    assert Server.join is own
