"""The far side of `tests.warm`, started by it as a script: imports modules, then forks processes when it is asked to.

A forked process differs from one that was started in what it has imported, and in nothing else that a program is meant
to see. What Python does at a start and at an end is done here by hand: `sys.path`, `sys.argv` and `__main__` before;
uncaught exceptions, exit codes, threads, `atexit` and buffered output after. Then it leaves by `os._exit`: to take
TensorFlow apart takes time, and is nothing that a test asks about.
"""

import atexit
import builtins
import contextlib
import ctypes
import gc
import importlib
import json
import linecache
import os
import runpy
import select
import signal
import socket
import sys
import threading
import types
import warnings
from importlib.machinery import SourceFileLoader


def main(channel, modules):
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal reaches this process too
    path = sys.path[1:]  # PYTHONPATH, which this process was started without, is each child's own
    sys.path[0] = os.path.dirname(sys.path[0])  # for the modules of this project
    for module in modules:
        importlib.import_module(module)
    gc.collect()
    gc.freeze()  # the children need not go through what is here
    channel = socket.socket(fileno=channel)
    ended, ends = os.pipe()
    for end in (ended, ends):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(ends, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    running = {}  # by their numbers, where to say how they have ended
    while True:
        if ended in select.select([channel, ended], [], [])[0]:
            os.read(ended, 4096)
            _say_which_have_ended(running)
            continue
        _, files, _, _ = socket.recv_fds(channel, 1, 5)
        if not files:
            return
        answer = socket.socket(fileno=files.pop())
        child = os.fork()
        if not child:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for other in (channel, answer, *running.values()):
                other.close()
            os.close(ended)
            os.close(ends)
            _become(files, path)
        with contextlib.suppress(OSError):  # it may have done so itself
            os.setpgid(child, child)
        for file in files:
            os.close(file)
        running[child] = answer
        _say(answer, child)


def _say_which_have_ended(running):
    for child in [*running]:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            with running.pop(child) as answer:
                _say(answer, os.waitstatus_to_exitcode(status))


def _say(answer, number):
    with contextlib.suppress(OSError):  # nobody asks any more
        answer.sendall(number.to_bytes(8, 'big', signed=True))


def _become(files, path):
    """Makes this process what Python would be that was just started; does not return."""
    os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with open(files[0]) as file:
        request = json.load(file)
    for number, file in enumerate(files[1:]):
        os.dup2(file, number)
        os.close(file)
    os.chdir(request['cwd'])
    os.environ.clear()
    os.environ.update(request['env'])
    sys.executable = request['env'].get('PYTHON_TO_START', sys.executable)  # see `tests.stand_in`
    sys.warnoptions[:] = filter(None, request['env'].get('PYTHONWARNINGS', '').split(','))
    warnings._processoptions(sys.warnoptions)
    sys.dont_write_bytecode = bool(request['env'].get('PYTHONDONTWRITEBYTECODE'))
    if 'numpy' in sys.modules:
        sys.modules['numpy'].random.seed()  # as `random` does by itself after a fork
    sys.path[:] = [*filter(None, request['env'].get('PYTHONPATH', '').split(os.pathsep)), *path]
    importlib.invalidate_caches()
    main = sys.modules['__main__'] = types.ModuleType('__main__')
    main.__builtins__, main.__annotations__ = builtins, {}
    _leave(lambda: _run(main, *request['arguments']))


def _run(main, what, *arguments):
    """What follows `python` on a command line."""
    if what == '-m':
        module, *arguments = arguments
        sys.argv = ['-m', *arguments]
        sys.path.insert(0, os.getcwd())
        runpy._run_module_as_main(module)
    elif what == '-c':
        code, *arguments = arguments
        sys.argv = ['-c', *arguments]
        sys.path.insert(0, '')
        if sys.version_info >= (3, 13):  # where tracebacks show its lines
            linecache.cache['<string>'] = len(code), None, code.splitlines(keepends=True), '<string>'
        exec(compile(code, '<string>', 'exec'), vars(main))
    else:
        sys.argv = [what, *arguments]
        sys.path.insert(0, os.path.dirname(os.path.realpath(what)))
        main.__file__, main.__cached__ = os.path.abspath(what), None
        main.__loader__ = SourceFileLoader('__main__', main.__file__)
        exec(compile(main.__loader__.get_data(main.__file__), main.__file__, 'exec'), vars(main))


def _leave(run):
    """Runs, and ends the process as Python ends."""
    code, interrupted = 0, False
    try:
        run()
    except SystemExit as end:
        code = end.code
        if code is not None and not isinstance(code, int):
            print(code, file=sys.stderr)
            code = 1
    except BaseException as error:
        code, interrupted = 1, isinstance(error, KeyboardInterrupt)
        # Without the frames of this file: of `_leave`, of the lambda, and of `_run`.
        error.__traceback__ = error.__traceback__.tb_next.tb_next.tb_next
        sys.excepthook(type(error), error, error.__traceback__)
    threading._shutdown()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    ctypes.CDLL(None).fflush(None)
    if interrupted:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)
    os._exit((code or 0) & 255)


if __name__ == '__main__':
    main(int(sys.argv[1]), sys.argv[2:])
