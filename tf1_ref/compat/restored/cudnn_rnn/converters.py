"""Parameters of cuDNN turned into the kernels and biases of TensorFlow's cells, and back.

A cell of TensorFlow has one kernel for input and state together, a column for each unit of each gate; cuDNN has a
matrix for each gate and either of them, and two biases where a cell has one: their sum, of which each gets half.

Source: tf.contrib.cudnn_rnn of TensorFlow 1.15 (cudnn_rnn_ops.py).
"""

from __future__ import annotations

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import gen_cudnn_rnn_ops

from tf1_ref.compat.restored.cudnn_rnn import parameters


class CudnnParamsFormatConverter:
    """Converts parameters of one kind of network."""

    _rnn_mode = ''

    def __init__(
        self,
        num_layers: int,
        num_units: int,
        input_size: int,
        num_proj: int | None = None,
        input_mode: str = parameters.CUDNN_INPUT_LINEAR_MODE,
        direction: str = parameters.CUDNN_RNN_UNIDIRECTION,
    ):
        """Takes the network's sizes.

        Args:
            num_layers: the number of layers.
            num_units: the number of units of each.
            input_size: columns of the inputs.
            num_proj: columns that the output is projected to, None for no projection.
            input_mode: 'linear_input', 'skip_input' or 'auto_select'.
            direction: 'unidirectional' or 'bidirectional'.
        """
        self._num_layers, self._num_units, self._input_size = num_layers, num_units, input_size
        self._num_proj, self._input_mode, self._direction = num_proj, input_mode, direction
        self._num_dirs = parameters.directions(direction)
        self._num_params = parameters.PARAMS_PER_LAYER[self._rnn_mode] * num_layers * self._num_dirs

    def tf_canonical_to_opaque(
        self, tf_canonicals: list[tf1.Tensor], weights_proj: list[tf1.Tensor] | None = None
    ) -> tf1.Tensor:
        """Makes flat parameters.

        Args:
            tf_canonicals: kernels of all layers, and biases of all layers, in one list; of two directions in turn.
            weights_proj: matrices of the projections.
        """
        weights, biases = self._tf_canonical_to_cu_canonical(tf_canonicals, weights_proj)
        return self._cu_canonical_to_opaque([tf1.reshape(one, [-1]) for one in weights], biases)

    def opaque_to_tf_canonical(self, opaque_param: tf1.Tensor | tf1.Variable) -> tuple[list[tf1.Tensor], ...]:
        """Makes kernels and biases of flat parameters, two lists, and a third one of projections if there are."""
        return self._cu_canonical_to_tf_canonical(*self._opaque_to_cu_canonical(opaque_param))

    def _given(self):
        return {
            'num_layers': self._num_layers,
            'num_units': self._num_units,
            'input_size': self._input_size,
            'rnn_mode': self._rnn_mode,
            'input_mode': self._input_mode,
            'direction': self._direction,
        }

    def _opaque_to_cu_canonical(self, opaque_param):
        with tf1.device('/gpu:0'):
            if self._num_proj:
                return gen_cudnn_rnn_ops.cudnn_rnn_params_to_canonical_v2(
                    params=opaque_param,
                    num_params_weights=self._num_params + self._num_layers * self._num_dirs,
                    num_params_biases=self._num_params,
                    num_proj=self._num_proj,
                    **self._given(),
                )
            return gen_cudnn_rnn_ops.cudnn_rnn_params_to_canonical(
                params=opaque_param, num_params=self._num_params, **self._given()
            )

    def _cu_canonical_to_opaque(self, cu_weights, cu_biases):
        given = dict(self._given(), weights=cu_weights, biases=cu_biases)
        with tf1.device('/gpu:0'):
            if self._num_proj:
                return gen_cudnn_rnn_ops.cudnn_rnn_canonical_to_params_v2(num_proj=self._num_proj, **given)
            return gen_cudnn_rnn_ops.cudnn_rnn_canonical_to_params(**given)

    def _cu_canonical_to_tf_canonical(self, cu_weights, cu_biases):
        tf_weights, tf_biases, projections = [], [], []
        parts = self._num_layers * self._num_dirs
        for weights, biases in zip(_parted(cu_weights, parts), _parted(cu_biases, parts), strict=True):
            if self._num_proj:
                *weights, projection = weights
            tf_weights += self._cudnn_to_tf_weights(*weights)
            if self._num_proj:
                projections.append(tf1.transpose(projection))
            tf_biases += self._cudnn_to_tf_biases(*biases)
        return (tf_weights, tf_biases, projections) if self._num_proj else (tf_weights, tf_biases)

    def _tf_canonical_to_cu_canonical(self, tf_canonicals, weights_proj):
        cu_weights, cu_biases = [], []
        parts = self._num_layers * self._num_dirs
        half = len(tf_canonicals) // 2
        pairs = zip(_parted(tf_canonicals[:half], parts), _parted(tf_canonicals[half:], parts), strict=True)
        for index, (weights, biases) in enumerate(pairs):
            cu_weights += self._tf_to_cudnn_weights(index // self._num_dirs, *weights)
            if weights_proj is not None:
                cu_weights.append(tf1.transpose(weights_proj[index]))
            cu_biases += self._tf_to_cudnn_biases(*biases)
        return cu_weights, cu_biases

    def _widths(self, layer):
        """Gives the columns of a layer's matrices for its input and for its state."""
        state = self._num_proj or self._num_units
        return [self._input_size if layer == 0 else state * self._num_dirs, state]


class CudnnParamsFormatConverterLSTM(CudnnParamsFormatConverter):
    """Converts parameters of LSTMs: cuDNN has the gates input, forget, new, output, TensorFlow input, new, forget."""

    _rnn_mode = parameters.CUDNN_LSTM

    def _cudnn_to_tf_weights(self, *cu_weights):
        i, f, c, o = (tf1.concat(pair, axis=1) for pair in zip(cu_weights[:4], cu_weights[4:], strict=True))
        return (tf1.transpose(tf1.concat([i, c, f, o], axis=0)),)

    def _tf_to_cudnn_weights(self, layer, kernel):
        gates = tf1.split(tf1.transpose(kernel), 4, axis=0)
        (wi, ri), (wc, rc), (wf, rf), (wo, ro) = (tf1.split(gate, self._widths(layer), axis=1) for gate in gates)
        return wi, wf, wc, wo, ri, rf, rc, ro

    def _cudnn_to_tf_biases(self, *cu_biases):
        i, f, c, o = (of_input + of_state for of_input, of_state in zip(cu_biases[:4], cu_biases[4:], strict=True))
        return (tf1.concat([i, c, f, o], axis=0),)

    def _tf_to_cudnn_biases(self, bias):
        i, c, f, o = tf1.split(bias, 4, axis=0)
        halves = [gate * 0.5 for gate in (i, f, c, o)]
        return halves + halves


class CudnnParamsFormatConverterGRU(CudnnParamsFormatConverter):
    """Converts parameters of GRUs, whose new values TensorFlow keeps apart as well."""

    _rnn_mode = parameters.CUDNN_GRU

    def _cudnn_to_tf_weights(self, wi, wr, wh, ri, rr, rh):
        gates = [tf1.concat([wi, ri], axis=1), tf1.concat([wr, rr], axis=1)]
        return tf1.transpose(tf1.concat(gates, axis=0)), tf1.transpose(wh), tf1.transpose(rh)

    def _tf_to_cudnn_weights(
        self, layer: int, gates: tf1.Tensor, wh: tf1.Tensor, rh: tf1.Tensor
    ) -> tuple[tf1.Tensor, ...]:
        gates, wh, rh = tf1.transpose(gates), tf1.transpose(wh), tf1.transpose(rh)
        (wi, ri), (wr, rr) = (tf1.split(one, self._widths(layer), axis=1) for one in tf1.split(gates, 2, axis=0))
        return wi, wr, wh, ri, rr, rh

    def _cudnn_to_tf_biases(self, wi, wr, wh, ri, rr, rh):
        return tf1.concat([wi, wr], axis=0) + tf1.concat([ri, rr], axis=0), wh, rh

    def _tf_to_cudnn_biases(self, gates: tf1.Tensor, wh: tf1.Tensor, rh: tf1.Tensor) -> tuple[tf1.Tensor, ...]:
        halves = gates * 0.5, gates * 0.5
        (wi, wr), (ri, rr) = (tf1.split(half, 2, axis=0) for half in halves)
        return wi, wr, wh, ri, rr, rh


class CudnnParamsFormatConverterBasic(CudnnParamsFormatConverter):
    """Converts parameters of simple networks."""

    def _cudnn_to_tf_weights(self, of_input, of_state):
        return (tf1.transpose(tf1.concat([of_input, of_state], axis=1)),)

    def _tf_to_cudnn_weights(self, layer, kernel):
        return tf1.split(tf1.transpose(kernel), self._widths(layer), axis=1)

    def _cudnn_to_tf_biases(self, of_input, of_state):
        return (of_input + of_state,)

    def _tf_to_cudnn_biases(self, bias):
        return bias * 0.5, bias * 0.5


class CudnnParamsFormatConverterTanh(CudnnParamsFormatConverterBasic):
    """Converts parameters of simple networks with tanh."""

    _rnn_mode = parameters.CUDNN_RNN_TANH


class CudnnParamsFormatConverterRelu(CudnnParamsFormatConverterBasic):
    """Converts parameters of simple networks with ReLUs."""

    _rnn_mode = parameters.CUDNN_RNN_RELU


def _parted(found, parts):
    size = len(found) // parts
    return [found[index * size : (index + 1) * size] for index in range(parts)]
