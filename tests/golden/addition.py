"""The first of two differences in arithmetic: in which order Sum and Mean add up; 1.15.5's, for the time of a test.

The second are functions that are approximated, see `tests.golden.approximations`.

Where the last axis is kept, 1.15.5 adds row after row. Current TensorFlow adds in pairs, once a row holds eight
numbers: the more exact way, and other bits. BatchNorm, whose gradients are small differences of such sums, carries that
on into all gradients. To compare what else there is, Sum and Mean are made to add as they did.
"""

from __future__ import annotations

import contextlib

import numpy as np

from tf1_ref.compat import tf
from tf1_ref.compat.built.exact import mean_rows, sum_rows


@contextlib.contextmanager
def row_after_row():
    """Within it, every Sum and Mean that is built adds as on 1.15.5 when it runs."""
    from tensorflow.python.ops import gen_math_ops

    originals = gen_math_ops._sum, gen_math_ops.mean
    gen_math_ops._sum, gen_math_ops.mean = _replace(originals[0], sum_rows), _replace(originals[1], mean_rows)
    try:
        yield
    finally:
        gen_math_ops._sum, gen_math_ops.mean = originals


def _replace(original, reduce):
    def build(input, axis, keep_dims=False, name=None):
        output = original(input, axis, keep_dims, name=name)
        if output.dtype.base_dtype != tf.float32:
            return output

        def correction(x, axes, paired):
            reduced = reduce(x, axes)
            return np.zeros_like(paired) if reduced is None else reduced.reshape(paired.shape) - paired

        # So little that adding it is exact; the gradient is the original's.
        far = tf.py_func(correction, [input, axis, output], tf.float32, stateful=False)
        far.set_shape(output.get_shape())
        return output + tf.stop_gradient(far)

    return build
