"""`tf.contrib.recurrent`."""

from __future__ import annotations

from tests.compat.contrib.programs import fixed
from tests.compat.contrib.programs.rnn_cell import steps

PREFIX = 'tf.contrib.recurrent.'


def told(tf, found, of):
    """Values, gradients of the sum of their squares, and the graph's ops without the digests of functions."""
    flat = tf.contrib.framework.nest.flatten(found)
    loss = tf.add_n([tf.reduce_sum(one * one) for one in flat])
    gradients = tf.gradients(loss, of)
    called = ('Forward', 'Backward', 'FlatCellStep')
    ops = [op for op in tf.get_default_graph().get_operations() if 'gradients' not in op.name]
    names = [name_of(op.name, called) for op in ops]
    shapes = [one.shape.as_list() if one.shape.ndims is not None else None for one in flat + gradients]
    types = sorted({name_of(op.type, called) for op in tf.get_default_graph().get_operations()} & set(called))
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        return names, types, shapes, sess.run([flat, gradients])


def name_of(name, called):
    """A name without a digest."""
    parts = []
    for part in name.split('/'):
        one = [each for each in called if part.startswith(each + '_')]
        parts.append(one[0] if one else part)
    return '/'.join(parts)


def function(cell, name='functional_rnn', **options):
    """A program that runs a cell over sequences of five steps."""

    def program(tf):
        x = steps(tf)
        made = [cell(tf.nn.rnn_cell)] * (1 if name == 'functional_rnn' else 0)
        made = made or [cell(tf.nn.rnn_cell), cell(tf.nn.rnn_cell)]
        given = tf.transpose(x, [1, 0, 2]) if options.get('time_major') else x
        found = getattr(tf.contrib.recurrent, name)(*made, inputs=given, dtype=tf.float32, **options)
        return told(tf, found, [x] + tf.trainable_variables())

    return program


def _cell_fn(tf, extras=lambda tf, state: []):
    def cell_fn(theta, state, inputs):
        new = tf.tanh(tf.matmul(inputs['x'], theta['w']) + state['h'] * inputs['m'])
        return {'h': new, 'n': state['n'] + 1.0}, extras(tf, new)

    return cell_fn


def _recurrent(cell_fn, time=4, **options):
    """A program whose structures are dicts."""

    def program(tf):
        theta = {'w': tf.constant(fixed(3, 2))}
        state = {'h': tf.constant(fixed(5, 2)), 'n': tf.zeros([5, 1])}
        inputs = {'x': tf.constant(fixed(time, 5, 3)), 'm': tf.constant(fixed(time, 5, 1))}
        more = {key: one(tf) if callable(one) else one for key, one in options.items()}
        found = tf.contrib.recurrent.Recurrent(theta, state, inputs, cell_fn(tf), **more)
        return told(tf, found, [theta['w'], state['h'], inputs['x'], inputs['m']])

    return program


def _by_hand(tf):
    """A gradient that is given, and what it keeps."""

    def gradient(theta, state, inputs, extras, d_state):
        d = d_state['h'] * (1.0 - tf.square(extras['y'])) * 2.0
        d_w = tf.matmul(inputs['x'], d, transpose_a=True)
        return {'w': d_w}, {'h': d * inputs['m'], 'n': d_state['n']}, {'x': tf.zeros_like(inputs['x']), 'm': None}

    return gradient


def _impure(tf):
    outside = tf.constant(2.0)

    def cell_fn(theta, state, inputs):
        return {'h': state['h'] * outside, 'n': state['n']}, []

    return cell_fn


PROGRAMS = {
    'functional_rnn': function(lambda cells: cells.GRUCell(11)),
    'functional_rnn, lengths': function(lambda cells: cells.GRUCell(11), sequence_length=[5, 2, 3]),
    'functional_rnn, an output of its own': function(lambda cells: cells.LSTMCell(7, num_proj=5), time_major=True),
    'functional_rnn, several layers': function(
        lambda cells: cells.MultiRNNCell([cells.BasicLSTMCell(5), cells.GRUCell(3)]), sequence_length=[4, 2, 3]
    ),
    'functional_rnn, backwards': function(lambda cells: cells.BasicRNNCell(5), reverse=True),
    'functional_rnn, backwards, lengths': function(
        lambda cells: cells.BasicRNNCell(5), reverse=True, sequence_length=[4, 2, 3]
    ),
    'functional_rnn, for a TPU': function(lambda cells: cells.GRUCell(5), use_tpu=True),
    'functional_rnn, dropout': function(
        lambda cells: cells.DropoutWrapper(cells.GRUCell(5), output_keep_prob=0.5, seed=3)
    ),
    'bidirectional_functional_rnn': function(lambda cells: cells.LSTMCell(4), 'bidirectional_functional_rnn'),
    'bidirectional_functional_rnn, lengths': function(
        lambda cells: cells.GRUCell(4), 'bidirectional_functional_rnn', sequence_length=[5, 2, 3], scope='both'
    ),
    'bidirectional_functional_rnn, fast': function(
        lambda cells: cells.GRUCell(4), 'bidirectional_functional_rnn', fast_reverse=True, time_major=True
    ),
    'bidirectional_functional_rnn, for a TPU': function(
        lambda cells: cells.GRUCell(4), 'bidirectional_functional_rnn', use_tpu=True
    ),
    'Recurrent': _recurrent(_cell_fn),
    'Recurrent, one step': _recurrent(_cell_fn, time=1, max_input_length=1),
    'Recurrent, the first steps': _recurrent(_cell_fn, max_input_length=lambda tf: tf.constant(2)),
    'Recurrent, the last steps': _recurrent(_cell_fn, max_input_length=lambda tf: tf.constant(3), aligned_end=True),
    'Recurrent, a gradient of its own': _recurrent(
        lambda tf: _cell_fn(tf, lambda tf, state: {'y': state}), cell_grad=_by_hand
    ),
    'Recurrent, extras that are given': _recurrent(
        lambda tf: _cell_fn(tf, lambda tf, state: {'y': state}), extras=lambda tf: {'y': tf.zeros([5, 2])}
    ),
    'Recurrent, what it was not given': _recurrent(_impure),
}
