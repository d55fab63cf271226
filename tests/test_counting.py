"""The number of functions that something calls."""

import sys

import pytest

from tests.counting import calls


def test_python_s_own_functions_are_counted_too():
    before = calls(lambda: None)
    assert calls(lambda: [abs(n) for n in range(10)]) >= before + 10
    assert calls(lambda: [abs(n) for n in range(10)]) == calls(lambda: [abs(n) for n in range(10)])


def test_an_error_leaves_the_profiler_as_it_was():
    before = sys.getprofile()
    with pytest.raises(ZeroDivisionError):
        calls(lambda: 1 / 0)
    assert sys.getprofile() is before
