"""`tf.nn`: TensorFlow's own, with the cells that TensorFlow 2 no longer presents, and the names from before 1.0."""

from __future__ import annotations

import importlib

import tensorflow.compat.v1 as tf1

from tf1_ref.compat.names import pre_1_0

# Names of `tf.nn` that are modules of this project; each is imported when it is first used.
MODULES = {'rnn_cell': 'tf1_ref.compat.rnn_cell'}


def __getattr__(name):
    if name in MODULES:
        return importlib.import_module(MODULES[name])
    return pre_1_0.attribute('nn', tf1.nn, name, globals())


def __dir__():
    return sorted({*dir(tf1.nn), *MODULES})
