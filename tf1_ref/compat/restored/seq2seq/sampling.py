"""How `tf.contrib.seq2seq` draws from scores, op by op as 1.15 did, and its small functions.

Source: tf.contrib.seq2seq of TensorFlow 1.15 (helper.py, beam_search_decoder.py, attention_wrapper.py).
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf1


def bernoulli(
    probability: float | tf1.Tensor, dtype: tf1.DType, size: int | tf1.Tensor, seed: int | None
) -> tf1.Tensor:
    """Draws True, or one, with a probability.

    Args:
        probability: a scalar, or `[batch]`.
        dtype: of the draws.
        size: how many, a scalar or a vector.
        seed: op seed.

    Returns:
        A tensor of shape `size`, with that of the probability behind.
    """
    probability = tf1.convert_to_tensor(probability, name='probs')
    batch = tf1.shape(probability)

    def draw(n):
        uniform = tf1.random_uniform(tf1.concat([[n], batch], 0), seed=seed, dtype=probability.dtype)
        return tf1.cast(tf1.less(uniform, probability), dtype)

    return _drawn(draw, size)


def categorical(logits: tf1.Tensor, seed: int | None) -> tf1.Tensor:
    """Draws one symbol for each row of scores.

    Args:
        logits: scores `[batch, symbols]`.
        seed: op seed.

    Returns:
        int32 `[batch]`.
    """
    logits = tf1.convert_to_tensor(logits, name='logits')
    symbols = tf1.shape(logits)[-1]
    batch = tf1.shape(logits)[:-1]

    def draw(n):
        rows = logits if logits.shape.ndims == 2 else tf1.reshape(logits, [-1, symbols])
        dtype = tf1.int64 if logits.dtype.size > 4 else tf1.int32
        found = tf1.multinomial(rows, n, seed=seed, output_dtype=dtype)
        return tf1.cast(tf1.reshape(tf1.transpose(found), tf1.concat([[n], batch], 0)), tf1.int32)

    return _drawn(draw, ())


def _drawn(draw, shape):
    """The draws, in a shape that may be a scalar or a vector."""
    with tf1.name_scope(None, 'call_sampler', values=[shape]):
        shape = tf1.convert_to_tensor(shape, dtype=tf1.int32, name='sample_shape')
        pad = tf1.cast(tf1.equal(tf1.rank(shape), 0), tf1.int32)
        shape = tf1.reshape(shape, tf1.pad(tf1.shape(shape), paddings=[[pad, 0]], constant_values=1))
        found = draw(tf1.reduce_prod(shape))
        return tf1.reshape(found, tf1.concat([shape, tf1.shape(found)[1:]], 0))


def hardmax(logits: tf1.Tensor, name: str | None = None) -> tf1.Tensor:
    """Returns 1 at the largest of the last dimension, else 0.

    Args:
        logits: `[..., symbols]`.
        name: of the scope.

    Returns:
        A tensor of the shape and the dtype of the scores.
    """
    with tf1.name_scope(name, 'Hardmax', [logits]):
        logits = tf1.convert_to_tensor(logits, name='logits')
        depth = tf1.dimension_value(logits.shape[-1])
        depth = tf1.shape(logits)[-1] if depth is None else depth
        return tf1.one_hot(tf1.argmax(logits, -1), depth, dtype=logits.dtype)


def tile_batch(t: Any, multiplier: int | tf1.Tensor, name: str | None = None) -> Any:
    """Repeats each entry of a batch `multiplier` times in a row.

    Args:
        t: nest of tensors `[batch, ...]`.
        multiplier: a number.
        name: of the scope.
    """
    with tf1.name_scope(name, 'tile_batch', [*tf1.nest.flatten(t), multiplier]):
        return tf1.nest.map_structure(lambda one: _tiled(one, multiplier), t)


def _tiled(t, multiplier):
    t = tf1.convert_to_tensor(t, name='t')
    sizes = tf1.shape(t)
    if t.shape.ndims is None:
        raise ValueError('t must have statically known rank')
    tiling = [1] * (t.shape.ndims + 1)
    tiling[1] = multiplier
    batch = tf1.dimension_value(t.shape[0])
    batch = None if batch is None else batch * multiplier
    tiled = tf1.tile(tf1.expand_dims(t, 1), tiling)
    tiled = tf1.reshape(tiled, tf1.concat(([sizes[0] * multiplier], sizes[1:]), 0))
    tiled.set_shape(tf1.TensorShape([batch]).concatenate(t.shape[1:]))
    return tiled
