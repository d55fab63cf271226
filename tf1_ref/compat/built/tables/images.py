"""Images: decoding, cropping, resizing and scaling them."""

from __future__ import annotations

import numpy as np
import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import tensor_util
from tensorflow.python.ops import control_flow_ops, gen_image_ops, image_ops_impl

from tf1_ref.compat.built.replacing import counts, differs, renames, replaces

IMAGE = 'tensorflow.python.ops.image_ops_impl:'

differs(IMAGE + 'non_max_suppression_padded')
renames(IMAGE + 'convert_image_dtype', floordiv='div')


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


@replaces(IMAGE + 'crop_to_bounding_box')
def crop_to_bounding_box(original, image, offset_height, offset_width, target_height, target_width):
    """Cuts all images and channels by -1, where TensorFlow 2 takes their numbers from the image."""
    with tf1.name_scope(None, 'crop_to_bounding_box', [image]):
        image, is_batch = _as_batch(image)
        checks = image_ops_impl._CheckAtLeast3DImage(image, require_static=False)
        number, height, width, depth = image_ops_impl._ImageDimensions(image, rank=4)
        checks += _asserted(offset_width >= 0, 'offset_width must be >= 0.')
        checks += _asserted(offset_height >= 0, 'offset_height must be >= 0.')
        checks += _asserted(target_width > 0, 'target_width must be > 0.')
        checks += _asserted(target_height > 0, 'target_height must be > 0.')
        checks += _asserted(width >= (target_width + offset_width), 'width must be >= target + offset.')
        checks += _asserted(height >= (target_height + offset_height), 'height must be >= target + offset.')
        image = control_flow_ops.with_dependencies(checks, image)
        begin = tf1.stack([0, offset_height, offset_width, 0])
        image = tf1.slice(image, begin, tf1.stack([-1, target_height, target_width, -1]))
        return _as_given(image, is_batch, [number, target_height, target_width, depth])


@replaces(IMAGE + 'pad_to_bounding_box_internal')
def pad_to_bounding_box(original, image, offset_height, offset_width, target_height, target_width, check_dims):
    """Checks the image before it asks for its sizes."""
    if not check_dims:
        return original(image, offset_height, offset_width, target_height, target_width, check_dims)
    with tf1.name_scope(None, 'pad_to_bounding_box', [image]):
        image, is_batch = _as_batch(image)
        checks = image_ops_impl._CheckAtLeast3DImage(image, require_static=False)
        number, height, width, depth = image_ops_impl._ImageDimensions(image, rank=4)
        right = target_width - offset_width - width
        below = target_height - offset_height - height
        checks += _asserted(offset_height >= 0, 'offset_height must be >= 0')
        checks += _asserted(offset_width >= 0, 'offset_width must be >= 0')
        checks += _asserted(right >= 0, 'width must be <= target - offset')
        checks += _asserted(below >= 0, 'height must be <= target - offset')
        image = control_flow_ops.with_dependencies(checks, image)
        paddings = tf1.reshape(tf1.stack([0, 0, offset_height, below, offset_width, right, 0, 0]), [4, 2])
        return _as_given(tf1.pad(image, paddings), is_batch, [number, target_height, target_width, depth])


@replaces(IMAGE + 'ssim')
def ssim(original, img1, img2, max_val, filter_size=11, filter_sigma=1.5, k1=0.01, k2=0.03, return_index_map=False):
    """Has no scope around it."""
    if return_index_map or not all(isinstance(one, tf1.Tensor) for one in (img1, img2)):
        return original(img1, img2, max_val, filter_size, filter_sigma, k1, k2, return_index_map)
    _, _, checks = image_ops_impl._verify_compatible_image_shapes(img1, img2)
    with tf1.control_dependencies(checks):
        img1 = tf1.identity(img1)
    max_val = tf1.image.convert_image_dtype(tf1.cast(max_val, img1.dtype), tf1.float32)
    img1, img2 = (tf1.image.convert_image_dtype(one, tf1.float32) for one in (img1, img2))
    found, _ = image_ops_impl._ssim_per_channel(img1, img2, max_val, filter_size, filter_sigma, k1, k2)
    return tf1.reduce_mean(found, [-1])


@counts(IMAGE + 'decode_image')
def _decode_image(contents, channels=None, dtype=tf1.uint8, name=None, expand_animations=True):
    # Branches for each format, of which that of PNG has integers of 16 bits by itself.
    converted = {tf1.uint8: 0, tf1.uint16: 6, tf1.float32: 8}.get(
        tf1.as_dtype(dtype), 5
    )  # TensorFlow 2 converts to others
    first_of_animation = 0 if expand_animations else 3
    return 75 + converted + first_of_animation + (not isinstance(contents, tf1.Tensor))


