"""Whatever it is that Python does not take is a SyntaxError."""

import ast
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


def test_statements_come_in_the_order_of_a_walk_through_all_nodes():
    tree = python3.tree(
        b'a\nclass B:\n    def c(d):\n        if e: f\n        elif g: h\n        else: i if j else k\n'
        b'try: l\nexcept M: n\nelse: o\nfinally:\n    with p: q = lambda: r\n'
        b'for s in t:\n    while u: v\n    else: w\nelse: x\n'
    )
    kinds = (ast.stmt, ast.ExceptHandler)
    assert list(python3.statements(tree)) == [node for node in ast.walk(tree) if isinstance(node, kinds)]
