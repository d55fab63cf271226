"""Picture files: the user's own, read as an array, and PNG files of any size, written row by row.

Only `read` brings TensorFlow, which decodes; `check` answers before it is there.
"""

from __future__ import annotations

import contextlib
import os
import struct
import zlib

import numpy as np

from tf1_ref.errors import InputError
from tf1_ref.files import written_beside

PNG_SIGNATURE = b'\x89PNG\r\n\x1a\n'
SIGNATURES = {'PNG': PNG_SIGNATURE, 'JPEG': b'\xff\xd8\xff'}
COLOUR_TYPES = {1: 0, 2: 4, 3: 2, 4: 6}  # PNG's number for as many channels


def check(path: str | os.PathLike, flag: str = '--image') -> None:
    """Makes sure that a file is there and begins as a picture does. Does not import TensorFlow.

    Args:
        path: the file.
        flag: what the user calls it.

    Raises:
        InputError: it cannot be read, or is neither PNG nor JPEG.
    """
    try:
        with open(path, 'rb') as file:
            start = file.read(8)
    except OSError as error:
        raise InputError(f'{flag}: cannot read {path} ({error.strerror}); give a PNG or JPEG file') from error
    if not start.startswith(tuple(SIGNATURES.values())):
        raise InputError(f'{flag}: {path} is neither a PNG nor a JPEG file; give one of those')


def read(path: str | os.PathLike, flag: str = '--image') -> np.ndarray:
    """Reads a PNG or JPEG file; of 16 bits per number the upper 8 are read, palettes become colours.

    Args:
        path: the file.
        flag: what the user calls it.

    Returns:
        uint8 `[height, width, channels]`: grey, grey and alpha, RGB, or RGB and alpha.

    Raises:
        InputError: as `check` does, or the picture is broken.
    """
    check(path, flag)
    from tf1_ref.compat import tf

    with open(path, 'rb') as file, tf.Graph().as_default(), tf.Session() as sess:
        content = tf.placeholder(tf.string, [])
        try:
            return sess.run(tf.image.decode_image(content), feed_dict={content: file.read()})
        except tf.errors.InvalidArgumentError as error:
            raise InputError(f'{flag}: {path} is broken or incomplete, it cannot be decoded; repair it') from error


@contextlib.contextmanager
def written_png(path: str | os.PathLike, height: int, width: int, channels: int):
    """Writes a PNG file whose rows come one band after the other, so that no picture is too large for the memory.

    Args:
        path: the file; it appears once the block has ended without an exception.
        height: pixels, from 1.
        width: pixels, from 1.
        channels: 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha.

    Yields:
        A function of uint8 `[rows, width, channels]`, to be called with the bands from top to bottom.
    """
    compressor = zlib.compressobj(6)
    above = np.zeros([1, width * channels], np.uint8)
    with written_beside(path) as file:

        def write(rows):
            nonlocal above
            rows = np.reshape(rows, [len(rows), width * channels])
            # Filter 2 of PNG: each row as its difference from the one above.
            filtered = rows - np.concatenate([above, rows[:-1]])
            above = rows[-1:]
            lines = np.concatenate([np.full([len(rows), 1], 2, np.uint8), filtered], axis=1)
            _write_chunk(file, b'IDAT', compressor.compress(lines.tobytes()))

        file.write(PNG_SIGNATURE)
        _write_chunk(file, b'IHDR', struct.pack('>IIBBBBB', width, height, 8, COLOUR_TYPES[channels], 0, 0, 0))
        yield write
        _write_chunk(file, b'IDAT', compressor.flush())
        _write_chunk(file, b'IEND', b'')


def _write_chunk(file, kind, content):
    file.write(struct.pack('>I', len(content)) + kind + content + struct.pack('>I', zlib.crc32(kind + content)))
