"""Random numbers."""

from __future__ import annotations

import tensorflow.compat.v1 as tf1

from tf1_ref.compat.built.replacing import counts, replaces

RANDOM = 'tensorflow.python.ops.random_ops:'
STATELESS = 'tensorflow.python.ops.stateless_random_ops:'

counts(RANDOM + 'random_gamma')(lambda *_, **__: -2)
counts(
    STATELESS + 'stateless_random_uniform',
    STATELESS + 'stateless_random_normal',
    STATELESS + 'stateless_truncated_normal',
)(lambda *_, **__: -2)


@replaces('tensorflow.python.ops.random_ops:random_uniform')
def random_uniform(original, shape, minval=0, maxval=None, dtype=tf1.float32, seed=None, name=None):
    """`tf.random_uniform` with its bounds in the graph, also for [0, 1), where TensorFlow 2 leaves them out."""
    if not tf1.as_dtype(dtype).is_integer:
        # TensorFlow 2 leaves out the integers 0 and 1 only, not the same numbers with a point.
        minval, maxval = (float(bound) if type(bound) is int else bound for bound in (minval, maxval))
        maxval = 1.0 if maxval is None else maxval
    return original(shape, minval, maxval, dtype, seed, name)
