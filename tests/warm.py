"""Python processes that need not import TensorFlow: each is forked from one that has.

    done = warm.run([sys.executable, '-m', 'tf1_ref', 'run', 'script.py'], cwd=folder, text=True)

does what `subprocess.run` does with `capture_output=True`, in a tenth of a second instead of three. The process that is
forked has imported TensorFlow, nothing of this project, and done nothing else: one that has had a Session could not be
forked. The child is in every other respect a process of its own, see `tests.forking`: arguments, folder, environment,
standard input, exit code, output, signals, random numbers, what runs at the end. Where it is this project's code that
calls `subprocess.run`, a test asks for the fixture `forked`. `start` is for one that is to be killed. `tests.stand_in`
is a `python` for shells and for programs that start others; the fixture `forks` has scripts start it.

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
import threading

FORKING = pathlib.Path(__file__).resolve().parent / 'forking.py'
TENSORFLOW = ('tensorflow.compat.v1',)
# Variables that Python or a library reads once, when it starts. A child with other ones gets another process to fork.
READ_AT_START = ('TF_', 'TF2_', 'KERAS_', 'PYTHON', 'OMP_', 'LC_', 'LANG', 'XLA_', 'CUDA_', 'MPL')
# Those that `tests.forking` sees to; the last is read by whoever asks for the cluster.
READ_AGAIN = ('PYTHONPATH', 'PYTHONWARNINGS', 'PYTHONDONTWRITEBYTECODE', 'PYTHON_TO_START', 'TF_CONFIG')
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
    content = (input or '').encode() if text else input or b''
    server, request = _asked(command, cwd, env, imported)
    code, *outputs = server.run(request, content, timeout)
    if text:
        outputs = [output.decode().replace('\r\n', '\n') for output in outputs]
    if code is None:
        raise subprocess.TimeoutExpired(command, timeout, *outputs)
    if check and code:
        raise subprocess.CalledProcessError(code, command, *outputs)
    return subprocess.CompletedProcess(command, code, *outputs)


@contextlib.contextmanager
def start(command, *, cwd=None, env=None, imported=TENSORFLOW, errors=None):
    """Starts Python in the same way, to be sent signals, which do what they do to any process.

    Args:
        command: as for `run`.
        cwd: as for `run`.
        env: as for `run`.
        imported: as for `run`.
        errors: a file for what it prints as errors.

    Yields:
        A `Started`. What still runs at the end of the block is killed.
    """
    server, request = _asked(command, cwd, env, imported)
    with contextlib.ExitStack() as stack:
        reading, writing = os.pipe()
        output = stack.enter_context(open(reading, encoding='utf-8', errors='replace'))
        with open(writing, 'wb') as pipe:
            child = stack.enter_context(server.begin(request, b'', pipe, errors or pipe))
        started = Started(child, output)
        try:
            yield started
        finally:
            if started.code is None:
                started.child.kill()
                started.wait()


class Started:
    """A process that was forked.

    Attributes:
        pid: its number.
        output: what it prints, to be read, errors among it unless they have a file of their own.
        code: how it has ended, once `wait` was called.
    """

    def __init__(self, child, output):
        self.child, self.pid, self.output, self.code = child, child.pid, output, None

    def send(self, number):
        """Sends a signal."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def wait(self):
        """Waits for the end; returns the exit code, below 0 for a signal."""
        if self.code is None:
            self.code = self.child.wait()
        return self.code


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


def _asked(command, cwd, env, imported):
    """The process to fork from, and what to ask it."""
    assert _is_python(command), f'cannot be forked: {command}'
    env = {**(os.environ if env is None else env)}
    request = {'arguments': [*map(str, command[1:])], 'cwd': os.path.abspath(cwd or os.getcwd()), 'env': env}
    return server_for(env, imported), request


_servers, _lock = {}, threading.Lock()


def server_for(env, imported=TENSORFLOW, python=sys.executable) -> Server:
    """The process to fork from for the environment `env`, which is started if it is not there."""
    at_start = {pair for pair in env.items() if pair[0].startswith(READ_AT_START) and pair[0] not in READ_AGAIN}
    at_start -= {PUT_THERE_BY_TENSORFLOW}
    key = frozenset(at_start), tuple(imported), str(python)
    with _lock:
        if key not in _servers:
            _servers[key] = Server(dict(at_start), imported, python)
        return _servers[key]


class Server:
    """A process that has imported modules, and forks others."""

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
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
            with self.begin(request, content, output, errors) as child:
                over = False
                try:
                    over = bool(select.select([child.channel], [], [], timeout)[0])
                finally:  # also where this process is told to stop
                    if not over:
                        child.kill()
                    code = child.wait()
            return code if over else None, *(file.seek(0) or file.read() for file in (output, errors))

    def begin(self, request, content, output, errors):
        """Has a process forked; returns it, as a `Child`."""
        with tempfile.TemporaryFile() as given:
            given.write(content)
            given.seek(0)
            return self.fork(request, given.fileno(), output.fileno(), errors.fileno())

    def fork(self, request, *files):
        """The same, with numbers of files for standard input, output and errors."""
        channel, other = socket.socketpair()
        with tempfile.TemporaryFile() as asked, other:
            asked.write(json.dumps(request).encode())
            asked.seek(0)
            with contextlib.suppress(BrokenPipeError):  # `Child` says why
                socket.send_fds(self.channel, [b'.'], [asked.fileno(), *files, other.fileno()])
        return Child(channel, self)

    def has_ended(self):
        """The error to raise where the process does not answer."""
        self.process.wait()
        self.errors.seek(0)
        return RuntimeError(f'the process to fork from has ended: {self.errors.read()}')

    def end(self):
        self.channel.close()
        self.process.wait()
        self.errors.close()


class Child:
    """A process that was forked, and leads a group of its own.

    Attributes:
        pid: its number.
        channel: can be read from once it has ended.
    """

    def __init__(self, channel, server):
        self.channel, self._server = channel, server
        self.pid = self.wait()  # it is told first

    def wait(self):
        """Waits for the end; returns the exit code, below 0 for a signal."""
        answer = b''
        with contextlib.suppress(ConnectionResetError):
            answer = self.channel.recv(8, socket.MSG_WAITALL)
        if not answer:
            self.channel.close()
            raise self._server.has_ended()
        return int.from_bytes(answer, 'big', signed=True)

    def kill(self):
        """Ends it, and what it has started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.channel.close()
