"""Damage to files: at random places, in the fields of protocol buffers, in what was read from JSON."""

from __future__ import annotations

import copy
import functools
import random
from collections.abc import Iterator
from typing import Any

# What is put in the place of a value.
VALUES = (None, True, -1, 1e308, float('nan'), [], {}, [[]], 'x', '\ud800', [1, 2], {'a': [None]}, 2**70, '<b>')


def places(value: Any, place: tuple = ()) -> Iterator[tuple]:
    """The keys and indices that lead to each part of a value, the whole of it left out."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield (*place, key)
        yield from places(part, (*place, key))


def damaged(content: Any, place: tuple, value: Any) -> Any:
    """A copy of the content with a value in one of its places."""
    changed = copy.deepcopy(content)
    *above, last = place
    functools.reduce(lambda part, key: part[key], above, changed)[last] = value
    return changed


def mutated(content: bytes, dice: random.Random) -> bytes:
    """A copy with some bytes changed, cut off, taken out, put in or copied from elsewhere; not of an empty one."""
    changed, position = bytearray(content), dice.randrange(len(content))
    kind = dice.randrange(5)
    if kind == 0:
        for _ in range(dice.choice([1, 1, 3, 10])):
            changed[dice.randrange(len(content))] = dice.randrange(256)
    elif kind == 1:
        del changed[position:]
    elif kind == 2:
        del changed[position : position + dice.randrange(1, 50)]
    elif kind == 3:
        changed[position:position] = bytes(dice.randrange(256) for _ in range(dice.randrange(1, 20)))
    else:
        other = dice.randrange(len(content))
        changed[position : position + 30] = content[other : other + 30]
    return bytes(changed)


def misread(content: Any, dice: random.Random, further: tuple = ()) -> Any:
    """A copy of what was read from JSON with one to three values in places of it, at random."""
    for _ in range(dice.choice([1, 1, 1, 3])):
        found = [*places(content)]
        if found:
            content = damaged(content, dice.choice(found), dice.choice((*VALUES, *further)))
    return content


# What is put in the place of a number in a protocol buffer.
NUMBERS = (0, 1, 2, 7, 127, 2**31 - 1, 2**31, 2**63 - 1, 2**63, 2**64 - 1)


def rebuilt(content: bytes, dice: random.Random) -> bytes:
    """A copy of a protocol buffer, whole in its form, with a field anywhere in it changed, gone, doubled or moved."""
    fields = _fields(content)
    if not fields:
        return mutated(content or b'\n', dice)
    chosen = dice.randrange(len(fields))
    number, kind, value = fields[chosen]
    if kind == 2 and dice.random() < 0.75 and _fields(value):
        fields[chosen] = number, kind, rebuilt(value, dice)
    else:
        how = dice.randrange(5)
        if how == 0:
            del fields[chosen]
        elif how == 1:
            fields.insert(dice.randrange(len(fields) + 1), fields[chosen])
        elif how == 2:
            fields[chosen] = dice.randrange(1, 30), kind, value
        elif how == 3:
            other = dice.choice(fields)
            fields[chosen] = number, other[1], other[2]
        elif kind == 2:
            fields[chosen] = number, kind, mutated(value or b' ', dice)
        else:
            fields[chosen] = number, 0, dice.choice(NUMBERS)
    return b''.join(_field(*field) for field in fields)


def _fields(content):
    """Number, kind and value of each field of a message; [] of what is none."""
    found, at = [], 0
    try:
        while at < len(content):
            tag, at = _varint(content, at)
            kind = tag & 7
            if kind == 0:
                value, at = _varint(content, at)
            else:
                size, at = _varint(content, at) if kind == 2 else ({1: 8, 5: 4}[kind], at)
                value, at = content[at : at + size], at + size
            if not tag >> 3 or at > len(content):
                return []
            found.append((tag >> 3, kind, value))
    except (IndexError, KeyError):
        return []
    return found


def _field(number, kind, value):
    head = _as_varint(number << 3 | kind)
    return head + (_as_varint(value) if kind == 0 else _as_varint(len(value)) + value if kind == 2 else value)


def _varint(content, at):
    value = shift = 0
    while True:
        value |= (content[at] & 127) << shift
        at, shift = at + 1, shift + 7
        if content[at - 1] < 128 or shift > 63:
            return value, at


def _as_varint(value):
    digits = bytearray()
    while value > 127:
        digits.append(value & 127 | 128)
        value >>= 7
    return bytes([*digits, value])
