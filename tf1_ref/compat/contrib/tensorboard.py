"""`tf.contrib.tensorboard`: the configuration of TensorBoard's embedding projector."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tf1_ref.compat.restored.projector': (
        'plugins.projector.EmbeddingInfo plugins.projector.ProjectorConfig plugins.projector.SpriteMetadata '
        'plugins.projector.visualize_embeddings'
    ),
}
REFUSED = {}

__getattr__, __dir__ = lazy.module('tf.contrib.tensorboard', SUPPORTED, REFUSED, globals())
