"""Writes what arguments the replaced functions took in TensorFlow 1.15.5: `signatures.json`.

  python -m tests.compat.built.signatures

It needs a Python 3.7 (see `tests.golden.generate`), and runs itself there.
"""

from __future__ import annotations

import importlib
import inspect
import json
import os
import pathlib
import sys

FILE = pathlib.Path(__file__).with_suffix('.json')
KERAS = 'tensorflow.python.keras.'
# Where 1.15 had what has another place in TensorFlow 2, or another name.
MOVED = {
    'tensorflow.python.data.ops.repeat_op:_RepeatDataset.__init__': (
        'tensorflow.python.data.ops.dataset_ops:RepeatDataset.__init__'
    ),
    'tensorflow.python.keras.layers.legacy_rnn.rnn_cell_wrapper_impl:DropoutWrapperBase'
    '._variational_recurrent_dropout_value': (
        'tensorflow.python.ops.rnn_cell_wrapper_impl:DropoutWrapperBase._variational_recurrent_dropout_value'
    ),
    'tensorflow.python.keras.optimizer_v2.legacy_learning_rate_decay:polynomial_decay': (
        'tensorflow.python.training.learning_rate_decay:polynomial_decay'
    ),
    'tensorflow.python.ops.math_ops:linspace_nd': 'tensorflow.python.ops.gen_math_ops:lin_space',
    'tensorflow.python.ops.tensor_getitem_override:_slice_helper': 'tensorflow.python.ops.array_ops:_slice_helper',
    'tf_keras.src.engine.training_utils_v1:get_metric_name': KERAS + 'engine.training_utils:get_metric_name',
    'tf_keras.src.layers.convolutional.conv2d_transpose:Conv2DTranspose.call': (
        KERAS + 'layers.convolutional:Conv2DTranspose.call'
    ),
    'tf_keras.src.layers.locally_connected.locally_connected1d:LocallyConnected1D.call': (
        KERAS + 'layers.local:LocallyConnected1D.call'
    ),
    'tf_keras.src.layers.locally_connected.locally_connected2d:LocallyConnected2D.call': (
        KERAS + 'layers.local:LocallyConnected2D.call'
    ),
    'tf_keras.src.layers.normalization.batch_normalization:BatchNormalizationBase.build': (
        KERAS + 'layers.normalization:BatchNormalizationBase.build'
    ),
    'tf_keras.src.layers.normalization.batch_normalization:BatchNormalizationBase._fused_batch_norm': (
        KERAS + 'layers.normalization:BatchNormalizationBase._fused_batch_norm'
    ),
    'tf_keras.src.layers.reshaping.flatten:Flatten.call': KERAS + 'layers.core:Flatten.call',
    'tf_keras.src.layers.attention.base_dense_attention:BaseDenseAttention.call': (
        KERAS + 'layers.dense_attention:BaseDenseAttention.call'
    ),
    'tf_keras.src.layers.normalization.batch_normalization:BatchNormalizationBase.call': (
        KERAS + 'layers.normalization:BatchNormalizationBase.call'
    ),
    'tf_keras.src.layers.regularization.dropout:Dropout.call': KERAS + 'layers.core:Dropout.call',
    'tf_keras.src.layers.reshaping.reshape:Reshape.call': KERAS + 'layers.core:Reshape.call',
    'tf_keras.src.layers.rnn.base_conv_rnn:ConvRNN.call': KERAS + 'layers.convolutional_recurrent:ConvRNN2D.call',
    'tf_keras.src.layers.rnn.base_rnn:RNN.call': KERAS + 'layers.recurrent:RNN.call',
    'tf_keras.src.layers.rnn.gru:GRUCell.__init__': KERAS + 'layers.recurrent:GRUCell.__init__',
    'tf_keras.src.layers.rnn.gru:GRUCell.call': KERAS + 'layers.recurrent:GRUCell.call',
    'tf_keras.src.layers.rnn.lstm:LSTMCell.__init__': KERAS + 'layers.recurrent:LSTMCell.__init__',
    'tf_keras.src.layers.rnn.lstm:LSTMCell.call': KERAS + 'layers.recurrent:LSTMCell.call',
    'tf_keras.src.layers.rnn.stacked_rnn_cells:StackedRNNCells.build': KERAS + 'layers.recurrent:StackedRNNCells.build',
    'tf_keras.src.layers.rnn.stacked_rnn_cells:StackedRNNCells.call': KERAS + 'layers.recurrent:StackedRNNCells.call',
    'tf_keras.src.layers.rnn.base_rnn:RNN.build': KERAS + 'layers.recurrent:RNN.build',
    'tf_keras.src.layers.rnn.dropout_rnn_cell_mixin:_generate_dropout_mask': (
        KERAS + 'layers.recurrent:_generate_dropout_mask'
    ),
    'tf_keras.src.layers.rnn.time_distributed:TimeDistributed.compute_mask': (
        KERAS + 'layers.wrappers:TimeDistributed.compute_mask'
    ),
    'tf_keras.src.losses:huber': KERAS + 'losses:huber_loss',
    'tf_keras.src.optimizers.legacy.adagrad:Adagrad.from_config': KERAS + 'optimizer_v2.adagrad:Adagrad.from_config',
    'tf_keras.src.optimizers.legacy.ftrl:Ftrl._resource_apply_dense': (
        KERAS + 'optimizer_v2.ftrl:Ftrl._resource_apply_dense'
    ),
    'tf_keras.src.saving.legacy.hdf5_format:load_model_from_hdf5': KERAS + 'saving.hdf5_format:load_model_from_hdf5',
    'tf_keras.src.saving.legacy.hdf5_format:save_weights_to_hdf5_group': (
        KERAS + 'saving.hdf5_format:save_weights_to_hdf5_group'
    ),
    'tf_keras.src.utils.metrics_utils:sparse_categorical_matches': KERAS + 'metrics:sparse_categorical_accuracy',
    'tf_keras.src.utils.metrics_utils:sparse_top_k_categorical_matches': (
        KERAS + 'metrics:sparse_top_k_categorical_accuracy'
    ),
}


