"""Python processes that need not import TensorFlow: each is forked from one that has.

    done = warm.run([sys.executable, '-m', 'tf1_ref', 'run', 'script.py'], cwd=folder, text=True)

does what `subprocess.run` does with `capture_output=True`, in a tenth of a second instead of three. The process that is
forked has imported TensorFlow, nothing of this project, and done nothing else: one that has had a Session could not be
forked. The child is in every other respect a process of its own, see `tests.forking`: arguments, folder, environment,
standard input, exit code, output, signals, random numbers, what runs at the end. Where it is this project's code that
calls `subprocess.run`, a test asks for the fixture `forked`.

What is about the start itself is not for this: which modules a command loads, what is printed while TensorFlow is
imported, modules that are to shadow installed ones, flags of Python's own, signals that a test sends, a terminal. Such
a test calls `subprocess.run` itself.
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
# Those that `tests.forking` sees to.
READ_AGAIN = ('PYTHONPATH', 'PYTHONWARNINGS', 'PYTHONDONTWRITEBYTECODE')
PUT_THERE_BY_TENSORFLOW = ('TF2_BEHAVIOR', '1')
DEADLINE = 600


def run(
    command, *, cwd=None, env=None, input=None, text=False, timeout=DEADLINE, check=False, imported=TENSORFLOW
) -> subprocess.CompletedProcess:
    """Runs Python in a process that is forked from a warm one, and captures its output.

    Args:
        command: `sys.executable`, and `-m MODULE ...`, `-c CODE ...` or `SCRIPT.py ...`.
        cwd: the folder to start in; the one of this process by default.
        env: the environment; the one of this process by default.
        input: what is on standard input, which is empty by default.
        text: whether input and output are text, in UTF-8, not bytes.
        timeout: seconds after which the process is killed, with those that it has started.
        check: whether an exit code other than 0 is an error.
        imported: the modules that the process to fork from has imported.

    Returns:
        What `subprocess.run` does.

    Raises:
        subprocess.TimeoutExpired: it was not over in time.
        subprocess.CalledProcessError: `check`, and an exit code other than 0.
        RuntimeError: `imported` cannot be imported.
    """
    assert _is_python(command), f'cannot be forked: {command}'
    env = {**(os.environ if env is None else env)}
    at_start = {pair for pair in env.items() if pair[0].startswith(READ_AT_START) and pair[0] not in READ_AGAIN}
    server = _server(frozenset(at_start - {PUT_THERE_BY_TENSORFLOW}), tuple(imported))
    content = (input or '').encode() if text else input or b''
    request = {'arguments': [*map(str, command[1:])], 'cwd': os.fspath(cwd or os.getcwd()), 'env': env}
    code, *outputs = server.run(request, content, timeout)
    if text:
        outputs = [output.decode().replace('\r\n', '\n') for output in outputs]
    if code is None:
        raise subprocess.TimeoutExpired(command, timeout, *outputs)
    if check and code:
        raise subprocess.CalledProcessError(code, command, *outputs)
    return subprocess.CompletedProcess(command, code, *outputs)


def run_or_fork(original):
    """A `subprocess.run` that is `run` for what this can do, and otherwise the `original`."""

    def run_either(command, *arguments, capture_output=False, stdin=None, **options):
        known = {'cwd', 'env', 'input', 'text', 'timeout', 'check'} >= {*options}
        if known and capture_output and stdin in (None, subprocess.DEVNULL) and not arguments and _is_python(command):
            return run(command, **options)
        return original(command, *arguments, capture_output=capture_output, stdin=stdin, **options)

    return run_either


def end() -> None:
    """Ends the processes that were to be forked from."""
    while _servers:
        _servers.popitem()[1].end()


def _is_python(command):
    first, *arguments = command if isinstance(command, list) else [None]
    return first == sys.executable and (arguments[0] in ('-m', '-c') or not str(arguments[0]).startswith('-'))


_servers = {}


def _server(at_start, imported):
    key = at_start, imported
    if key not in _servers:
        _servers[key] = Server(dict(at_start), imported)
    return _servers[key]


class Server:
    """A process that has imported modules, and forks one process after the other."""

    def __init__(self, at_start, imported, python=sys.executable):
        environment = {name: value for name, value in os.environ.items() if not name.startswith(READ_AT_START)}
        self.channel, other = socket.socketpair()
        self.errors = tempfile.TemporaryFile('w+')  # noqa: SIM115 (`end` closes it)
        with other:
            self.process = subprocess.Popen(
                [str(python), str(FORKING), str(other.fileno()), *imported],
                env={**environment, **at_start}, cwd=FORKING.parent, pass_fds=[other.fileno()],
                stdin=subprocess.DEVNULL, stderr=self.errors,
            )  # fmt: skip

    def run(self, request, content, timeout):
        """The exit code, None for a process that was late; standard output and standard error."""
        with contextlib.ExitStack() as stack:
            files = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(4)]
            for file, given in zip(files, (json.dumps(request).encode(), content), strict=False):
                file.write(given)
                file.seek(0)
            with contextlib.suppress(BrokenPipeError):  # `_answer` says why
                socket.send_fds(self.channel, [b'.'], [file.fileno() for file in files])
            code = self._wait(timeout)
            return code, *(file.seek(0) or file.read() for file in files[2:])

    def _wait(self, timeout):
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
