"""A guest's traces: each is gone afterwards, and what nobody changed is the same object."""

import builtins
import io
import logging
import os
import random
import signal
import sys
import threading
import warnings

import numpy as np
import pytest

from tests import needs
from tf1_ref.legacy.run import host


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
    }


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
