"""A guest's traces: each is gone afterwards, and what nobody changed is the same object."""

import builtins
import decimal
import faulthandler
import gc
import io
import locale
import logging
import logging.config
import multiprocessing
import os
import random
import signal
import socket
import ssl
import sys
import tempfile
import threading
import time
import urllib.request
import warnings

import numpy as np
import pytest

from tests import needs
from tf1_ref.legacy.run import host

LOGGER = logging.getLogger('tf1_ref.of_the_host')


def look():
    """What a program may change of the process."""
    return {
        'argv': (id(sys.argv), [*sys.argv]),
        'path': (id(sys.path), [*sys.path]),
        'finders': [*sys.meta_path],
        'hooks': (sys.excepthook, sys.displayhook, threading.excepthook, warnings.showwarning),
        'streams': (sys.stdin, sys.stdout, sys.stderr),
        'limit': sys.getrecursionlimit(),
        'bytecode': sys.dont_write_bytecode,
        'last': getattr(sys, 'last_value', 'none'),
        'filters': [*warnings.filters],
        'logging': (logging.root.level, [*logging.root.handlers], logging.root.manager.disable),
        'builtins': (builtins.open, hasattr(builtins, '_')),
        'environment': dict(os.environ),
        'folder': os.getcwd(),
        'random': random.getstate(),
        'numpy': (np.random.get_state()[1].tolist(), np.geterr(), np.get_printoptions()['precision']),
        'signal': signal.getsignal(signal.SIGUSR1),
        'timer': signal.getitimer(signal.ITIMER_REAL),
        'mask': mask(),
        'switches': sys.getswitchinterval(),
        'collector': (gc.isenabled(), gc.get_threshold(), gc.get_debug(), gc.get_freeze_count() > 0),
        'locale': locale.setlocale(locale.LC_ALL),
        'timeout': socket.getdefaulttimeout(),
        'decimals': (id(decimal.getcontext()), str(decimal.getcontext())),
        'temporary': tempfile.tempdir,
        'more hooks': (sys.breakpointhook, sys.unraisablehook, [*gc.callbacks]),
        'observers': (sys.getprofile(), threading.gettrace(), threading.getprofile()),
        'zone': time.tzname,
        'digits': sys.get_int_max_str_digits(),
        'threads': threading.stack_size(),
        'starts': multiprocessing.get_start_method(allow_none=True),
        'numpy errors': np.geterrcall(),
        'prompts': (hasattr(sys, 'ps1'), getattr(sys, 'ps2', None)),
        'loggers': [(one.level, one.propagate, one.disabled, [*one.handlers]) for one in (logging.root, LOGGER)],
        'heard': LOGGER.isEnabledFor(logging.DEBUG),
        'captured': (logging._warnings_showwarning, logging.getLoggerClass(), logging.getLogRecordFactory()),
        'certificates': ssl._create_default_https_context,
        'opener': urllib.request._opener,
        'blocked': signal.pthread_sigmask(signal.SIG_BLOCK, ()),
        'buffer': np.getbufsize(),
        'modules': {name: id(sys.modules.get(name)) for name in ('json', 'numpy')},
    }


def mask():
    found = os.umask(0)
    os.umask(found)
    return found


