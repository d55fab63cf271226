"""Every way in which a TensorFlow 1 program imports TensorFlow; prints what is not as it was."""

import importlib
import sys

import keras
import numpy as np
import tensorflow as tf
import tensorflow.contrib.layers as L
import tensorflow.python.platform  # binds `tensorflow`
from tensorflow import placeholder
from tensorflow.contrib import layers
from tensorflow.contrib.layers import xavier_initializer
from tensorflow.contrib.layers.python.layers import initializers
from tensorflow.core.framework import summary_pb2
from tensorflow.examples.tutorials.mnist import input_data
from tensorflow.python.framework import ops
from tensorflow.python.keras.layers import Dense
from tensorflow.python.ops import array_ops, control_flow_ops
from tensorflow.python.platform import gfile


def inside():
    import tensorflow
    import tensorflow.contrib.layers

    return tensorflow.contrib.layers


scope = {}
exec('from tensorflow import *\nimport tensorflow as again', scope)

checks = {
    'one tensorflow': tensorflow is tf is scope['again'] is importlib.import_module('tensorflow'),
    'one contrib.layers': L is layers is inside() is tf.contrib.layers,
    'from': placeholder is tf.placeholder and xavier_initializer is L.xavier_initializer,
    'contrib, by its inner path': initializers.xavier_initializer is L.xavier_initializer,
    'star': scope['placeholder'] is tf.placeholder and scope['Session'] is tf.Session,
    'moved names': callable(control_flow_ops.cond),
    'inner modules': array_ops.concat and ops.Graph is tf.Graph and gfile.GFile and summary_pb2.Summary,
    'inner modules, by attribute': tf.python.framework.ops is ops,
    'examples, by attribute': tf.examples.tutorials.mnist.input_data is input_data,
    'contrib.learn.datasets': callable(tf.contrib.learn.datasets.mnist.read_data_sets),
    'Keras': keras.layers.Dense is tf.keras.layers.Dense is Dense and not hasattr(tf.keras, 'ops'),
    'hasattr': not hasattr(tf, 'nonsense') and not hasattr(tf.contrib, 'tensor_forest'),
    'compat.v1': tf.compat.v1 is tf,
    'version': tf.__version__ == tf.VERSION == tf.version.VERSION == '1.15.5',
    'pywrap_tensorflow, by attribute': callable(tf.pywrap_tensorflow.NewCheckpointReader),
    'graph mode': isinstance(tf.constant(1), tf.Tensor) and not tf.executing_eagerly(),
    'dropped names of NumPy': np.zeros(2, np.float).dtype == np.float64 and np.random is sys.modules['numpy'].random,
    'others see the real modules': not hasattr(sys.modules['tensorflow'], 'placeholder')
    and not hasattr(sys.modules['numpy'], 'float'),
}
for statement, error, said in [
    ('import tensorflow.nonsense', ImportError, "No module named 'tensorflow.nonsense'"),
    ('from tensorflow import nonsense', ImportError, "cannot import name 'nonsense' from 'tensorflow'"),
    ('import tensorflow; tensorflow.nonsense', AttributeError, "module 'tensorflow' has no attribute 'nonsense'"),
    (
        'import tensorflow; tensorflow.contrib.tensor_forest',
        AttributeError,
        'tf.contrib.tensor_forest is not supported',
    ),
    ('import tensorflow.contrib.tensor_forest', ImportError, 'tf.contrib.tensor_forest is not supported'),
    ('from tensorflow.contrib import tensor_forest', ImportError, 'tf.contrib.tensor_forest is not supported'),
]:
    try:
        exec(statement)
        checks[statement] = False
    except error as raised:
        checks[statement] = said in str(raised)
print([name for name, holds in checks.items() if not holds], len(checks))