def parameters(function):
    """The parameters of a function: per name its kind and, as text, its default, None where it has to be given."""
    given = inspect.signature(function).parameters.values()
    return {one.name: [one.kind.name, None if one.default is one.empty else text(one.default)] for one in given}


def text(default) -> str:
    """A default that is the same text in both TensorFlows."""
    return default.__name__ if callable(default) and hasattr(default, '__name__') else repr(default)


def _of_genuine(key):
    """The parameters of a function of the genuine article; None if it has no such function."""
    from tensorflow.python.util import tf_decorator

    module, _, path = MOVED.get(key, key.replace('tf_keras.src.', KERAS)).partition(':')
    try:
        found = importlib.import_module(module)
        for name in path.split('.'):
            found = getattr(found, name)
    except (ImportError, AttributeError):
        return None
    found = getattr(found, 'fget', None) or getattr(found, '__func__', found)
    return parameters(tf_decorator.unwrap(found)[1])


def write(keys):
    """Writes the file; runs on the genuine TensorFlow 1.15.5."""
    lines = [f' {json.dumps(key)}: {json.dumps(_of_genuine(key))}' for key in keys]
    part = FILE.with_suffix('.part')
    part.write_text('{\n' + ',\n'.join(lines) + '\n}\n')
    os.replace(str(part), str(FILE))


def main() -> int:
    """Starts the genuine article on the functions that are replaced here."""
    from tests.golden import generate
    from tf1_ref.compat import tf
    from tf1_ref.compat.built import replacing

    assert tf.keras.layers.Dense  # with the tables of tf_keras
    if generate.oracle_python() is None:
        print(f'signatures: {generate.MISSING}', file=sys.stderr)
        return 2
    generate.run_genuine('tests.compat.built.signatures', *replacing._replacements)
    return 0


if __name__ == '__main__':
    sys.exit(write(sys.argv[1:]) if sys.argv[1:] else main())
