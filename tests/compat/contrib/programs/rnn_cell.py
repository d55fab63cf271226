"""`tf.nn.rnn_cell` and what unrolls it: dynamic_rnn, bidirectional_dynamic_rnn, static_rnn, raw_rnn."""

from __future__ import annotations

import numpy as np


def steps(tf, *shape):
    """Fixed numbers, by default `[batch 3, time 5, features 7]`."""
    return tf.constant(np.random.RandomState(3).standard_normal(shape or (3, 5, 7)).astype(np.float32), name='x')


def once(cell):
    """A program that calls a cell twice (so that it shares its variables) from its zero state."""

    def program(tf):
        x, built = steps(tf, 3, 7), cell(tf.nn.rnn_cell)
        output, state = built(x, built.zero_state(3, tf.float32))
        again, state = built(x, state)
        return output, again, state

    return program


def dynamic(cell, **options):
    def program(tf):
        return tf.nn.dynamic_rnn(cell(tf.nn.rnn_cell), steps(tf), dtype=tf.float32, **options)

    return program


def fed_batch(tf):
    """The batch size is not known, the initial state is the cell's zero state."""
    x = tf.placeholder_with_default(steps(tf), [None, 5, 7])
    cell = tf.nn.rnn_cell.BasicLSTMCell(11)
    return tf.nn.dynamic_rnn(cell, x, initial_state=cell.zero_state(tf.shape(x)[0], tf.float32))


def dropped(tf):
    cells = [tf.nn.rnn_cell.BasicLSTMCell(11) for _ in range(2)]
    cells = [tf.nn.rnn_cell.DropoutWrapper(cell, input_keep_prob=0.9, output_keep_prob=0.5) for cell in cells]
    # One iteration at a time: otherwise the genuine article itself draws in another order from run to run.
    return tf.nn.dynamic_rnn(tf.nn.rnn_cell.MultiRNNCell(cells), steps(tf), dtype=tf.float32, parallel_iterations=1)


def dropout_fed(tf):
    keep = tf.placeholder_with_default(0.7, [])
    cell = tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.GRUCell(11), output_keep_prob=keep, state_keep_prob=keep)
    return tf.nn.dynamic_rnn(cell, steps(tf), dtype=tf.float32)


def variational(tf):
    cell = tf.nn.rnn_cell.DropoutWrapper(
        tf.nn.rnn_cell.BasicLSTMCell(11), 0.9, 0.8, 0.7, True, input_size=7, dtype=tf.float32, seed=5
    )
    return tf.nn.dynamic_rnn(cell, steps(tf), dtype=tf.float32)


def in_scopes(tf):
    """The same cell in scopes, then again with `reuse`."""
    found = []
    for reuse in (False, True):
        with tf.variable_scope('encoder', reuse=reuse):
            cell = tf.nn.rnn_cell.LSTMCell(11, initializer=tf.random_uniform_initializer(-1, 1))
            found.append(tf.nn.dynamic_rnn(cell, steps(tf), dtype=tf.float32, scope='layer'))
    return found


def scope_initializer(tf):
    with tf.variable_scope('model', initializer=tf.random_uniform_initializer(-0.1, 0.1)):
        cell = tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.BasicLSTMCell(n, forget_bias=0.0) for n in (11, 13)])
        state = cell.zero_state(3, tf.float32)
        outputs, x = [], steps(tf)
        with tf.variable_scope('RNN'):
            for step in range(5):
                if step > 0:
                    tf.get_variable_scope().reuse_variables()
                output, state = cell(x[:, step, :], state)
                outputs.append(output)
    return outputs, state


def own_cell(tf):
    """A cell that a script wrote: a subclass with get_variable in `call`."""

    class Cell(tf.nn.rnn_cell.RNNCell):
        def __init__(self, units):
            super(Cell, self).__init__()
            self._units = units

        state_size = property(lambda self: self._units)
        output_size = property(lambda self: self._units)

        def call(self, inputs, state):
            w = tf.get_variable('w', [inputs.get_shape()[1], self._units])
            new = tf.tanh(tf.matmul(inputs, w) + state)
            return new, new

    return tf.nn.dynamic_rnn(Cell(11), steps(tf), dtype=tf.float32)


