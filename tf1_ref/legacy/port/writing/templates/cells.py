"""Recurrent cells that standalone modules get in the place of tf.nn.rnn_cell, see `functions.py`."""

import collections
import re

import tensorflow.compat.v1 as tf

LSTMStateTuple = collections.namedtuple('LSTMStateTuple', ('c', 'h'))


class RNNCell:
    """What the cells of TensorFlow 1 have in common: variables are made at the first call, and kept."""

    def __init__(self, scope=None, name=None, reuse=None, dtype=None):
        self._scope = scope or re.sub(r'(?<=[a-z0-9])(?=[A-Z])', '_', type(self).__name__).lower()
        self._name, self._reuse, self._variables = name, reuse, None

    def zero_state(self, batch_size, dtype):
        return tf.nest.map_structure(lambda size: tf.zeros(tf.stack([batch_size, size]), dtype), self.state_size)

    def __call__(self, inputs, state, scope=None):
        with tf.variable_scope(scope or self._name, self._scope, [inputs], reuse=self._reuse if self._name else None):
            return self.call(inputs, state)

    def variables(self, *shapes):
        """The variables of these names, shapes and initializers."""
        if self._variables is None:
            self._variables = [tf.get_variable(name, shape, initializer=init) for name, shape, init in shapes]
        return self._variables


class BasicRNNCell(RNNCell):
    """tf.nn.rnn_cell.BasicRNNCell of TensorFlow 1."""

    def __init__(self, num_units, activation=None, reuse=None, name=None, dtype=None):
        super().__init__('basic_rnn_cell', name, reuse, dtype)
        self.output_size = self.state_size = num_units
        self._activation = activation or tf.tanh

    def call(self, inputs, state):
        size = self.output_size
        shapes = ('kernel', [int(inputs.get_shape()[1]) + size, size], None), ('bias', [size], tf.zeros_initializer())
        kernel, bias = self.variables(*shapes)
        output = self._activation(tf.nn.bias_add(tf.matmul(tf.concat([inputs, state], 1), kernel), bias))
        return output, output


class GRUCell(RNNCell):
    """tf.nn.rnn_cell.GRUCell of TensorFlow 1."""

    def __init__(
        self,
        num_units,
        activation=None,
        reuse=None,
        kernel_initializer=None,
        bias_initializer=None,
        name=None,
        dtype=None,
    ):
        super().__init__('gru_cell', name, reuse, dtype)
        self.output_size = self.state_size = num_units
        self._activation = activation or tf.tanh
        self._initializers = kernel_initializer, bias_initializer

    def call(self, inputs, state):
        size, depth = self.output_size, int(inputs.get_shape()[1])
        kernel_init, bias_init = self._initializers
        gates_kernel, gates_bias, kernel, bias = self.variables(
            ('gates/kernel', [depth + size, 2 * size], kernel_init),
            ('gates/bias', [2 * size], bias_init or tf.ones_initializer()),
            ('candidate/kernel', [depth + size, size], kernel_init),
            ('candidate/bias', [size], bias_init or tf.zeros_initializer()),
        )
        gates = tf.nn.bias_add(tf.matmul(tf.concat([inputs, state], 1), gates_kernel), gates_bias)
        r, u = tf.split(tf.sigmoid(gates), 2, 1)
        candidate = tf.nn.bias_add(tf.matmul(tf.concat([inputs, r * state], 1), kernel), bias)
        output = u * state + (1 - u) * self._activation(candidate)
        return output, output


class BasicLSTMCell(RNNCell):
    """tf.nn.rnn_cell.BasicLSTMCell of TensorFlow 1."""

    def __init__(
        self, num_units, forget_bias=1.0, state_is_tuple=True, activation=None, reuse=None, name=None, dtype=None
    ):
        super().__init__('basic_lstm_cell', name, reuse, dtype)
        self.output_size, self._forget_bias, self._is_tuple = num_units, forget_bias, state_is_tuple
        self.state_size = LSTMStateTuple(num_units, num_units) if state_is_tuple else 2 * num_units
        self._activation, self._initializer = activation or tf.tanh, None

    def call(self, inputs, state):
        size = self.output_size
        c, h = state if self._is_tuple else tf.split(state, 2, 1)
        kernel, bias = self.variables(
            ('kernel', [int(inputs.get_shape()[1]) + size, 4 * size], self._initializer),
            ('bias', [4 * size], tf.zeros_initializer()),
        )
        gates = tf.nn.bias_add(tf.matmul(tf.concat([inputs, h], 1), kernel), bias)
        i, j, f, o = tf.split(gates, 4, 1)
        c = c * tf.sigmoid(f + self._forget_bias) + tf.sigmoid(i) * self._activation(j)
        h = self._activation(c) * tf.sigmoid(o)
        return h, LSTMStateTuple(c, h) if self._is_tuple else tf.concat([c, h], 1)


class LSTMCell(BasicLSTMCell):
    """tf.nn.rnn_cell.LSTMCell of TensorFlow 1, without peepholes, clipping and projection."""

    def __init__(
        self,
        num_units,
        initializer=None,
        forget_bias=1.0,
        state_is_tuple=True,
        activation=None,
        reuse=None,
        name=None,
        dtype=None,
    ):
        super().__init__(num_units, forget_bias, state_is_tuple, activation, reuse, name, dtype)
        self._scope, self._initializer = 'lstm_cell', initializer


class MultiRNNCell(RNNCell):
    """tf.nn.rnn_cell.MultiRNNCell of TensorFlow 1."""

    def __init__(self, cells, state_is_tuple=True):
        super().__init__('multi_rnn_cell')
        self._cells, self._is_tuple = cells, state_is_tuple
        self.output_size = cells[-1].output_size
        sizes = tuple(cell.state_size for cell in cells)
        self.state_size = sizes if state_is_tuple else sum(sizes)

    def call(self, inputs, state):
        states = state if self._is_tuple else tf.split(state, [cell.state_size for cell in self._cells], 1)
        new = []
        for index, (cell, one) in enumerate(zip(self._cells, states, strict=True)):
            with tf.variable_scope(f'cell_{index}'):
                inputs, one = cell(inputs, one)
            new.append(one)
        return inputs, tuple(new) if self._is_tuple else tf.concat(new, 1)


class DropoutWrapper(RNNCell):
    """tf.nn.rnn_cell.DropoutWrapper of TensorFlow 1, of inputs and outputs."""

    def __init__(self, cell, input_keep_prob=1.0, output_keep_prob=1.0, seed=None):
        super().__init__('dropout_wrapper')
        self._cell, self._keep, self._seed = cell, (input_keep_prob, output_keep_prob), seed
        self.output_size, self.state_size = cell.output_size, cell.state_size

    def zero_state(self, batch_size, dtype):
        return self._cell.zero_state(batch_size, dtype)

    def __call__(self, inputs, state, scope=None):
        outputs, state = self._cell(self._dropped(inputs, self._keep[0]), state, scope)
        return self._dropped(outputs, self._keep[1]), state

    def _dropped(self, values, keep):
        if isinstance(keep, float) and keep >= 1.0:
            return values
        return tf.nn.dropout(values, rate=1 - keep, seed=self._seed)
