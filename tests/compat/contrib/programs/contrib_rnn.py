"""`tf.contrib.rnn`."""

import numpy as np

from tests.compat.contrib.programs.rnn_cell import steps

PREFIX = 'tf.contrib.rnn.'


def once(cell):
    """A program that calls a cell twice from its zero state, within a scope."""

    def program(tf):
        built = cell(tf.contrib.rnn)
        x = steps(tf, 3, 7)
        with tf.variable_scope('outer'):
            output, state = built(x, built.zero_state(3, tf.float32))
        with tf.variable_scope('outer', reuse=True):
            return output, built(x, state)

    return program


def dynamic(cell):
    def program(tf):
        return tf.nn.dynamic_rnn(cell(tf.contrib.rnn), steps(tf), dtype=tf.float32)

    return program


def trained(cell):
    """The outputs, and the gradients of the sum of their squares."""

    def program(tf):
        outputs, state = tf.nn.dynamic_rnn(cell(tf.contrib.rnn), steps(tf), dtype=tf.float32)
        return outputs, tf.gradients(tf.reduce_sum(outputs * outputs), tf.trainable_variables())

    return program


def fused(tf, **options):
    cell = tf.contrib.rnn.LSTMBlockFusedCell(11, **options)
    x = tf.transpose(steps(tf), [1, 0, 2])
    outputs, state = cell(x, dtype=tf.float32)
    cut = cell(x, initial_state=state, sequence_length=[5, 2, 0])
    return outputs, state, cut


def fused_trained(tf):
    outputs, _ = tf.contrib.rnn.LSTMBlockFusedCell(11)(steps(tf), dtype=tf.float32)
    return tf.gradients(tf.reduce_sum(outputs * outputs), tf.trainable_variables())


def adaptor(dynamic, reversed_too=False):
    def program(tf):
        cell = tf.contrib.rnn.FusedRNNCellAdaptor(tf.contrib.rnn.GRUCell(11), use_dynamic_rnn=dynamic)
        cell = tf.contrib.rnn.TimeReversedFusedRNN(cell) if reversed_too else cell
        x = tf.transpose(steps(tf), [1, 0, 2])
        return cell(x, dtype=tf.float32, sequence_length=[5, 2, 3] if reversed_too else None)

    return program


def stack(tf):
    cells = [[tf.contrib.rnn.GRUCell(n) for n in (11, 13)] for _ in range(2)]
    x = tf.unstack(steps(tf), axis=1)
    return tf.contrib.rnn.stack_bidirectional_rnn(cells[0], cells[1], x, dtype=tf.float32)


def stack_dynamic(tf):
    cells = [[tf.contrib.rnn.LSTMCell(n) for n in (11, 13)] for _ in range(2)]
    x = steps(tf)
    return tf.contrib.rnn.stack_bidirectional_dynamic_rnn(
        cells[0], cells[1], x, dtype=tf.float32, sequence_length=[5, 2, 3]
    )


def convolutional(name, shape, kernel, **options):
    def program(tf):
        cell = getattr(tf.contrib.rnn, name)(input_shape=shape, output_channels=5, kernel_shape=kernel, **options)
        x = tf.constant(np.random.RandomState(3).standard_normal([2] + shape).astype(np.float32))
        output, state = cell(x, cell.zero_state(2, tf.float32))
        return output, state, str(cell.output_size), str(cell.state_size)

    return program


def generic_convolutional(tf):
    return convolutional('ConvLSTMCell', [7, 3], [3], conv_ndims=1, use_bias=False)(tf)


def embedding(tf):
    cell = tf.contrib.rnn.EmbeddingWrapper(tf.contrib.rnn.GRUCell(11), 17, 5)
    return tf.contrib.rnn.static_rnn(cell, [tf.constant([1, 2, 3]), tf.constant([16, 0, 3])], dtype=tf.float32)


