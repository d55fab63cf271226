"""Keras models on a TPU, as far as `tf.contrib.tpu` comes where there is none.

Source: tf.contrib.tpu of TensorFlow 1.15, which was tensorflow.python.tpu (keras_support.py).
"""

from __future__ import annotations

import tensorflow.compat.v1 as tf1

from tf1_ref.compat.names import unsupported
from tf1_ref.compat.restored.tpu.cluster_resolver import TPUClusterResolver

VARIABLE = """
Layer {layer} has a variable shape in a non-batch dimension.  TPU models must
have constant shapes for all operations.

You may have to specify `input_length` for RNN/TimeDistributed layers.

Layer: {layer}
Input shape: {layer.input_shape}
Output shape: {layer.output_shape}
  """


class TPUDistributionStrategy:
    """The cores of a TPU that a Keras model was to run on."""

    def __init__(self, tpu_cluster_resolver: TPUClusterResolver | None = None, using_single_core: bool = False):
        """Looks for the cores.

        Args:
            tpu_cluster_resolver: where the TPU is, by default in this machine.
            using_single_core: whether one core is enough.

        Raises:
            Exception: there is no TPU, as 1.15 says it.
            Unsupported: there is one: what 1.15 did with it has left TensorFlow.
        """
        resolver = TPUClusterResolver('') if tpu_cluster_resolver is None else tpu_cluster_resolver
        if not resolver.num_accelerators()['TPU']:
            raise Exception('No TPU found on given worker.')
        raise unsupported.Unsupported(
            'tf.contrib.tpu.TPUDistributionStrategy', 'its kernels left TensorFlow', 'tf.distribute.TPUStrategy'
        )


def keras_to_tpu_model(model: tf1.keras.Model, strategy: TPUDistributionStrategy | None = None) -> None:
    """Gets as far with a model as 1.15 does without a TPU: it raises an exception.

    Args:
        model: whose layers have shapes that are known but for the batch.
        strategy: the TPU to run on; by default it is looked for.

    Raises:
        ValueError: a shape of a layer is not known.
        TypeError: another kind of strategy.
        Exception: there is no TPU.
    """
    for layer in model.layers:
        for shapes in (layer.input_shape, layer.output_shape):
            for shape in [shapes] if isinstance(shapes, tuple) else shapes:
                if None in shape[1:]:
                    raise ValueError(VARIABLE.format(layer=layer))
    if strategy is not None:
        wanted = '`strategy` must have type `tf.contrib.tpu.TPUDistributionStrategy`.'
        raise TypeError(f'{wanted} Got: {type(strategy)}')
    TPUDistributionStrategy()
