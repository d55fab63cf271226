"""Colours, plurals and the line of progress."""

import io
import sys

import pytest

from tf1_ref.terminal import RED, counted, hanging, one_line, painter, printable, progress, wants_colour


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_one_line():
    assert one_line('a\n  b\x1b') == 'a b\\x1b'
    assert one_line('x' * 300) == 'x' * 200 + '...'


def test_what_a_terminal_would_obey_is_escaped():
    assert printable('conv1/W é') == 'conv1/W é'
    assert printable('a\x1b[2Jb') == 'a\\x1b[2Jb' and printable('a\nb') == 'a\\nb'


def test_colours():
    assert painter(True)(RED, 'a') == '\033[31ma\033[0m' and painter(False)(RED, 'a') == 'a'


@pytest.mark.parametrize(
    ('stream', 'no_colour', 'wanted'), [(Terminal, '', False), (Terminal, None, True), (io.StringIO, None, False)]
)
def test_where_colours_are_wanted(monkeypatch, stream, no_colour, wanted):
    monkeypatch.setattr(sys, 'stdout', stream())
    monkeypatch.delenv('NO_COLOR', raising=False)
    if no_colour is not None:
        monkeypatch.setenv('NO_COLOR', no_colour)
    assert wants_colour() is wanted


def test_plurals():
    assert [counted(number, 'file') for number in (0, 1, 2, 1000)] == ['0 files', '1 file', '2 files', '1,000 files']


@pytest.mark.parametrize(
    ('line', 'shown'),
    [
        ('  tea    green leaves', ['  tea    green leaves']),
        ('  tea    green leaves, in hot water', ['  tea    green leaves, in', '         hot water']),
        ('  -- IT ...  is for the program', ['  -- IT ...  is for the', '             program']),
        ('    what goes on from a line above', ['    what goes on from a', '    line above']),
        ('usage: brew [OPTION ...] TEA or COFFEE', ['usage: brew [OPTION ...]', '       TEA or COFFEE']),
        ('no-such-thing-as-a-word-of-this-length', ['no-such-thing-as-a-word-of-this-length']),
    ],
)
def test_lines_that_are_too_long_go_on_below_their_last_column(line, shown):
    assert hanging(line, 25).splitlines() == shown


@pytest.mark.parametrize(('stream', 'said'), [(Terminal, '\rread 1 of 2\rread 2 of 2\r\033[K'), (io.StringIO, '')])
def test_progress_is_for_terminals_and_gone_at_the_end(monkeypatch, stream, said):
    monkeypatch.setattr(sys, 'stderr', stream())
    assert list(progress(iter('ab'), 2, 'read')) == ['a', 'b']
    assert sys.stderr.getvalue() == said