def output_projection(tf):
    cell = tf.contrib.rnn.OutputProjectionWrapper(
        tf.contrib.rnn.BasicRNNCell(num_units=11, activation=tf.nn.relu), output_size=1
    )
    return tf.nn.dynamic_rnn(cell, steps(tf), dtype=tf.float32)


def linear(tf):
    if hasattr(tf.contrib.rnn, '_linear'):  # here; the runner presents it where scripts import it from
        _linear = tf.contrib.rnn._linear
    else:
        from tensorflow.contrib.rnn.python.ops.core_rnn_cell import _linear

    with tf.variable_scope('mine'):
        return _linear([steps(tf, 3, 7), steps(tf, 3, 5)], 11, True)


def static(tf):
    cell = tf.contrib.rnn.BasicLSTMCell(11)
    return tf.contrib.rnn.static_rnn(cell, tf.unstack(steps(tf), 5, 1), dtype=tf.float32)


def static_bidirectional(tf):
    cells = [tf.contrib.rnn.BasicLSTMCell(11, forget_bias=1.0) for _ in range(2)]
    return tf.contrib.rnn.static_bidirectional_rnn(cells[0], cells[1], tf.unstack(steps(tf), 5, 1), dtype=tf.float32)


def static_saving(tf):
    class Saver(object):
        def state(self, name):
            return tf.zeros([3, 11])

        def save_state(self, name, state):
            return tf.identity(state, name='saved')

    cell = tf.contrib.rnn.GRUCell(11)
    return tf.contrib.rnn.static_state_saving_rnn(cell, tf.unstack(steps(tf), 5, 1), Saver(), 'state')


def own_layer_cell(tf):
    class Cell(tf.contrib.rnn.LayerRNNCell):
        state_size = property(lambda self: 11)
        output_size = property(lambda self: 11)

        def build(self, shape):
            self._w = self.add_variable('w', [shape[1], 11])
            self.built = True

        def call(self, inputs, state):
            new = tf.tanh(tf.matmul(inputs, self._w) + state)
            return new, new

    return tf.nn.dynamic_rnn(Cell(), steps(tf), dtype=tf.float32)


def names(module):
    """The public names of 1.15; those that are refused here are among them."""
    return sorted(name for name in {*dir(module), *getattr(module, '__refused__', ())} if not name.startswith('_'))


