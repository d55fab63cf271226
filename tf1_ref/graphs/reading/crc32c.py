"""The checksum of checkpoints, CRC-32C (RFC 3720, B.4), by NumPy: a gigabyte in a second or two, not in minutes.

A checksum is linear: each of 16,384 columns of four bytes is summed by itself, all in one step, and at the end one half
of the columns is added to the other until one is left.
"""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

COLUMNS = 1 << 14
_POLYNOMIAL = 0x82F63B78
_ALL = 0xFFFFFFFF


def crc32c(content: Any, before: int = 0) -> int:
    """The checksum of some bytes.

    Args:
        content: bytes, or a buffer of them.
        before: the checksum of the bytes before these.
    """
    content = np.frombuffer(content, np.uint8)
    register = before ^ _ALL
    if len(content) < 4:
        for byte in content.tolist():
            register = (register >> 8) ^ int(_byte_table()[(register ^ byte) & 255])
        return register ^ _ALL
    words = -(-len(content) // 4)
    columns = min(COLUMNS, 1 << (words - 1).bit_length())
    padded = np.zeros(-(-words // columns) * columns * 4, np.uint8)  # zeros in front change nothing
    start = len(padded) - len(content)
    padded[start:] = content
    padded[start : start + 4] ^= np.frombuffer(register.to_bytes(4, 'little'), np.uint8)
    rows = padded.view('<u4').reshape(-1, columns)
    sums = rows[0].astype(np.uint32)
    if len(rows) > 1:
        low, high = _halves(columns)
        for row in rows[1:]:
            sums = low[sums & 0xFFFF] ^ high[sums >> 16] ^ row
    while len(sums) > 1:
        half = len(sums) // 2
        sums = _shifted(half, sums[:half]) ^ sums[half:]
    return int(_shifted(1, sums)[0]) ^ _ALL


def masked(checksum: int) -> int:
    """How a checksum stands in a file that is itself part of what is summed."""
    return (((checksum >> 15) | (checksum << 17)) + 0xA282EAD8) & _ALL


@functools.cache
def _byte_table():
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = (table >> 1) ^ np.where(table & 1, np.uint32(_POLYNOMIAL), np.uint32(0))
    return table


@functools.cache
def _tables(words):
    """What each of the four bytes of a register becomes by so many words (a power of two) of zeros."""
    bits = np.uint32(1) << np.arange(32, dtype=np.uint32)
    if words == 1:
        for _ in range(4):
            bits = (bits >> 8) ^ _byte_table()[bits & 255]
    else:
        bits = _shifted(words // 2, _shifted(words // 2, bits))
    numbers = np.arange(256, dtype=np.uint32)
    tables = np.zeros((4, 256), np.uint32)
    for bit in range(32):
        tables[bit // 8] ^= np.where(numbers >> (bit % 8) & 1, bits[bit], np.uint32(0))
    return tables


def _shifted(words, registers):
    """What registers become by so many words of zeros."""
    first, second, third, fourth = _tables(words)
    return (
        first[registers & 255] ^ second[registers >> 8 & 255] ^ third[registers >> 16 & 255] ^ fourth[registers >> 24]
    )


@functools.cache
def _halves(words):
    """The same for the two halves of a register."""
    numbers = np.arange(1 << 16, dtype=np.uint32)
    return _shifted(words, numbers), _shifted(words, numbers << 16)
