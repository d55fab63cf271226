"""Small functions of `tf.contrib.framework` that tf_slim left out.

Source: tf.contrib.framework of TensorFlow 1.15 (graph_util.py, tensor_util.py).
"""

from __future__ import annotations

import tensorflow.compat.v1 as tf1


def get_placeholders(graph: tf1.Graph) -> list[tf1.Tensor]:
    """Finds the outputs of all placeholders of a graph, in the order of their creation.

    Args:
        graph: a `tf.Graph`.
    """
    return [op.outputs[0] for op in graph.get_operations() if op.type == 'Placeholder']


def reduce_sum_n(tensors: list[tf1.Tensor], name: str | None = None) -> tf1.Tensor:
    """Adds the sums of some tensors.

    Args:
        tensors: a list of at least one.
        name: name scope; 'reduce_sum_n' by default.

    Returns:
        A scalar tensor.

    Raises:
        ValueError: there are no tensors.
    """
    if not tensors:
        raise ValueError('reduce_sum_n: no tensors provided')
    with tf1.name_scope(name, 'reduce_sum_n', tensors) as scope:
        sums = [tf1.reduce_sum(tensor, name=f'{tensor.op.name}/sum') for tensor in tensors]
        return sums[0] if len(sums) == 1 else tf1.add_n(sums, name=scope)
