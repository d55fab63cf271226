"""There is one Keras, by whichever path it is imported."""

import importlib

import tensorflow as tf
import tensorflow.keras.backend as other_K
import tensorflow.python.keras as inner
import tensorflow.python.keras.layers as layers
from tensorflow import keras
from tensorflow.python.keras import backend as K
from tensorflow.python.keras.layers import Dense, Lambda
from tensorflow.python.keras.models import Sequential


def late():
    from tensorflow.contrib.keras.api.keras.layers import Dropout
    from tensorflow.python.keras.layers import Conv2D

    return Conv2D, Dropout


print(Dense is tf.keras.layers.Dense, Dense is keras.layers.Dense, Dense is layers.Dense)
print(Sequential is tf.keras.Sequential, Sequential is inner.Sequential, Lambda is layers.Lambda)
print(late()[0] is tf.keras.layers.Conv2D, issubclass(late()[1], keras.layers.Layer))
found = importlib.import_module('tensorflow.python.keras.backend')
print(found.get_session() is K.get_session(), other_K.get_session() is tf.keras.backend.get_session())
model = Sequential([Dense(2, input_shape=(3,)), late()[1](0.5)])
print(K.get_session().run(model.output, {model.input: [[1.0, 2.0, 3.0]]}).shape)
