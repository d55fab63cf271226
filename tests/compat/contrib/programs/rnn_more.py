"""`tf.contrib.rnn`: cells of independent units, and cells with more gates."""

from __future__ import annotations

import numpy as np

from tests.compat.contrib.programs.contrib_rnn import dynamic, once, trained
from tests.compat.contrib.programs.rnn_cell import steps

PREFIX = 'tf.contrib.rnn.'


def _phased(**named):
    """Outputs at times that are unlike from example to example."""

    def program(tf):
        x = steps(tf)
        sizes = x.shape.as_list()
        times = np.cumsum(np.random.RandomState(0).rand(sizes[0], sizes[1], 1) * 3, axis=1).astype(np.float32)
        cell = tf.contrib.rnn.PhasedLSTMCell(11, **named)
        outputs, state = tf.nn.dynamic_rnn(cell, (tf.constant(times), x), dtype=tf.float32)
        return outputs, state, tf.gradients(tf.reduce_sum(outputs * outputs), tf.trainable_variables())

    return program


def _cell(kind, *arguments, **named):
    return lambda rnn: getattr(rnn, kind)(*arguments, **named)


PROGRAMS = {
    **{name: once(_cell(name, 11)) for name in ('IndRNNCell', 'IndyGRUCell', 'IndyLSTMCell', 'SRUCell')},
    **{
        f'{name}, dynamic': dynamic(_cell(name, 11))
        for name in ('IndRNNCell', 'IndyGRUCell', 'IndyLSTMCell', 'SRUCell')
    },
    **{
        f'{name}, trained': trained(_cell(name, 11))
        for name in ('IndRNNCell', 'IndyGRUCell', 'IndyLSTMCell', 'SRUCell')
    },
    'IndyLSTMCell, settings': lambda tf: once(
        _cell('IndyLSTMCell', 4, forget_bias=0.5, activation=tf.nn.relu, name='mine')
    )(tf),
    'IndyGRUCell, settings': lambda tf: once(
        _cell(
            'IndyGRUCell',
            4,
            kernel_initializer=tf.ones_initializer(),
            bias_initializer=tf.constant_initializer(0.5),
        )
    )(tf),
    'GLSTMCell': once(_cell('GLSTMCell', 8, number_of_groups=1)),
    'GLSTMCell, a projection': dynamic(_cell('GLSTMCell', 6, num_proj=4, number_of_groups=1, forget_bias=0.5)),
    'GLSTMCell, groups': lambda tf: tf.nn.dynamic_rnn(
        tf.contrib.rnn.GLSTMCell(8, number_of_groups=2), steps(tf)[:, :, :6], dtype=tf.float32
    ),
    'GLSTMCell, no multiple': once(_cell('GLSTMCell', 7, number_of_groups=2)),
    'IntersectionRNNCell': once(_cell('IntersectionRNNCell', 7)),
    'IntersectionRNNCell, a projection': dynamic(_cell('IntersectionRNNCell', 11, num_in_proj=11)),
    'IntersectionRNNCell, another size': once(_cell('IntersectionRNNCell', 11)),
    'PhasedLSTMCell': _phased(),
    'PhasedLSTMCell, settings': _phased(
        use_peepholes=True, leak=0.01, ratio_on=0.3, trainable_ratio_on=False, period_init_max=9.0
    ),
}
