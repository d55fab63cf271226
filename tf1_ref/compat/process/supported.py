"""Which TensorFlows and Pythons are supported: the one table that everything else takes them from.

To support another TensorFlow, add its line to `TENSORFLOW` and its Python to `PYTHON`, then run the tests: they name
the tables to be generated again and every text that has to say so. setup.py reads this file, so it imports nothing.
"""

from __future__ import annotations

# Minor version: the release that the tables are made from and that the tests are run on, oldest first.
TENSORFLOW = {
    '2.16': '2.16.2',
    '2.17': '2.17.1',
    '2.18': '2.18.1',
    '2.19': '2.19.1',
    '2.20': '2.20.0',
    '2.21': '2.21.0',
}
PYTHON = ('3.10', '3.11', '3.12', '3.13')
# TensorFlow 2.16 came out before Python 3.13.
NEWEST_PYTHON_OF = {'2.16': '3.12', '2.17': '3.12', '2.18': '3.12', '2.19': '3.12'}


def minor_of(version: str) -> tuple[int, int]:
    """The first two numbers of a version: (2, 21) of '2.21.0rc1'."""
    major, minor = version.split('.')[:2]
    return int(major), int(minor)


def after(minor: str) -> str:
    """The minor version behind another: '2.22' behind '2.21'."""
    major, number = minor_of(minor)
    return f'{major}.{number + 1}'


OLDEST, NEWEST = next(iter(TENSORFLOW)), list(TENSORFLOW)[-1]
# How people read it, and how pip does.
RANGE = f'{OLDEST} to {NEWEST}'
PYTHON_RANGE = f'{PYTHON[0]} to {PYTHON[-1]}'
SPECIFIER = f'>={OLDEST},<{after(NEWEST)}'
PYTHON_SPECIFIER = f'>={PYTHON[0]},<{after(PYTHON[-1])}'
# The ends of the range, each on the oldest and the newest of its Pythons: (release, Python).
ENDS = tuple(
    (TENSORFLOW[minor], python)
    for minor in (OLDEST, NEWEST)
    for python in (PYTHON[0], NEWEST_PYTHON_OF.get(minor, PYTHON[-1]))
)
