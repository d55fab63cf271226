"""Monotonic attention (Raffel et al., 2017), which moves through the memory in one direction.

Source: tf.contrib.seq2seq of TensorFlow 1.15 (attention_wrapper.py).
"""

from __future__ import annotations

import numpy as np
import tensorflow.compat.v1 as tf1
from tensorflow.python.layers.core import Dense

from tf1_ref.compat.restored.seq2seq.attention import Mechanism, bahdanau_score, luong_score


def safe_cumprod(x: tf1.Tensor, *args, **kwargs) -> tf1.Tensor:
    """Computes the cumulative product of numbers within 0 and 1, by their logarithms.

    Args:
        x: tensor.
        *args: as of `tf.cumsum`.
        **kwargs: as of `tf.cumsum`.
    """
    with tf1.name_scope(None, 'SafeCumprod', [x]):
        x = tf1.convert_to_tensor(x, name='x')
        positive = tf1.clip_by_value(x, np.finfo(x.dtype.as_numpy_dtype).tiny, 1)
        return tf1.exp(tf1.cumsum(tf1.log(positive), *args, **kwargs))


def monotonic_attention(p_choose_i: tf1.Tensor, previous_attention: tf1.Tensor, mode: str) -> tf1.Tensor:
    """Computes how much is attended to each entry of the memory.

    Args:
        p_choose_i: `[batch, time]`, how probably each entry is chosen once it is reached.
        previous_attention: `[batch, time]`, the attention of the step before; 1, 0, 0, ... for the first.
        mode: 'recursive' (exact, slow), 'parallel' (in closed form), or 'hard' (for probabilities 0 and 1).

    Raises:
        ValueError: `mode` is another.
    """
    chosen = tf1.convert_to_tensor(p_choose_i, name='p_choose_i')
    previous = tf1.convert_to_tensor(previous_attention, name='previous_attention')
    if mode == 'recursive':
        size = tf1.dimension_value(chosen.shape[0]) or tf1.shape(chosen)[0]
        passed = tf1.concat([tf1.ones((size, 1)), 1 - chosen[:, :-1]], 1)
        steps = [tf1.transpose(passed), tf1.transpose(previous)]
        reached = tf1.scan(lambda q, step: tf1.reshape(step[0] * q + step[1], (size,)), steps, tf1.zeros((size,)))
        return chosen * tf1.transpose(reached)
    if mode == 'parallel':
        passed = safe_cumprod(1 - chosen, axis=1, exclusive=True)
        return chosen * passed * tf1.cumsum(previous / tf1.clip_by_value(passed, 1e-10, 1.0), axis=1)
    if mode == 'hard':
        chosen *= tf1.cumsum(previous, axis=1)
        return chosen * tf1.cumprod(1 - chosen, axis=1, exclusive=True)
    raise ValueError("mode must be 'recursive', 'parallel', or 'hard'.")


class _Monotonic(Mechanism):
    """Starts at the first entry; its scores have a bias."""

    def __init__(self, query_layer, memory, lengths, memory_layer, mask_value, noise, noise_seed, bias, mode, name):
        def probabilities(score, previous):
            if noise > 0:
                score += noise * tf1.random_normal(tf1.shape(score), dtype=score.dtype, seed=noise_seed)
            chosen = tf1.cast(score > 0, score.dtype) if mode == 'hard' else tf1.sigmoid(score)
            return monotonic_attention(chosen, previous, mode)

        super().__init__(query_layer, memory, probabilities, lengths, memory_layer, mask_value, None, name)
        self._bias = bias

    def initial_alignments(self, batch_size: int | tf1.Tensor, dtype: tf1.DType) -> tf1.Tensor:
        """1 for the first entry of the memory, else 0."""
        return tf1.one_hot(tf1.zeros((batch_size,), dtype=tf1.int32), self._alignments_size, dtype=dtype)

    def _biased(self, score, dtype):
        return score + tf1.get_variable('attention_score_bias', dtype=dtype, initializer=self._bias)


