"""The comparer: worked cases, and mutations generated at every node of every listing."""

import ast
import copy

import pytest

from tf1_ref import listings
from tf1_ref.graphs.code import syntax_tree
from tf1_ref.graphs.code.comparison import compare, find

SLIDE = """\
x = tf.placeholder(tf.float32, [None, 7])
h = Dense(x, [7, 11], 'ih')
h = tf.nn.relu(h)
logit = Dense(h, [11, 5], 'hl')
"""


def statements(source):
    return syntax_tree.parse(source, 'a.py').field('body')


def compared(left, right):
    return [(d.kind, d.node, d.left, d.right) for d in compare(statements(left), statements(right)).differences]


def found(listing, module):
    comparison = find(statements(listing), syntax_tree.parse(module, 'a.py'))
    return [(d.kind, d.node, d.left, d.right) for d in comparison.differences], comparison.notes


@pytest.mark.parametrize(
    ('old', 'new', 'expected'),
    [
        ("'ih'", "'hh'", [('replaced', 'Constant', "'ih'", "'hh'")]),
        ('[7, 11]', '[7, 13]', [('replaced', 'Constant', '11', '13')]),
        ('tf.nn.relu', 'tf.nn.elu', [('replaced', 'Attribute', 'tf.nn.relu', 'tf.nn.elu')]),
        ("'hl')", "name='hl')", [('missing', 'Constant', "'hl'", None), ('extra', 'keyword', None, "name='hl'")]),
        ('h = tf.nn.relu(h)\n', '', [('missing', 'Assign', 'h = tf.nn.relu(h)', None)]),
        ('h = tf', 'print(h)\nh = tf', [('extra', 'Expr', None, 'print(h)')]),
        ('h = Dense', 'h = ih = Dense', [('extra', 'Name', None, 'ih')]),
        ('logit = Dense', 'return Dense', [('replaced', 'Assign', 'logit = ...', 'return ...')]),
        ('[None, 7]', 'shape', [('replaced', 'List', '[None, 7]', 'shape')]),
        ('tf.nn.relu(h)', 'h * 2', [('replaced', 'Call', 'tf.nn.relu(h)', 'h * 2')]),
    ],
)
def test_a_difference_is_reported_at_the_smallest_node(old, new, expected):
    assert old in SLIDE
    changed = SLIDE.replace(old, new, 1)
    if 'return' in changed:
        changed = 'def f():\n' + ''.join(f'  {line}\n' for line in changed.splitlines())
        left = f'def f():\n{"".join(f"  {line}" + chr(10) for line in SLIDE.splitlines())}'
        assert compared(left, changed) == expected
    else:
        assert compared(SLIDE, changed) == expected


def test_parameters_and_dictionary_items_are_one_node_each():
    assert compared('def f(a, b): pass', 'def f(a, b, c=None): pass') == [('extra', 'Parameter', None, 'c=None')]
    assert compared('def f(a, b=1): pass', 'def f(a, b=2): pass') == [('replaced', 'Constant', '1', '2')]
    assert compared('run(c, {x: 1})', 'run(c, {x: 1, t: 2})') == [('extra', 'DictItem', None, 't: 2')]


def test_what_is_inside_a_renamed_function_is_compared_too():
    left, right = 'def Dense(x, n):\n  W = get(n)\n  return x * W', 'def dense(x, n):\n  W = get(n)\n  return x + W'
    assert compared(left, right) == [
        ('replaced', 'FunctionDef', 'def Dense(x, n):', 'def dense(x, n):'),
        ('replaced', 'BinOp', 'x * W', 'x + W'),
    ]


def test_lines_and_path():
    module = 'import tensorflow as tf\n\n' + SLIDE.replace('11, 5', '13, 5').replace('h = tf.nn.relu(h)\n', '')
    missing, replaced = find(statements(SLIDE), syntax_tree.parse(module, 'a.py')).differences
    assert (missing.path, missing.left_line, missing.right_line) == ('body[2]', 3, 4)
    assert (replaced.path, replaced.left_line, replaced.right_line) == ('body[3].value.args[1].elts[0]', 4, 5)


def wrapped(code, head):
    return head + ''.join(f'    {line}\n' for line in code.splitlines())


