"""A run as a guest in a process: what it changes in Python, NumPy and Matplotlib is put back afterwards."""

from __future__ import annotations

import builtins
import contextlib
import decimal
import faulthandler
import gc
import locale
import logging
import os
import random
import signal
import ssl
import sys
import tempfile
import threading
import time
import urllib.request
import warnings
import weakref
from collections.abc import Iterator

from tf1_ref.compat.process import swapping

# Attributes that a program may replace.
ATTRIBUTES = (
    (sys, ('excepthook', 'displayhook', 'stdin', 'stdout', 'stderr', 'dont_write_bytecode', 'tracebacklimit')),
    (sys, ('last_type', 'last_value', 'last_traceback', 'last_exc', 'ps1', 'ps2')),
    (sys, ('breakpointhook', 'unraisablehook')),
    (tempfile, ('tempdir',)),
    (threading, ('excepthook',)),
    (warnings, ('showwarning', 'formatwarning')),
    (logging.root.manager, ('disable',)),
    (logging, ('_warnings_showwarning', '_loggerClass', '_logRecordFactory', 'raiseExceptions')),
    (ssl, ('_create_default_https_context',)),  # certificates are no longer asked for, in many a script
    (urllib.request, ('_opener',)),
)
_NONE = object()


@contextlib.contextmanager
def kept() -> Iterator[None]:
    """Leaves behind it the process as it found it.

    But for modules of libraries that were imported within, for threads and processes that were started and go on, and
    for what has become of files, and of objects that others hold too.
    """
    with contextlib.ExitStack() as stack:
        _keep_loggers(stack)
        for owner, names in ATTRIBUTES:
            stack.enter_context(swapping.kept(owner, *names))
        lists: tuple[list, ...] = (sys.argv, sys.path, sys.meta_path, sys.path_hooks, gc.callbacks)
        for container in (*lists, warnings.filters):
            stack.callback(_refill_list, container, list(container))
        stack.callback(time.tzset)  # by the environment, which is put back before
        for mapping in (vars(builtins), os.environ):
            stack.callback(_refill_mapping, mapping, dict(mapping))
        stack.enter_context(swapping.kept(sys, 'argv', 'path'))
        stack.callback(_put_modules_back, dict(sys.modules))
        for setter, value in _settings():
            stack.callback(setter, *value)
        stack.callback(random.setstate, random.getstate())
        stack.callback(_change_to, os.getcwd())
        _keep_signals(stack)
        _keep_decimals(stack)
        _keep_numpy(stack)
        _keep_matplotlib(stack)
        yield


def _keep_loggers(stack):
    loggers = [one for one in logging.root.manager.loggerDict.values() if isinstance(one, logging.Logger)]
    names = ('level', 'propagate', 'disabled')
    before = [(one, {name: getattr(one, name) for name in names}) for one in (logging.root, *loggers)]
    lists = [(container, list(container)) for one, _ in before for container in (one.handlers, one.filters)]

    # Settings of loggers as a whole close every handler that there is, and absl's closes its stream: so a guest has a
    # list of its own, and its handlers are closed at the end with all others.
    known: list = vars(logging)['_handlerList']
    stack.enter_context(swapping.swapped(logging, _handlerList=[], _handlers=weakref.WeakValueDictionary()))

    def restore():
        known.extend(vars(logging)['_handlerList'])
        for logger, values in before:
            vars(logger).update(values)
        for container, items in lists:
            _refill_list(container, items)
        logging.root.setLevel(logging.root.level)  # by which loggers forget which levels they heard

    stack.callback(restore)


def _settings():
    """Functions that set something of the process, with what is set now."""
    mask = os.umask(0)
    os.umask(mask)
    yield os.umask, (mask,)
    yield sys.setrecursionlimit, (sys.getrecursionlimit(),)
    yield sys.setswitchinterval, (sys.getswitchinterval(),)
    yield gc.set_threshold, gc.get_threshold()
    yield gc.set_debug, (gc.get_debug(),)
    if not gc.get_freeze_count():
        yield gc.unfreeze, ()
    yield gc.enable if gc.isenabled() else gc.disable, ()
    yield _set_locale, (locale.setlocale(locale.LC_ALL),)
    yield threading.stack_size, (threading.stack_size(),)
    if hasattr(sys, 'set_int_max_str_digits'):  # not in the first releases of Python 3.10
        yield sys.set_int_max_str_digits, (sys.get_int_max_str_digits(),)
    if not faulthandler.is_enabled():
        yield faulthandler.disable, ()
    yield _set_observers, (sys.gettrace(), sys.getprofile(), threading.gettrace(), threading.getprofile())
    if 'multiprocessing' in sys.modules:
        contexts = sys.modules['multiprocessing']
        yield _set_start_method, (contexts, contexts.get_start_method(allow_none=True))
    yield _set_timeout, (sys.modules['socket'].getdefaulttimeout() if 'socket' in sys.modules else None,)


