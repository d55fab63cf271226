"""`tf.contrib.mixed_precision`: scaling of the loss."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tf1_ref.compat.restored.loss_scaling': (
        'ExponentialUpdateLossScaleManager FixedLossScaleManager LossScaleManager LossScaleOptimizer'
    ),
}
REFUSED: dict[str, tuple[str, str]] = {}

__getattr__, __dir__ = lazy.module('tf.contrib.mixed_precision', SUPPORTED, REFUSED, globals())
