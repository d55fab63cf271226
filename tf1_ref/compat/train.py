"""`tf.train`: TensorFlow's own, with the names from before 1.0."""

from __future__ import annotations

import tensorflow.compat.v1 as tf1

from tf1_ref.compat.names import pre_1_0


def __getattr__(name):
    return pre_1_0.attribute('train', tf1.train, name, globals())


def __dir__():
    return dir(tf1.train)
