"""What is recorded on the way to a result, in a session of this process."""

import numpy as np
import pytest

from tf1_ref.compat import tf
from tf1_ref.legacy.verify import recorder, tracing


@pytest.fixture
def traced():
    """Fetches within a session whose variables have values; gives the values and the trace."""
    with tf.Session() as session:

        def run(fetches, *arguments):
            return tracing.run(recorder.sample, type(session).run, session, fetches, *arguments)

        run.session = session
        yield run


def names(trace):
    return [name for name, *_ in trace['ops']]


def test_each_op_that_is_needed(traced):
    x = tf.placeholder(tf.float32, [2], name='x')
    tf.multiply(x, 3.0, name='unused')
    total = tf.reduce_sum(tf.multiply(x, x, name='square'), name='total')
    values, trace = traced({'sum': [total]}, {x: [1.0, 2.0]})
    assert values == {'sum': [5.0]}
    square = next(op for op in trace['ops'] if op[0] == 'square')
    assert square == ['square', 'Mul', ['x', 'x'], [{'shape': [2], 'values': [1.0, 4.0]}]]
    assert names(trace)[-1] == 'total' and 'unused' not in names(trace)


def test_what_is_fed_is_not_computed(traced):
    x = tf.placeholder(tf.float32, [2], name='x')
    middle = tf.negative(x, name='middle')
    values, trace = traced(tf.abs(middle, name='end'), {middle: [-1.0, 2.0]})
    assert list(values) == [1.0, 2.0] and names(trace) == ['end']


def test_random_numbers_are_drawn_once(traced):
    tf.set_random_seed(3)
    drawn = tf.random_normal([3], name='drawn')
    first = traced.session.run(drawn)
    values, trace = traced(drawn)
    assert not np.allclose(values, first)
    (op,) = [op for op in trace['ops'] if op[0] == 'drawn/RandomStandardNormal']
    assert op[3][0]['values'] == [float(one) for one in values]


@pytest.mark.parametrize('use_resource', [False, True])
def test_variables_are_those_before_the_call(traced, use_resource):
    v = tf.get_variable('v', [], initializer=tf.ones_initializer(), use_resource=use_resource)
    tf.get_variable('w', [], initializer=tf.ones_initializer(), use_resource=use_resource)
    add = tf.assign_add(v, 2.0).op
    _, trace = traced(v.initializer)
    assert trace['variables'] == {}  # none has a value yet
    values, trace = traced(add)
    assert values is None and trace['variables'] == {'v': {'shape': [], 'values': [1.0]}}
    assert traced.session.run(v) == 3.0
    assert [op[1] for op in trace['ops'] if not op[3] and op[2][:1] == ['v']]  # the update is there, without a value


def test_loops_and_conditions_are_not_looked_into(traced):
    x = tf.placeholder(tf.float32, [], name='x')
    chosen = tf.cond(x > 0, lambda: tf.negative(x, name='less'), lambda: tf.square(x, name='more'))
    counted = tf.while_loop(lambda i: i < 3.0, lambda i: i + 1.0, [chosen])
    values, trace = traced(tf.identity(counted, name='end'), {x: 2.0})
    assert values == 3.0 and names(trace)[-1] == 'end'
    assert all(not op[3] for op in trace['ops'] if op[0].startswith('cond/less') or op[1] in tracing.DEAD)


def test_structures(traced):
    sparse = tf.SparseTensor([[0, 1]], tf.constant([2.0], name='held'), [2, 2])
    values, trace = traced((sparse, [{'a': 'held:0'}], tf.constant('text', name='text')))
    assert values[1] == [{'a': np.float32([2.0])}] and values[2] == b'text'
    assert {op[0]: op[3] for op in trace['ops']}['text'] == []  # no number
    assert 'held' in names(trace)