PROGRAMS = {
    'names': lambda tf: names(tf.contrib.rnn),
    'BasicLSTMCell': once(lambda cells: cells.BasicLSTMCell(11)),
    'BasicRNNCell': once(lambda cells: cells.BasicRNNCell(11)),
    'GRUCell': once(lambda cells: cells.GRUCell(11)),
    'LSTMCell': once(lambda cells: cells.LSTMCell(11)),
    'MultiRNNCell': dynamic(lambda cells: cells.MultiRNNCell([cells.BasicLSTMCell(11) for _ in range(2)])),
    'DropoutWrapper': once(lambda cells: cells.DropoutWrapper(cells.GRUCell(11), output_keep_prob=0.5)),
    'ResidualWrapper': once(lambda cells: cells.ResidualWrapper(cells.GRUCell(7))),
    'DeviceWrapper': once(lambda cells: cells.DeviceWrapper(cells.GRUCell(7), '/cpu:0')),
    'LSTMStateTuple': lambda tf: tf.contrib.rnn.LSTMStateTuple(tf.zeros([3, 11]), tf.ones([3, 11])),
    'RNNCell': lambda tf: issubclass(tf.contrib.rnn.GRUCell, tf.contrib.rnn.RNNCell),
    'LayerRNNCell': own_layer_cell,
    'static_rnn': static,
    'static_bidirectional_rnn': static_bidirectional,
    'static_state_saving_rnn': static_saving,
    'stack_bidirectional_rnn': stack,
    'stack_bidirectional_dynamic_rnn': stack_dynamic,
    'transpose_batch_time': lambda tf: tf.contrib.rnn.transpose_batch_time(steps(tf)),
    'best_effort_input_batch_size': lambda tf: tf.contrib.rnn.best_effort_input_batch_size([steps(tf)]),
    'FusedRNNCell': lambda tf: issubclass(tf.contrib.rnn.FusedRNNCellAdaptor, tf.contrib.rnn.FusedRNNCell),
    'FusedRNNCellAdaptor': adaptor(False),
    'FusedRNNCellAdaptor, dynamic': adaptor(True),
    'TimeReversedFusedRNN': adaptor(True, True),
    'LayerNormBasicLSTMCell': once(lambda cells: cells.LayerNormBasicLSTMCell(11)),
    'LayerNormBasicLSTMCell, everything': once(
        lambda cells: cells.LayerNormBasicLSTMCell(11, 0.5, norm_gain=0.9, norm_shift=0.1, dropout_keep_prob=0.5)
    ),
    'LayerNormBasicLSTMCell, no norm': dynamic(lambda cells: cells.LayerNormBasicLSTMCell(11, layer_norm=False)),
    'UGRNNCell': once(lambda cells: cells.UGRNNCell(11)),
    'CoupledInputForgetGateLSTMCell': once(lambda cells: cells.CoupledInputForgetGateLSTMCell(11)),
    'CoupledInputForgetGateLSTMCell, everything': once(
        lambda cells: cells.CoupledInputForgetGateLSTMCell(
            11, True, num_proj=5, proj_clip=0.2, forget_bias=0.5, state_is_tuple=False, layer_norm=True
        )
    ),
    'NASCell': once(lambda cells: cells.NASCell(11)),
    'NASCell, everything': dynamic(lambda cells: cells.NASCell(11, num_proj=5, use_bias=True)),
    'ConvLSTMCell': generic_convolutional,
    'Conv1DLSTMCell': convolutional('Conv1DLSTMCell', [7, 3], [3]),
    'Conv2DLSTMCell': convolutional('Conv2DLSTMCell', [7, 7, 3], [3, 5], skip_connection=True),
    'Conv3DLSTMCell': convolutional('Conv3DLSTMCell', [5, 7, 3, 2], [3, 3, 1]),
    'EmbeddingWrapper': embedding,
    'InputProjectionWrapper': once(lambda cells: cells.InputProjectionWrapper(cells.GRUCell(11), 5)),
    'OutputProjectionWrapper': output_projection,
    'AttentionCellWrapper': once(lambda cells: cells.AttentionCellWrapper(cells.BasicLSTMCell(11), 3)),
    'AttentionCellWrapper, everything': dynamic(
        lambda cells: cells.AttentionCellWrapper(cells.GRUCell(11), 3, 5, 13, 17, state_is_tuple=False)
    ),
    'HighwayWrapper': once(lambda cells: cells.HighwayWrapper(cells.GRUCell(7))),
    'HighwayWrapper, not coupled': once(lambda cells: cells.HighwayWrapper(cells.GRUCell(7), False, 0.5)),
    'LSTMBlockCell': once(lambda cells: cells.LSTMBlockCell(11)),
    'LSTMBlockCell, everything': dynamic(lambda cells: cells.LSTMBlockCell(11, 0.5, 0.3, True)),
    'LSTMBlockCell, trained': trained(lambda cells: cells.LSTMBlockCell(11)),
    'LSTMBlockFusedCell': fused,
    'LSTMBlockFusedCell, peepholes': lambda tf: fused(tf, use_peephole=True, cell_clip=0.5),
    'LSTMBlockFusedCell, trained': fused_trained,
    'GRUBlockCell': once(lambda cells: cells.GRUBlockCell(11)),
    'GRUBlockCell, trained': trained(lambda cells: cells.GRUBlockCell(11)),
    'GRUBlockCellV2': once(lambda cells: cells.GRUBlockCellV2(11)),
    '_linear': linear,
    '_Linear': lambda tf: tf.contrib.rnn.InputProjectionWrapper(tf.contrib.rnn.GRUCell(11), 5, tf.tanh)(
        steps(tf, 3, 7), tf.zeros([3, 11])
    ),
}
