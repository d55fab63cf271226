"""`tf.contrib.rnn`."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tf1_ref.compat.rnn_cell': (
        'BasicLSTMCell BasicRNNCell DeviceWrapper DropoutWrapper GRUCell LSTMCell LSTMStateTuple MultiRNNCell RNNCell '
        'ResidualWrapper'
    ),
    'tensorflow.python.ops.rnn_cell_impl': 'LayerRNNCell',
    'tensorflow.python.ops.rnn': 'static_bidirectional_rnn static_rnn static_state_saving_rnn',
    'tf1_ref.compat.restored.rnn.stacked_rnn': (
        'FusedRNNCell FusedRNNCellAdaptor TimeReversedFusedRNN best_effort_input_batch_size '
        'stack_bidirectional_dynamic_rnn stack_bidirectional_rnn transpose_batch_time'
    ),
    'tf1_ref.compat.restored.rnn.cells': 'CoupledInputForgetGateLSTMCell LayerNormBasicLSTMCell NASCell UGRNNCell',
    'tf1_ref.compat.restored.rnn.conv_cells': 'Conv1DLSTMCell Conv2DLSTMCell Conv3DLSTMCell ConvLSTMCell',
    'tf1_ref.compat.restored.rnn.cell_wrappers': (
        'AttentionCellWrapper EmbeddingWrapper HighwayWrapper InputProjectionWrapper OutputProjectionWrapper'
    ),
    'tf1_ref.compat.restored.rnn.frequency_cells': 'BidirectionalGridLSTMCell GridLSTMCell TimeFreqLSTMCell',
    'tf1_ref.compat.restored.rnn.gated_cells': 'GLSTMCell IntersectionRNNCell PhasedLSTMCell',
    'tf1_ref.compat.restored.rnn.independent_cells': 'IndRNNCell IndyGRUCell IndyLSTMCell SRUCell',
    'tf1_ref.compat.restored.rnn.block_cells': 'GRUBlockCell GRUBlockCellV2 LSTMBlockCell LSTMBlockFusedCell',
    # Private in 1.15, but imported from `tensorflow.contrib.rnn.python.ops.core_rnn_cell`.
    'tf1_ref.compat.restored.rnn.linear': '_Linear=Linear _linear=linear',
}

REFUSED = {
    'CompiledWrapper': ('it compiled a cell by the XLA of TensorFlow 1', 'tf.xla.experimental.compile'),
    'LSTMBlockWrapper': ('it is abstract', 'tf.contrib.rnn.LSTMBlockFusedCell'),
}

__getattr__, __dir__ = lazy.module('tf.contrib.rnn', SUPPORTED, REFUSED, globals())
