"""The records of a binary protocol buffer, one after the other, unparsed: with them a hostile file's memory has bounds.

A parser makes an object for every two bytes of a file that is made for it; here nothing is made until it is looked at.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from google.protobuf.message import DecodeError

VARINT, FIXED_64, BYTES, FIXED_32 = 0, 1, 2, 5


def records(content: memoryview) -> Iterator[tuple[int, memoryview]]:
    """Yields (field number, content) of the records that are bytes, in the order of the file; numbers are passed over.

    Raises:
        DecodeError: the file ends within a record, or there is no such kind of record.
    """
    return ((field, content[start:end]) for field, start, end in spans(content))


def spans(content: memoryview) -> Iterator[tuple[int, int, int]]:
    """Yields (field number, where its content begins, where it ends) of the records that are bytes, as `records` does.

    Raises:
        DecodeError: the file ends within a record, or there is no such kind of record.
    """
    position, end = 0, len(content)
    while position < end:
        start = position
        tag = content[position]
        position += 1
        if tag > 127:
            tag, position = varint(content, start, end)
        kind = tag & 7
        if kind == BYTES:
            if position < end and content[position] < 128:  # most lengths, without a call
                length = content[position]
                position += 1
            else:
                length, position = varint(content, position, end)
            if position + length > end:
                raise DecodeError(f'it ends within the record that begins at byte {start:,}')
            yield tag >> 3, position, position + length
            position += length
        elif kind == VARINT:
            _, position = varint(content, position, end)
        elif kind in (FIXED_64, FIXED_32):
            position += 8 if kind == FIXED_64 else 4
        else:
            raise DecodeError(f'no record begins at byte {start:,} of {end:,}')


def first(content: memoryview, number: int, among: int) -> memoryview | None:
    """What stands in the field of this number, among the first few records."""
    return next((payload for field, payload in itertools.islice(records(content), among) if field == number), None)


def varint(content: memoryview, position: int, end: int) -> tuple[int, int]:
    """The number that begins at a position, and the position behind it.

    Raises:
        DecodeError: it does not end before `end`.
    """
    if position < end and content[position] < 128:
        return content[position], position + 1
    value = shift = 0
    while position < end and shift < 70:
        byte = content[position]
        position += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, position
        shift += 7
    raise DecodeError(f'it ends within the record that begins at byte {position:,}' if shift < 70 else 'no number ends')
