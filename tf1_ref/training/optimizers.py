"""The deck's optimizers, by its one-line swap of `train_op`. Slide: 'Use more efficient Optimizer'.

Each function returns the training op. The slots that an optimizer creates are named after the variables:
`conv1/W/Momentum`; RMSProp's `conv1/W/RMSProp` and `conv1/W/RMSProp_1`; Adam's `conv1/W/Adam`, `conv1/W/Adam_1` and the
scalars `beta1_power`, `beta2_power`.
"""

from __future__ import annotations

from tf1_ref.compat import tf


def sgd(cost, learning_rate):
    """Plain stochastic gradient descent."""
    return tf.train.GradientDescentOptimizer(learning_rate).minimize(cost)


def momentum(cost, learning_rate, momentum=0.9):
    """SGD + momentum; the slide names no value, 0.9 is the usual one."""
    return tf.train.MomentumOptimizer(learning_rate, momentum).minimize(cost)


def rmsprop(cost, learning_rate):
    """RMSProp [Hinton], with TensorFlow's own decay 0.9 and epsilon 1e-10."""
    return tf.train.RMSPropOptimizer(learning_rate).minimize(cost)


def adam(cost, learning_rate):
    """Adam [Kingma, 2014]; 'a good default choice in most cases'."""
    return tf.train.AdamOptimizer(learning_rate).minimize(cost)


OPTIMIZERS = {'sgd': sgd, 'momentum': momentum, 'rmsprop': rmsprop, 'adam': adam}


def optimizer_of(name, learning_rate):
    """The optimizer that one of the functions above minimizes with, for whoever has more to do with it.

    Args:
        name: 'sgd', 'momentum', 'rmsprop' or 'adam'.
        learning_rate: above 0.

    Returns:
        A `tf.train.Optimizer`.
    """
    if name == 'momentum':
        return tf.train.MomentumOptimizer(learning_rate, 0.9)
    classes = {
        'sgd': tf.train.GradientDescentOptimizer,
        'rmsprop': tf.train.RMSPropOptimizer,
        'adam': tf.train.AdamOptimizer,
    }
    return classes[name](learning_rate)
