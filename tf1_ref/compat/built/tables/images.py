"""Images: decoding, cropping, resizing and scaling them."""

from __future__ import annotations

import tensorflow.compat.v1 as tf1

from tf1_ref.compat.built.replacing import counts, differs, replaces

IMAGE = 'tensorflow.python.ops.image_ops_impl:'

differs(IMAGE + 'non_max_suppression_padded')


@replaces('tensorflow.python.ops.image_ops_impl:per_image_standardization')
def per_image_standardization(original, image):
    """With the conversion back to the type of the image, an identity for floats."""
    image = tf1.convert_to_tensor(image, name='image')
    standardized = original(image)
    with tf1.name_scope(standardized.op.name + '/'):
        if image.dtype in (tf1.float16, tf1.float32):
            return tf1.identity(standardized)
        return tf1.image.convert_image_dtype(standardized, image.dtype, saturate=True)


@counts(IMAGE + '_CheckAtLeast3DImage')
def _check_image(image, require_static=True):
    return 0 if image.get_shape()[-3:].is_fully_defined() else -4  # slices the shape before it checks it


@counts(IMAGE + 'crop_to_bounding_box')
def _crop(image, offset_height, offset_width, target_height, target_width):
    tensors = any(isinstance(size, tf1.Tensor) for size in (target_height, target_width))
    return -8 if tensors else -12  # takes batch and depth from the image, where 1.15 said -1


@counts(IMAGE + 'decode_image')
def _decode_image(contents, channels=None, dtype=tf1.uint8, name=None, expand_animations=True):
    return 75 if channels is None and dtype == tf1.uint8 else None  # branches for each format


@counts(IMAGE + 'adjust_jpeg_quality')
def _jpeg_quality(image, *others, **named):
    return -4 if tf1.convert_to_tensor(image).dtype.is_floating else 0  # clips before it makes bytes


@counts(IMAGE + '_resize_images_common')
def _resize(images, resizer, size, preserve_aspect_ratio, *others, **named):
    return -6 if preserve_aspect_ratio and isinstance(size, (list, tuple)) else 0  # takes the size from a tensor


@counts(IMAGE + 'central_crop')
def _central_crop(image, central_fraction):
    return -sum(size is None for size in tf1.convert_to_tensor(image).get_shape().as_list()[-3:-1])  # one cast each
