"""Room for deep recursion, when it is needed and no longer."""

import sys
import threading

import pytest

from tf1_ref.recursion import with_room


def depth_of(depth):
    return 1 + depth_of(depth - 1) if depth else 0


def test_what_fits_is_called_once_and_here():
    calls = []
    assert with_room(lambda: calls.append(threading.current_thread()) or 'done')() == 'done'
    assert calls == [threading.current_thread()]


def test_what_does_not_fit_is_called_again_with_room():
    limit, size = sys.getrecursionlimit(), threading.stack_size()
    assert with_room(depth_of)(limit * 3) == limit * 3
    assert (sys.getrecursionlimit(), threading.stack_size()) == (limit, size)


def test_an_error_that_recursion_has_caused_counts():
    def explained(depth):
        try:
            return depth_of(depth)
        except RecursionError as error:
            raise ValueError('too deep') from error

    assert with_room(explained)(5000) == 5000


def test_other_errors_and_endless_recursion_are_passed_on():
    with pytest.raises(ZeroDivisionError):
        with_room(lambda: 1 / 0)()
    with pytest.raises(RecursionError):
        with_room(depth_of)(-1)
