"""The recurrent layers of tf_keras, built from the ops that 1.15 built them from, in the scopes that these had."""

from __future__ import annotations

import contextlib

import tensorflow.compat.v1 as tf1
from tensorflow.python.keras.layers.legacy_rnn import rnn_cell_impl
from tf_keras.src import backend
from tf_keras.src.engine import base_layer
from tf_keras.src.layers.rnn import base_rnn, stacked_rnn_cells

from tf1_ref.compat.built.replacing import replaces
from tf1_ref.compat.built.tables.keras.backend import choose
from tf1_ref.compat.process.swapping import but_for, swapped

RNN = 'tf_keras.src.layers.rnn'
# Of each `backend.rnn` that is being built, how often its loop is to run at most; None where its own end is enough.
_limits = []


@replaces(f'{RNN}.base_rnn:RNN.build')
def build_rnn(original, self, input_shape):
    """Builds the weights of the cell in the scope of the layer, not in one of their own: `lstm/kernel`."""
    with swapped(base_rnn, **_as_cells_were_built()):
        original(self, input_shape)


@replaces(f'{RNN}.stacked_rnn_cells:StackedRNNCells.build')
def build_stacked_cells(original, instance, input_shape):
    """Builds the weights of all cells in the scope of the layer: `rnn/kernel`, `rnn/kernel_1`."""
    with swapped(stacked_rnn_cells, **_as_cells_were_built()):
        original(instance, input_shape)


@replaces(f'{RNN}.base_rnn:RNN.call')
def call_rnn(original, self, *args, **named):
    """Asks the cell by its `call`: `__call__` opens a scope, and a cell of `tf.nn` runs a session in it, for ever."""
    with swapped(base_rnn, callable=lambda cell: False, backend=but_for(backend, rnn=_unlimited)):
        return original(self, *args, **named)


@replaces(f'{RNN}.stacked_rnn_cells:StackedRNNCells.call')
def call_stacked_cells(original, self, *args, **named):
    """Asks each cell by its `call`, as `call_rnn` does."""
    with swapped(stacked_rnn_cells, callable=lambda cell: False):
        return original(self, *args, **named)


@replaces('tensorflow.python.keras.backend:track_variable')
def track_variable(original, v):
    """Tells tf_keras of it, too, whose session initializes what models have: the weights of a cell of `tf.nn`."""
    original(v)
    backend.track_variable(v)


@replaces(f'{RNN}.base_conv_rnn:ConvRNN.call')
def call_convolutional(original, self, *args, **named):
    """Draws the masks of dropout at each call; kept, they would belong to the inputs of the one before."""
    self.cell.reset_dropout_mask()
    self.cell.reset_recurrent_dropout_mask()
    return original(self, *args, **named)


@replaces('tf_keras.src.backend:rnn')
def rnn(
    original,
    step_function,
    inputs,
    initial_states,
    go_backwards=False,
    mask=None,
    constants=None,
    unroll=False,
    input_length=None,
    *others,
    **named,
):
    """Limits the loop to a length that is given; chooses by the op of TensorFlow 1 where steps are masked."""
    _limits.append(input_length if isinstance(input_length, int) else None)
    settings = go_backwards, mask, constants, unroll, input_length
    try:
        return choose(original, step_function, inputs, initial_states, *settings, *others, **named)
    finally:
        _limits.pop()


@replaces('tensorflow.python.ops.while_loop:while_loop')
def while_loop(original, *args, **named):
    """Builds the loop of `rnn` with a limit; others as they are."""
    if _limits and _limits[-1] is not None and 'maximum_iterations' in named:
        named['maximum_iterations'], _limits[-1] = _limits[-1], None
    return original(*args, **named)


@replaces(f'{RNN}.dropout_rnn_cell_mixin:_generate_dropout_mask')
def generate_dropout_mask(original, generator, ones, rate, training=None, count=1):
    """Draws the masks of a cell, each with a seed that NumPy draws."""
    masks = [backend.in_train_phase(lambda: backend.dropout(ones, rate), ones, training=training) for _ in range(count)]
    return masks if count > 1 else masks[0]


