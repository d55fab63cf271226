"""`tf.contrib.memory_stats`: on a CPU, 1.15.5 tells the limit only, which is -1; the other two end in its error.

Each is an op of the type that 1.15 had, which here is a function of the graph.

Source: tf.contrib.memory_stats of TensorFlow 1.15 (memory_stats_ops.py).
"""

from __future__ import annotations

import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import function

NO_LIMIT = -1
NO_KERNEL = (
    'No OpKernel was registered to support Op {} on a CPU, only on a GPU; what is used there, '
    'tf.config.experimental.get_memory_info tells'
)


def BytesLimit() -> tf1.Tensor:
    """Builds the op for how much memory a device has: a scalar of int64, -1 on a CPU."""
    return _op('BytesLimit', lambda: tf1.constant(NO_LIMIT, tf1.int64))


def BytesInUse() -> tf1.Tensor:
    """Builds the op for how much memory is used: a scalar of int64.

    Raises:
        InvalidArgumentError: when it is run, as on 1.15.5's CPU.
    """
    return _op('BytesInUse', lambda: _without_kernel('BytesInUse'))


def MaxBytesInUse() -> tf1.Tensor:
    """Builds the op for how much memory was used at most: a scalar of int64.

    Raises:
        InvalidArgumentError: when it is run, as on 1.15.5's CPU.
    """
    return _op('MaxBytesInUse', lambda: _without_kernel('MaxBytesInUse'))


def _op(name, body):
    collections = tf1.get_default_graph()._collections
    before = set(collections)
    found = function.Defun(func_name=name)(body)()
    for key in set(collections) - before:  # empty ones, which it makes for variables
        del collections[key]
    found.set_shape([])
    return found


def _without_kernel(name):
    with tf1.control_dependencies([tf1.Assert(tf1.constant(False), [NO_KERNEL.format(name)])]):
        return tf1.constant(NO_LIMIT, tf1.int64)
