"""What Python 2's text, comparisons and sorting did, for ported modules and for `run`."""

from __future__ import annotations

import codecs
from typing import Any


def cmp(left: Any, right: Any) -> int:
    """Python 2's `cmp`: -1, 0 or 1."""
    return (left > right) - (left < right)


def encode_text(text: str | bytes, codec: str) -> str:
    """Python 2's `text.encode('hex')`, of which the result is text again.

    Args:
        text: text, whose characters stand for bytes, or bytes.
        codec: such as 'hex', 'base64' or 'rot13'.
    """
    return _recoded(text, codec, codecs.encode)


def decode_text(text: str | bytes, codec: str) -> str:
    """Python 2's `text.decode('hex')`; see `encode_text`."""
    return _recoded(text, codec, codecs.decode)


def _recoded(text, codec, function):
    name = codec.replace('-', '_')
    if name in ('rot13', 'rot_13'):
        return function(text if isinstance(text, str) else text.decode('latin-1'), 'rot13')
    if name == 'string_escape':
        name = 'unicode_escape'
        if function is codecs.encode:
            return function(text if isinstance(text, str) else text.decode('latin-1'), name).decode('latin-1')
    data = function(text.encode('latin-1') if isinstance(text, str) else text, name)
    return data if isinstance(data, str) else data.decode('latin-1')
