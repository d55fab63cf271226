"""The class of a tensor, as programs ask for it: exactly, by name, in a table, and above eager tensors."""

import copy

import tensorflow as tf
from tensorflow.python.framework import ops

x = tf.placeholder(tf.float32, [None, 3], name='x')
y = tf.layers.dense(x, 2)
variable = tf.trainable_variables()[0]
sparse = tf.SparseTensor([[0, 1]], [1.0], [3, 3])
slices = tf.gradients(tf.gather(variable, [0]), variable)[0]
loop = tf.while_loop(lambda i: i < 3, lambda i: i + 1, [0])
branch = tf.cond(tf.reduce_sum(x) > 0.0, lambda: x, lambda: x + 1.0)
graph = tf.Graph()
with graph.as_default():
    tf.import_graph_def(tf.get_default_graph().as_graph_def(), name='')
    (imported,) = tf.import_graph_def(x.graph.as_graph_def(), name='again', return_elements=['x:0'])

for one in (x, y, loop, branch, imported, y.op.inputs[0], y[0], -y, tf.gradients(y, x)[0], copy.copy(x)):
    print(type(one) is tf.Tensor, type(one) in [tf.Tensor], one.__class__ is tf.Tensor, isinstance(one, tf.Tensor))
print([type(one) is tf.Tensor for one in (variable, sparse, slices, x.op, x.shape, 3.0)])
print([isinstance(one, tf.Tensor) for one in (variable, sparse, slices, x.op, x.shape, 3.0)])
print(type(x.op) is tf.Operation, type(sparse) is tf.SparseTensor, type(slices) is tf.IndexedSlices)
print(
    type(x).__name__, type(x).__module__.rpartition('.')[2], ops.Tensor is tf.Tensor, tf.compat.v1.Tensor is tf.Tensor
)
print({tf.Tensor: 'a tensor', tf.Operation: 'an op'}[type(y)], type(y) in (tf.Tensor, tf.SparseTensor))
tf.Tensor.twice = lambda self: self * 2.0
print(y.twice().op.type, hasattr(x, 'twice'))

tf.get_variable('w', [3, 2], regularizer=tf.contrib.layers.l2_regularizer(0.1))
tf.contrib.layers.fully_connected(x, 2, weights_regularizer=tf.contrib.layers.l1_regularizer(0.1))
tf.layers.dense(x, 2, kernel_regularizer=tf.contrib.layers.l2_regularizer(0.1), activity_regularizer=tf.reduce_sum)
tf.losses.mean_squared_error(x, x + 1.0)
tf.summary.scalar('loss', tf.losses.get_total_loss())
collected = [tf.GraphKeys.REGULARIZATION_LOSSES, tf.GraphKeys.LOSSES, tf.GraphKeys.SUMMARIES]
print([[(type(one) is tf.Tensor, one.name, one.op.type) for one in tf.get_collection(name)] for name in collected])
averages = tf.train.ExponentialMovingAverage(0.9)
averages.apply(tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES))
print([averages.average(one).op.name for one in tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)])


def inside(value):
    print(isinstance(value, tf.Tensor), type(value) is tf.Tensor, issubclass(type(value), tf.Tensor))
    return value.numpy() + 1.0


with tf.Session() as sess:
    print(sess.run(tf.contrib.eager.py_func(inside, [tf.constant(1.0)], tf.float32)))
    print([type(one).__name__ for one in sess.run([tf.constant([1.0]), sparse])])
print(type(tf.Tensor(x.op, 0, tf.float32)) is tf.Tensor, issubclass(tf.Tensor, ops.Tensor))
