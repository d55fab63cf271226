"""The traversal: what no rule touches stays, byte for byte."""

import ast
import pathlib
import string

import pytest

from tests import needs

needs.modules('hypothesis', 'libcst')

from hypothesis import given, settings
from hypothesis import strategies as st

import tf1_ref
from tests.counting import calls
from tests.legacy.port.porting import IMPORT, TOP, no_sibling, port, ported
from tf1_ref.legacy.port.rewrite import port_source
from tf1_ref.legacy.port.writing.context import Options

PACKAGE = pathlib.Path(tf1_ref.__file__).parent
OTHERS = [path for path in sorted(PACKAGE.rglob('*.py')) if b'tensorflow' not in path.read_bytes()]

names = st.text(string.ascii_letters + '_é', min_size=1, max_size=5)
expressions = st.recursive(
    st.one_of(names, st.integers().map(str), st.text(max_size=5).map(repr), st.just('tf.nn.relu'), st.just('np.float')),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: f'({pair[0]} + {pair[1]})'),
        st.tuples(names, inner).map(lambda pair: f'{pair[0]}( {pair[1]}, k={pair[1]} )'),
        st.tuples(inner, names).map(lambda pair: f'({pair[0]}).{pair[1]}'),
        st.lists(inner).map(lambda items: f'[{", ".join(items)}]'),
        inner.map(lambda text: f'(lambda x: {text})'),
    ),
    max_leaves=5,
)
statements = st.one_of(
    expressions,
    st.tuples(names, expressions).map(' = '.join),
    st.just('import os, sys  # both'),
    st.just('from . import *'),
    st.just('if x: pass\nelse :\n\tpass'),
    st.just('def f(a, *b, c=3, **d) -> int :\n    return a # é'),
    st.just('@d\nclass A ( object ) :\n\n    x : int = 3'),
    st.just('try:\n    pass\nexcept* E as e:\n    pass'),
    st.just('print(f"{x!r:>{w}}", end = "")'),
)


@given(st.lists(statements), st.sampled_from(['\n', '\r\n']), st.sampled_from(['utf-8', 'latin-1']), st.booleans())
@settings(max_examples=150, deadline=None)
def test_python_without_tensorflow_keeps_every_byte(lines, newline, encoding, ends):
    text = f'# -*- coding: {encoding} -*-\n' + '\n'.join(lines) + ('\n' if ends else '')
    try:
        content = text.replace('\n', newline).encode(encoding)
        ast.parse(content)
    except (SyntaxError, UnicodeEncodeError, ValueError):
        return
    assert port_source('a.py', content, Options(), no_sibling) == (content, [], set())


@given(st.lists(statements), st.sampled_from(['\n', '\r\n']))
@settings(max_examples=75, deadline=None)
def test_of_a_module_with_tensorflow_only_the_import_changes(lines, newline):
    text = '\n'.join(line.replace('tf.', 'ft.').replace('np.', 'pn.') for line in lines) + '\n'
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        return
    before, expected = ((head + text).replace('\n', newline) for head in (IMPORT, TOP))
    assert port_source('a.py', before.encode(), Options(), no_sibling)[0].decode() == expected


@pytest.mark.parametrize('path', OTHERS[::7], ids=lambda path: path.name)
def test_real_modules_without_tensorflow(path):
    content = path.read_bytes()
    assert port_source('a.py', content, Options(), no_sibling)[0] == content


def test_modern_syntax_survives():
    text = (
        'import tensorflow as tf\n\n'
        'async def f(x: "tf.Tensor", /, *, y: int | None = None) -> list[int]:\n'
        '    match x:\n'
        '        case tf.Tensor() if (z := y):\n'
        '            return [f"{tf.mul(z, 2)!r:>{y}}", rb"\\x00"]\n'
        '    with (open("a") as a, open("b") as b,):\n'
        '        await a\n'
    )
    assert ported(text) == text.replace(IMPORT, TOP).replace('tf.mul', 'tf.multiply')


def test_the_findings_are_in_the_order_of_their_lines():
    _, findings = port(IMPORT + 'tf.mul(1, 2)\ntf.nowhere()\ntf.sub(1, 2)\n')
    assert [one.line for one in findings] == [1, 2, 3, 4]
    assert {one.file for one in findings} == {'script.py'}


def test_ten_times_the_lines_cost_ten_times_as_much():
    """Many imports of the same module, and many findings, are no square."""

    def cost(times):
        line = 'x = tf.mul(tf.concat(3, [y, y]), tf.contrib.layers.flatten(y))\n'
        return calls(port, f'import tensorflow as tf\n{line}' * times)

    few, many = cost(30), cost(300)
    assert many < 12 * few
