"""`tfe.Network`, its checkpoints and `tfe.metrics`, from before `tf.keras.Model`."""

from __future__ import print_function

import os
import tempfile

import numpy as np
import tensorflow as tf

tf.enable_eager_execution()
tfe = tf.contrib.eager
tf.set_random_seed(1)


class Net(tfe.Network):
    def __init__(self):
        super(Net, self).__init__()
        self.first = self.track_layer(tf.layers.Dense(4, activation=tf.nn.relu))
        self.second = self.track_layer(tf.layers.Dense(3))

    def call(self, inputs):
        return self.second(self.first(inputs))


def loss(network, inputs, labels):
    logits = network(inputs)
    return tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(logits=logits, labels=labels))


net = Net()
x, y = np.arange(6.0).reshape(2, 3).astype(np.float32), [0, 1]
print(net(x).shape, [v.name for v in net.variables], len(net.trainable_variables), net.name, len(net.layers))
optimizer = tf.train.AdamOptimizer(0.01)
gradients = tfe.implicit_gradients(loss)
for _ in range(3):
    print('%.5f' % loss(net, x, y).numpy())
    optimizer.apply_gradients(gradients(net, x, y))
print(len(tfe.get_optimizer_variables(optimizer)), len(optimizer.variables()))

saver = tfe.Saver(net.variables)
path = saver.save(os.path.join(tempfile.mkdtemp(), 'net'), global_step=3)
before = net(x).numpy()
net.variables[0].assign(net.variables[0] * 0)
saver.restore(path)
print(os.path.basename(path), np.allclose(before, net(x).numpy()))

both = tfe.Sequential([tf.layers.Dense(2), tf.nn.relu, tf.layers.Dropout(0.5)])
print(both(x, training=False).shape, [v.name for v in both.variables])

mean = tfe.metrics.Mean('loss')
mean(1.0)
mean(tf.constant([2.0, 3.0]), weights=tf.constant([1.0, 0.0]))
print('%.5f' % mean.result().numpy(), mean.name, [v.name for v in mean.variables])
mean.init_variables()
right = tfe.metrics.Accuracy()
right(tf.constant([1, 2, 3]), tf.constant([1, 2, 4]))
print('%.5f' % right.result().numpy())
right = tfe.metrics.CategoricalAccuracy()
right(tf.constant([[0, 1]]), tf.constant([[0.2, 0.8]]))
print('%.5f' % right.result().numpy())
right = tfe.metrics.SparseAccuracy()
right(tf.constant([1, 0]), tf.constant([[0.2, 0.8], [0.3, 0.7]]))
print('%.5f' % right.result().numpy())
right = tfe.metrics.BinaryAccuracy(0.5)
right(tf.constant([1, 0]), tf.constant([0.7, 0.6]))
print('%.5f' % right.result().numpy())
