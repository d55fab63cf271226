"""Images: decoding, cropping, resizing and scaling them."""

from __future__ import annotations

import numpy as np
import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import tensor_util
from tensorflow.python.ops import gen_image_ops, image_ops_impl

from tf1_ref.compat.built.replacing import counts, differs, replaces

IMAGE = 'tensorflow.python.ops.image_ops_impl:'

differs(IMAGE + 'non_max_suppression_padded')


@replaces(IMAGE + 'per_image_standardization')
def per_image_standardization(original, image):
    """Scales floats of 16 and 32 bits as they are, with an identity behind; others as floats in [0, 1], and back."""
    with tf1.name_scope(None, 'per_image_standardization', [image]) as scope:
        image = _checked(image)
        kind = image.dtype
        if kind not in (tf1.float16, tf1.float32):
            image = tf1.image.convert_image_dtype(image, tf1.float32)
        pixels = tf1.reduce_prod(tf1.shape(image)[-3:])
        mean = tf1.reduce_mean(image, axis=[-1, -2, -3], keepdims=True)
        deviation = tf1.math.reduce_std(image, axis=[-1, -2, -3], keepdims=True)
        deviation = tf1.maximum(deviation, tf1.rsqrt(tf1.cast(pixels, image.dtype)))
        image = tf1.div(image - mean, deviation, name=scope)
        if kind == image.dtype:
            return tf1.identity(image)
        return tf1.image.convert_image_dtype(image, kind, saturate=True)


@replaces(IMAGE + 'adjust_jpeg_quality')
def adjust_jpeg_quality(original, image, jpeg_quality, dct_method='', name=None):
    """Reads as many channels as there are in the bytes, and saturates nothing."""
    with tf1.name_scope(name, 'adjust_jpeg_quality', [image]):
        image = tf1.convert_to_tensor(image, name='image')
        kind = image.dtype
        image = tf1.image.convert_image_dtype(image, tf1.uint8)
        if not isinstance(jpeg_quality, (tf1.Tensor, tf1.Variable)):
            jpeg_quality = tf1.convert_to_tensor(jpeg_quality, tf1.int32)
        image = gen_image_ops.encode_jpeg_variable_quality(image, jpeg_quality)
        return tf1.image.convert_image_dtype(gen_image_ops.decode_jpeg(image, dct_method=dct_method), kind)


@replaces(IMAGE + '_CheckAtLeast3DImage')
def check_image(original, image, require_static=True):
    """Checks all sizes in the graph where one of them is not known; TensorFlow 2 does where one of the last three."""
    shape = image.get_shape()
    refused = shape.ndims is not None and (shape.ndims < 3 or 0 in shape.as_list())
    if require_static or refused or shape.is_fully_defined():
        return original(image, require_static)
    rank = "'image' must be at least three-dimensional."
    return [
        tf1.assert_positive(tf1.shape(image), ["all dims of 'image.shape' must be > 0."]),
        tf1.assert_greater_equal(tf1.rank(image), 3, message=rank),
    ]


@counts(IMAGE + 'crop_to_bounding_box')
def _crop(image, offset_height, offset_width, target_height, target_width):
    tensors = any(isinstance(size, tf1.Tensor) for size in (target_height, target_width))
    return -8 if tensors else -12  # takes batch and depth from the image, where 1.15 said -1


@counts(IMAGE + 'decode_image')
def _decode_image(contents, channels=None, dtype=tf1.uint8, name=None, expand_animations=True):
    # Branches for each format, of which that of PNG has integers of 16 bits by itself.
    converted = {tf1.uint8: 0, tf1.uint16: 6, tf1.float32: 8}.get(
        tf1.as_dtype(dtype), 5
    )  # TensorFlow 2 converts to others
    first_of_animation = 0 if expand_animations else 3
    return 75 + converted + first_of_animation + (not isinstance(contents, tf1.Tensor))


@counts(IMAGE + '_resize_images_common')
def _resize(images, resizer_fn, size, preserve_aspect_ratio, *others, **named):
    known = not isinstance(size, tf1.Tensor) or tensor_util.constant_value(size) is not None
    return -6 if preserve_aspect_ratio and known else 0  # takes the size from a tensor


@counts(IMAGE + 'central_crop')
def _central_crop(image, central_fraction):
    sizes = image.get_shape().as_list()[-3:-1] if hasattr(image, 'get_shape') else []
    return -sizes.count(None)  # one cast each


@replaces(IMAGE + '_flip')
def flip(original, image, flip_index, scope_name):
    """Takes what has no known rank for a single image; TensorFlow 2 asks for the rank in the graph."""
    if not _has_no_rank(image):
        return original(image, flip_index, scope_name)
    with tf1.name_scope(None, scope_name, [image]):
        image = _checked(image)
        return image_ops_impl.fix_image_flip_shape(image, tf1.reverse(image, [flip_index]))


@replaces(IMAGE + '_random_flip')
def random_flip(original, image, flip_index, random_func, scope_name):
    """Takes what has no known rank for a single image."""
    if not _has_no_rank(image):
        return original(image, flip_index, random_func, scope_name)
    with tf1.name_scope(None, scope_name, [image]) as scope:
        image = _checked(image)
        flipped = random_func(shape=[], minval=0, maxval=1.0) < 0.5
        result = tf1.cond(flipped, lambda: tf1.reverse(image, [flip_index]), lambda: image, name=scope)
        return image_ops_impl.fix_image_flip_shape(image, result)


@replaces(IMAGE + 'rot90')
def rot90(original, image, k=1, name=None):
    """Takes what has no known rank for a single image."""
    if not _has_no_rank(image):
        return original(image, k, name)
    with tf1.name_scope(name, 'rot90', [image, k]) as scope:
        image = _checked(image)
        k = tf1.convert_to_tensor(k, tf1.int32, name='k')
        return image_ops_impl._rot90_3D(image, tf1.mod(k, 4), scope)


@replaces(IMAGE + 'transpose')
def transpose(original, image, name=None):
    """Takes what has no known rank for a single image."""
    if not _has_no_rank(image):
        return original(image, name)
    with tf1.name_scope(name, 'transpose', [image]):
        return tf1.transpose(_checked(image), [1, 0, 2], name=name)


def _checked(image):
    return image_ops_impl._AssertAtLeast3DImage(tf1.convert_to_tensor(image, name='image'))


def _has_no_rank(image):
    return hasattr(image, 'get_shape') and image.get_shape().ndims is None


def _type(image):
    return tf1.as_dtype(image.dtype if hasattr(image, 'dtype') else np.asarray(image).dtype).base_dtype
