"""`tf.contrib.tensorboard`: the configuration of TensorBoard's embedding projector."""

from __future__ import annotations

import types

from tf1_ref.compat.restored import projector

SUPPORTED = ('plugins',)
REFUSED = {}

plugins = types.ModuleType(f'{__name__}.plugins')
plugins.projector = projector


def __dir__():
    return list(SUPPORTED)
