"""An attribute of an operation, as the bytes of its protocol buffer, becomes text that is the same on every version.

A type is its name (`float32`), a list its items with a blank between them (`1 2 2 1`), a shape `[?, 28, 28, 1]`, a
tensor its type, its shape and its values. More than eight values that are all the same are written once
(`float32 [100] all 0`); for others stands a digest. Values are never spread out beyond
eight: a file of a few bytes can ask for terabytes. A function is its name and a digest of its body.
"""

from __future__ import annotations

import bisect
import hashlib
import math
import re
import struct
from collections.abc import Callable
from typing import Any

from tf1_ref.graphs.graph import Shape
from tf1_ref.graphs.reading.messages import BINARY, DTYPES, REFERENCE
from tf1_ref.graphs.text import shape_text
from tf1_ref.terminal import printable

SHOWN_VALUES, SHOWN_BYTES = 8, 1000
# Of a larger attribute stands the digest of its bytes: parsed, it can take many times their memory.
LARGEST_PARSED = 2**26
NUMBER = re.compile(r'(?<=[\w>])_\d+$')  # of a function
# How a type's values stand in `tensor_content` (in `struct`'s letters), and the field where they stand else.
ENCODINGS = {
    'float32': ('f', 'float_val'), 'float64': ('d', 'double_val'), 'int32': ('i', 'int_val'), 'uint8': ('B', 'int_val'),
    'int16': ('h', 'int_val'), 'int8': ('b', 'int_val'), 'int64': ('q', 'int64_val'), 'bool': ('?', 'bool_val'),
    'uint16': ('H', 'int_val'), 'uint32': ('I', 'uint32_val'), 'uint64': ('Q', 'uint64_val'),
    'float16': ('H', 'half_val'), 'bfloat16': ('H', 'half_val'), 'complex64': ('ff', 'scomplex_val'),
    'complex128': ('dd', 'dcomplex_val'), 'qint8': ('b', 'int_val'), 'quint8': ('B', 'int_val'),
    'qint32': ('i', 'int_val'), 'qint16': ('h', 'int_val'), 'quint16': ('H', 'int_val'),
}  # fmt: skip


def as_text(value: bytes, digest: Callable[[str], str | None] | None = None, is_numbered: bool = True) -> str:
    """The text of an attribute's value.

    Args:
        value: what an AttrValue is in a file.
        digest: what a function computes, by its name, of a graph that may have some; see
            `tf1_ref.graphs.reading.functions.Functions.digest`.
        is_numbered: whether the name of a function, where its digest follows, keeps the number at its end, which counts
            the functions that a process has made.

    Raises:
        google.protobuf.message.DecodeError, struct.error: these bytes are no attribute's value.
    """
    if len(value) > LARGEST_PARSED:
        return f'{len(value):,} bytes, {_digest(value)}'
    message = BINARY.AttrValue.FromString(value)
    kind = message.WhichOneof('value')
    if kind == 'list':
        fields = message.list.ListFields()
        return ' '.join(_item(field.name, item, digest, is_numbered) for field, items in fields for item in items)
    return '' if kind is None else _item(kind, getattr(message, kind), digest, is_numbered)


def entry(content: bytes) -> tuple[str, bytes]:
    """The name and the value of an attribute, from the bytes of both."""
    message = BINARY.Attribute.FromString(content)
    return message.key, message.value


def list_of_shapes(value: bytes) -> tuple[Shape, ...]:
    """The shapes in an attribute such as `_output_shapes`."""
    return tuple(map(shape_of, BINARY.AttrValue.FromString(value).list.shape))


def one_shape(value: bytes) -> Shape:
    """The shape in an attribute such as a placeholder's `shape`."""
    return shape_of(BINARY.AttrValue.FromString(value).shape)


def shape_of(message: Any) -> Shape:
    """The shape in a `TensorShapeProto`."""
    return None if message.unknown_rank else tuple(None if dim.size < 0 else dim.size for dim in message.dim)


