"""What is written of a public name beside its being there: the parameters that it takes."""

import enum

import pytest

from tests.compat.names import walk_public


class Kind(enum.Enum):
    ONE = 1


class Layer:
    def __init__(self, units, *others, name=None, **more):
        self.units = units


@pytest.mark.parametrize(
    ('value', 'expected'),
    [
        (lambda x, axis=None: x, ['x', 'axis']),
        (Layer, ['units', '*others', 'name', '**more']),
        (Kind, None),  # in Python 3.12 it takes others than in 3.11, and TensorFlow would have lost them
        (7, None),
    ],
)
def test_parameters(value, expected):
    assert walk_public._parameters(value) == expected
