"""Checkpoints of TensorFlow's present format (V2), read without TensorFlow, and piece by piece: whatever is in them.

The index is a table of LevelDB's format, from names to where the bytes of a variable are in the data files. What this
reader does not know (texts, variables in slices, other byte orders) is for TensorFlow's own, and so is all damage: that
says what is wrong.
"""

from __future__ import annotations

import dataclasses
import hashlib
import pathlib
from collections.abc import Iterator
from typing import Any

import numpy as np

from tf1_ref.graphs.graph import Variable
from tf1_ref.graphs.reading.crc32c import crc32c, masked
from tf1_ref.graphs.reading.messages import BINARY, DTYPES
from tf1_ref.graphs.reading.wire import varint
from tf1_ref.terminal import printable

PIECE = 1 << 24  # bytes that are in memory at a time
MOST_OF_INDEX = 1 << 28  # bytes
NUMBERS = {
    'bool', 'uint8', 'int8', 'uint16', 'int16', 'uint32', 'int32', 'uint64', 'int64', 'float16', 'bfloat16', 'float32',
    'float64', 'complex64', 'complex128',
}  # fmt: skip
_FOOTER, _TRAILER = 48, 5
_MAGIC = b'\x57\xfb\x80\x8b\x24\x75\x47\xdb'


class NotPlain(Exception):
    """A checkpoint that is damaged, or has what only TensorFlow reads."""


class Bundle:
    """The variables of a checkpoint.

    Attributes:
        variables: in the order of their names.
    """

    def __init__(self, prefix: str):
        """Reads the index.

        Raises:
            NotPlain: it is damaged, or has what only TensorFlow reads.
        """
        self._prefix = prefix
        self._entries: dict[str, Any] = {}
        self.variables: list[Variable] = []
        try:
            entries = dict(_entries(pathlib.Path(f'{prefix}.index')))
            header = BINARY.BundleHeaderProto.FromString(entries.pop(b''))
            found = [(key.decode(), BINARY.BundleEntryProto.FromString(value)) for key, value in entries.items()]
        except NotPlain:
            raise
        except Exception as error:  # by what is damaged, one of many kinds
            raise NotPlain(str(error)) from error
        self._shards = header.num_shards
        for name, entry in found:
            dtype, shape = DTYPES.get(entry.dtype, ''), tuple(one.size for one in entry.shape.dim)
            size = np.dtype(stored(dtype)).itemsize * _product(shape) if dtype in NUMBERS else -1
            is_sound = entry.size == size >= 0 and entry.offset >= 0 and min(shape, default=0) >= 0
            if header.endianness or entry.slices or not is_sound or printable(name) != name:
                raise NotPlain(name)
            self._entries[name] = entry
            self.variables.append(Variable(name, shape, dtype))

    def pieces(self, name: str) -> Iterator[memoryview]:
        """Yields the bytes of a variable, little-endian, in pieces that are valid until the next one.

        Raises:
            NotPlain: they are damaged.
        """
        entry, checksum = self._entries[name], 0
        left = entry.size
        buffer = memoryview(bytearray(min(PIECE, left)))
        try:
            with open(f'{self._prefix}.data-{entry.shard_id:05}-of-{self._shards:05}', 'rb', buffering=0) as file:
                file.seek(entry.offset)
                while left:
                    count = file.readinto(buffer[: min(PIECE, left)])
                    if not count:
                        raise NotPlain(f'{name}: the file ends')
                    checksum = crc32c(buffer[:count], checksum)
                    left -= count
                    yield buffer[:count]
        except OSError as error:
            raise NotPlain(str(error)) from error
        if masked(checksum) != entry.crc32c:
            raise NotPlain(f'{name}: the checksum differs')

    def digested(self) -> list[Variable]:
        """The variables with SHA-256 digests of their values, for which every byte is read once.

        Raises:
            NotPlain: something is damaged.
        """
        found = []
        for variable in self.variables:
            digest = hashlib.sha256()
            for piece in self.pieces(variable.name):
                digest.update(piece)
            found.append(dataclasses.replace(variable, value=digest.hexdigest()))
        return found


def stored(dtype: str) -> str:
    """NumPy's name of a dtype as it is stored; bfloat16, which it does not know, is the upper half of a float32."""
    return 'uint16' if dtype == 'bfloat16' else dtype


def _entries(path):
    """Yields the keys and values of a table."""
    size = path.stat().st_size
    if not _FOOTER <= size <= MOST_OF_INDEX:
        raise NotPlain('no table')
    content = memoryview(path.read_bytes())
    if content[-8:] != _MAGIC:
        raise NotPlain('no table')
    _, position = _handle(content, size - _FOOTER)
    place, _ = _handle(content, position)
    for _, handle in _of_block(content, place):
        yield from _of_block(content, _handle(handle, 0)[0])


def _handle(content, position):
    """Where a block is: (first byte, length); and the position behind that."""
    first, position = varint(content, position, len(content))
    length, position = varint(content, position, len(content))
    return (first, length), position


def _of_block(content, place):
    """Yields the keys and values of a block: each key has only what differs from the one before."""
    first, length = place
    end = first + length
    trailer = bytes(content[end : end + _TRAILER])
    if len(trailer) < _TRAILER or trailer[0] or masked(crc32c(content[first : end + 1])) != _number(trailer[1:]):
        raise NotPlain('a block of the index')
    end -= 4 * (_number(content[end - 4 : end]) + 1)
    key, position = b'', first
    while position < end:
        shared, position = varint(content, position, end)
        rest, position = varint(content, position, end)
        length, position = varint(content, position, end)
        key = key[:shared] + bytes(content[position : position + rest])
        yield key, content[position + rest : position + rest + length]
        position += rest + length


def _number(content):
    return int.from_bytes(content, 'little')


def _product(sizes):
    result = 1
    for size in sizes:
        result *= size
    return result