@replaces(f'{RNN}.lstm:LSTMCell.__init__', f'{RNN}.gru:GRUCell.__init__')
def create_cell(original, self, units, *args, **named):
    """Keeps the implementation that was asked for, recurrent dropout or not."""
    original(self, units, *args, **named)
    self.implementation = named.get('implementation', self.implementation)


@replaces(f'{RNN}.lstm:LSTMCell.call')
def call_lstm_cell(original, self, inputs, states, training=None):
    """Multiplies with all gates at once in the second implementation, by one mask of recurrent dropout."""
    if self.implementation == 1:
        return original(self, inputs, states, training)
    h, c = states
    inputs, h = _dropped(self, inputs, h, training, count=4)
    z = backend.dot(inputs(), self.kernel)
    z += backend.dot(h(), self.recurrent_kernel)
    if self.use_bias:
        z = backend.bias_add(z, self.bias)
    c, gate = self._compute_carry_and_output_fused(tf1.split(z, num_or_size_splits=4, axis=1), c)
    h = gate * self.activation(c)
    return h, [h, c]


@replaces(f'{RNN}.gru:GRUCell.call')
def call_gru_cell(original, self, inputs, states, training=None):
    """Multiplies with all gates at once in the second implementation, of which slices are taken."""
    if self.implementation == 1:
        return original(self, inputs, states, training)
    h = states[0] if isinstance(states, (list, tuple)) else states
    inputs, masked = _dropped(self, inputs, h, training, count=3)
    bias, recurrent_bias = self.bias, None
    if self.use_bias and self.reset_after:
        bias, recurrent_bias = tf1.unstack(self.bias)
    units, kernel = self.units, self.recurrent_kernel
    given = backend.dot(inputs(), self.kernel)
    if self.use_bias:
        given = backend.bias_add(given, bias)
    of_z, of_r, of_candidate = given[:, :units], given[:, units : 2 * units], given[:, 2 * units :]
    h = masked()
    if self.reset_after:
        before = backend.dot(h, kernel)
        if self.use_bias:
            before = backend.bias_add(before, recurrent_bias)
    else:
        before = backend.dot(h, kernel[:, : 2 * units])
    before_z, before_r = before[:, :units], before[:, units : 2 * units]
    z = self.recurrent_activation(of_z + before_z)
    r = self.recurrent_activation(of_r + before_r)
    reset = r * before[:, 2 * units :] if self.reset_after else backend.dot(r * h, kernel[:, 2 * units :])
    candidate = self.activation(of_candidate + reset)
    h = z * h + (1 - z) * candidate
    return h, [h]


def _dropped(cell, inputs, h, training, count):
    """Gives two functions, for inputs and state, that drop what the first of `count` masks says when called."""
    masks = cell.get_dropout_mask_for_cell(inputs, training, count=count)
    recurrent_masks = cell.get_recurrent_dropout_mask_for_cell(h, training, count=count)
    return (
        lambda: inputs * masks[0] if 0 < cell.dropout < 1 else inputs,
        lambda: h * recurrent_masks[0] if 0 < cell.recurrent_dropout < 1 else h,
    )


def _unlimited(*args, **named):
    """Builds `backend.rnn` of a layer, which says how many steps there are but never limited its loop."""
    if isinstance(named.get('input_length'), int):
        named['input_length'] = None
    return backend.rnn(*args, **named)


def _as_cells_were_built():
    """Gives a module of recurrent layers other names: cells get no scopes, and those of `tf.nn` are layers."""
    layers = but_for(base_layer, Layer=(base_layer.Layer, rnn_cell_impl.RNNCell))
    return {'backend': but_for(backend, name_scope=contextlib.nullcontext), 'base_layer': layers}
