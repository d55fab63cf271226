"""Random shifts of images, stateless: keyed by seed and step, so that a resumed run repeats itself."""

from __future__ import annotations

from tf1_ref.compat import tf
from tf1_ref.errors import InputError


def random_shifts(images, max_shift, seed, step):
    """Shifts each image by a random number of pixels in either direction; what comes in is 0.

    Args:
        images: float tensor `[batch, height, width, channels]`.
        max_shift: largest shift in pixels, from 0, vertically and horizontally.
        seed: integer; with `step` it decides all shifts, whatever else has been drawn.
        step: scalar integer tensor, such as the global step.

    Returns:
        Tensor of the shape of `images`.

    Raises:
        InputError: `max_shift` is negative.
    """
    if max_shift < 0:
        raise InputError(f'max_shift is {max_shift}; give a number of pixels from 0')
    if max_shift == 0:
        return tf.identity(images)
    batch, (height, width) = tf.shape(images)[0], images.get_shape().as_list()[1:3]
    key = tf.stack([tf.constant(seed, tf.int64), tf.cast(step, tf.int64)])
    offsets = tf.random.stateless_uniform([2, batch, 1], key, 0, 2 * max_shift + 1, tf.int32)
    margin = [max_shift, max_shift]
    padded = tf.pad(images, [[0, 0], margin, margin, [0, 0]])
    rows = tf.gather(padded, offsets[0] + tf.range(height), axis=1, batch_dims=1)
    shifted = tf.gather(rows, offsets[1] + tf.range(width), axis=2, batch_dims=1)
    shifted.set_shape(images.get_shape())
    return shifted