@replaces(IMAGE + '_resize_images_common')
def resize_images(original, images, resizer_fn, size, preserve_aspect_ratio, name, skip_resize_if_same):
    """Works out the scale from numbers where the size is known, and not from a tensor."""
    constant = tensor_util.constant_value(size) if isinstance(size, tf1.Tensor) else size
    rank = getattr(getattr(images, 'shape', None), 'ndims', None)
    if not preserve_aspect_ratio or constant is None or rank not in (3, 4):
        return original(images, resizer_fn, size, preserve_aspect_ratio, name, skip_resize_if_same)
    with tf1.name_scope(name, 'resize', [images, size]) as scope:
        batch = images if rank == 4 else tf1.expand_dims(images, 0)
        wanted = tensor_util.constant_value(tf1.convert_to_tensor(size, tf1.int32, name='size'))
        _, *sizes, _ = image_ops_impl._ImageDimensions(batch, rank=4)
        scales = [
            tf1.cast(int(one), tf1.float32) / tf1.cast(now, tf1.float32) for one, now in zip(wanted, sizes, strict=True)
        ]
        scale = tf1.minimum(*scales)
        size = [tf1.cast(tf1.round(scale * tf1.cast(now, tf1.float32)), tf1.int32) for now in sizes]
        size = tf1.convert_to_tensor(size, tf1.int32, name='size')
        found = original(batch, resizer_fn, size, False, scope, skip_resize_if_same)
        return found if rank == 4 else tf1.squeeze(found, axis=[0])


@counts(IMAGE + 'central_crop')
def _central_crop(image, central_fraction):
    if not isinstance(central_fraction, tf1.Tensor) and central_fraction == 1:
        return 0  # the image itself
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


@replaces(IMAGE + '_resize_image_with_pad_common')
def resize_with_pad(original, image, target_height, target_width, resize_fn):
    """Works out the sizes in 64 bits, where TensorFlow 2 does in 32."""
    with tf1.name_scope(None, 'resize_image_with_pad', [image]):
        image, is_batch = _as_batch(image)
        checks = image_ops_impl._CheckAtLeast3DImage(image, require_static=False)
        checks += _asserted(target_width > 0, 'target_width must be > 0.')
        checks += _asserted(target_height > 0, 'target_height must be > 0.')
        image = control_flow_ops.with_dependencies(checks, image)
        _, *sizes, _ = image_ops_impl._ImageDimensions(image, rank=4)
        targets = [target_height, target_width]
        height, width, *goals = (tf1.cast(one, tf1.float64) for one in sizes + targets)
        ratio = tf1.maximum(width / goals[1], height / goals[0])
        scaled = [height / ratio, width / ratio]
        whole = [tf1.cast(tf1.floor(one), tf1.int32) for one in scaled]
        edges = [(goal - one) / 2 for goal, one in zip(goals, scaled, strict=True)]
        edges = [tf1.maximum(0, tf1.cast(one, tf1.int32)) for one in [tf1.floor(one) for one in edges]]
        padded = image_ops_impl.pad_to_bounding_box(resize_fn(image, whole), *edges, target_height, target_width)
        image_ops_impl._ImageDimensions(padded, rank=4)
        return padded if is_batch else tf1.squeeze(padded, axis=[0])


def _as_batch(image):
    image = tf1.convert_to_tensor(image, name='image')
    rank = image.get_shape().ndims
    if rank not in (None, 3, 4):
        raise ValueError("'image' must have either 3 or 4 dimensions.")
    if rank != 4:
        image = tf1.expand_dims(image, 0)
        if rank is None:
            image.set_shape([None] * 4)
    return image, rank == 4


def _as_given(image, is_batch, sizes):
    image.set_shape([None if isinstance(size, tf1.Tensor) else size for size in sizes])
    return image if is_batch else tf1.squeeze(image, axis=[0])


def _asserted(condition, message):
    return image_ops_impl._assert(condition, ValueError, message)


def _checked(image):
    return image_ops_impl._AssertAtLeast3DImage(tf1.convert_to_tensor(image, name='image'))


def _has_no_rank(image):
    return hasattr(image, 'get_shape') and image.get_shape().ndims is None


def _type(image):
    return tf1.as_dtype(image.dtype if hasattr(image, 'dtype') else np.asarray(image).dtype).base_dtype