def own_cell_that_overrides_call(tf):
    class Cell(tf.nn.rnn_cell.RNNCell):
        state_size = property(lambda self: 11)
        output_size = property(lambda self: 11)

        def __call__(self, inputs, state, scope=None):
            with tf.variable_scope(scope or type(self).__name__):
                w = tf.get_variable('w', [inputs.get_shape()[1].value, 11])
                new = tf.tanh(tf.matmul(inputs, w) + state)
            return new, new

    return tf.nn.static_rnn(Cell(), tf.unstack(steps(tf), axis=1), dtype=tf.float32)


def bidirectional(tf):
    cells = tf.nn.rnn_cell.GRUCell(11), tf.nn.rnn_cell.GRUCell(13)
    return tf.nn.bidirectional_dynamic_rnn(*cells, inputs=steps(tf), dtype=tf.float32, sequence_length=[5, 2, 3])


def static(tf):
    cell = tf.nn.rnn_cell.BasicLSTMCell(11, forget_bias=1.0)
    return tf.nn.static_rnn(cell, tf.unstack(steps(tf), 5, 1), dtype=tf.float32)


def static_lengths(tf):
    cell = tf.nn.rnn_cell.GRUCell(11)
    return tf.nn.static_rnn(cell, tf.unstack(steps(tf), 5, 1), dtype=tf.float32, sequence_length=[5, 2, 3])


def static_bidirectional(tf):
    cells = tf.nn.rnn_cell.BasicLSTMCell(11), tf.nn.rnn_cell.BasicLSTMCell(11)
    return tf.nn.static_bidirectional_rnn(*cells, inputs=tf.unstack(steps(tf), 5, 1), dtype=tf.float32)


def static_saving(tf):
    class Saver(object):
        state = lambda self, name: tf.zeros([3, 11])  # noqa: E731
        save_state = lambda self, name, state: tf.identity(state, name='saved')  # noqa: E731

    cell = tf.nn.rnn_cell.GRUCell(11)
    return tf.nn.static_state_saving_rnn(cell, tf.unstack(steps(tf), 5, 1), Saver(), 'state')


def raw(tf):
    x, cell = tf.transpose(steps(tf), [1, 0, 2]), tf.nn.rnn_cell.LSTMCell(11)
    inputs = tf.TensorArray(tf.float32, 5).unstack(x)

    def loop(time, output, state, loop_state):
        state = cell.zero_state(3, tf.float32) if output is None else state
        finished = time >= [5, 2, 3]
        following = tf.cond(tf.reduce_all(finished), lambda: tf.zeros([3, 7]), lambda: inputs.read(time))
        following.set_shape([3, 7])
        return finished, following, state, output, None

    outputs, state, _ = tf.nn.raw_rnn(cell, loop)
    return outputs.stack(), state


def multi_not_tuple(tf):
    cell = tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.GRUCell(n) for n in (11, 13)], state_is_tuple=False)
    return tf.nn.dynamic_rnn(cell, steps(tf), dtype=tf.float32)


def zero_states(tf):
    cells = tf.nn.rnn_cell
    stack = cells.MultiRNNCell([cells.BasicLSTMCell(11), cells.GRUCell(13)])
    return [
        stack.zero_state(3, tf.float32),
        cells.BasicRNNCell(11).zero_state(tf.constant(3), tf.float64),
        cells.LSTMCell(11, state_is_tuple=False).zero_state(tf.Dimension(3), tf.float32),
        cells.GRUCell(11).get_initial_state(steps(tf, 3, 7)),
    ]


def state_tuple(tf):
    state = tf.nn.rnn_cell.LSTMStateTuple(tf.zeros([3, 11]), h=tf.ones([3, 11]))
    assert state.dtype == tf.float32
    return tf.nn.rnn_cell.BasicLSTMCell(11)(steps(tf, 3, 7), state)


def attributes(tf):
    cell = tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.BasicLSTMCell(11), tf.nn.rnn_cell.LSTMCell(13, num_proj=5)])
    cell(steps(tf, 3, 7), cell.zero_state(3, tf.float32))
    shown = [str(cell.state_size), str(cell.output_size), [v.name for v in cell.weights]]
    shown += [[v.name for v in cell.trainable_variables], cell.name, cell._cells[0].name]
    return [str(one) for one in shown]


