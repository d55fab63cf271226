"""Neighbours of what once went wrong: one line for each."""

import importlib
import importlib.util
import subprocess
import sys

import numpy as np
import tensorflow as tf
import tensorflow.contrib.framework.python.ops.variables as variables
import tensorflow.keras.layers as layers
from tensorflow import pywrap_tensorflow
from tensorflow.contrib.framework import *  # noqa: F403
from tensorflow.contrib.keras import layers as contrib_layers
from tensorflow.core.example import example_pb2
from tensorflow.python.keras.layers import Dense
from tensorflow.python.training import checkpoint_utils

PROGRAM = """
import tensorflow as tf
print('started', tf.Session().run(tf.div(5, 2)), hasattr(tf, 'contrib'))
"""
open('child.py', 'w').write(PROGRAM)
print(subprocess.check_output([sys.executable, 'child.py']).decode().split())
print(subprocess.check_output([sys.executable, '-c', 'import tensorflow as tf; print(tf.to_float(3).dtype)']).decode())
exec('import tensorflow as tf2\nprint(tf2.Session().run(tf2.div(7, 2)))')
spec = importlib.util.spec_from_file_location('child', 'child.py')
spec.loader.exec_module(importlib.util.module_from_spec(spec))

print(tf.placeholder(tf.float32, [None, True]).shape, tf.zeros([2, True, np.bool_(True)]).shape)
print(tf.TensorShape([True, 3.0, np.float64(2)]), tf.get_variable('q', [np.float64(2), 3]).shape)
print(tf.one_hot([1], np.float64(4)).shape, tf.layers.dense(tf.zeros([2, 3]), np.float64(4)).shape)
print(tf.nn.top_k(tf.zeros([4]), np.float64(2)).values.shape)

print(Dense is layers.Dense is tf.keras.layers.Dense is contrib_layers.Dense)
print(
    importlib.import_module('tensorflow.python.keras.layers').Dense is Dense, callable(checkpoint_utils.load_variable)
)
print(callable(get_variables), callable(assert_scalar), example_pb2.Example is tf.train.Example)  # noqa: F405
print(variables.get_or_create_global_step().name, tf.python.pywrap_tensorflow.NewCheckpointReader.__name__)
print(tf.pywrap_tensorflow.NewCheckpointReader is pywrap_tensorflow.NewCheckpointReader, tf.core.__name__[-4:])

step = tf.train.get_global_step()
rates = [
    tf.train.exponential_decay(0.1, step, decay_steps=10, decay_rate=0.9, staircase=True),
    tf.train.cosine_decay(learning_rate=0.2, global_step=step, decay_steps=10),
    tf.train.inverse_time_decay(0.3, step, 3, 0.5, staircase=True),
    tf.train.piecewise_constant(step, boundaries=[1], values=[1.0, 2.0]),
]
print([rate.op.name for rate in rates])
print(tf.contrib.learn.ModeKeys.INFER, tf.contrib.tpu.InputPipelineConfig.PER_HOST_V2, tf.GraphKeys.LOSSES)

a, b = np.zeros(2), [1, 2, 3]
print(
    np.array([[1], [2, 3]]).shape,
    np.asarray([[1, 2], [3]]).dtype,
    np.array([a, b]).shape,
    np.array([b[1:], b[:1]]).dtype,
)
tall = tf.placeholder(tf.int32, [3, None])
print(tf.fill([tf.shape(tall)[0], 2], 0).shape, tf.zeros(tf.stack([tf.shape(tall)[0], 2])).shape)
print(hasattr(tf, 'contrib'), 'contrib' in dir(tf), 'contrib' in vars(tf), 'contrib' in tf.__dict__, hasattr(tf, 'no'))
print([getattr(module, name).__name__ for module, name in [(tf.nn, 'relu6'), (tf.contrib.layers, 'fla' + 'tten')]])
