"""Eager execution in TensorFlow 1."""

import numpy as np
import tensorflow as tf

tf.enable_eager_execution()
tfe = tf.contrib.eager
tf.set_random_seed(1)
print(tf.executing_eagerly(), tfe.num_gpus())
x = tf.constant([[1.0, 2.0], [3.0, 4.0]])
print(tf.matmul(x, x).numpy().tolist(), x.shape, (x + 1)[0, 1].numpy(), x.numpy().dtype)
w, b = tfe.Variable([[1.0], [2.0]], name='w'), tfe.Variable(0.5, name='b')


def loss(inputs):
    return tf.reduce_mean(tf.square(tf.matmul(inputs, w) + b))


gradients = tfe.implicit_gradients(loss)
optimizer = tf.train.GradientDescentOptimizer(0.01)
for grad, variable in gradients(x):
    print(variable.name, np.round(grad.numpy(), 4).tolist())
optimizer.apply_gradients(gradients(x))
print('%.5f' % loss(x).numpy())
value, pairs = tfe.implicit_value_and_gradients(loss)(x)
print('%.5f' % value.numpy(), len(pairs))
print([one.numpy() for one in tfe.gradients_function(lambda a, b: a * a * b)(3.0, 2.0)])
with tf.GradientTape() as tape:
    value = loss(x)
optimizer.apply_gradients(zip(tape.gradient(value, [w, b]), [w, b]), global_step=tf.train.get_or_create_global_step())
print('%.5f' % loss(x).numpy(), tf.train.get_global_step().numpy())
data = tf.data.Dataset.from_tensor_slices(np.arange(6.0)).batch(4)
print([one.numpy().tolist() for one in tfe.Iterator(data)], [one.numpy().sum() for one in data])
layer = tf.layers.Dense(2, kernel_initializer=tf.ones_initializer())
print(layer(x).numpy().tolist(), [variable.name for variable in layer.variables])


class Net(tf.keras.Model):
    def __init__(self):
        super(Net, self).__init__()
        self.dense = tf.keras.layers.Dense(1, kernel_initializer='ones')

    def call(self, inputs):
        return self.dense(inputs)


net = Net()
print(net(x).numpy().tolist(), len(net.variables))
mean = tfe.metrics.Mean('loss')
print(mean(tf.constant([1.0, 2.0])).numpy(), mean(tf.constant(6.0)).numpy(), mean.result().numpy(), mean.name)
mean.init_variables()
mean([1.0, 2.0], weights=[1.0, 3.0])
print(mean.result().numpy(), [variable.name for variable in mean.variables])
accuracy = tfe.metrics.Accuracy()
accuracy(labels=tf.constant([1, 2]), predictions=tf.constant([1, 3]))
print(accuracy.result().numpy(), accuracy.name)
scores = tf.constant([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7]])
for metric, labels in (
    (tfe.metrics.SparseAccuracy(), tf.constant([1, 0, 0])),
    (tfe.metrics.CategoricalAccuracy(), tf.one_hot([1, 1, 1], 2)),
    (tfe.metrics.BinaryAccuracy(0.5), tf.constant([[False, True], [True, False], [True, True]])),
):
    metric(labels, scores)
    print(metric.name, '%.5f' % metric.result().numpy())


class Little(tfe.Network):
    def __init__(self):
        super(Little, self).__init__()
        self.one = self.track_layer(tf.layers.Dense(3, kernel_initializer=tf.ones_initializer()))
        self.two = self.track_layer(tf.layers.Dense(2, kernel_initializer=tf.ones_initializer(), use_bias=False))

    def call(self, inputs):
        return self.two(tf.nn.relu(self.one(inputs)))


little = Little()
print(little(x).numpy().tolist(), little.name, [variable.name for variable in little.variables])
print(len(little.trainable_weights), len(little.layers), little.get_layer(index=1) is little.two)
adam = tf.train.AdamOptimizer(0.1)
with tf.GradientTape() as tape:
    value = tf.reduce_sum(little(x))
adam.apply_gradients(zip(tape.gradient(value, little.variables), little.variables))
print(np.round(little(x).numpy(), 4).tolist(), len(tfe.get_optimizer_variables(adam)))
chain = tfe.Sequential([tf.layers.Dense(2, kernel_initializer=tf.ones_initializer()), tf.nn.relu])
print(chain(x).numpy().tolist(), [variable.name for variable in chain.variables])
saver = tfe.Saver([w, b])
path = saver.save('eager.ckpt')
w.assign(tf.zeros([2, 1]))
saver.restore(path)
print(np.round(w.numpy(), 4).tolist())
print(tf.random_normal([2]).shape, tfe.py_func(lambda a: a * 2, [tf.constant(2.0)], tf.float32).numpy())
