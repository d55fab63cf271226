"""`tf.contrib.tensorboard`."""

from __future__ import annotations

import os
import tempfile

PREFIX = 'tf.contrib.tensorboard.'


def _projector(tf):
    projector = tf.contrib.tensorboard.plugins.projector
    config = projector.ProjectorConfig()
    config.model_checkpoint_path = 'model.ckpt'
    embedding = config.embeddings.add()
    embedding.tensor_name = 'embedding:0'
    embedding.metadata_path = 'metadata.tsv'
    embedding.sprite.image_path = 'sprite.png'
    embedding.sprite.single_image_dim.extend([28, 28])
    config.embeddings.add(tensor_name='other', tensor_shape=[3, 5], tensor_path='other.bytes', bookmarks_path='b')
    with tempfile.TemporaryDirectory() as folder:
        projector.visualize_embeddings(tf.summary.FileWriter(folder), config)
        with open(os.path.join(folder, 'projector_config.pbtxt')) as file:
            written = file.read()
    return [written, projector.EmbeddingInfo(tensor_name='x').tensor_name, str(projector.SpriteMetadata())]


PROGRAMS = {'plugins, projector, visualize_embeddings': _projector}
