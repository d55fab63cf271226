"""A run as a guest in a process: what it changes in Python, NumPy and Matplotlib is put back afterwards."""

from __future__ import annotations

import builtins
import contextlib
import logging
import os
import random
import signal
import sys
import threading
import warnings
from collections.abc import Iterator

from tf1_ref.compat.process import swapping

# Attributes that a program may replace.
ATTRIBUTES = (
    (sys, ('excepthook', 'displayhook', 'stdin', 'stdout', 'stderr', 'dont_write_bytecode', 'tracebacklimit')),
    (sys, ('last_type', 'last_value', 'last_traceback')),
    (threading, ('excepthook',)),
    (warnings, ('showwarning', 'formatwarning')),
    (logging.root, ('level', 'disabled')),
    (logging.root.manager, ('disable',)),
)
_NONE = object()


@contextlib.contextmanager
def kept() -> Iterator[None]:
    """Leaves behind it the process as it found it, but for modules of libraries that were imported within."""
    with contextlib.ExitStack() as stack:
        for owner, names in ATTRIBUTES:
            stack.enter_context(swapping.kept(owner, *names))
        for container in (sys.argv, sys.path, sys.meta_path, sys.path_hooks, warnings.filters, logging.root.handlers):
            stack.callback(_refill_list, container, list(container))
        for mapping in (vars(builtins), os.environ):
            stack.callback(_refill_mapping, mapping, dict(mapping))
        stack.enter_context(swapping.kept(sys, 'argv', 'path'))
        stack.callback(sys.setrecursionlimit, sys.getrecursionlimit())
        stack.callback(random.setstate, random.getstate())
        stack.callback(_change_to, os.getcwd())
        _keep_signals(stack)
        _keep_numpy(stack)
        _keep_matplotlib(stack)
        yield


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


def _set_signal(number, handler):
    if signal.getsignal(number) is not handler:
        signal.signal(number, handler)


def _keep_numpy(stack):
    import numpy as np

    stack.callback(np.random.set_state, np.random.get_state())
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
