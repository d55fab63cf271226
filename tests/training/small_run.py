"""A small classifier and its data, for the tests of the Session loops."""

import numpy as np

from tf1_ref.compat import tf
from tf1_ref.data.batches import Batches, Datasets
from tf1_ref.layers.dense import Dense
from tf1_ref.training.evaluation import Evaluator
from tf1_ref.training.optimizers import OPTIMIZERS

NUM_EXAMPLES, INPUTS, CLASSES = 53, 6, 3


def small_data(seed=0):
    """Three separable classes, in an order that `seed` decides; 53 examples do not divide by any batch size used."""
    random = np.random.RandomState(1)
    labels = np.arange(NUM_EXAMPLES) % CLASSES
    images = (random.randn(NUM_EXAMPLES, INPUTS) + 3 * np.eye(INPUTS)[labels]).astype(np.float32)
    order = np.random.RandomState(seed)
    return Datasets(*[Batches(images, np.eye(CLASSES)[labels], order) for _ in range(3)])


def small_model(optimizer='sgd', hidden=5, learning_rate=0.1):
    """Builds the graph anew; returns the arguments of the loops, and an `Evaluator`."""
    tf.reset_default_graph()
    tf.set_random_seed(7)
    x = tf.placeholder(tf.float32, [None, 2, 3])
    y = tf.placeholder(tf.float32, [None, CLASSES])
    h = tf.nn.relu(Dense(tf.reshape(x, [-1, INPUTS]), [INPUTS, hidden], 'ih'))
    logit = Dense(h, [hidden, CLASSES], 'hl')
    cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(logits=logit, labels=y))
    train_op = OPTIMIZERS[optimizer](cost, learning_rate)
    return (x, y, train_op, cost), Evaluator(x, y, tf.nn.softmax(logit), cost, [2, 3], batch_size=11)