def _item(kind, value, digest, is_numbered):
    if kind == 's':
        return _string(value)
    if kind == 'f':
        return _float(value)
    if kind == 'type':
        return _dtype(value)
    if kind == 'shape':
        return _shape(value)
    if kind == 'tensor':
        return _tensor(value)
    if kind == 'func':
        named = sorted(f'{key}={as_text(text, digest, is_numbered)}' for key, text in map(entry, value.attr))
        body = digest(value.name) if digest else None
        name = value.name if is_numbered or not body else NUMBER.sub('', value.name)
        return printable(f'{name}({", ".join(named)})' + (f' {body}' if body else ''))
    return printable(str(value))  # an integer, a boolean, a placeholder


def _string(value):
    return printable(value.decode('utf-8', 'backslashreplace')) if len(value) <= SHOWN_BYTES else _digest(value)


def _digest(content):
    return f'sha256 {hashlib.sha256(content).hexdigest()}'


def _dtype(number):
    reference = number > REFERENCE
    name = DTYPES.get(number - REFERENCE if reference else number, f'type {number}')
    return f'{name}_ref' if reference else name


def _shape(message):
    return shape_text(shape_of(message))


def _float(value):
    """The shortest decimal number that is this float32: `0.1` rather than `0.10000000149011612`."""
    for digits in range(6, 10):
        text = f'{value:.{digits}g}'
        if (
            not math.isfinite(value)
            or abs(float(text)) > 3.4e38
            or struct.pack('f', float(text)) == struct.pack('f', value)
        ):
            break
    return text


def _tensor(message):
    name = DTYPES.get(message.dtype)
    size = math.prod(dim.size for dim in message.tensor_shape.dim)
    if name == 'string':
        values = _strings(message.string_val, size)
    elif name in ENCODINGS:
        values = _numbers(message, name, size)
    else:
        values = _digest(message.SerializeToString(deterministic=True))
    return f'{_dtype(message.dtype)} {_shape(message.tensor_shape)} {values}'.rstrip()


def _strings(values, size):
    """A tensor's strings: at most eight short ones as they are, of others a digest."""
    if len(values) == 1 and size > 1:
        return f'all {ascii(_string(values[0]))}'
    if len(values) <= SHOWN_VALUES and sum(map(len, values)) <= SHOWN_BYTES:
        return ' '.join(ascii(_string(value)) for value in values)
    return _digest(b''.join(struct.pack('<q', len(value)) + value for value in values))


def _numbers(message, name, size):
    """The values of a tensor; those that are left out at its end are the same as the last one that is there."""
    letters, field = ENCODINGS[name]
    width, content = struct.calcsize(f'={letters}'), message.tensor_content
    if not content:
        values = getattr(message, field)
        content = struct.pack(f'<{len(values)}{letters[0]}', *values) or bytes(width)
    content = _without_repetition(content[: len(content) // width * width][: size * width], width)
    count = len(content) // width
    if size > SHOWN_VALUES and count > 1:
        return _digest(content)
    texts = [_number(content[i * width : (i + 1) * width], name, letters) for i in range(count)]
    if size > SHOWN_VALUES:
        return f'all {texts[0]}'
    return ' '.join(texts + texts[-1:] * (size - count))


def _without_repetition(content, width):
    """The part of `content` up to the value that all that follow are equal to."""
    last, count = content[-width:], len(content) // width
    repeated = last * count
    same = bisect.bisect_left(range(1, count + 1), True, key=lambda n: content[-n * width :] != repeated[: n * width])
    return content[: (count - same + 1) * width]


def _number(content, name, letters):
    letters = {'float16': 'e'}.get(name, letters)
    shown = (_float(v) if letters[0] == 'f' else str(v) for v in struct.unpack(f'<{letters}', content))
    return ','.join(shown)
