import sys
from importlib.machinery import SourceFileLoader

import pytest

from tf1_ref.errors import InputError
from tf1_ref.graphs.reading.builders import from_function, from_script

MODULE = """
import tensorflow as tf

def net():
    print('building')
    x = tf.placeholder(tf.float32, [None, 3], 'x')
    return {'out': tf.square(x, name='y')}

def with_defaults(size=3, *more, **others):
    return tf.placeholder(tf.float32, [size], 'x')

def elsewhere():
    with tf.Graph().as_default():
        return tf.square(1, name='c')

def needs(x, size): pass
def nothing(): pass
def fails():
    raise ValueError('no\\nsuch thing')
def leaves(): raise SystemExit(3)

class Net:
    @staticmethod
    def build():
        return tf.square(2, name='d')

answer = 42
"""


@pytest.fixture
def module(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / 'nets_of_mine.py').write_text(MODULE)
    (tmp_path / 'bad_net.py').write_text('x = (\n')
    yield 'nets_of_mine'
    for name in ('nets_of_mine', 'bad_net'):
        sys.modules.pop(name, None)


def test_a_function(module, capsys):
    graph = from_function(f'{module}:net')
    assert (graph.placeholders, graph.end_points) == (['x'], {'out': 'y:0'})
    printed = capsys.readouterr()
    assert printed.out == '' and 'building' in printed.err
    assert [op.name for op in from_function(f'{module}:net').ops] == ['x', 'y']  # each time in a graph of its own
    assert from_function(f'{module}:with_defaults').placeholders == ['x']
    assert from_function(f'{module}:elsewhere').end_points == {'c': 'c:0'}
    assert from_function(f'{module}:Net.build').end_points == {'d': 'd:0'}


@pytest.mark.parametrize(
    ('operand', 'said'),
    [
        ('nets_of_mine:needs', 'nets_of_mine:needs needs arguments (x, size); name a function that needs none'),
        ('nets_of_mine:none', 'nets_of_mine:none: nets_of_mine has no function none'),
        ('nets_of_mine:answer', 'nets_of_mine:answer: nets_of_mine has no function answer'),
        ('nets_of_mine:nothing', 'nets_of_mine:nothing builds no graph'),
        ('nets_of_mine:fails', 'nets_of_mine:fails: ValueError: no such thing ({}/nets_of_mine.py, line 19)'),
        ('nets_of_mine:leaves', 'nets_of_mine:leaves: SystemExit: 3 ({}/nets_of_mine.py, line 20)'),
        ('no_such_module:f', "no_such_module:f: ModuleNotFoundError: No module named 'no_such_module'"),
        ('bad_net:f', "bad_net:f: SyntaxError: '(' was never closed (bad_net.py, line 1) ({}/bad_net.py, line 1)"),
    ],
)
def test_a_function_that_cannot_be_used(module, tmp_path, operand, said):
    with pytest.raises(InputError) as raised:
        from_function(operand)
    assert str(raised.value).startswith(said.format(tmp_path)) and '\n' not in str(raised.value)


@pytest.fixture
def script(tmp_path):
    def write(content):
        (tmp_path / 'script.py').write_text(content)
        return str(tmp_path / 'script.py')

    return write


def test_a_script_is_run_up_to_its_first_session_run(script, capsys):
    path = script("""
import sys
import tensorflow as tf
from tensorflow.examples.tutorials.mnist import input_data
input_data.read_data_sets('no_such_folder', one_hot=True)  # nothing is downloaded
assert __name__ == '__main__' and sys.argv == [__file__]
x = tf.placeholder(tf.float32, name='x')
W = tf.get_variable('W', [3], initializer=tf.contrib.layers.xavier_initializer())
y = tf.multiply(x, W, 'y')
print('built')
with tf.Session() as sess:
    try:
        sess.run(tf.global_variables_initializer())
    except Exception:
        pass
    tf.constant(1, name='later')
    raise ValueError('trained')
""")
    finders = [type(one) for one in sys.meta_path]
    graph = from_script(path)
    assert set(finders) <= {type(one) for one in sys.meta_path} and 'exec_module' not in vars(SourceFileLoader)
    assert [variable.name for variable in graph.variables] == ['W']
    assert graph.end_points == {'y': 'y:0', 'init': 'init'}
    assert capsys.readouterr().out == ''


def test_a_script_without_a_session_and_one_with_a_graph_of_its_own(script):
    start = 'import tensorflow as tf\n'
    assert from_script(script(start + "tf.square(1, name='a')\nraise SystemExit()")).end_points == {'a': 'a:0'}
    own = "g = tf.Graph()\nwith g.as_default():\n    a = tf.square(1, name='b')\n"
    assert from_script(script(start + own + 'tf.Session(graph=g).run(a)')).end_points == {'b': 'b:0'}
    inside = "with tf.Session():\n    tf.square(1, name='c').eval()"
    assert from_script(script(start + inside)).end_points == {'c': 'c:0'}
    from tf1_ref.compat import tf

    with tf.Session() as sess:
        assert sess.run(tf.constant(3)) == 3  # Session.run is itself again


@pytest.mark.parametrize(
    ('content', 'said'),
    [
        ('x = 1\ny = x / 0\n', 'ZeroDivisionError: division by zero ({}, line 2)'),
        ('x = 1\nprint x\n', 'is Python 2'),
        ('x = 1\n', 'builds no graph'),
        ('import sys\nsys.exit("no data")', 'SystemExit: no data ({}, line 2)'),
        ('\x00', 'SyntaxError: '),
    ],
)
def test_a_script_that_fails(script, content, said):
    path = script(content)
    with pytest.raises(InputError) as raised:
        from_script(path)
    assert said.format(path) in str(raised.value) and '\n' not in str(raised.value)
