"""What counts in a comparison of sources, and what does not."""

import pytest

from tf1_ref.errors import InputError
from tf1_ref.graphs.code import syntax_tree


def tree(source):
    return syntax_tree.parse(source, 'a.py')


@pytest.mark.parametrize(
    ('one', 'other'),
    [
        ('h = Dense(x, [2,64], "ih") # shape', "h = Dense(\n    x,\n    [2, 64],\n    'ih',\n)"),
        ('def f(x):\n  return x', 'def f(x: int) -> int:\n  """Doc."""\n  return x'),
        ('x = 1', 'x: int = 1'),
        ('x = 1', 'y: int\nx = 1'),
        ('class A:\n  b = 1', 'class A:\n  """Doc."""\n  b = 1'),
        ('x = 1', '"""Doc."""\nx = 1'),
        ('a = 0.', 'a = 0.0'),
        ('a = (1)', 'a = 1'),
    ],
)
def test_formatting_comments_docstrings_and_type_hints_do_not_count(one, other):
    assert tree(one).key == tree(other).key


@pytest.mark.parametrize(
    ('imports', 'used'),
    [
        ('import tensorflow as t', 't.nn.relu(x)'),
        ('import tensorflow', 'tensorflow.nn.relu(x)'),
        ('import tensorflow.compat.v1 as tf1', 'tf1.nn.relu(x)'),
        ('from tensorflow.compat import v1 as tf', 'tf.nn.relu(x)'),
        ('from tensorflow.compat import v1', 'v1.nn.relu(x)'),
        ('import tensorflow as tf', 'tf.compat.v1.nn.relu(x)'),
        ('import tensorflow.compat.v1', 'tensorflow.compat.v1.nn.relu(x)'),
        ('from tf1_ref.compat import tf', 'tf.nn.relu(x)'),
        ('from tf1_ref.compat import tf as one', 'one.nn.relu(x)'),
        ('def f():\n  import tensorflow as t', 't.nn.relu(x)'),
    ],
)
def test_tensorflow_may_have_any_name(imports, used):
    assert tree(f'{imports}\n{used}').field('body')[-1].key == tree('tf.nn.relu(x)').field('body')[0].key


def test_other_imported_names_are_read_under_their_own():
    assert (
        tree('from layers import Dense as dense\ndense(x)').field('body')[1].key
        == tree('Dense(x)').field('body')[0].key
    )
    assert tree('import numpy\nnumpy.mean(x)').field('body')[1].key == tree('np.mean(x)').field('body')[0].key


@pytest.mark.parametrize(
    ('one', 'other'),
    [
        ('f(1)', 'f(1.0)'),
        ('f(1)', 'f(True)'),
        ("f('a')", "f(b'a')"),
        ('f(a, b)', 'f(b, a)'),
        ('f(a, b=b)', 'f(a, b)'),
        ('a + b', 'a - b'),
        ('a < b', 'a <= b'),
        ('a and b', 'a or b'),
        ('not a', '-a'),
        ('x += 1', 'x = x + 1'),
        ('def f(a=1): pass', 'def f(a=2): pass'),
        ('def f(a, b=1): pass', 'def f(a=1, b=1): pass'),
        ('def f(*a): pass', 'def f(**a): pass'),
        ('def f(a, /): pass', 'def f(a): pass'),
        ('def f(a, *, b): pass', 'def f(a, b): pass'),
        ('{1: 2}', '{2: 1}'),
        ('{1: 2}', '{**a}'),
        ('global a', 'global b'),
        ('import a as b', 'import a as c'),
        ('from . import a', 'from .. import a'),
        ('x[1:]', 'x[:1]'),
        ('x = "a"\n"doc"', 'x = "a"'),
        ("f'{a!r}'", "f'{a}'"),
        ('try:\n f()\nexcept A:\n pass', 'try:\n f()\nfinally:\n pass'),
        ('with a as b: pass', 'with a: pass'),
        ('async def f(): pass', 'def f(): pass'),
        ('lambda x: x', 'lambda y: y'),
        ('[a for a in b]', '[a for a in b if a]'),
        ('match a:\n case 1: pass', 'match a:\n case 2: pass'),
    ],
)
def test_everything_else_counts(one, other):
    assert tree(one).key != tree(other).key


def test_the_text_of_a_node():
    lines = [
        '@wrapped',
        'def f(a, *b, c=1, **d):',
        '  return {a: b, **d}',
        'with x as y, z:',
        '  pass',
        'try:',
        '  f()',
        'except A as e:',
        '  pass',
    ]
    statements = tree('\n'.join(lines)).field('body')
    function, context, attempt = statements
    assert function.text == 'def f(a, *b, c=1, **d):'
    assert [parameter.text for parameter in function.field('args')[0].field('parameters')] == ['a', '*b', 'c=1', '**d']
    items = function.field('body')[0].field('value')[0].field('items')
    assert [item.text for item in items] == ['a: b', 'd']
    assert (context.text, [item.text for item in context.field('items')]) == ('with x as y, z:', ['x as y', 'z'])
    assert (attempt.text, attempt.field('handlers')[0].text) == ('try:', 'except A as e:')
    assert [(node.line, node.end) for node in (function, context, attempt)] == [(2, 3), (4, 5), (6, 9)]


def test_unreadable_files_get_one_line(tmp_path):
    for name, content, said in [
        ('syntax.py', b'x = 1\nprint x\n', 'is not Python 3 (line 2): '),
        ('null.py', b'x = 1\0\n', 'is not Python 3'),
        ('latin.py', b'x = "\xe9"\n', 'is not Python 3'),
        ('coding.py', b'# coding: no-such\n', 'is not Python 3'),
        ('deep.py', b'x = ' + b'(' * 5000, ''),
        ('long.py', b'x = ' + b'-' * 50000 + b'1', ''),
        ('chain.py', b'x = 1' + b'+1' * 50000, 'is nested too deeply'),
        ('large.py', b'#' * 4_000_001, 'is larger than 4 MB'),
    ]:
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(InputError) as error:
            syntax_tree.read(str(path))
        assert str(error.value).startswith(str(path)) and said in str(error.value) and '\n' not in str(error.value), (
            name
        )
    for path, said in [(tmp_path, 'Is a directory'), (tmp_path / 'none.py', 'No such file')]:
        with pytest.raises(InputError, match=said):
            syntax_tree.read(str(path))


def test_an_encoding_that_the_file_names_is_honoured(tmp_path):
    (tmp_path / 'a.py').write_bytes('# coding: latin-1\nx = "é"\n'.encode('latin-1'))
    assert syntax_tree.read(str(tmp_path / 'a.py')).key == tree('x = "é"').key
    (tmp_path / 'a.py').write_bytes(b'\xef\xbb\xbfx = 1\n')
    assert syntax_tree.read(str(tmp_path / 'a.py')).key == tree('x = 1').key
