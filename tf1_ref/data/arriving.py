"""An IDX file on its way: decompressed, checked, counted and hashed piece by piece, and none of it kept.

What is wrong ends a transfer at the byte that shows it, and whatever a compressed file unfolds to takes no memory.
"""

from __future__ import annotations

import hashlib
import io
import math
import os
import zlib
from collections.abc import Callable
from typing import Any

import numpy as np

from tf1_ref.data import idx

CHUNK = 1 << 16  # bytes that are decompressed at a time
_GZIP = 31  # what zlib calls the format


class Arriving:
    """Takes the bytes of one file as they come, gzip-compressed or plain.

    Attributes:
        sha256: of the decompressed bytes so far.
    """

    def __init__(
        self, name: str | os.PathLike, check: Callable[[np.dtype, tuple[int, ...]], None], largest: int
    ) -> None:
        """Begins a file.

        Args:
            name: what to call it in messages.
            check: called with the dtype and the shape of the header, once; raises InputError for a wrong one.
            largest: bytes of data that the header may promise at most.
        """
        self.sha256 = hashlib.sha256()
        self._name, self._check, self._largest = name, check, largest
        self._is_gzip: bool | None = None
        self._member: Any = None  # of gzip; several may follow each other
        self._waiting = self._head = b''
        self._count = 0
        self._size: int | None = None

    def write(self, piece: bytes) -> None:
        """Takes the next bytes.

        Raises:
            InputError: with them the file is wrong, whatever follows.
        """
        piece = self._waiting + piece
        self._waiting = b''
        if self._is_gzip is None and len(piece) > 1:
            self._is_gzip = piece.startswith(idx.GZIP_MAGIC)
        if self._is_gzip is None:
            self._waiting = piece
        elif self._is_gzip:
            with idx.one_line(self._name):
                self._decompress(piece)
        else:
            self._take(piece)

    def end(self) -> None:
        """Says that nothing follows.

        Raises:
            InputError: the file is not whole.
        """
        if self._member is not None or (self._is_gzip and self._waiting):
            raise idx.refusal(self._name, 'truncated: its gzip stream ends early')
        self._take(self._waiting)
        if self._size is None:
            self._read_header()
        elif self._count < self._size:
            raise idx.refusal(
                self._name, f'truncated: its header promises {self._size:,} bytes of data, it has {self._count:,}'
            )

    def _decompress(self, piece):
        plain = b''
        while piece or len(plain) == CHUNK:  # there may be more behind what has been taken in
            if self._member is None:
                if self._head:  # gzip may fill up a block behind a member
                    piece = piece.lstrip(b'\0')
                if len(piece) < 2:
                    self._waiting = piece
                    return
                self._member = zlib.decompressobj(_GZIP)
            plain = self._member.decompress(piece, CHUNK)
            self._take(plain)
            if self._member.eof:
                piece, self._member, plain = self._member.unused_data, None, b''
            else:
                piece = self._member.unconsumed_tail

    def _take(self, plain):
        self.sha256.update(plain)
        if self._size is not None:
            self._count += len(plain)
        else:
            self._head += plain
            is_idx = len(self._head) < 4 or self._head.startswith(b'\0\0')
            if len(self._head) >= (4 + 4 * self._head[3] if is_idx and len(self._head) > 3 else 4):
                self._read_header()
        if self._size is not None and self._count > self._size:
            raise idx.refusal(self._name, f'goes on after the {self._size:,} bytes of data that its header promises')

    def _read_header(self):
        stream = io.BytesIO(self._head)
        dtype, shape = idx.header(stream, self._name)
        self._check(dtype, shape)
        size = math.prod(shape) * dtype.itemsize
        if size > self._largest:
            what = f'is too large: its header promises {size:,} bytes of data, there may be {self._largest:,}'
            raise idx.refusal(self._name, what)
        self._size, self._count = size, len(self._head) - stream.tell()
        self._head = self._head[: stream.tell()]
