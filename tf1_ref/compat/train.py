"""`tf.train`: TensorFlow's own, with the names from before 1.0."""

import tensorflow.compat.v1 as tf1

from tf1_ref.compat.names import pre_1_0

__getattr__, __dir__ = pre_1_0.face('train', tf1.train, globals())
