"""`tf.keras` as TensorFlow 1 had it: the version 1 side of tf_keras, imported at the first use."""

from tf1_ref.compat.libraries import keras as library

__getattr__, __dir__ = library.face(globals())
