import os
import signal
import subprocess
import sys
import time

import pytest

from tests.arrows import ROOT
from tf1_ref.errors import InputError
from tf1_ref.training.cluster.membership import from_flags
from tf1_ref.training.cluster.watching import Watch

MEMBER = "from_flags([':1'], [':2'], 'worker', 0)"
# Training that hangs where nothing of Python is heard.
HANGS = f"""
import ctypes, os, signal, threading
from tf1_ref.training.cluster.membership import from_flags
from tf1_ref.training.cluster.watching import Watch
watch = Watch({MEMBER}, WAIT_SECS)
def work():
    with watch.waiting('the other workers'):
        if SIGNAL:
            threading.Timer(0.2, os.kill, [os.getpid(), signal.SIGTERM]).start()
        ctypes.CDLL(None).sleep(60)
watch.run(work, lambda: 'Interrupted after step 3: saved')
"""


def hang(wait_secs, by_signal):
    code = HANGS.replace('WAIT_SECS', str(wait_secs)).replace('SIGNAL', str(by_signal))
    started = time.monotonic()
    done = subprocess.run([sys.executable, '-c', code], capture_output=True, text=True, cwd=ROOT, timeout=50)
    assert time.monotonic() - started < 40
    return done


def test_what_is_returned_and_raised_is_passed_on():
    watch = Watch(from_flags([':1'], [':2'], 'worker', 0), 60)
    assert watch.run(lambda: 7) == 7
    with pytest.raises(InputError, match='no such thing'):
        watch.run(lambda: (_ for _ in ()).throw(InputError('no such thing')))


def test_a_signal_asks_for_the_end_and_handlers_are_put_back():
    watch = Watch(from_flags([':1'], [':2'], 'worker', 0), 60)
    before = signal.getsignal(signal.SIGTERM)

    def work():
        os.kill(os.getpid(), signal.SIGTERM)
        while not watch.signal:
            time.sleep(0.01)
        raise watch.interrupted('ended')

    with pytest.raises(KeyboardInterrupt, match='ended') as caught:
        watch.run(work)
    assert caught.value.exit_code == 143
    assert signal.getsignal(signal.SIGTERM) is before


def test_who_waits_for_too_long_gives_up_in_one_line():
    done = hang(1, by_signal=False)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert 'worker 0 has waited for the other workers for 1 s' in line
    assert 'nobody answers: ps 0 at 127.0.0.1:1' in line and '--wait_secs' in line


def test_who_hangs_is_ended_by_a_signal_and_saved():
    done = hang(60, by_signal=True)
    assert done.returncode == 143
    assert done.stderr == 'Interrupted after step 3: saved.\n'
