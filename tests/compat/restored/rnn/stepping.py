"""A step of a cell in a session, with weights of which none is zero, and the functions that NumPy lacks."""

import numpy as np

from tf1_ref.compat import tf


def fixed(*shape):
    """Fixed numbers, other ones for each shape."""
    return np.random.RandomState(sum(shape)).standard_normal(shape).astype(np.float32)


def with_weights(fetches):
    """What `fetches` come to with fixed weights, and the weights by the last part of their names."""
    weights = {variable: fixed(*variable.shape.as_list()) for variable in tf.global_variables()}
    with tf.Session() as sess:
        sess.run([variable.assign(value) for variable, value in weights.items()])
        return sess.run(fetches), {variable.op.name.split('/')[-1]: value for variable, value in weights.items()}


def stepped(cell, inputs, *state):
    """The output and the state of a cell's step, and its weights; the state is a tuple if it has several parts."""
    state = tuple(map(tf.constant, state)) if len(state) > 1 else tf.constant(state[0])
    (output, state), weights = with_weights(cell(tf.constant(inputs), state))
    return output, state, weights


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def relu(x):
    return np.maximum(x, 0)


def lstm(x, c, h, kernel, bias, forget_bias=1.0):
    """A step of the plain LSTM, whose gates are input, new input, forget and output: the new `c` and `h`."""
    i, j, f, o = np.split(np.concatenate([x, h], 1) @ kernel + bias, 4, 1)
    c = sigmoid(f + forget_bias) * c + sigmoid(i) * np.tanh(j)
    return c, sigmoid(o) * np.tanh(c)