class LuongMonotonicAttention(_Monotonic):
    """A mechanism with Luong's scores, monotonic."""

    def __init__(
        self,
        num_units: int,
        memory: tf1.Tensor,
        memory_sequence_length: tf1.Tensor | None = None,
        scale: bool = False,
        score_mask_value: float | None = None,
        sigmoid_noise: float = 0.0,
        sigmoid_noise_seed: int | None = None,
        score_bias_init: float = 0.0,
        mode: str = 'parallel',
        dtype: tf1.DType | None = None,
        name: str = 'LuongMonotonicAttention',
    ):
        """Makes the keys.

        Args:
            num_units: size of the keys, which has to be that of the queries.
            memory: `[batch, time, size]`.
            memory_sequence_length: lengths `[batch]`; all of the memory by default.
            scale: whether there is a variable to multiply the scores by.
            score_mask_value: the score behind the lengths; minus infinity by default.
            sigmoid_noise: standard deviation of what is added to the scores in training.
            sigmoid_noise_seed: its op seed.
            score_bias_init: initial value of the scores' bias.
            mode: as of `monotonic_attention`.
            dtype: of the memory's layer.
            name: of the scope.
        """
        layer = Dense(num_units, name='memory_layer', use_bias=False, dtype=dtype or tf1.float32)
        noise = sigmoid_noise, sigmoid_noise_seed
        super().__init__(
            None, memory, memory_sequence_length, layer, score_mask_value, *noise, score_bias_init, mode, name
        )
        self._num_units, self._scale, self._name = num_units, scale, name

    def __call__(self, query: tf1.Tensor, state: tf1.Tensor) -> tuple[tf1.Tensor, tf1.Tensor]:
        """Weighs the memory by queries `[batch, num_units]`.

        Args:
            query: `[batch, size]`.
            state: the alignments `[batch, time]` of the step before.

        Returns:
            `(alignments, state)`, which are the same `[batch, time]`.
        """
        with tf1.variable_scope(None, 'luong_monotonic_attention', [query]):
            factor = None
            if self._scale:
                factor = tf1.get_variable('attention_g', (), query.dtype, tf1.ones_initializer)
            score = self._biased(luong_score(query, self._keys, factor), query.dtype)
        return self._alignments(score, state)


class BahdanauMonotonicAttention(_Monotonic):
    """A mechanism with Bahdanau's scores, monotonic."""

    def __init__(
        self,
        num_units: int,
        memory: tf1.Tensor,
        memory_sequence_length: tf1.Tensor | None = None,
        normalize: bool = False,
        score_mask_value: float | None = None,
        sigmoid_noise: float = 0.0,
        sigmoid_noise_seed: int | None = None,
        score_bias_init: float = 0.0,
        mode: str = 'parallel',
        dtype: tf1.DType | None = None,
        name: str = 'BahdanauMonotonicAttention',
    ):
        """Makes the keys, and the layer of the queries.

        Args:
            num_units: size of the keys.
            memory: `[batch, time, size]`.
            memory_sequence_length: lengths `[batch]`; all of the memory by default.
            normalize: whether the scores' weights are normalised (Salimans and Kingma, 2016).
            score_mask_value: the score behind the lengths; minus infinity by default.
            sigmoid_noise: standard deviation of the noise that is added to the scores.
            sigmoid_noise_seed: op seed of the noise.
            score_bias_init: first value of the scores' bias.
            mode: 'recursive', 'parallel' or 'hard', as of `monotonic_attention`.
            dtype: of the layers.
            name: of the scope.
        """
        layers = [
            Dense(num_units, name=layer, use_bias=False, dtype=dtype or tf1.float32)
            for layer in ('query_layer', 'memory_layer')
        ]
        noise = sigmoid_noise, sigmoid_noise_seed
        super().__init__(
            layers[0],
            memory,
            memory_sequence_length,
            layers[1],
            score_mask_value,
            *noise,
            score_bias_init,
            mode,
            name,
        )
        self._num_units, self._normalize, self._name = num_units, normalize, name

    def __call__(self, query: tf1.Tensor, state: tf1.Tensor) -> tuple[tf1.Tensor, tf1.Tensor]:
        """Weighs the memory by queries.

        Args:
            query: `[batch, size]`.
            state: the alignments `[batch, time]` of the step before.

        Returns:
            `(alignments, state)`, which are the same `[batch, time]`.
        """
        with tf1.variable_scope(None, 'bahdanau_monotonic_attention', [query]):
            processed = self._query_layer(query)
            score = bahdanau_score(processed, self._keys, self._num_units, self._normalize)
            score = self._biased(score, processed.dtype)
        return self._alignments(score, state)
