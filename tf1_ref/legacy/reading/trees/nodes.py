"""Nodes of libcst without its checks, which take long; punctuation and white space, each made once."""

from __future__ import annotations

import dataclasses
import functools
from typing import Any

import libcst as cst

NEW, SET = object.__new__, object.__setattr__  # libcst's nodes cannot be changed: these can


def made(kind: type, **fields: Any) -> Any:
    """A node that has these fields and no others."""
    node: Any = NEW(kind)
    for name, value in fields.items():
        SET(node, name, value)
    return node


def changed(node: Any, **fields: Any) -> Any:
    """A node with other values in some fields, checked as libcst does it: its `with_changes` takes longer."""
    kind = type(node)
    names = _names.get(kind)
    if names is None:
        names = _names[kind] = tuple(field.name for field in dataclasses.fields(kind))
    copy = NEW(kind)
    for name in names:
        SET(copy, name, fields[name] if name in fields else getattr(node, name))
    copy._validate()
    return copy


_names: dict[type, tuple[str, ...]] = {}


def name_of(text: str) -> Any:
    """A name, or what is one to libcst, such as `None`."""
    name = NEW(cst.Name)
    SET(name, 'value', text)
    SET(name, 'lpar', ())
    SET(name, 'rpar', ())
    return name


@functools.lru_cache(maxsize=4096)
def white(text: str) -> cst.SimpleWhitespace:
    """White space within a line."""
    return cst.SimpleWhitespace(text)


@functools.lru_cache(maxsize=4096)
def lines(text: str, indent: str) -> cst.ParenthesizedWhitespace:
    """White space with ends of lines in it.

    Args:
        text: the white space, with comments.
        indent: what the lines of the block around it begin with.
    """
    first, *between, last = text.split('\n')
    is_indented, rest = _indented(last, indent)
    return cst.ParenthesizedWhitespace(
        first_line=trailing(first),
        empty_lines=tuple([_empty(line, indent) for line in between]),
        indent=is_indented,
        last_line=white(rest),
    )


@functools.lru_cache(maxsize=4096)
def trailing(text: str) -> cst.TrailingWhitespace:
    """What is behind a statement in its line: white space and a comment."""
    whitespace, comment = _line(text)
    return cst.TrailingWhitespace(whitespace=whitespace, comment=comment)


@functools.lru_cache(maxsize=4096)
def empty(text: str, indent: str) -> tuple[cst.EmptyLine, ...]:
    """Lines without a statement, in a block that is indented like that."""
    return tuple([_empty(line, indent) for line in text.split('\n')[:-1]])


def _line(text):
    space, sign, comment = text.partition('#')
    return white(space), cst.Comment(sign + comment) if sign else None


def _indented(line, indent):
    return (True, line[len(indent) :]) if line.startswith(indent) else (False, line)


def _empty(line, indent):
    is_indented, rest = _indented(line, indent)
    whitespace, comment = _line(rest)
    return cst.EmptyLine(indent=is_indented, whitespace=whitespace, comment=comment)


@functools.lru_cache(maxsize=4096)
def between(kind: Any, before: Any, after: Any) -> Any:
    """Punctuation that has white space on both sides."""
    return kind(whitespace_before=before, whitespace_after=after)


@functools.lru_cache(maxsize=4096)
def opening(kind: Any, after: Any) -> Any:
    """Punctuation that has white space behind it, such as what opens brackets."""
    return kind(whitespace_after=after)


@functools.lru_cache(maxsize=4096)
def closing(kind: Any, before: Any) -> Any:
    """Punctuation that has white space in front of it, such as what closes brackets."""
    return kind(whitespace_before=before)


NONE, ONE = white(''), white(' ')
COMMA, DOT = between(cst.Comma, NONE, ONE), between(cst.Dot, NONE, NONE)
EQUAL = between(cst.AssignEqual, NONE, NONE)
