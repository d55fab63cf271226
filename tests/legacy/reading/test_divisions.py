"""Divisions of a Python 2 source."""

from tests import needs

needs.modules('libcst')

import libcst as cst
import pytest

from tf1_ref.legacy.reading import divisions


def settled(text):
    module, findings = divisions.settle('a.py', cst.parse_module(text))
    return module.code, [(one.line, one.kind) for one in findings]


@pytest.mark.parametrize(
    'text', ['x / 2.0', '1. * n / m', 'float(a) / b', 'a / -1e3', 'x //= 2', 'a // b', 'y /= 3.', '"/"']
)
def test_floats_stay(text):
    assert settled(f'z = 1\n{text}\n') == (f'z = 1\n{text}\n', [])


def test_of_two_integers_it_is_clear():
    assert settled('x = (7/2)  # kept\n') == ('x = (7//2)  # kept\n', [(1, 'changed')])


@pytest.mark.parametrize('text', ['x / 2', 'a*7 / 2', 'n / (m + 1)', 'len(x) / 2', 'x /= 2'])
def test_what_is_unknown_is_marked(text):
    assert settled(f'\n{text}\n') == (f'\n{text}\n', [(2, 'note')])
