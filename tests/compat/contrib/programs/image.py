"""`tf.contrib.image`."""

from __future__ import annotations

from tests.compat.contrib.programs import batch, x

PREFIX = 'tf.contrib.image.'
SHEARED = [[1.0, 0.2, -0.3, 0.1, 0.9, 0.4, 0.0, 0.01], [1.1, 0.0, 0.5, 0.0, 1.2, -0.5, 0.0, 0.0]]


def _transformed(tf):
    images = x(tf, 2, 5, 7, 3)
    transformed = tf.contrib.image.transform(images, SHEARED, 'BILINEAR', [4, 6])
    return [transformed, tf.gradients(transformed, images)[0]]


def _warped(tf):
    images, flow = x(tf, 2, 4, 5, 3), x(tf, 2, 4, 5, 2) * 3.0
    warped = tf.contrib.image.dense_image_warp(images, flow)
    return [warped.get_shape().as_list(), warped, *tf.gradients(warped, [images, flow])]


PROGRAMS = {
    'dense_image_warp': _warped,
    'dense_image_warp, too small': lambda tf: tf.contrib.image.dense_image_warp(x(tf, 2, 1, 5, 3), x(tf, 2, 1, 5, 2)),
    'rotate': lambda tf: tf.contrib.image.rotate(batch(tf, 2, 5, 7, 3), [0.3, -1.0], interpolation='BILINEAR'),
    'rotate, one': lambda tf: tf.contrib.image.rotate(x(tf, 5, 7, 3), 0.5),
    'translate': lambda tf: tf.contrib.image.translate(x(tf, 5, 7), [1.0, -2.0]),
    'transform': _transformed,
    'angles_to_projective_transforms': lambda tf: tf.contrib.image.angles_to_projective_transforms([0.3], 5.0, 7.0),
    'translations_to_projective_transforms': lambda tf: tf.contrib.image.translations_to_projective_transforms(
        [[1.0, 2.0], [3.0, 4.0]]
    ),
    'compose_transforms': lambda tf: tf.contrib.image.compose_transforms(SHEARED[0], SHEARED[1]),
    'flat_transforms_to_matrices': lambda tf: tf.contrib.image.flat_transforms_to_matrices(SHEARED),
    'matrices_to_flat_transforms': lambda tf: tf.contrib.image.matrices_to_flat_transforms(x(tf, 2, 3, 3)),
}
