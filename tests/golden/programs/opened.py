"""The static shapes of what all programs give, where the first dimension of each placeholder is left open.

So do most people's: the size of a batch. What is built behind (a random op) has the seed that it has then.
"""

from __future__ import annotations

from tests.golden.programs import inputs
from tests.golden.programs import record as programs
from tests.golden.programs.static_shapes import as_text
from tf1_ref.compat import tf

REFUSED = 'refused'


class Opened:
    """The door, but for placeholders of which the first dimension is open."""

    def __getattr__(self, name):
        return getattr(tf, name)

    def placeholder(self, dtype, shape=None, name=None):
        shape = list(shape) if shape else shape
        return tf.placeholder(dtype, [None] + shape[1:] if shape else shape, name=name)


def record():
    """By program: the shapes of its results and the seed behind it, as text; `refused` where it is."""
    found = {}
    for name, program in programs.programs().items():
        tf.reset_default_graph()
        tf.set_random_seed(1)
        inputs.tf = Opened()
        try:
            built = program()
        except (TypeError, ValueError, NotImplementedError):
            found[name] = REFUSED
            continue
        finally:
            inputs.tf = tf
        shapes = [as_text(y.get_shape()) for y in programs._flat(built) if isinstance(y, tf.Tensor)]
        behind = tf.random_normal([2]).op.inputs[0].op.inputs[0].op
        found[name] = '{}; seed {}'.format(' '.join(shapes), behind.get_attr('seed2'))
    return found
