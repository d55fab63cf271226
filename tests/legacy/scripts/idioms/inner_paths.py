"""Modules that are no public API: those that have moved, those that TensorFlow no longer has, and protobufs."""

import importlib

import tensorflow as tf
import tensorflow.contrib.slim as slim
import tensorflow.contrib.slim.python.slim.nets.vgg as vgg
from tensorflow.contrib.framework.python.ops import add_arg_scope, arg_scope, variables
from tensorflow.contrib.layers.python.layers import initializers, layers, utils
from tensorflow.contrib.rnn.python.ops.core_rnn_cell import _linear
from tensorflow.contrib.slim.nets import resnet_v1
from tensorflow.core.framework import graph_pb2, summary_pb2, types_pb2
from tensorflow.core.protobuf import config_pb2
from tensorflow.python import pywrap_tensorflow
from tensorflow.python.estimator.model_fn import EstimatorSpec, ModeKeys
from tensorflow.python.framework import dtypes, ops, tensor_shape
from tensorflow.python.layers import base, core
from tensorflow.python.ops import array_ops, control_flow_ops, init_ops, math_ops, rnn, rnn_cell_impl
from tensorflow.python.ops import variable_scope as vs
from tensorflow.python.platform import flags, gfile
from tensorflow.python.platform import tf_logging as logging
from tensorflow.python.training import moving_averages, training_util
from tensorflow.python.util import nest

print(arg_scope is slim.arg_scope, variables.model_variable is slim.model_variable, add_arg_scope is slim.add_arg_scope)
print(
    layers.conv2d is tf.contrib.layers.conv2d, initializers.xavier_initializer is tf.contrib.layers.xavier_initializer
)
print(utils.collect_named_outputs.__name__, vgg.vgg_16.__name__, resnet_v1.resnet_v1_50.__name__)
print(slim.nets.vgg.vgg_16 is vgg.vgg_16, rnn_cell_impl.LSTMCell is tf.nn.rnn_cell.LSTMCell)
print(graph_pb2.GraphDef is tf.GraphDef, summary_pb2.Summary is tf.Summary, types_pb2.DT_FLOAT)
print(config_pb2.ConfigProto is tf.ConfigProto, EstimatorSpec is tf.estimator.EstimatorSpec, ModeKeys.TRAIN)
print(dtypes.float32 is tf.float32, ops.Tensor is tf.Tensor, tensor_shape.TensorShape is tf.TensorShape)
print(core.Dense is tf.layers.Dense, base.Layer is tf.layers.Layer, init_ops.zeros_initializer is tf.zeros_initializer)
print(flags.FLAGS is tf.flags.FLAGS, gfile.GFile.__name__, logging.info is tf.logging.info)
print(nest.is_sequence([1]), nest.flatten([1, [2, 3]]), training_util.global_step.__name__)
print(importlib.import_module('tensorflow.python.ops.nn_ops').conv2d is tf.nn.conv2d)

x = array_ops.placeholder(dtypes.float32, [None, 3], name='x')
with vs.variable_scope('cell'):
    h = _linear([x], 2, True)
y = control_flow_ops.cond(math_ops.reduce_sum(x) > 0.0, lambda: h * 0.0 + 1.0, lambda: h * 0.0)
average = moving_averages.assign_moving_average(tf.Variable(1.0, trainable=False), 3.0, 0.5, zero_debias=False)
print([v.name for v in tf.trainable_variables()], h.shape, rnn.dynamic_rnn is tf.nn.dynamic_rnn)
saver = tf.train.Saver()
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(y, {x: [[1.0, 2.0, 3.0]]}), sess.run(average))
    path = saver.save(sess, './model')
reader = pywrap_tensorflow.NewCheckpointReader(path)
print(sorted(reader.get_variable_to_shape_map().items()))
