"""`tf.contrib.rnn`: cells that walk along the frequencies of their inputs."""

from __future__ import annotations

from tests.compat.contrib.programs import fixed
from tests.compat.contrib.programs.contrib_rnn import dynamic, once, trained
from tests.compat.contrib.programs.rnn_cell import steps

PREFIX = 'tf.contrib.rnn.'
WINDOWS = {'feature_size': 3, 'frequency_skip': 2}


def _time_frequency(windows=3, **named):
    """Two steps; the state has a part for each window, though the cell tells the size of one."""

    def program(tf):
        cell = tf.contrib.rnn.TimeFreqLSTMCell(5, **dict(WINDOWS, **named))
        state = tf.constant(fixed(3, 2 * 5 * windows))
        with tf.variable_scope('outer'):
            output, state = cell(steps(tf, 3, 7), state)
        with tf.variable_scope('outer', reuse=True):
            return output, cell(steps(tf, 3, 7), state), cell.state_size, cell.output_size

    return program


def _grid(kind='GridLSTMCell', blocks=(3,), **named):
    return lambda rnn: getattr(rnn, kind)(5, num_frequency_blocks=list(blocks), **dict(WINDOWS, **named))


def _both(**named):
    return _grid('BidirectionalGridLSTMCell', **named)


def _sizes(cell):
    def program(tf):
        found = cell(tf.contrib.rnn)
        kind = found.state_tuple_type
        state = list(found.state_size._fields) if kind else found.state_size
        return [kind and kind.__name__, state, found.output_size]

    return program


def _open(cell):
    """The number of examples is not known."""

    def program(tf):
        x = tf.placeholder_with_default(steps(tf), [None, 5, 7])
        return tf.nn.dynamic_rnn(cell(tf.contrib.rnn), x, dtype=tf.float32)

    return program


def _sharded(tf):
    cell = tf.contrib.rnn.CoupledInputForgetGateLSTMCell(11, num_proj=4, num_unit_shards=3, num_proj_shards=2)
    with tf.variable_scope('outer'):
        return cell(steps(tf, 3, 7), cell.zero_state(3, tf.float32))


TWO = {'blocks': (2, 1), 'start_freqindex_list': [0, 3], 'end_freqindex_list': [5, 7]}
PROGRAMS = {
    'TimeFreqLSTMCell': _time_frequency(),
    'TimeFreqLSTMCell, peepholes': _time_frequency(use_peepholes=True, cell_clip=0.2, forget_bias=0.5),
    'TimeFreqLSTMCell, shards': _time_frequency(num_unit_shards=4),
    'TimeFreqLSTMCell, one window': dynamic(lambda rnn: rnn.TimeFreqLSTMCell(5, feature_size=7)),
    'TimeFreqLSTMCell, too many shards': _time_frequency(num_unit_shards=40),
    'TimeFreqLSTMCell, trained': trained(lambda rnn: rnn.TimeFreqLSTMCell(5, True, feature_size=7)),
    'GridLSTMCell': once(_grid()),
    'GridLSTMCell, dynamic': dynamic(_grid()),
    'GridLSTMCell, peepholes': once(_grid(use_peepholes=True, cell_clip=0.2, forget_bias=0.5)),
    'GridLSTMCell, shared weights': once(_grid(share_time_frequency_weights=True, use_peepholes=True)),
    'GridLSTMCell, shared weights alone': once(_grid(share_time_frequency_weights=True)),
    'GridLSTMCell, coupled gates': once(_grid(couple_input_forget_gates=True, use_peepholes=True)),
    'GridLSTMCell, coupled gates alone': once(_grid(couple_input_forget_gates=True)),
    'GridLSTMCell, all shared': once(
        _grid(couple_input_forget_gates=True, share_time_frequency_weights=True, use_peepholes=True)
    ),
    'GridLSTMCell, one tensor': once(_grid(state_is_tuple=False)),
    'GridLSTMCell, blocks': once(_grid(**TWO)),
    'GridLSTMCell, shards': once(_grid(num_unit_shards=3)),
    'GridLSTMCell, open': _open(_grid()),
    'GridLSTMCell, trained': trained(_grid(use_peepholes=True)),
    'GridLSTMCell, sizes': _sizes(_grid(**TWO)),
    'GridLSTMCell, size of a tensor': _sizes(_grid(state_is_tuple=False)),
    'GridLSTMCell, without blocks': lambda tf: tf.contrib.rnn.GridLSTMCell(5),
    'GridLSTMCell, other windows': once(_grid(blocks=(2,))),
    'GridLSTMCell, two blocks of all': once(_grid(blocks=(2, 2))),
    'GridLSTMCell, starts and no ends': once(_grid(blocks=(2, 1), start_freqindex_list=[0, 3], end_freqindex_list=[5])),
    'GridLSTMCell, no skip': once(_grid(frequency_skip=None)),
    'BidirectionalGridLSTMCell': once(_both()),
    'BidirectionalGridLSTMCell, dynamic': dynamic(_both(use_peepholes=True)),
    'BidirectionalGridLSTMCell, shifted': once(_both(backward_slice_offset=1)),
    'BidirectionalGridLSTMCell, shifted back': once(_both(backward_slice_offset=-2)),
    'BidirectionalGridLSTMCell, blocks': once(_both(**TWO)),
    'BidirectionalGridLSTMCell, sizes': _sizes(_both(**TWO)),
    'CoupledInputForgetGateLSTMCell, shards': _sharded,
}
