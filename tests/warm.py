"""Python processes that need not import TensorFlow: each is forked from one that has.

    done = warm.python(['-m', 'tf1_ref', 'run', 'script.py'], folder)

does what `subprocess.run([sys.executable, '-m', 'tf1_ref', 'run', 'script.py'], cwd=folder, capture_output=True,
text=True)` does, in a tenth of a second instead of three. The process that is forked has imported TensorFlow, nothing
of this project, and done nothing else: one that has had a Session could not be forked. The child is in every other
respect a process of its own, see `tests.forking`: arguments, folder, environment, standard input, exit code, output,
signals, random numbers, what runs at the end.

What is about the start itself is not for this: which modules a command loads, what is printed while TensorFlow is
imported, modules that are to shadow installed ones, flags of Python's own, signals that a test sends, a terminal. Such
a test starts `sys.executable` itself.
"""

from __future__ import annotations

import contextlib
import json
import os
import pathlib
import select
import signal
import socket
import subprocess
import sys
import tempfile

FORKING = pathlib.Path(__file__).resolve().parent / 'forking.py'
TENSORFLOW = ('tensorflow.compat.v1',)
# Variables that Python or a library reads once, when it starts. A child with other ones gets another process to fork.
READ_AT_START = ('TF_', 'TF2_', 'KERAS_', 'PYTHON', 'OMP_', 'LC_', 'LANG', 'XLA_', 'CUDA_', 'MPL')
READ_AGAIN = ('PYTHONPATH',)


def python(arguments, cwd=None, env=None, input='', timeout=600, imported=TENSORFLOW) -> subprocess.CompletedProcess:
    """Runs Python in a process that is forked from a warm one.

    Args:
        arguments: what follows `python` on its command line: `-m MODULE ...`, `-c CODE ...` or `SCRIPT.py ...`.
        cwd: the folder to start in; the one of this process by default.
        env: the environment; the one of this process by default.
        input: text for standard input.
        timeout: seconds after which the process is killed, with those that it has started.
        imported: the modules that the process to fork from has imported.

    Returns:
        What `subprocess.run` does, with text for `stdout` and `stderr`.

    Raises:
        subprocess.TimeoutExpired: it was not over in time.
        RuntimeError: the modules cannot be imported.
    """
    env = {**os.environ} if env is None else {**env}
    at_start = {name: env[name] for name in env if name.startswith(READ_AT_START) and name not in READ_AGAIN}
    request = {'arguments': [*map(str, arguments)], 'cwd': os.fspath(cwd or os.getcwd()), 'env': env}
    return _server(tuple(sorted(at_start.items())), tuple(imported)).run(request, input, timeout)


def end() -> None:
    """Ends the processes that were to be forked from."""
    while _servers:
        _servers.popitem()[1].end()


_servers = {}


def _server(at_start, imported):
    key = at_start, imported
    if key not in _servers:
        _servers[key] = _Server(dict(at_start), imported)
    return _servers[key]


class _Server:
    """A process that has imported modules, and forks one process after the other."""

    def __init__(self, at_start, imported):
        environment = {name: value for name, value in os.environ.items() if not name.startswith(READ_AT_START)}
        self.channel, other = socket.socketpair()
        self.errors = tempfile.TemporaryFile('w+')  # noqa: SIM115 (`end` closes it)
        with other:
            self.process = subprocess.Popen(
                [sys.executable, str(FORKING), str(other.fileno()), *imported],
                env={**environment, **at_start}, cwd=FORKING.parent, pass_fds=[other.fileno()],
                stdin=subprocess.DEVNULL, stderr=self.errors,
            )  # fmt: skip

    def run(self, request, text, timeout):
        with contextlib.ExitStack() as stack:
            files = [stack.enter_context(tempfile.TemporaryFile('w+', encoding='utf-8')) for _ in range(4)]
            for file, content in zip(files, (json.dumps(request), text), strict=False):
                file.write(content)
                file.seek(0)
            with contextlib.suppress(BrokenPipeError):  # `_answer` says why
                socket.send_fds(self.channel, [b'.'], [file.fileno() for file in files])
            code = self._wait(timeout)
            stdout, stderr = (file.seek(0) or file.read() for file in files[2:])
        command = [sys.executable, *request['arguments']]
        if code is None:
            raise subprocess.TimeoutExpired(command, timeout, stdout, stderr)
        return subprocess.CompletedProcess(command, code, stdout, stderr)

    def _wait(self, timeout):
        """The exit code; None if it was killed for being late."""
        child, over = self._answer(), False
        try:
            over = bool(select.select([self.channel], [], [], timeout)[0])
        finally:  # also where this process is told to stop
            if not over:
                os.killpg(child, signal.SIGKILL)
            code = self._answer()
        return code if over else None

    def _answer(self):
        answer = b''
        with contextlib.suppress(ConnectionResetError):
            answer = self.channel.recv(8, socket.MSG_WAITALL)
        if not answer:
            self.process.wait()
            self.errors.seek(0)
            raise RuntimeError(f'the process to fork from has ended: {self.errors.read()}')
        return int.from_bytes(answer, 'big', signed=True)

    def end(self):
        self.channel.close()
        self.process.wait()
        self.errors.close()
