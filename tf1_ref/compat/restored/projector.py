"""`tf.contrib.tensorboard.plugins.projector`, which works whether or not TensorBoard is installed.

Its messages are made here, in a pool of their own, so that they do not meet TensorBoard's.

Source: tf.contrib.tensorboard of TensorFlow 1.15 (plugins/projector).
"""

from __future__ import annotations

import os
from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory, text_format
from tensorflow.python.lib.io import file_io

FILE, PACKAGE = 'projector_config.pbtxt', 'tensorboard'
# Field: (type, whether it is repeated), in the order of the numbers from 1.
MESSAGES = {
    'SpriteMetadata': {'image_path': ('string', False), 'single_image_dim': ('uint32', True)},
    'EmbeddingInfo': {
        'tensor_name': ('string', False),
        'metadata_path': ('string', False),
        'bookmarks_path': ('string', False),
        'tensor_shape': ('uint32', True),
        'sprite': ('SpriteMetadata', False),
        'tensor_path': ('string', False),
    },
    'ProjectorConfig': {
        'model_checkpoint_path': ('string', False),
        'embeddings': ('EmbeddingInfo', True),
        'model_checkpoint_dir': ('string', False),
    },
}


def visualize_embeddings(summary_writer: Any, config: ProjectorConfig) -> None:
    """Writes a configuration to where TensorBoard looks for it.

    Args:
        summary_writer: the writer of the folder.
        config: a `ProjectorConfig`.

    Raises:
        ValueError: the writer has no folder.
    """
    folder = summary_writer.get_logdir()
    if folder is None:
        raise ValueError('Summary writer must have a logdir')
    file_io.write_string_to_file(os.path.join(folder, FILE), text_format.MessageToString(config))


def _messages():
    field = descriptor_pb2.FieldDescriptorProto
    file = descriptor_pb2.FileDescriptorProto(name='projector_config.proto', package=PACKAGE, syntax='proto3')
    for name, fields in MESSAGES.items():
        message = file.message_type.add(name=name)
        for number, (key, (kind, repeated)) in enumerate(fields.items(), 1):
            added = message.field.add(name=key, number=number)
            added.label = field.LABEL_REPEATED if repeated else field.LABEL_OPTIONAL
            if kind in MESSAGES:
                added.type, added.type_name = field.TYPE_MESSAGE, f'.{PACKAGE}.{kind}'
            else:
                added.type = getattr(field, f'TYPE_{kind.upper()}')
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    find = pool.FindMessageTypeByName
    return [message_factory.GetMessageClass(find(f'{PACKAGE}.{name}')) for name in MESSAGES]


SpriteMetadata, EmbeddingInfo, ProjectorConfig = _messages()
