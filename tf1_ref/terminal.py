"""What is printed for people: nothing that a terminal would obey, colours where they are wanted, plurals, progress."""

from __future__ import annotations

import os
import re
import sys

TYPE_CHECKING = False  # for type checkers alone: commands start in milliseconds
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

RED, GREEN, CYAN, BOLD, DIM, PLAIN = '\033[31m', '\033[32m', '\033[36m', '\033[1m', '\033[2m', '\033[0m'


def wants_colour() -> bool:
    """Whether standard output is a terminal, and NO_COLOR is not set."""
    return sys.stdout.isatty() and 'NO_COLOR' not in os.environ


def painter(colour: bool) -> Callable[[str, str], str]:
    """A function from a colour's code and a text to the text in that colour, or as it is without `colour`."""
    return (lambda code, text: f'{code}{text}{PLAIN}') if colour else (lambda code, text: text)


def printable(text: str) -> str:
    """`text` with escapes for what a terminal would obey."""
    return text if text.isprintable() else ascii(text)[1:-1]


def one_line(text: object, length: int = 200) -> str:
    """What an exception or a file says, on one line that is not too long and has nothing that a terminal would obey."""
    text = ' '.join(str(text).split())
    return ascii(text if len(text) <= length else f'{text[:length]}...')[1:-1]


def counted(number: int, noun: str) -> str:
    """Such as `1 file` and `2 files`."""
    return f'{number:,} {noun}' if number == 1 else f'{number:,} {noun}s'


def hanging(line: str, width: int) -> str:
    """A line of a table; where it is wider than `width`, several, which go on where its last column begins."""
    if len(line) <= width:
        return line
    import textwrap

    label = re.match(r'\s*\S.*?\s{2,}(?=\S)|usage: |\s*', line).group()
    options = {'break_long_words': False, 'break_on_hyphens': False, 'subsequent_indent': ' ' * len(label)}
    return textwrap.fill(line[len(label) :], width, initial_indent=label, **options)


def progress(items: Iterable[Any], total: int, what: str) -> Iterator[Any]:
    """The items; while they come, a line on standard error says how many of them are done, if that is a terminal."""
    shown = sys.stderr is not None and sys.stderr.isatty()
    for done, item in enumerate(items, 1):
        if shown:
            print(f'\r{what} {done} of {total}', end='', file=sys.stderr, flush=True)
        yield item
    if shown:
        print('\r\033[K', end='', file=sys.stderr, flush=True)
