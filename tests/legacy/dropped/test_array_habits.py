"""What the helpers do for arrays, and that nothing else is changed by them."""

import ast
import builtins
import subprocess
import sys

import numpy as np
import pytest

from tf1_ref.legacy.dropped import array_habits
from tf1_ref.legacy.run import sources


def run(source, **names):
    """The names that a source has left, run as the user's modules are."""
    names['__builtins__'] = {**vars(builtins), **array_habits.HELPERS}
    exec(sources.to_code(source.encode(), 'script.py'), names)
    return names


@pytest.mark.parametrize(
    ('expression', 'expected'),
    [
        ('a.tostring()', b'\x01\x02\x03'),
        ('a.ptp()', 2),
        ('a.reshape(1, 3).ptp(axis=0).tolist()', [0, 0, 0]),
        ('a.astype("<i2").newbyteorder().tolist()', [256, 512, 768]),
        ('a.sum().tostring()[:1]', b'\x06'),
        ('float(a[:1])', 1.0),
        ('int(a[:1].reshape(1, 1))', 1),
        ('complex(a[1:2])', 2 + 0j),
        ('"%d of %.1f" % (a[:1], a[2:])', '1 of 3.0'),
        ('"%.2f" % a[:1]', '1.00'),
        ('"%s" % a[:1]', '[1]'),
        ('"%d%%" % 5', '5%'),
        ('float("2.5") + int("12", 8) + int()', 12.5),
        ('int(x=1) if False else int(3.7)', 3),
    ],
)
def test_an_expression(expression, expected):
    assert run(f'result = {expression}', a=np.array([1, 2, 3], np.uint8))['result'] == expected


def test_itemset():
    a = np.zeros([2, 2])
    run('a.itemset(1, 5); a.itemset((1, 0), 6); a.itemset(1, 1, 7); b.itemset(8)', a=a, b=(b := np.zeros([1])))
    assert a.tolist() == [[0, 5], [6, 7]] and b.tolist() == [8]


def test_an_array_of_one_element_is_stored_as_an_element():
    left = run(
        'a[0] = b; a[1, 1] = b; c[0] = b; d["x"], e = b, b; a[1:] += 1', a=np.zeros([2, 2]), b=np.ones([1]), c=[0], d={}
    )
    assert left['a'].tolist() == [[1, 1], [1, 2]] and left['c'][0] is left['b'] is left['d']['x']


@pytest.mark.parametrize(
    ('source', 'kind'),
    [
        ('float(a)', TypeError),
        ('"%d" % a', TypeError),
        ('a[0] = [1, 2, 3]', ValueError),
        ('b[5] = 1 + 0', IndexError),
        ('[].tostring()', AttributeError),
        ('a.itemset(9, 1)', IndexError),
    ],
)
def test_what_was_wrong_stays_wrong(source, kind):
    with pytest.raises(kind):
        run(source, a=np.zeros(2), b=[])


def test_the_user_s_own_names_go_before():
    left = run(
        'def float(x): return "mine"\nclass A:\n  def ptp(self, n): return n\nx = float(a), A().ptp(3)', a=np.ones(2)
    )
    assert left['x'] == ('mine', 3)


def test_lines_and_columns_stay():
    tree = array_habits.adapt(ast.parse('x = 1\ny = (\n  a.tostring())\na[0] = y\n'))
    assert [node.lineno for node in tree.body] == [1, 2, 4]
    assert tree.body[1].value.lineno == 3 and tree.body[2].value.col_offset == 0


def test_a_literal_is_left_alone():
    source = 'a[1:2] = x\na[0] = 5\nint(5)\n5 % 3\nx.a = y\na[0] = b[0] = c\n'
    assert ast.dump(array_habits.adapt(ast.parse(source))) == ast.dump(ast.parse(source))


def test_a_script_without_numpy_does_not_load_it():
    code = (
        'import sys; from tf1_ref.legacy.dropped import array_habits as a; '
        'print(a.number(float, "2"), a.shown("%s", [1]), "numpy" in sys.modules)'
    )
    done = subprocess.run([sys.executable, '-c', code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ['2.0', '[1]', 'False']
