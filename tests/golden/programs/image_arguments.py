"""Arguments as in `arguments`, of what makes and changes images."""

from __future__ import annotations

from tests.golden.programs.inputs import byte_image, count, image, ints, scalar, unknown, v, word, x
from tf1_ref.compat import tf


def decoded(**arguments):
    return tf.image.decode_image(contents=word(), **arguments)


def cropped(image, offset_height, offset_width, target_height, target_width):
    return tf.image.crop_to_bounding_box(
        image=image,
        offset_height=offset_height,
        offset_width=offset_width,
        target_height=target_height,
        target_width=target_width,
    )


def resized(size, images=None, **arguments):
    return tf.image.resize_images(images=image() if images is None else images, size=size, **arguments)


DECODED = {
    'channels 0': lambda: decoded(channels=0),
    'channels 1': lambda: decoded(channels=1),
    'channels 3': lambda: decoded(channels=3),
    'channels 4': lambda: decoded(channels=4),
    'name': lambda: decoded(name='decoded'),
    'dtype uint8': lambda: decoded(dtype=tf.uint8),
    'dtype uint16': lambda: decoded(dtype=tf.uint16),
    'dtype float32': lambda: decoded(dtype=tf.float32),
    'dtype float32, channels 3': lambda: decoded(dtype=tf.float32, channels=3),
    'dtype uint16, channels 3': lambda: decoded(dtype=tf.uint16, channels=3),
    'no animations': lambda: decoded(expand_animations=False),
    'no animations, channels 3': lambda: decoded(channels=3, expand_animations=False),
    'no animations, float32': lambda: decoded(dtype=tf.float32, expand_animations=False),
    'channels 4, no animations': lambda: decoded(channels=4, expand_animations=False),
    'channels 1, no animations': lambda: decoded(channels=1, expand_animations=False),
    'dtype float64': lambda: decoded(dtype=tf.float64),
    'dtype half': lambda: decoded(dtype=tf.float16),
    'dtype int32': lambda: decoded(dtype=tf.int32),
    'no animations, uint16': lambda: decoded(dtype=tf.uint16, expand_animations=False),
    'dtype int64, channels 1': lambda: decoded(dtype=tf.int64, channels=1),
    'dtype int8': lambda: decoded(dtype=tf.int8),
    'no animations, float64': lambda: decoded(dtype=tf.float64, expand_animations=False),
    'dtype by name': lambda: decoded(dtype='float32'),
    'constant': lambda: tf.image.decode_image(b'GIF', 3),
}
IMAGES = {
    'crop, by name': lambda: cropped(x(9, 9, 3), 1, 2, 4, 5),
    'crop, batch': lambda: cropped(image(), 1, 2, 4, 5),
    'crop, unknown batch': lambda: cropped(x(None, 9, 9, 3), 1, 2, 4, 5),
    'crop, unknown size': lambda: cropped(x(None, None, 3), 1, 2, 4, 5),
    'crop, unknown channels': lambda: cropped(x(9, 9, None), 1, 2, 4, 5),
    'crop, all unknown': lambda: cropped(x(None, None, None, None), 1, 2, 4, 5),
    'crop, unknown rank': lambda: cropped(unknown(), 1, 2, 4, 5),
    'crop, tensor offset': lambda: cropped(x(9, 9, 3), count(), 2, 4, 5),
    'crop, tensor offsets': lambda: cropped(x(9, 9, 3), count(), count(), 4, 5),
    'crop, tensor size': lambda: cropped(x(9, 9, 3), 1, 2, count(), 5),
    'crop, tensor sizes': lambda: cropped(x(9, 9, 3), 1, 2, count(), count()),
    'crop, all tensors': lambda: cropped(image(), count(), count(), count(), count()),
    'crop, all tensors, unknown': lambda: cropped(x(None, None, 3), count(), count(), count(), count()),
    'crop, bytes': lambda: cropped(byte_image(), 1, 2, 4, 5),
    'crop, array': lambda: cropped([[[1.0], [2.0]], [[1.0], [2.0]]], 0, 0, 1, 1),
    'pad, by name': lambda: tf.image.pad_to_bounding_box(
        image=x(9, 9, 3), offset_height=1, offset_width=2, target_height=12, target_width=15
    ),
    'pad, unknown': lambda: tf.image.pad_to_bounding_box(x(None, None, 3), 1, 2, 12, 15),
    'pad, all unknown': lambda: tf.image.pad_to_bounding_box(x(None, None, None), 1, 2, 12, 15),
    'pad, unknown rank': lambda: tf.image.pad_to_bounding_box(unknown(), 1, 2, 12, 15),
    'pad, tensors': lambda: tf.image.pad_to_bounding_box(x(9, 9, 3), count(), count(), count(), count()),
    'crop or pad, tensors': lambda: tf.image.resize_image_with_crop_or_pad(x(9, 9, 3), count(), count()),
    'crop or pad, batch': lambda: tf.image.resize_image_with_crop_or_pad(
        image=image(), target_height=6, target_width=12
    ),
    'crop or pad, unknown batch': lambda: tf.image.resize_image_with_crop_or_pad(x(None, 9, 9, 3), 6, 12),
    'crop or pad, unknown rank': lambda: tf.image.resize_image_with_crop_or_pad(unknown(), 6, 12),
    'crop or pad, unknown channels': lambda: tf.image.resize_image_with_crop_or_pad(x(9, 9, None), 6, 12),
    'resize with pad, unknown': lambda: tf.image.resize_image_with_pad(x(None, None, 3), 6, 12),
    'resize with pad, batch': lambda: tf.image.resize_image_with_pad(
        image=image(), target_height=6, target_width=12, method=1, align_corners=True
    ),
    'resize with pad, unknown rank': lambda: tf.image.resize_image_with_pad(unknown(), 6, 12),
    'central crop, by name': lambda: tf.image.central_crop(image=x(9, 9, 3), central_fraction=0.5),
    'central crop, batch': lambda: tf.image.central_crop(image(), 0.5),
    'central crop, one': lambda: tf.image.central_crop(x(9, 9, 3), 1.0),
    'central crop, unknown height': lambda: tf.image.central_crop(x(None, 9, 3), 0.5),
    'central crop, unknown width': lambda: tf.image.central_crop(x(9, None, 3), 0.5),
    'central crop, unknown batch': lambda: tf.image.central_crop(x(None, 9, 9, 3), 0.5),
    'central crop, unknown batch and size': lambda: tf.image.central_crop(x(None, None, None, 3), 0.5),
    'central crop, array': lambda: tf.image.central_crop([[[1.0], [2.0]], [[1.0], [2.0]]], 0.5),
    'central crop, variable': lambda: tf.image.central_crop(v(9, 9, 3, use_resource=True), 0.5),
    'central crop, unknown channels': lambda: tf.image.central_crop(x(9, 9, None), 0.5),
    'central crop, bytes': lambda: tf.image.central_crop(byte_image(None, None, 3), 0.875),
    'jpeg quality, by name': lambda: tf.image.adjust_jpeg_quality(image=byte_image(), jpeg_quality=50, name='poor'),
    'jpeg quality, floats': lambda: tf.image.adjust_jpeg_quality(x(9, 9, 3), 50),
    'jpeg quality, float64': lambda: tf.image.adjust_jpeg_quality(x(9, 9, 3, dtype=tf.float64), 50),
    'jpeg quality, tensor': lambda: tf.image.adjust_jpeg_quality(x(9, 9, 3), count()),
    'jpeg quality, uint16': lambda: tf.image.adjust_jpeg_quality(tf.placeholder(tf.uint16, [9, 9, 3], 'b'), 50),
    'jpeg quality, integers': lambda: tf.image.adjust_jpeg_quality(ints(9, 9, 3), 50),
    'jpeg quality, int16': lambda: tf.image.adjust_jpeg_quality(tf.placeholder(tf.int16, [9, 9, 3], 'b'), 50),
    'jpeg quality, half': lambda: tf.image.adjust_jpeg_quality(x(9, 9, 3, dtype=tf.float16), 50),
    'jpeg quality, variable': lambda: tf.image.adjust_jpeg_quality(v(9, 9, 3, use_resource=True), 50),
    'jpeg quality, random': lambda: tf.image.random_jpeg_quality(x(9, 9, 3), 50, 80),
    'jpeg quality, array': lambda: tf.image.adjust_jpeg_quality([[[0.5, 0.5, 0.5]]], 50),
    'standardize, by name': lambda: tf.image.per_image_standardization(image=x(9, 9, 3)),
    'standardize, unknown': lambda: tf.image.per_image_standardization(x(None, None, 3)),
    'standardize, unknown batch': lambda: tf.image.per_image_standardization(x(None, 9, 9, 3)),
    'standardize, unknown rank': lambda: tf.image.per_image_standardization(unknown()),
    'standardize, array': lambda: tf.image.per_image_standardization([[[1.0], [2.0]], [[1.0], [2.0]]]),
    'standardize, uint16': lambda: tf.image.per_image_standardization(tf.placeholder(tf.uint16, [9, 9, 3], 'b')),
    'standardize, bytes': lambda: tf.image.per_image_standardization(byte_image()),
    'standardize, integers': lambda: tf.image.per_image_standardization(ints(9, 9, 3)),
    'standardize, float16': lambda: tf.image.per_image_standardization(x(9, 9, 3, dtype=tf.float16)),
    'standardize, float64': lambda: tf.image.per_image_standardization(x(9, 9, 3, dtype=tf.float64)),
    'resize, by name': lambda: resized([6, 6], method=0, align_corners=False, preserve_aspect_ratio=False, name='r'),
    'resize, tuple': lambda: resized((6, 6)),
    'resize, tensor': lambda: resized(ints(2)),
    'resize, constant': lambda: resized(tf.constant([6, 6])),
    'resize, list of tensors': lambda: resized([count(), count()]),
    'resize, one tensor': lambda: resized([count(), 6]),
    'resize, aspect, tuple': lambda: resized((6, 7), preserve_aspect_ratio=True),
    'resize, aspect, array': lambda: resized(tf.constant([6, 6]), preserve_aspect_ratio=True),
    'resize, aspect, unknown': lambda: resized([6, 6], x(None, None, None, 3), preserve_aspect_ratio=True),
    'resize, aspect, one': lambda: resized([6, 6], x(9, 9, 3), preserve_aspect_ratio=True),
    'resize, aspect, method': lambda: resized([6, 6], method=1, preserve_aspect_ratio=True),
    'resize, aspect, same size': lambda: resized([9, 9], preserve_aspect_ratio=True),
    'resize, unknown batch': lambda: resized([6, 6], x(None, 9, 9, 3)),
    'resize, bytes': lambda: resized([6, 6], byte_image(2, 9, 9, 3)),
    'flip, unknown': lambda: tf.image.flip_left_right(x(None, None, None)),
    'flip, unknown rank': lambda: tf.image.flip_left_right(unknown()),
    'flip, unknown batch': lambda: tf.image.flip_up_down(x(None, None, None, 3)),
    'random flip, unknown': lambda: tf.image.random_flip_left_right(x(None, None, 3)),
    'random flip, unknown rank': lambda: tf.image.random_flip_left_right(unknown()),
    'rot90, tensor': lambda: tf.image.rot90(x(9, 9, 3), count()),
    'rot90, unknown': lambda: tf.image.rot90(x(None, None, 3), 3),
    'rot90, unknown rank': lambda: tf.image.rot90(unknown()),
    'rot90, unknown rank, name': lambda: tf.image.rot90(image=unknown(), k=3, name='turned'),
    'transpose image, unknown rank': lambda: tf.image.transpose_image(unknown()),
    'transpose image, by name': lambda: tf.image.transpose_image(image=unknown(), name='t'),
    'random flip, unknown rank, seed': lambda: tf.image.random_flip_up_down(image=unknown(), seed=5),
    'transpose image, unknown': lambda: tf.image.transpose_image(x(None, None, 3)),
    'contrast, bytes': lambda: tf.image.adjust_contrast(byte_image(), 0.3),
    'hue, bytes': lambda: tf.image.adjust_hue(byte_image(), 0.3),
    'saturation, bytes': lambda: tf.image.adjust_saturation(byte_image(), 0.3),
    'saturation, unknown': lambda: tf.image.adjust_saturation(x(None, None, 3), scalar()),
    'brightness, bytes': lambda: tf.image.adjust_brightness(byte_image(), 0.3),
    'gamma, bytes': lambda: tf.image.adjust_gamma(byte_image(), 2, 2),
    'gamma, tensor': lambda: tf.image.adjust_gamma(x(9, 9, 3), scalar()),
    'total variation, unknown': lambda: tf.image.total_variation(x(None, None, None, 3)),
    'sobel, unknown': lambda: tf.image.sobel_edges(x(None, None, None, 3)),
    'gradients, unknown': lambda: tf.image.image_gradients(x(None, None, None, 3)),
    'ssim, by name': lambda: tf.image.ssim(x(2, 16, 16, 1), x(2, 16, 16, 1), 1.0, 7, 1.5, 0.01, 0.03),
    'ssim, bytes': lambda: tf.image.ssim(byte_image(16, 16, 3), byte_image(16, 16, 3), 255),
}
