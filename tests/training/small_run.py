"""A small classifier, its data and its training, for the tests of the Session loops."""

import numpy as np

from tf1_ref.compat import tf
from tf1_ref.data.batches import Batches, Datasets
from tf1_ref.layers.dense import Dense
from tf1_ref.training.evaluation import Evaluator
from tf1_ref.training.long_run import long_run
from tf1_ref.training.optimizers import OPTIMIZERS

NUM_EXAMPLES, INPUTS, CLASSES = 53, 6, 3
SETTINGS = {'learning_rate': 0.1, 'seed': 7}


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


def train(log_dir=None, epochs=4, model=None, data=None, settings=None, **arguments):
    """Trains the small classifier, five steps an epoch; returns the history and the values of all variables."""
    (x, y, train_op, cost), _ = small_model(**(model or {}))
    return train_graph(x, y, train_op, cost, log_dir, epochs, data, settings, **arguments)


def train_graph(x, y, train_op, cost, log_dir=None, epochs=4, data=None, settings=None, **arguments):
    """Trains a graph on the small data."""
    return long_run(
        data or small_data(),
        x,
        y,
        train_op,
        cost,
        training_epochs=epochs,
        batch_size=10,
        image_shape=[2, 3],
        log_dir=log_dir,
        settings=settings or SETTINGS,
        finish=lambda sess: sess.run(tf.global_variables()),
        **arguments,
    )


def assert_same(first, second):
    """Two lists of arrays are equal bit for bit."""
    for one, other in zip(first, second, strict=True):
        np.testing.assert_array_equal(one, other)


class Interrupted:
    """The small data, whose training set calls `what` when its batch of some number is drawn, from 1."""

    def __init__(self, number, what):
        self.train, self.validation, self.test = small_data()
        self._next_batch, self._left, self._what = self.train.next_batch, number, what
        self.train.next_batch = self._draw

    def _draw(self, batch_size):
        self._left -= 1
        if not self._left:
            self._what()
        return self._next_batch(batch_size)
