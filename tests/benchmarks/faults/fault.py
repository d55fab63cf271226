"""What a fault is."""

import dataclasses
import random
import tempfile
from collections.abc import Callable


@dataclasses.dataclass(frozen=True)
class Fault:
    """Something that may befall a run.

    Attributes:
        name: for `--only`.
        what: the fault in words; one row of the page.
        times: how often it is tried unless that is said.
        tried: tries it so often; returns how often it has come about, and what was lost.
    """

    name: str
    what: str
    times: int
    tried: Callable[[int], tuple[int, set[str]]]


def each_time(once):
    """A fault that comes about once a time: `once` takes a folder and dice, and returns what is lost."""

    def tried(times):
        lost = set()
        for number in range(times):
            with tempfile.TemporaryDirectory() as folder:
                lost |= once(folder, random.Random(number))
        return times, lost

    return tried
