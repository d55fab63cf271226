"""Recurrent cells of `tf.contrib.rnn` with more gates than others: by groups, in depth, and by time.

Source: tf.contrib.rnn of TensorFlow 1.15 (rnn_cell.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops.rnn_cell_impl import LSTMStateTuple, RNNCell

from tf1_ref.compat.restored.rnn.linear import Linear


class GLSTMCell(RNNCell):
    """LSTM cell whose units are in groups that see a part of inputs and outputs each (Kuchaiev and Ginsburg, 2017)."""

    def __init__(
        self,
        num_units: int,
        initializer: Callable | None = None,
        num_proj: int | None = None,
        number_of_groups: int = 1,
        forget_bias: float = 1.0,
        activation: Callable = tf1.tanh,
        reuse: bool | None = None,
    ):
        """Takes the sizes and settings.

        Args:
            num_units: the size of `c`.
            initializer: of the weights.
            num_proj: the size of `h` and of the output; None for num_units.
            number_of_groups: how many groups there are; all sizes are multiples of it.
            forget_bias: added to the forget gate.
            activation: of the state.
            reuse: whether the variables are there already.

        Raises:
            ValueError: a size is no multiple of the number of groups.
        """
        super().__init__(_reuse=reuse)
        self._num_units, self._initializer, self._num_proj = num_units, initializer, num_proj
        self._groups, self._forget_bias, self._activation = number_of_groups, forget_bias, activation
        for name, size in (('num_units', num_units), ('num_proj', num_proj or 0)):
            if size % number_of_groups:
                raise ValueError(f'{name} must be divisible by number_of_groups')
        self._linear1: list = [None] * number_of_groups
        self._linear2: Any = None

    @property
    def state_size(self) -> LSTMStateTuple:
        """The sizes of `(c, h)`, an `LSTMStateTuple`."""
        return LSTMStateTuple(self._num_units, self.output_size)

    @property
    def output_size(self) -> int:
        """The size of `h`."""
        return self._num_proj or self._num_units

    def call(self, inputs: tf1.Tensor, state: tuple[tf1.Tensor, tf1.Tensor]) -> tuple[tf1.Tensor, LSTMStateTuple]:
        """Takes a step: inputs `[batch, columns]` and `(c, h)` give `(h, (c, h))`."""
        c, h = state
        batch = tf1.dimension_value(inputs.shape[0]) or tf1.shape(inputs)[0]
        columns = tf1.dimension_value(inputs.shape[1])
        if columns is None:
            raise ValueError('input size must be statically known')
        if columns % self._groups:
            raise ValueError(f'input size ({columns}) must be divisible by number_of_groups ({self._groups})')

        def part(tensor, size, group):
            begin = [0, group * size]
            return tf1.slice(tensor, begin, [batch, size], name=f'GLSTM_group{group}_input_generation')

        with tf1.variable_scope(tf1.get_variable_scope(), initializer=self._initializer):
            parts = []
            for group in range(self._groups):
                with tf1.variable_scope(f'group{group}'):
                    seen = [part(inputs, columns // self._groups, group)]
                    seen.append(part(h, self.output_size // self._groups, group))
                    seen = tf1.concat(seen, axis=1)
                    if self._linear1[group] is None:
                        self._linear1[group] = Linear(seen, 4 * (self._num_units // self._groups), False)
                    parts.append(tf1.split(self._linear1[group](seen), 4, 1))
            zeros = [
                tf1.get_variable(
                    f'bias_{gate}', [self._num_units], inputs.dtype, tf1.constant_initializer(0.0, dtype=inputs.dtype)
                )
                for gate in 'ijfo'
            ]
            joined = zip(zip(*parts, strict=True), zeros, strict=True)
            i, j, f, o = [tf1.nn.bias_add(tf1.concat(gate, axis=1), zero) for gate, zero in joined]
        c = tf1.sigmoid(f + self._forget_bias) * c + tf1.sigmoid(i) * tf1.tanh(j)
        h = tf1.sigmoid(o) * self._activation(c)
        if self._num_proj is not None:
            with tf1.variable_scope('projection'):
                if self._linear2 is None:
                    self._linear2 = Linear(h, self._num_proj, False)
                h = self._linear2(h)
        return h, LSTMStateTuple(c, h)


class IntersectionRNNCell(RNNCell):
    """Cell that is gated in time and in depth: its output mixes the inputs in (Collins et al., 2016)."""

    def __init__(
        self,
        num_units: int,
        num_in_proj: int | None = None,
        initializer: Callable | None = None,
        forget_bias: float = 1.0,
        y_activation: Callable = tf1.nn.relu,
        reuse: bool | None = None,
    ):
        """Takes the sizes and settings.

        Args:
            num_units: size of output and state, and of the inputs.
            num_in_proj: whether inputs of another size are projected to num_units; None for not.
            initializer: of the weights.
            forget_bias: added to both gates.
            y_activation: of the output's candidate.
            reuse: whether the variables are there already.
        """
        super().__init__(_reuse=reuse)
        self._num_units, self._num_in_proj, self._initializer = num_units, num_in_proj, initializer
        self._forget_bias, self._y_activation = forget_bias, y_activation
        self._linear1: Any = None
        self._linear2: Any = None

    @property
    def state_size(self) -> int:
        """The size of the state."""
        return self._num_units

    @property
    def output_size(self) -> int:
        """The number of units."""
        return self._num_units

    def call(self, inputs: tf1.Tensor, state: tf1.Tensor) -> tuple[tf1.Tensor, tf1.Tensor]:
        """Takes a step: inputs `[batch, columns]` and state `[batch, num_units]` give output and state.

        Raises:
            ValueError: the columns are not known, or others than num_units without num_in_proj.
        """
        columns = tf1.dimension_value(inputs.shape.with_rank(2)[1])
        if columns is None:
            raise ValueError('Could not infer input size from inputs.get_shape()[-1]')
        units = self._num_units
        with tf1.variable_scope(tf1.get_variable_scope(), initializer=self._initializer):
            if columns != units:
                if not self._num_in_proj:
                    raise ValueError(
                        'Must have input size == output size for Intersection RNN. To fix, num_in_proj should be set '
                        'to num_units at cell init.'
                    )
                with tf1.variable_scope('in_projection'):
                    if self._linear1 is None:
                        self._linear1 = Linear(inputs, units, True)
                    inputs = self._linear1(inputs)
            seen = tf1.concat([inputs, state], 1)
            if self._linear2 is None:
                self._linear2 = Linear(seen, 4 * units, True)
            all_parts = self._linear2(seen)
            gate_h, new_h, gate_y, new_y = [all_parts[:, place * units : (place + 1) * units] for place in range(4)]
            new_h, new_y = tf1.tanh(new_h), self._y_activation(new_y)
            gate_h = tf1.sigmoid(gate_h + self._forget_bias)
            gate_y = tf1.sigmoid(gate_y + self._forget_bias)
            state = gate_h * state + (1.0 - gate_h) * new_h
            return gate_y * inputs + (1.0 - gate_y) * new_y, state


class PhasedLSTMCell(RNNCell):
    """LSTM cell that is open a part of the time, in cycles that it learns (Neil et al., 2016)."""

    def __init__(
        self,
        num_units: int,
        use_peepholes: bool = False,
        leak: float = 0.001,
        ratio_on: float = 0.1,
        trainable_ratio_on: bool = True,
        period_init_min: float = 1.0,
        period_init_max: float = 1000.0,
        reuse: bool | None = None,
    ):
        """Takes the sizes and settings.

        Args:
            num_units: size of output and state.
            use_peepholes: whether the gates see `c`.
            leak: how much passes while it is closed.
            ratio_on: the part of a cycle in which it is open, where it begins.
            trainable_ratio_on: whether that is learned.
            period_init_min: the shortest cycle, where it begins.
            period_init_max: the longest one.
            reuse: whether the variables are there already.
        """
        super().__init__(_reuse=reuse, autocast=False)
        self._num_units, self._use_peepholes, self._leak = num_units, use_peepholes, leak
        self._ratio_on, self._trainable_ratio_on = ratio_on, trainable_ratio_on
        self._shortest, self._longest = period_init_min, period_init_max
        self._linears: dict[str, Any] = {}

    @property
    def state_size(self) -> LSTMStateTuple:
        """The sizes of `(c, h)`, an `LSTMStateTuple`."""
        return LSTMStateTuple(self._num_units, self._num_units)

    @property
    def output_size(self) -> int:
        """The number of units."""
        return self._num_units

    def call(
        self, inputs: tuple[tf1.Tensor, tf1.Tensor], state: tuple[tf1.Tensor, tf1.Tensor]
    ) -> tuple[tf1.Tensor, LSTMStateTuple]:
        """Takes a step: times `[batch, 1]` with inputs `[batch, columns]`, and `(c, h)`, give `(h, (c, h))`."""
        old_c, old_h = state
        time, x = inputs
        peephole = [old_c] if self._use_peepholes else []
        gates = tf1.sigmoid(self._linear('mask_gates', [x, old_h, *peephole], 2))
        i, f = tf1.split(axis=1, num_or_size_splits=2, value=gates)
        new = tf1.tanh(self._linear('new_input', [x, old_h], 1))
        c = old_c * f + i * new
        peephole = [c] if self._use_peepholes else []
        o = tf1.sigmoid(self._linear('output_gate', [x, old_h, *peephole], 1))
        h = tf1.tanh(c) * o
        k = self._openness(time)
        c = k * c + (1 - k) * old_c
        h = k * h + (1 - k) * old_h
        return h, LSTMStateTuple(c, h)

    def _linear(self, scope, seen, times):
        with tf1.variable_scope(scope):
            if scope not in self._linears:
                self._linears[scope] = Linear(seen, times * self._num_units, True)
            return self._linears[scope](seen)

    def _openness(self, time):
        units = [self._num_units]
        period = tf1.get_variable('period', units, initializer=self._some_period)
        phase = tf1.get_variable('phase', units, initializer=tf1.random_uniform_initializer(0.0, period.initial_value))
        ratio_on = tf1.get_variable(
            'ratio_on', units, initializer=tf1.constant_initializer(self._ratio_on), trainable=self._trainable_ratio_on
        )
        phase, period = tf1.cast(phase, time.dtype), tf1.cast(period, time.dtype)
        since = time - phase
        # The remainder, whose gradient is that of the time itself.
        rest = tf1.stop_gradient(tf1.mod(since, period) - since) + since
        ratio = tf1.cast(rest / period, tf1.float32)
        up = 2 * ratio / ratio_on
        down = 2 - up
        closed = self._leak * ratio
        k = tf1.where(ratio < ratio_on, down, closed)
        return tf1.where(ratio < 0.5 * ratio_on, up, k)

    def _some_period(self, shape, dtype=tf1.float32, partition_info=None):
        """Periods whose logarithms are uniform."""
        shortest, longest = tf1.log(self._shortest), tf1.log(self._longest)
        return tf1.exp(tf1.random_uniform(shape, shortest, longest, dtype))