def unnamed_and_named(tf):
    x = steps(tf, 3, 7)
    cells = [tf.nn.rnn_cell.GRUCell(11), tf.nn.rnn_cell.GRUCell(11), tf.nn.rnn_cell.GRUCell(11, name='mine')]
    return [cell(x, cell.zero_state(3, tf.float32)) for cell in cells]


def trained(tf):
    cell = tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.BasicLSTMCell(11), tf.nn.rnn_cell.GRUCell(13)])
    outputs, _ = tf.nn.dynamic_rnn(cell, steps(tf), dtype=tf.float32, sequence_length=[5, 2, 3])
    return tf.gradients(tf.reduce_sum(outputs * outputs), tf.trainable_variables())


PROGRAMS = {
    'BasicRNNCell': once(lambda cells: cells.BasicRNNCell(11)),
    'BasicRNNCell, relu': dynamic(lambda cells: cells.BasicRNNCell(11, activation='relu')),
    'BasicRNNCell, dynamic_rnn': dynamic(lambda cells: cells.BasicRNNCell(num_units=11)),
    'BasicLSTMCell': once(lambda cells: cells.BasicLSTMCell(11)),
    'BasicLSTMCell, dynamic_rnn': dynamic(lambda cells: cells.BasicLSTMCell(11)),
    'BasicLSTMCell, lengths': dynamic(lambda cells: cells.BasicLSTMCell(11), sequence_length=[5, 2, 3]),
    'BasicLSTMCell, time major': dynamic(lambda cells: cells.BasicLSTMCell(11), time_major=True),
    'BasicLSTMCell, swap_memory': dynamic(
        lambda cells: cells.BasicLSTMCell(11), swap_memory=True, parallel_iterations=1
    ),
    'BasicLSTMCell, state not tuple': once(lambda cells: cells.BasicLSTMCell(11, 0.5, False)),
    'BasicLSTMCell, fed batch': fed_batch,
    'BasicLSTMCell, unrolled with an initializer': scope_initializer,
    'LSTMCell': once(lambda cells: cells.LSTMCell(11)),
    'LSTMCell, everything': once(
        lambda cells: cells.LSTMCell(
            11, use_peepholes=True, cell_clip=0.5, num_proj=5, proj_clip=0.3, forget_bias=0.5, activation='relu'
        )
    ),
    'LSTMCell, state not tuple': once(lambda cells: cells.LSTMCell(11, num_proj=5, state_is_tuple=False)),
    'LSTMCell, shards': once(lambda cells: cells.LSTMCell(11, num_unit_shards=2)),
    'LSTMCell, in scopes': in_scopes,
    'GRUCell': once(lambda cells: cells.GRUCell(11)),
    'GRUCell, names': unnamed_and_named,
    'GRUCell, dynamic_rnn': dynamic(lambda cells: cells.GRUCell(11)),
    'MultiRNNCell': dynamic(lambda cells: cells.MultiRNNCell([cells.BasicLSTMCell(11), cells.GRUCell(13)])),
    'MultiRNNCell, trained': trained,
    'MultiRNNCell, called': once(lambda cells: cells.MultiRNNCell([cells.BasicLSTMCell(11) for _ in range(2)])),
    'MultiRNNCell, state not tuple': multi_not_tuple,
    'MultiRNNCell, attributes': attributes,
    'DropoutWrapper': dropped,
    'DropoutWrapper, called': once(lambda cells: cells.DropoutWrapper(cells.BasicLSTMCell(11), 0.5, 0.5, 0.5, seed=3)),
    'DropoutWrapper, fed': dropout_fed,
    'DropoutWrapper, nothing dropped': once(lambda cells: cells.DropoutWrapper(cells.GRUCell(11))),
    'DropoutWrapper, variational': variational,
    'ResidualWrapper': dynamic(lambda cells: cells.ResidualWrapper(cells.GRUCell(7))),
    'DeviceWrapper': dynamic(lambda cells: cells.DeviceWrapper(cells.GRUCell(7), '/cpu:0')),
    'LSTMStateTuple': state_tuple,
    'RNNCell': own_cell,
    'RNNCell, __call__': own_cell_that_overrides_call,
    'RNNCell, zero states': zero_states,
    'bidirectional_dynamic_rnn': bidirectional,
    'static_rnn': static,
    'static_rnn, lengths': static_lengths,
    'static_bidirectional_rnn': static_bidirectional,
    'static_state_saving_rnn': static_saving,
    'raw_rnn': raw,
}
