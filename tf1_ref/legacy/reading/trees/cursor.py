"""A text that is gone through from its beginning to its end: what comes next, and the white space around it."""

from __future__ import annotations

import re

import libcst as cst

from tf1_ref.legacy.reading.trees.nodes import COMMA, NONE, ONE, between, closing, lines, opening, white

DEFAULT = cst.MaybeSentinel.DEFAULT
_SPACE = re.compile(r'(?:[ \t\f]|\\\n)*')
_WITHIN = re.compile(r'(?:[ \t\f\n]|#[^\n]*)*')  # brackets
MORE = (' ', '\t', '\f', '\n', '\\', '#', '')  # what white space begins with, and the end


class NotMade(Exception):
    """What is left to libcst's parser."""


class Cursor:
    """A place in a text."""

    def __init__(self, text: str):
        """Begins where the text does."""
        self._text, self._at = text, 0
        self._within = 0  # so many brackets
        self._indent = ''  # of the block
        self._lines = text.split('\n')
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._is_ascii = text.isascii()

    def _place(self, line, column):
        """Where a place is in the text that Python tells in bytes of a line."""
        if self._is_ascii or self._lines[line - 1].isascii():
            return self._starts[line - 1] + column
        return self._starts[line - 1] + len(self._lines[line - 1].encode()[:column].decode())

    def _start(self, node):
        return self._place(node.lineno, node.col_offset)

    def _take(self, word):
        if not self._text.startswith(word, self._at):
            raise NotMade
        self._at += len(word)

    def _space(self):
        """White space, which may be none."""
        text, at = self._text, self._at
        first = text[at : at + 1]
        if first == ' ' and text[at + 1 : at + 2] not in MORE:
            self._at = at + 1
            return ONE
        if first not in MORE:
            return NONE
        end = self._behind(_SPACE)
        if self._within and text[end : end + 1] in ('#', '\n'):
            end = self._behind(_WITHIN)
            if text[end : end + 1] == '\\':
                raise NotMade
            self._at = end
            return lines(text[at:end], self._indent)
        self._at = end
        return white(text[at:end])

    def _behind(self, pattern):
        found = pattern.match(self._text, self._at)
        return found.end() if found else self._at

    def _last_comma(self):
        """A comma with the white space in front of it, if one comes; else nothing is taken."""
        at, before = self._at, self._space()
        if not self._text.startswith(',', self._at):
            self._at = at
            return DEFAULT
        self._at += 1
        return between(cst.Comma, before, NONE)

    def _comma(self):
        """A comma with the white space around it, if one comes; else nothing is taken."""
        text, at = self._text, self._at
        if text.startswith(', ', at) and text[at + 2] not in MORE:
            self._at = at + 2
            return COMMA
        before = self._space()
        if not text.startswith(',', self._at):
            self._at = at
            return DEFAULT
        self._at += 1
        return between(cst.Comma, before, self._space())

    def _open(self, bracket, kind):
        self._take(bracket)
        self._within += 1
        return opening(kind, self._space())

    def _close(self, bracket, kind):
        before = self._space()
        self._take(bracket)
        self._within -= 1
        return closing(kind, before)

    def _colon(self):
        at, before = self._at, self._space()
        if not self._text.startswith(':', self._at):
            self._at = at
            return DEFAULT
        self._at += 1
        return between(cst.Colon, before, self._space())
