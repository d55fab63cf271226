"""Scripts that are killed at random moments."""

import functools
import random
import tempfile

from tests.benchmarks.faults.fault import Fault
from tests.scripts import kills


def _killed(script, times):
    with tempfile.TemporaryDirectory() as folder:
        killed, _, differing = kills.try_script(script, times, folder, random.Random(0))
    return killed, {*differing}


def _fault(script, when):
    what = f'`{script}` killed (kill -9) at random moments, {when}'
    return Fault(script, what, 20, functools.partial(_killed, script))


FAULTS = (
    *(_fault(script, 'within epochs too') for script in kills.SCRIPTS),
    *(_fault(script, 'begun again') for script in kills.AGAIN),
)
