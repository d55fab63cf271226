"""IDX files, the format of MNIST: big-endian arrays of six dtypes behind a short header.

A file starts with two zero bytes, one byte for the dtype and one for the rank; then every dimension as an unsigned
32-bit number, then the elements, the last index running fastest. All numbers are big-endian. The format is described
on the MNIST page of LeCun, Cortes and Burges. A file may be compressed with gzip as a whole, which is recognised by its
content, not by its name. Nothing here needs TensorFlow.
"""

from __future__ import annotations

import contextlib
import gzip
import math
import os
import zlib
from collections.abc import Iterator
from typing import BinaryIO

import numpy as np

from tf1_ref.errors import InputError
from tf1_ref.files import written_beside

DTYPES = {
    0x08: np.dtype('>u1'),
    0x09: np.dtype('>i1'),
    0x0B: np.dtype('>i2'),
    0x0C: np.dtype('>i4'),
    0x0D: np.dtype('>f4'),
    0x0E: np.dtype('>f8'),
}

# Deflate packs at most 258 bytes into two bits, so no file holds a longer content, whatever its header says.
MAX_GZIP_RATIO = 1032
GZIP_MAGIC = b'\x1f\x8b'

_CHUNK = 1 << 20
_REMEDY = 'replace it with a good copy'


def read(path: str | os.PathLike) -> np.ndarray:
    """Reads a whole IDX file.

    Args:
        path: the file, gzip-compressed or plain.

    Returns:
        A writable array in the machine's own byte order, of the shape that the header names; rank 0 to 64.

    Raises:
        InputError: the file is missing, is not IDX, ends early, goes on after its data, or its header cannot be true.
    """
    with one_line(path), open(path, 'rb') as f:
        return read_stream(f, path)


def read_stream(f: BinaryIO, name: str | os.PathLike) -> np.ndarray:
    """Reads an IDX file that is already open in binary mode, as `read` does.

    Args:
        f: a seekable binary file standing at its start.
        name: what to call it in messages.

    Returns:
        A writable array, as `read` does.

    Raises:
        InputError: as `read` does.
    """
    with one_line(name):
        stream, bound = _content(f)
        dtype, shape = header(stream, name, bound)
        size = math.prod(shape) * dtype.itemsize
        data = _read_up_to(stream, size)
        if len(data) < size:
            raise refusal(name, f'truncated: its header promises {size:,} bytes of data, it has {len(data):,}')
        if stream.read(1):
            raise refusal(name, f'goes on after the {size:,} bytes of data that its header promises')
        try:
            array = np.frombuffer(data, dtype).reshape(shape)
        except ValueError:
            what = f'has the shape {_short(shape)} of rank {len(shape)}, more than a NumPy array can have'
            raise refusal(name, what) from None
        return array.astype(dtype.newbyteorder('='), copy=False)


def read_header(path: str | os.PathLike) -> tuple[np.dtype, tuple[int, ...]]:
    """Reads what an IDX file says it holds, and whether so much can be in it, without reading its data.

    Args:
        path: the file, gzip-compressed or plain.

    Returns:
        The dtype, in the machine's own byte order, and the shape, of rank 0 to 255.

    Raises:
        InputError: the file is missing, is not IDX, or its header promises more than the file can hold.
    """
    with one_line(path), open(path, 'rb') as f:
        stream, bound = _content(f)
        dtype, shape = header(stream, path, bound)
        return dtype.newbyteorder('='), shape


def parts(path: str | os.PathLike, size: int) -> Iterator[bytes]:
    """Reads the elements of an IDX file as they are there, little by little.

    Args:
        path: the file, gzip-compressed or plain.
        size: bytes at a time, from 1; the last part may have less.

    Yields:
        The bytes that follow each other.

    Raises:
        InputError: as `read` does.
    """
    with one_line(path), open(path, 'rb') as f:
        stream, bound = _content(f)
        dtype, shape = header(stream, path, bound)
        left = math.prod(shape) * dtype.itemsize
        while left:
            part = stream.read(min(size, left))
            if not part:
                raise refusal(path, f'truncated: {left:,} bytes of data are missing')
            left -= len(part)
            yield part
        if stream.read(1):
            raise refusal(path, 'goes on after the data that its header promises')


def looks_complete(path: str | os.PathLike) -> bool:
    """Tells whether the length of a file fits its header, without reading its data.

    A gzip file ends with the length of its content; one that was cut off ends with other bytes. False asks for a second
    look with `read`, because a file joined from several gzip members ends with the length of its last one.

    Args:
        path: the file, gzip-compressed or plain.

    Returns:
        True if the lengths agree.

    Raises:
        InputError: as `read_header` does.
    """
    dtype, shape = read_header(path)
    promised = 4 + 4 * len(shape) + math.prod(shape) * dtype.itemsize
    with one_line(path), open(path, 'rb') as f:
        if f.read(2) != GZIP_MAGIC:
            return promised == os.path.getsize(path)
        f.seek(-4, os.SEEK_END)
        return promised % 2**32 == int.from_bytes(f.read(4), 'little')


