"""AutoGraph: whose Python conditions and loops become ops.

1.15 converted what `tf.data` and layers call, as TensorFlow 2 does, but not what `tf.map_fn`, `tf.vectorized_map`,
losses and metrics are given, nor its own code in contrib. Nothing that ran there gets other ops by being converted; it
comes from another file then, though, takes longer, and what cannot be converted is told on standard error.
"""

from __future__ import annotations

import sys

from tf1_ref.compat.built.replacing import replaces

# By the names of modules, and what they end in: who did not convert in 1.15.
GIVEN = ('ops.map_fn', 'parallel_for.control_flow_ops', 'keras.losses', 'keras.metrics', 'src.losses', 'base_metric')
OURS = ('tf1_ref.compat.', 'tf_slim.')  # what contrib is today


@replaces('tensorflow.python.autograph.impl.api:tf_convert')
def tf_convert(original, f, *others, **named):
    """Leaves a function as it is, for those who did not convert."""
    frame, detour = sys._getframe(1), original.__globals__
    while frame.f_globals is not detour:
        frame = frame.f_back
    caller = frame.f_back.f_globals.get('__name__', '')
    return f if caller.endswith(GIVEN) else original(f, *others, **named)


@replaces('tensorflow.python.autograph.impl.conversion:is_allowlisted')
def is_allowlisted(original, o, *others, **named):
    """Counts what contrib had among TensorFlow's own."""
    return str(getattr(o, '__module__', '')).startswith(OURS) or original(o, *others, **named)
