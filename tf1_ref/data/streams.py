"""Images that do not fit into memory: `tf.data` reads them from IDX files. Beyond TensorFlow 1's loader.

A plain IDX file has every example at its place, so `tf.data` reads it as it is, and never holds more than the examples
among which it shuffles. What is compressed is converted once.
"""

from __future__ import annotations

import math
import os
from typing import Any

from tf1_ref.compat import tf
from tf1_ref.data import idx
from tf1_ref.errors import InputError
from tf1_ref.files import written_beside

_CHUNK = 1 << 20


def convert(source: str | os.PathLike, target: str | os.PathLike, repeats: int = 1) -> int:
    """Writes a plain IDX file with the examples of another, in little memory.

    Args:
        source: an IDX file, gzip-compressed or plain.
        target: the file to write; it is written beside and renamed.
        repeats: how often all examples follow each other, from 1.

    Returns:
        How many examples were written.

    Raises:
        InputError: `source` is missing or broken, or `target` cannot be written.
    """
    dtype, shape = idx.read_header(source)
    if not shape or repeats < 1 or shape[0] * repeats >= 2**32:
        raise InputError(f'{source}: cannot be repeated {repeats} times; IDX has room for 4,294,967,295 examples')
    header = b''.join(
        number.to_bytes(4, 'big') for number in (idx.magic(dtype, len(shape)), shape[0] * repeats, *shape[1:])
    )
    try:
        with written_beside(target) as file:
            file.write(header)
            for _ in range(repeats):
                for part in idx.parts(source, _CHUNK):
                    file.write(part)
    except OSError as error:
        raise InputError(
            f'{target}: cannot be written ({error.strerror or error}); make room, or choose another'
        ) from None
    return shape[0] * repeats


def batches(
    images: str | os.PathLike,
    labels: str | os.PathLike,
    batch_size: int,
    classes: int = 10,
    shuffled: int = 10_000,
    seed: int = 0,
) -> Any:
    """A pipeline that goes through two files for ever.

    Args:
        images: plain IDX file of bytes, `[examples, height, width]` or `[examples, height, width, channels]`.
        labels: plain IDX file of bytes, `[examples]`.
        batch_size: number of examples, from 1.
        classes: number of classes.
        shuffled: among how many following examples one is drawn at random; 0 for the order of the file.
        seed: of the order.

    Returns:
        A `tf.data.Dataset` of images in `[0, 1]`, float32 `[batch_size, height, width, channels]`, and one-hot labels,
        float32 `[batch_size, classes]`.

    Raises:
        InputError: a file is missing, broken, compressed or not of bytes, or their numbers of examples differ.
    """
    shape, number = _shape(images), _shape(labels)
    if shape[0] != number[0] or len(shape) < 2 or len(number) != 1:
        raise InputError(f'{labels}: has the shape {[*number]}, the images have {[*shape]}; give a label for each')
    channels = shape[1:] if len(shape) == 4 else (*shape[1:], 1)
    files = [
        tf.data.FixedLengthRecordDataset(os.fspath(path), math.prod(found[1:]), 4 + 4 * len(found))
        for path, found in ((images, shape), (labels, number))
    ]

    def decode(images, labels):
        pixels = tf.reshape(tf.decode_raw(images, tf.uint8), [-1, *channels])
        digits = tf.reshape(tf.decode_raw(labels, tf.uint8), [-1])
        return tf.cast(pixels, tf.float32) * (1 / 255), tf.one_hot(digits, classes)

    found = tf.data.Dataset.zip(tuple(files)).repeat()
    if shuffled:
        found = found.shuffle(shuffled, seed)
    return found.batch(batch_size, drop_remainder=True).map(decode).prefetch(2)


def _shape(path):
    dtype, shape = idx.read_header(path)
    plain = 4 + 4 * len(shape) + math.prod(shape) * dtype.itemsize
    if dtype != 'uint8' or os.path.getsize(path) != plain:
        raise InputError(f'{path}: is compressed, not of bytes, or not whole; write it anew with streams.convert')
    if not shape or not math.prod(shape):
        raise InputError(f'{path}: has no examples; give a file that has some')
    return shape
