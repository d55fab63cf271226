"""`tf.nn`: TensorFlow's own, with the cells that TensorFlow 2 no longer presents, and the names from before 1.0."""

import tensorflow.compat.v1 as tf1

from tf1_ref.compat.names import pre_1_0

__getattr__, __dir__ = pre_1_0.face('nn', tf1.nn, globals(), {'rnn_cell': 'tf1_ref.compat.rnn_cell'})
