"""`tf.contrib.feature_column`, whose columns of sequences are in `tf.feature_column`."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tensorflow.compat.v1.feature_column': (
        'sequence_categorical_column_with_hash_bucket sequence_categorical_column_with_identity '
        'sequence_categorical_column_with_vocabulary_file sequence_categorical_column_with_vocabulary_list '
        'sequence_numeric_column'
    ),
}
REFUSED = {
    'sequence_input_layer': (
        'its successor is a layer of Keras, and needs TensorFlow 2',
        'tf.keras.experimental.SequenceFeatures, or tf.nn.embedding_lookup',
    ),
}

__getattr__, __dir__ = lazy.module('tf.contrib.feature_column', SUPPORTED, REFUSED, globals())