def _set_locale(value):
    if locale.setlocale(locale.LC_ALL) != value:
        locale.setlocale(locale.LC_ALL, value)


def _set_observers(trace, profile, of_threads, profile_of_threads):
    """Functions of debuggers and profilers; to set what is set already would switch a debugger off and on."""
    for found, value, setter in (
        (sys.gettrace(), trace, sys.settrace),
        (sys.getprofile(), profile, sys.setprofile),
        (threading.gettrace(), of_threads, threading.settrace),
        (threading.getprofile(), profile_of_threads, threading.setprofile),
    ):
        if found is not value:
            setter(value)


def _set_start_method(contexts, value):
    if contexts.get_start_method(allow_none=True) != value:
        contexts.set_start_method(value, force=True)


def _set_timeout(value):
    if 'socket' in sys.modules:
        sys.modules['socket'].setdefaulttimeout(value)


def _put_modules_back(modules):
    """Undoes what was replaced or taken out; what was added stays."""
    for name, module in modules.items():
        if sys.modules.get(name) is not module:
            sys.modules[name] = module


def _refill_list(container, items):
    if container != items:
        container[:] = items
        if container is warnings.filters:
            warnings._filters_mutated() if hasattr(warnings, '_filters_mutated') else None


def _refill_mapping(mapping, items):
    for key in set(mapping) - set(items):
        del mapping[key]
    for key, value in items.items():
        if mapping.get(key, _NONE) is not value:
            mapping[key] = value


def _change_to(folder):
    with contextlib.suppress(OSError):
        if os.getcwd() == folder:
            return
    os.chdir(folder)


def _keep_signals(stack):
    if threading.current_thread() is not threading.main_thread():
        return
    for number in signal.valid_signals():
        handler = signal.getsignal(number)
        if handler is not None:
            stack.callback(_set_signal, number, handler)
    if hasattr(signal, 'pthread_sigmask'):
        stack.callback(signal.pthread_sigmask, signal.SIG_SETMASK, signal.pthread_sigmask(signal.SIG_BLOCK, ()))
    _keep_timers(stack)


def _keep_timers(stack):
    for name in ('ITIMER_REAL', 'ITIMER_VIRTUAL', 'ITIMER_PROF'):
        if hasattr(signal, name):
            timer = getattr(signal, name)
            stack.callback(_set_timer, timer, signal.getitimer(timer))


def _set_timer(timer, value):
    """Ends a timer of the guest's; one of the host's that was changed runs once more from where it was."""
    if not any(value) and any(signal.getitimer(timer)) or any(value) and not any(signal.getitimer(timer)):
        signal.setitimer(timer, *value)


def _keep_decimals(stack):
    before = decimal.getcontext()
    stack.callback(_set_decimals, before, before.copy())


def _set_decimals(context, values):
    decimal.setcontext(context)
    for name in ('prec', 'rounding', 'Emin', 'Emax', 'capitals', 'clamp', 'flags', 'traps'):
        setattr(context, name, getattr(values, name))


def _set_signal(number, handler):
    if signal.getsignal(number) is not handler:
        signal.signal(number, handler)


def _keep_numpy(stack):
    import numpy as np

    stack.callback(np.random.set_state, np.random.get_state())
    stack.callback(np.seterrcall, np.geterrcall())
    stack.callback(np.setbufsize, np.getbufsize())
    errors, options = np.geterr(), np.get_printoptions()
    options.pop('override_repr', None)
    stack.callback(lambda: np.seterr(**errors))
    stack.callback(lambda: np.set_printoptions(**options))


def _keep_matplotlib(stack):
    if 'matplotlib' not in sys.modules:
        return
    matplotlib = sys.modules['matplotlib']
    settings = matplotlib.rcParams.copy()

    def restore():
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')
            dict.update(matplotlib.rcParams, settings)

    stack.callback(restore)
    pyplot = sys.modules.get('matplotlib.pyplot')
    figures = set(pyplot.get_fignums()) if pyplot else set()

    def close_figures():
        pyplot = sys.modules.get('matplotlib.pyplot')
        if pyplot is not None:
            for number in set(pyplot.get_fignums()) - figures:
                pyplot.close(number)

    stack.callback(close_figures)
