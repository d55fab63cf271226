"""Whatever it is that Python does not take is a SyntaxError."""

import warnings

import pytest

from tf1_ref.legacy.reading import python3


@pytest.mark.parametrize(
    'content', [b'def f(:\n', b'x = 1\0\n', b'# coding: none\n', b'x = ' + b'lambda: ' * 9000 + b'1']
)
def test_what_python_does_not_take(content):
    with pytest.raises(SyntaxError):
        python3.tree(content)


def test_warnings_are_kept_back():
    with warnings.catch_warnings():
        warnings.simplefilter('error')
        assert len(python3.tree(b'x = "\\d"\n').body) == 1
