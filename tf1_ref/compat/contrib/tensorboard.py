"""`tf.contrib.tensorboard`: the configuration of TensorBoard's embedding projector."""

from __future__ import annotations

from tf1_ref.compat.names import views
from tf1_ref.compat.restored import projector

SUPPORTED = ('plugins',)
REFUSED = {}

plugins = views.View(f'{__name__}.plugins', {'projector': projector})


def __dir__():
    return list(SUPPORTED)