def write(path: str | os.PathLike, array: np.ndarray) -> None:
    """Writes an IDX file; the same array always gives the same bytes.

    Args:
        path: the file to write, compressed with gzip when its name ends with `.gz`. It is written beside and renamed.
        array: an array of uint8, int8, int16, int32, float32 or float64, of any byte order.

    Raises:
        InputError: the dtype is none of IDX's, a dimension needs more than 32 bits, or the file cannot be written.
    """
    array = np.asarray(array)
    if array.dtype.newbyteorder('>') not in DTYPES.values():
        names = ', '.join(dtype.name for dtype in DTYPES.values())
        raise InputError(f'{path}: IDX has no dtype {array.dtype}; convert the array with .astype to one of {names}')
    if max(array.shape, default=0) >= 2**32:
        raise InputError(f'{path}: IDX has no room for the shape {array.shape}; split the array')
    content = to_bytes(array)
    try:
        with written_beside(path) as f:
            if os.fspath(path).endswith('.gz'):
                # Neither a name nor a time goes into the file: its bytes depend on the array alone.
                with gzip.GzipFile('', 'wb', 9, f, mtime=0) as stream:
                    stream.write(content)
            else:
                f.write(content)
    except OSError as error:
        raise InputError(f'{path}: cannot be written ({error.strerror or error}); choose another folder') from None


def magic(dtype: np.dtype, rank: int) -> int:
    """The number that the first four bytes of an IDX file make, such as MNIST's 2051 for uint8 of rank 3.

    Args:
        dtype: one of IDX's, of any byte order.
        rank: 0 to 255.

    Returns:
        The magic number.
    """
    return next(code for code, known in DTYPES.items() if known == dtype.newbyteorder('>')) << 8 | rank


def to_bytes(array: np.ndarray) -> bytes:
    """The plain content of an IDX file.

    Args:
        array: an array of one of IDX's dtypes.

    Returns:
        Header and data.
    """
    header = np.array([magic(array.dtype, array.ndim), *array.shape], '>u4')
    return header.tobytes() + array.astype(array.dtype.newbyteorder('>')).tobytes()


def _content(f: BinaryIO) -> tuple[BinaryIO, int]:
    """The decompressed stream of an open file, and the most bytes that can be in it."""
    size = f.seek(0, os.SEEK_END) or f.tell()  # TensorFlow's GFile returns nothing from seek
    f.seek(0)
    is_gzip = f.read(2) == GZIP_MAGIC
    f.seek(0)
    return (gzip.GzipFile(fileobj=f), size * MAX_GZIP_RATIO) if is_gzip else (f, size)


def header(stream: BinaryIO, name: str | os.PathLike, bound: float = math.inf) -> tuple[np.dtype, tuple[int, ...]]:
    """Reads a header from a stream, to its end.

    Args:
        stream: plain bytes.
        name: what to call it in messages.
        bound: bytes that the whole file may hold.

    Returns:
        The dtype, of the file's byte order, and the shape.

    Raises:
        InputError: it is none, or promises more than the file can hold.
    """
    magic = stream.read(4)
    if not magic:
        raise refusal(name, 'is empty')
    if len(magic) < 4 or magic[:2] != b'\0\0' or magic[2] not in DTYPES:
        raise refusal(name, f'is not an IDX file: it starts with the bytes {magic.hex(" ")}')
    rank = magic[3]
    sizes = stream.read(4 * rank)
    if len(sizes) < 4 * rank:
        raise refusal(name, f'truncated: it ends within its header of {rank} dimensions')
    dtype, shape = DTYPES[magic[2]], tuple(np.frombuffer(sizes, '>u4').tolist())
    if 4 + 4 * rank + math.prod(shape) * dtype.itemsize > bound:
        raise refusal(name, f'truncated: its header promises {_short(shape)} {dtype.name}, more than it can hold')
    return dtype, shape


def _read_up_to(stream: BinaryIO, size: int) -> bytearray:
    # In pieces, so that memory grows with what the file really holds and not with what its header claims.
    data = bytearray()
    while len(data) < size:
        piece = stream.read(min(size - len(data), _CHUNK))
        if not piece:
            break
        data += piece
    return data


def _short(shape: tuple[int, ...]) -> str:
    return 'x'.join(map(str, shape[:6])) + ('x...' if len(shape) > 6 else '')


def refusal(name: str | os.PathLike, what: str) -> InputError:
    """The error of a file that is not what it has to be."""
    return InputError(f'{os.fspath(name)}: {what}; {_REMEDY}')


@contextlib.contextmanager
def one_line(name: str | os.PathLike) -> Iterator[None]:
    """Turns what the operating system and gzip say into one line about the file."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        what = 'truncated: its gzip stream ends early' if isinstance(error, EOFError) else f'is damaged ({error})'
        raise refusal(name, what) from None
    except FileNotFoundError:
        raise InputError(f'{os.fspath(name)}: there is no such file; check the path') from None
    except OSError as error:
        raise InputError(f'{os.fspath(name)}: cannot be read ({error.strerror or error}); check the path') from None
