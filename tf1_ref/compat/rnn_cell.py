"""`tf.nn.rnn_cell`: the cells that TensorFlow 2 keeps in `tensorflow.python.ops.rnn_cell_impl`, but does not present.

They are 1.15's, and build 1.15's ops when the functions that they call do (`tf1_ref.compat.built.tables`). The cells of
tf_keras under the same names are no others, and cost the import of tf_keras.
"""

from __future__ import annotations

from tensorflow.python.ops.rnn_cell_impl import (  # noqa: F401
    BasicLSTMCell,
    BasicRNNCell,
    DeviceWrapper,
    DropoutWrapper,
    GRUCell,
    LSTMCell,
    LSTMStateTuple,
    MultiRNNCell,
    ResidualWrapper,
    RNNCell,
)

SUPPORTED = (
    'BasicLSTMCell',
    'BasicRNNCell',
    'DeviceWrapper',
    'DropoutWrapper',
    'GRUCell',
    'LSTMCell',
    'LSTMStateTuple',
    'MultiRNNCell',
    'RNNCell',
    'ResidualWrapper',
)


def __getattr__(name):
    from tf1_ref.compat.names import pre_1_0

    return pre_1_0.find(f'nn.rnn_cell.{name}')