def change_everything(folder):
    sys.argv = ['other']
    sys.path.append(str(folder))
    sys.meta_path.append(object())
    sys.excepthook = sys.displayhook = threading.excepthook = warnings.showwarning = lambda *_: None
    sys.stdout = sys.stderr = io.StringIO()
    sys.setrecursionlimit(sys.getrecursionlimit() + 500)
    sys.dont_write_bytecode = not sys.dont_write_bytecode
    sys.last_value = ValueError()
    warnings.simplefilter('ignore')
    logging.root.setLevel(1)
    logging.root.addHandler(logging.NullHandler())
    logging.disable(50)
    builtins.open, builtins._ = print, print
    os.environ['TF1_REF_OF_A_GUEST'] = '1'
    os.environ.pop('PATH')
    os.chdir(folder)
    random.seed(7)
    np.random.seed(7)
    np.seterr(all='ignore')
    np.set_printoptions(precision=3)
    signal.signal(signal.SIGUSR1, lambda *_: None)
    signal.alarm(100)
    os.umask(0o077)
    sys.setswitchinterval(0.5)
    gc.disable()
    gc.set_threshold(7, 5, 3)
    gc.set_debug(gc.DEBUG_UNCOLLECTABLE)
    gc.freeze()
    locale.setlocale(locale.LC_ALL, 'C.UTF-8' if locale.setlocale(locale.LC_ALL) == 'C' else 'C')
    socket.setdefaulttimeout(3)
    decimal.getcontext().prec = 5
    decimal.getcontext().traps[decimal.Inexact] = True
    decimal.setcontext(decimal.Context(prec=7))
    tempfile.tempdir = str(folder)
    sys.ps1, sys.ps2 = 'one', 'two'
    sys.breakpointhook = sys.unraisablehook = print
    gc.callbacks.append(lambda *_: None)
    for setter in (threading.settrace, threading.setprofile, sys.setprofile):
        setter(lambda *_: None)
    os.environ['TZ'] = 'Asia/Tokyo'
    time.tzset()
    sys.set_int_max_str_digits(5000)
    threading.stack_size(2**20)
    multiprocessing.set_start_method('spawn', force=True)
    np.seterrcall(print)
    logging.config.dictConfig({'version': 1, 'root': {'level': 'DEBUG'}})  # which silences all other loggers
    LOGGER.disabled = LOGGER.propagate = False
    LOGGER.isEnabledFor(logging.DEBUG)  # a logger remembers this
    LOGGER.addHandler(logging.NullHandler())
    logging.captureWarnings(True)
    logging.setLogRecordFactory(print)
    ssl._create_default_https_context = ssl._create_unverified_context
    urllib.request.install_opener(urllib.request.build_opener())
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2])
    np.setbufsize(2**16)
    sys.modules['json'] = None
    del sys.modules['numpy']


def test_everything_is_put_back(tmp_path):
    before = look()
    with host.kept():
        change_everything(tmp_path)
    assert look() == before


def test_after_an_exception_too(tmp_path):
    before = look()
    with pytest.raises(KeyboardInterrupt), host.kept():
        change_everything(tmp_path)
        raise KeyboardInterrupt
    assert look() == before


def test_a_folder_that_has_gone_is_left(tmp_path):
    here = os.getcwd()
    with host.kept():
        (tmp_path / 'gone').mkdir()
        os.chdir(tmp_path / 'gone')
        (tmp_path / 'gone').rmdir()
    assert os.getcwd() == here


def test_matplotlib_s_settings_and_figures():
    needs.modules('matplotlib')
    import matplotlib
    from matplotlib import pyplot

    before, figures = matplotlib.rcParams['lines.linewidth'], pyplot.get_fignums()
    with host.kept():
        matplotlib.rcParams['lines.linewidth'] = before + 1
        pyplot.figure()
    assert matplotlib.rcParams['lines.linewidth'] == before and pyplot.get_fignums() == figures


def test_in_another_thread_signals_are_left_alone():
    failed = []

    def guest():
        try:
            with host.kept():
                os.environ['TF1_REF_OF_A_GUEST'] = '1'
        except Exception as error:
            failed.append(error)

    thread = threading.Thread(target=guest)
    thread.start()
    thread.join()
    assert failed == [] and 'TF1_REF_OF_A_GUEST' not in os.environ


def test_modules_that_were_imported_stay_and_those_of_the_host_are_there_again():
    with host.kept():
        sys.modules['tf1_ref_imported'] = sys.modules.pop('json')
    assert 'json' in sys.modules and sys.modules.pop('tf1_ref_imported') is sys.modules['json']


def test_the_handler_of_faults():
    before = faulthandler.is_enabled()  # pytest does that
    faulthandler.disable()
    try:
        with host.kept():
            faulthandler.enable(file=2)
        assert not faulthandler.is_enabled()
    finally:
        if before:
            faulthandler.enable(file=2)


def test_a_timer_of_the_host_runs_on():
    signal.setitimer(signal.ITIMER_REAL, 1000)
    with host.kept():
        pass
    with host.kept():
        signal.setitimer(signal.ITIMER_REAL, 0)
    left, _ = signal.getitimer(signal.ITIMER_REAL)
    signal.setitimer(signal.ITIMER_REAL, 0)
    assert 900 < left <= 1000


def test_handlers_of_the_host_are_not_closed_by_settings_of_loggers_as_a_whole():
    class Closable(logging.Handler):
        closed = False

        def close(self):
            self.closed = True
            super().close()

    ours, theirs = Closable(), []
    with host.kept():
        theirs.append(Closable())
        logging.config.dictConfig({'version': 1, 'root': {'level': 'DEBUG'}})
    assert theirs[0].closed and not ours.closed
    assert any(one() is ours for one in vars(logging)['_handlerList'])  # it is closed at the end of the process
