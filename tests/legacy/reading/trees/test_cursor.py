"""A place in a text."""

import pytest

from tests import needs

needs.modules('libcst')

import libcst as cst

from tf1_ref.legacy.reading.trees.cursor import DEFAULT, Cursor, NotMade
from tf1_ref.legacy.reading.trees.nodes import COMMA, NONE, ONE


def test_places_are_told_in_bytes():
    cursor = Cursor('a\néé b\nc')
    assert [cursor._place(*place) for place in ((1, 0), (2, 0), (2, 2), (2, 5), (3, 0))] == [0, 2, 3, 5, 7]


def test_white_space_ends_with_the_line_but_within_brackets():
    cursor = Cursor('( \n ) \n')
    assert cursor._open('(', cst.LeftParen).whitespace_after.last_line.value == ' '
    assert cursor._close(')', cst.RightParen).whitespace_before is NONE
    assert cursor._space() is ONE and cursor._space() is NONE


def test_commas_and_colons_may_be_missing():
    cursor = Cursor(', a ,:b  c')
    assert cursor._comma() is COMMA
    cursor._take('a')
    assert cursor._colon() is DEFAULT
    comma = cursor._last_comma()
    assert (comma.whitespace_before, comma.whitespace_after) == (ONE, NONE)
    assert isinstance(cursor._colon(), cst.Colon)
    cursor._take('b')
    assert cursor._comma() is DEFAULT is cursor._last_comma()
    with pytest.raises(NotMade):
        cursor._take('c')
    assert cursor._space().value == '  '


def test_a_backslash_within_brackets_is_not_understood():
    cursor = Cursor('(#\n\\\n)')
    with pytest.raises(NotMade):
        cursor._open('(', cst.LeftParen)
