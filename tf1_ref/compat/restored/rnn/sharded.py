"""Weights of the cells of `tf.contrib.rnn` that are variables of some rows each.

Source: tf.contrib.rnn of TensorFlow 1.15 (rnn_cell.py).
"""

from __future__ import annotations

import tensorflow.compat.v1 as tf1


def weights(name: str, shape: list[int], dtype: tf1.DType, shards: int) -> tf1.Tensor | tf1.Variable:
    """Gets weights whose rows are in the variables `NAME_0`, `NAME_1`, ...

    Args:
        name: what the names of the variables begin with.
        shape: `[rows, columns]` of all of them.
        dtype: of the weights.
        shards: how many variables there are; the first ones have a row more if the rows do not divide.

    Returns:
        The only variable, or all of them joined, which a scope does once.

    Raises:
        ValueError: there are more shards than rows.
    """
    rows, *columns = shape
    if shards > rows:
        raise ValueError(f'Too many shards: shape={shape}, num_shards={shards}')
    each, more = divmod(rows, shards)
    parts = [
        tf1.get_variable(f'{name}_{part}', [each + (part < more), *columns], dtype=dtype) for part in range(shards)
    ]
    if shards == 1:
        return parts[0]
    full_name = f'{tf1.get_variable_scope().name}/{name}/concat:0'
    for joined in tf1.get_collection(tf1.GraphKeys.CONCATENATED_VARIABLES):
        if joined.name == full_name:
            return joined
    joined = tf1.concat(parts, 0, name=f'{name}/concat')
    tf1.add_to_collection(tf1.GraphKeys.CONCATENATED_VARIABLES, joined)
    return joined
