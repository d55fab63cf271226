"""Sources with long chains: the tree is the one that libcst makes of the whole, and no piece of them is deep."""

import ast

import pytest

from tests import needs

needs.modules('libcst')

import libcst as cst

from tf1_ref.legacy.reading.trees import pieces
from tf1_ref.recursion import with_room

# What is as deep as it is long, and stands wherever an expression may stand.
CHAINS = {
    'calls': lambda n: 'x = tf' + ''.join(f'.f({at})' for at in range(n)),
    'calls of calls': lambda n: 'x = f' + '(1)' * n,
    'attributes': lambda n: 'x = tf' + '.a' * n,
    'subscripts': lambda n: 'x = a' + '[0, 1:2]' * n,
    'sum': lambda n: 'x = ' + ' + '.join(f'f({at})' for at in range(n)),
    'products in a sum': lambda n: 'x = ' + 'a * b - ' * n + 'c',
    'powers': lambda n: 'x = ' + 'a ** ' * n + 'b',
    'minuses': lambda n: 'x = ' + '- ' * n + '1',
    'negations': lambda n: 'x = ' + 'not ' * n + '1',
    'lambdas': lambda n: 'x = ' + 'lambda: ' * n + '1',
    'conditions': lambda n: 'x = ' + ''.join(f'a if b{at} else ' for at in range(n)) + 'c',
    'no blanks': lambda n: 'def f(): return' + '-' * n + '(1)if(2)else[3]' + '[4]' * n + 'in"x"' + '.f()' * n + 'or 5',
    'lines and comments': lambda n: 'x = (  # a\n tf' + ''.join(f'\n  . f({at})  # {at}' for at in range(n)) + ' \n )',
    'lines that go on': lambda n: 'x = tf' + ' \\\n  .f( \n 1 )' * n,
    'parentheses': lambda n: 'x = ' + '( ' * 60 + '(a)' + ' + (1) )' * 60 + '.f(1)' * n,
    'brackets': lambda n: 'x = ' + '[f({1: (' * 20 + '1, ' + ')})]' * 20 + ' + 1' * n,
    'arguments': lambda n: 'f(*a' + '.b(1)' * n + ', **c' + '.d' * n + ')(y for y in z' + '()' * n + ')',
    'target': lambda n: 'a' + '.f(1)' * n + '.x = 1\nfor a' + '.f(1)' * n + '[0] in b: pass',
    'del': lambda n: 'del a' + '.f(1)' * n + '.x, b' + '[0]' * n,
    'augmented, annotated': lambda n: 'a' + '.f(1)' * n + '.x += 1\na' + '.f(1)' * n + '.x: int = 1',
    'decorators': lambda n: '@a' + '.f(1)' * n + '\ndef g(x: int' + '[0]' * n + ' = 1' + ' + 1' * n + '): pass',
    'class': lambda n: 'class A(b' + '.f(1)' * n + ', metaclass=c' + '.d' * n + '): pass',
    'await, yield, walrus': lambda n: 'async def f():\n  yield (x := await a' + '.b()' * n + ')' + ' | 1' * n,
    'comprehensions': lambda n: 'x = {a' + '.f()' * n + ': 1 for a in b' + '[0]' * n + ' if c' + ' < d + 1' * n + '}',
    'and, compared': lambda n: 'x = ' + ' and '.join(['a' + '.b < c'] * n) + ' or d' + ' + 1' * n,
    'strings': lambda n: "x = 'é' % " + '"ü".f() + ' * n + "'ß'" + '.join([f"{a}" \'b\', """\n"""])' * n,
    'with, match': lambda n: 'with a' + '.f()' * n + ' as b:\n  match c' + '.f()' * n + ':\n    case d.e: pass',
    'many': lambda n: 'x = [' + ', '.join(['a' + '.f(1)' * 60] * 20) + ']\nprint(x' + ' + 1' * n + '); [piece_0]',
}  # fmt: skip


@with_room
def in_pieces(text):
    """What becomes of a text, and the texts that libcst's parser is given."""
    content = text.encode() if isinstance(text, str) else text
    given = []

    def noted(source, *config):
        given.append(source)
        return cst.parse_module(source, *config)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, 'parse_module', noted)
        return pieces.parse(content, ast.parse(content)), given


def levels(text):
    """How many levels of expressions a source has."""
    level, count = [ast.parse(text)], 0
    while level:
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        count += any(isinstance(node, ast.expr) for node in level)
    return count


@pytest.mark.parametrize('kind', CHAINS)
def test_the_tree_is_that_of_the_whole(kind):
    text = CHAINS[kind](90) + '\n'
    module, given = in_pieces(text)
    assert module.code == text
    assert len(given) == 2 and levels(text) > 90
    assert module.deep_equals(cst.parse_module(text.encode()))


@pytest.mark.parametrize('kind', ['calls', 'sum', 'attributes', 'conditions', 'minuses', 'lines and comments'])
def test_no_piece_is_deep_however_long_the_chain_is(kind):
    text = CHAINS[kind](1400) + '\n'
    module, given = in_pieces(text)
    assert with_room(lambda: module.code)() == text
    assert len(given) == 2 and max(map(levels, given)) < 200 < 1400 < with_room(levels)(text)


def test_what_is_long_is_not_copied_often():
    """The bytes at all levels, in which libcst's time is counted, stay in proportion to those of the text."""
    text = 'x = ' + ('f(' + 'a.b(1), ' * 50) * 60 + '1' + ')' * 60 + '\n'
    module, given = in_pieces(text)
    assert module.code == text

    def copied(source):
        places = (
            node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.expr) and hasattr(node, 'lineno')
        )
        return sum(node.end_col_offset - node.col_offset for node in places)  # all are in one line

    assert copied(text) > 30 * len(text) > 30 * sum(map(len, given)) / 2
    assert sum(map(copied, given)) < 12 * len(text)


def test_what_is_not_deep_is_left_to_the_quick_parser():
    content = b'import tensorflow as tf\nx = f(\n' + b'    tf.nn.relu(a.b[0] + 1),\n' * 300 + b')\n'
    module, given = in_pieces(content)
    assert module.bytes == content and len(given) == 1 and len(given[0]) < len(content) / 2


@pytest.mark.parametrize('newline', ['\n', '\r\n', '\r'])
@pytest.mark.parametrize('start', ['', '\ufeff', '# coding: latin-1\n', 'x = """\r\n"""\n', '\n\x0c\n'])
def test_line_ends_and_encodings(start, newline):
    one, other = '.f(1)', '.f(1  # ü\n)'
    encoding = 'latin-1' if 'latin' in start else 'utf-8'
    text = f'{start}y = ("ä",  # ö\n a{one * 70}, b{other * 70})\n'.replace('\n', newline)
    content = text.encode(encoding)
    module, given = in_pieces(content)
    expected = cst.parse_module(text.removeprefix('\ufeff'), cst.PartialParserConfig(encoding=module.encoding))
    assert module.encoding == {'': 'utf-8', '\ufeff': 'utf-8-sig', '# coding: latin-1\n': 'iso-8859-1'}.get(
        start, 'utf-8'
    )
    assert len(given) == 2 and module.deep_equals(expected)
    assert (module.bytes, module.default_newline) == (expected.bytes, expected.default_newline)
