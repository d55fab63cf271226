"""Projective transforms of images. A transform `[a0, a1, a2, b0, b1, b2, c0, c1]` takes the output's point (x, y) to
the input's point ((a0 x + a1 y + a2) / k, (b0 x + b1 y + b2) / k), where k = c0 x + c1 y + 1.

Source: tf.contrib.image of TensorFlow 1.15 (image_ops.py).
"""

from __future__ import annotations

import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import tensor_util
from tensorflow.python.ops import gen_image_ops, image_ops

RANKS = 'Images should have rank between 2 and 4.'


def rotate(
    images: tf1.Tensor, angles: float | tf1.Tensor, interpolation: str = 'NEAREST', name: str | None = None
) -> tf1.Tensor:
    """Rotates images counterclockwise about their centre.

    Args:
        images: `[batch, height, width, channels]`, `[height, width, channels]` or `[height, width]`.
        angles: in radians, one for all images or one for each.
        interpolation: 'NEAREST' or 'BILINEAR'.
        name: of the scope.

    Returns:
        As many images of the same size; what lay outside is zero.
    """
    with tf1.name_scope(name, 'rotate'):
        given = tf1.convert_to_tensor(images)
        batch = _batch(given)
        height = tf1.cast(tf1.shape(batch)[1], tf1.float32)[None]
        width = tf1.cast(tf1.shape(batch)[2], tf1.float32)[None]
        turned = transform(batch, angles_to_projective_transforms(angles, height, width), interpolation)
        return _like(given, turned)


def translate(
    images: tf1.Tensor, translations: tf1.Tensor, interpolation: str = 'NEAREST', name: str | None = None
) -> tf1.Tensor:
    """Moves images.

    Args:
        images: as `rotate` takes them.
        translations: `[dx, dy]` in pixels, one for all images or `[batch, 2]`.
        interpolation: 'NEAREST' or 'BILINEAR'.
        name: of the scope.

    Returns:
        As many images of the same size; what lay outside is zero.
    """
    with tf1.name_scope(name, 'translate'):
        return transform(images, translations_to_projective_transforms(translations), interpolation)


def angles_to_projective_transforms(
    angles: float | tf1.Tensor,
    image_height: float | tf1.Tensor,
    image_width: float | tf1.Tensor,
    name: str | None = None,
) -> tf1.Tensor:
    """Makes the transforms that rotate images of a size about their centre.

    Args:
        angles: in radians, a scalar or `[angles]`.
        image_height: in pixels, a float.
        image_width: in pixels, a float.
        name: of the scope.

    Returns:
        `[angles, 8]`.

    Raises:
        TypeError: the angles have another rank.
    """
    with tf1.name_scope(name, 'angles_to_projective_transforms'):
        angles = tf1.convert_to_tensor(angles, tf1.float32, name='angles')
        if angles.shape.ndims not in (0, 1):
            raise TypeError('Angles should have rank 0 or 1.')
        angles = angles[None] if angles.shape.ndims == 0 else angles
        across = (image_width - 1) - (tf1.cos(angles) * (image_width - 1) - tf1.sin(angles) * (image_height - 1))
        x_offset = across / 2.0
        down = (image_height - 1) - (tf1.sin(angles) * (image_width - 1) + tf1.cos(angles) * (image_height - 1))
        y_offset = down / 2.0
        number = tf1.shape(angles)[0]
        rows = [
            tf1.cos(angles)[:, None],
            -tf1.sin(angles)[:, None],
            x_offset[:, None],
            tf1.sin(angles)[:, None],
            tf1.cos(angles)[:, None],
            y_offset[:, None],
            tf1.zeros((number, 2), tf1.float32),
        ]
        return tf1.concat(rows, 1)


def translations_to_projective_transforms(translations: tf1.Tensor, name: str | None = None) -> tf1.Tensor:
    """Makes the transforms that move images.

    Args:
        translations: `[dx, dy]` in pixels, one for all images or `[batch, 2]`.
        name: of the scope.

    Returns:
        `[translations, 8]`.

    Raises:
        TypeError: the translations have another rank.
    """
    with tf1.name_scope(name, 'translations_to_projective_transforms'):
        translations = tf1.convert_to_tensor(translations, tf1.float32, name='translations')
        if translations.shape.ndims not in (1, 2):
            raise TypeError('Translations should have rank 1 or 2.')
        translations = translations[None] if translations.shape.ndims == 1 else translations
        number = tf1.shape(translations)[0]
        rows = [
            tf1.ones((number, 1), tf1.float32),
            tf1.zeros((number, 1), tf1.float32),
            -translations[:, 0, None],
            tf1.zeros((number, 1), tf1.float32),
            tf1.ones((number, 1), tf1.float32),
            -translations[:, 1, None],
            tf1.zeros((number, 2), tf1.float32),
        ]
        return tf1.concat(rows, 1)


def transform(
    images: tf1.Tensor,
    transforms: tf1.Tensor,
    interpolation: str = 'NEAREST',
    output_shape: tf1.Tensor | None = None,
    name: str | None = None,
) -> tf1.Tensor:
    """Transforms images.

    Args:
        images: as `rotate` takes them.
        transforms: one for all images, `[8]`, or one for each, `[batch, 8]`.
        interpolation: 'NEAREST' or 'BILINEAR'.
        output_shape: `[height, width]`; None for that of the images.
        name: of the scope.

    Raises:
        ValueError: `output_shape` is no pair.
        TypeError: `images` or `transforms` have another rank.
    """
    with tf1.name_scope(name, 'transform'):
        given = tf1.convert_to_tensor(images, name='images')
        transforms = tf1.convert_to_tensor(transforms, tf1.float32, name='transforms')
        batch = _batch(given)
        if output_shape is None:
            output_shape = tf1.shape(batch)[1:3]
            known = tensor_util.constant_value(output_shape)
            output_shape = output_shape if known is None else known
        output_shape = tf1.convert_to_tensor(output_shape, tf1.int32, name='output_shape')
        if not output_shape.get_shape().is_compatible_with([2]):
            raise ValueError('output_shape must be a 1-D Tensor of 2 elements: new_height, new_width')
        if transforms.shape.ndims not in (1, 2):
            raise TypeError('Transforms should have rank 1 or 2.')
        transformed = gen_image_ops.image_projective_transform_v2(
            batch,
            output_shape=output_shape,
            transforms=transforms[None] if transforms.shape.ndims == 1 else transforms,
            interpolation=interpolation.upper(),
        )
        return _like(given, transformed)


def compose_transforms(*transforms) -> tf1.Tensor:
    """Makes one transform that does what several do, one after the other.

    Args:
        *transforms: `[8]` or `[batch, 8]` each.

    Returns:
        `[batch, 8]`.
    """
    with tf1.name_scope('compose_transforms'):
        composed = image_ops.flat_transforms_to_matrices(transforms[0])
        for one in transforms[1:]:
            composed = tf1.matmul(composed, image_ops.flat_transforms_to_matrices(one))
        return image_ops.matrices_to_flat_transforms(composed)


def _batch(images):
    """Images as `[batch, height, width, channels]`."""
    rank = images.shape.ndims
    if rank not in (2, 3, 4):
        raise TypeError(RANKS if rank is not None else 'image_or_images rank must be statically known')
    if rank == 2:
        return images[None, :, :, None]
    return images[None, :, :, :] if rank == 3 else images


def _like(images, batch):
    """Images of a batch with the rank of those that were given."""
    if images.shape.ndims == 2:
        return batch[0, :, :, 0]
    return batch[0, :, :, :] if images.shape.ndims == 3 else batch