def test_a_listing_is_found_wherever_it_stands():
    lines = SLIDE.splitlines(keepends=True)
    in_two = wrapped(''.join(lines[:1]) + 'return x\n', 'def inputs():\n') + wrapped(
        ''.join(lines[1:]) + 'return logit\n', 'def net(x):\n    """Doc."""\n'
    )
    in_class = wrapped(wrapped(SLIDE, 'def build(self):\n'), 'class Net:\n')
    guarded = wrapped(SLIDE, "if __name__ == '__main__':\n")
    between = ''.join(lines[:2]) + 'import math\ndef Dense(x, s, n):\n    return x\n' + ''.join(lines[2:])
    for code, notes in [(SLIDE, 0), (in_two, 2), (in_class, 2), (guarded, 1), (between, 0)]:
        module = f'import tensorflow as t\nrate = 0.1\n{code.replace("tf.", "t.")}\ntrain(rate)\n'
        differences, noted = found(SLIDE, module)
        assert differences == []
        assert len(noted) == notes, noted


def test_a_scope_around_is_a_difference():
    differences, notes = found(SLIDE, wrapped(SLIDE, "with tf.variable_scope('net'):\n"))
    assert (differences, notes) == ([('extra', 'With', None, "with tf.variable_scope('net'):")], [])


def test_what_stands_between_is_a_difference_what_stands_around_is_not():
    lines = SLIDE.splitlines(keepends=True)
    module = (
        'data = load()\n'
        + ''.join(lines[:2])
        + 'show(h)\nfor i in range(3):\n  show(i)\n'
        + ''.join(lines[2:])
        + 'go()\n'
    )
    assert found(SLIDE, module)[0] == [
        ('extra', 'Expr', None, 'show(h)'),
        ('extra', 'For', None, 'for i in range(3):'),
    ]


def test_the_earliest_and_most_alike_place_is_taken():
    module = SLIDE.replace("'ih'", "'a'") + SLIDE + SLIDE
    comparison = find(statements(SLIDE), syntax_tree.parse(wrapped(module, 'def f():\n'), 'a.py'))
    assert comparison.differences == []


def test_nothing_alike_is_all_missing():
    differences, _ = found(SLIDE, 'print("hello")\n')
    assert [kind for kind, *_ in differences] == ['missing'] * 4
    assert [kind for kind, *_ in found(SLIDE, '')[0]] == ['missing'] * 4


def test_a_function_is_held_against_its_namesake():
    dense = listings.path('dense').read_text()
    conv2d = listings.path('conv2d').read_text()
    changed = dense.replace('0.0', '1.0').replace('matmul', 'multiply').replace("'b'", "'bias'")
    assert {kind for kind, *_ in found(dense, conv2d + changed)[0]} == {'replaced'}
    assert len(found(dense, conv2d + changed)[0]) == 3


def mutations(source):
    """Yields (what was there, the source with one node changed) for every name, constant, operator and statement."""
    original = ast.parse(source)
    for index, node in enumerate(ast.walk(original)):
        changed = copy.deepcopy(original)
        target = list(ast.walk(changed))[index]
        if isinstance(node, ast.Name):
            target.id = 'mutated'
        elif isinstance(node, ast.Constant):
            target.value = 'mutated'
        elif isinstance(node, ast.Attribute):
            target.attr = 'mutated'
        elif isinstance(node, ast.keyword | ast.arg):
            target.arg = 'mutated'
        elif isinstance(node, ast.BinOp):
            target.op = ast.FloorDiv()
        else:
            continue
        yield ast.unparse(node), ast.unparse(changed)


def statement_mutations(source):
    """Yields the source without one of its statements, for each; and with one more, in each place."""
    original = ast.parse(source)
    for index, node in enumerate(ast.walk(original)):
        for position in range(len(node.body) if isinstance(getattr(node, 'body', None), list) else 0):
            for kind in ('missing', 'extra'):
                changed = copy.deepcopy(original)
                body = list(ast.walk(changed))[index].body
                if kind == 'extra':
                    body.insert(position, ast.parse('inserted(1)').body[0])
                else:
                    del body[position]
                    if not body:
                        continue
                yield kind, ast.unparse(changed)


@pytest.mark.parametrize('name', listings.NAMES)
def test_every_single_mutation_is_reported_once_and_nothing_else(name):
    source = listings.path(name).read_text()
    assert compared(source, ast.unparse(ast.parse(source))) == []
    count = 0
    for was, changed in mutations(source):
        ((kind, _, left, _),) = compared(source, changed)
        assert kind == 'replaced' and (left == was or left.startswith(f'{was}=')), changed
        assert len(found(source, changed)[0]) == 1, changed
        count += 1
    assert count
    for kind, changed in statement_mutations(source):
        assert [found_kind for found_kind, *_ in compared(source, changed)] == [kind], changed
