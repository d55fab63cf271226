"""A `python` for shells and programs to start, which has this process fork instead: see `tests.warm`.

    with stand_in.python(folder) as path:
        subprocess.run(['bash', '-c', 'python -m tf1_ref run script.py'], env=stand_in.environment(path))

writes FOLDER/python, a script that hands on its arguments, folder, environment, files and signals, and ends as the
process does that was forked; what cannot be forked (`python -X ...`) it starts. Programs that were forked start the
same one, as it is their `sys.executable` too. Run as a script, this is the side of that `python`.
"""

import contextlib
import json
import os
import pathlib
import select
import signal
import socket
import sys
import tempfile
import threading


@contextlib.contextmanager
def python(folder, real=sys.executable):
    """Writes FOLDER/python, which works within the block.

    Args:
        folder: a folder, which is made.
        real: the Python to fork from.

    Yields:
        The path of the script.
    """
    path = pathlib.Path(folder) / 'python'
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        place = os.path.join(stack.enter_context(tempfile.TemporaryDirectory()), 'socket')
        path.write_text(f'#!/bin/sh\nexec "{real}" -IS "{os.path.abspath(__file__)}" "{place}" "{real}" "$@"\n')
        path.chmod(0o755)
        listening = stack.enter_context(socket.socket(socket.AF_UNIX))
        listening.bind(place)
        listening.listen()
        threading.Thread(target=_serve, args=[listening, real], daemon=True).start()
        stack.callback(listening.shutdown, socket.SHUT_RDWR)
        yield path


def environment(path, env=None):
    """The environment `env`, in which `python` is the script at `path`, for what is forked as well."""
    env = {**(os.environ if env is None else env)}
    return {**env, 'PATH': os.pathsep.join([str(path.parent), env['PATH']]), 'PYTHON_TO_START': str(path)}


def _serve(listening, real):
    with contextlib.suppress(OSError):  # it was shut down
        while True:
            threading.Thread(target=_answer, args=[listening.accept()[0], real], daemon=True).start()


def _answer(channel, real):
    from tests import warm

    with channel:
        size, files, _, _ = socket.recv_fds(channel, 8, 3)
        try:
            with channel.makefile('rb') as reading:
                request = json.loads(reading.read(int.from_bytes(size, 'big')))
            with warm.server_for(request['env'], python=real).fork(request, *files) as child:
                while channel in select.select([channel, child.channel], [], [])[0]:
                    number = channel.recv(1)
                    if not number:  # it was killed
                        child.kill()
                        break
                    os.kill(child.pid, number[0])
                code = child.wait().to_bytes(8, 'big', signed=True)
                with contextlib.suppress(OSError):
                    channel.sendall(code)
        finally:
            for file in files:
                os.close(file)


def main(place, real, *arguments):
    """Asks for a process; ends as it does."""
    if not arguments or (arguments[0].startswith('-') and arguments[0] not in ('-m', '-c')):
        os.execv(real, [real, *arguments])
    request = json.dumps({'arguments': arguments, 'cwd': os.getcwd(), 'env': dict(os.environ)}).encode()
    with socket.socket(socket.AF_UNIX) as channel:
        channel.connect(place)
        socket.send_fds(channel, [len(request).to_bytes(8, 'big')], [0, 1, 2])
        channel.sendall(request)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda number, _: channel.send(bytes([number])))
        answer = channel.recv(8, socket.MSG_WAITALL)
    if len(answer) < 8:
        sys.exit('the tests could not fork')
    code = int.from_bytes(answer, 'big', signed=True)
    if code < 0:
        signal.signal(-code, signal.SIG_DFL) if -code != signal.SIGKILL else None
        os.kill(os.getpid(), -code)
    os._exit(code)


if __name__ == '__main__':
    main(*sys.argv[1:])
