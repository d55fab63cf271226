"""The frame of a command of `python -m tf1_ref`: how its arguments are read, and what its exit code says."""

from __future__ import annotations

import argparse
import os
import sys

from tf1_ref.errors import InputError
from tf1_ref.terminal import hanging

TYPE_CHECKING = False  # for type checkers alone: every --help would wait 3 ms for `typing`
if TYPE_CHECKING:
    from typing import NoReturn

DONE, FAILED, BAD_INPUT, INTERRUPTED, UNREAD = 0, 1, 2, 130, 141
# Of all commands; the README has the same table. `run` ends as the script does.
EXIT_CODES = {
    DONE: 'done, or nothing to do',
    FAILED: 'something differs, is missing, would change (--check) or keeps code from running; a script failed',
    BAD_INPUT: 'bad input, or something has to be installed: one line says what, where and what to do',
    INTERRUPTED: 'interrupted by Ctrl-C',
    UNREAD: 'the reader of its output has gone, such as head; the rest was not written',
}


def called_as() -> str:
    """How this program was started: `tf1-ref` or `python -m tf1_ref`."""
    return 'tf1-ref' if os.path.basename(sys.argv[0]).startswith('tf1-ref') else 'python -m tf1_ref'


class _Formatter(argparse.HelpFormatter):
    """Fills each paragraph of a description to the terminal's width; of what is indented, each line for itself."""

    def _fill_text(self, text, width, indent):
        return '\n\n'.join(
            '\n'.join(hanging(line, width) for line in paragraph.splitlines())
            if '\n ' in f'\n{paragraph}'
            else super(_Formatter, self)._fill_text(paragraph, width, indent)
            for paragraph in text.strip().split('\n\n')
        )

    def _format_usage(self, usage, actions, groups, prefix):
        text = super()._format_usage(usage, actions, groups, prefix)
        return text if usage is None else f'{hanging(text.strip(), self._width)}\n\n'  # which argparse leaves as it is


class Parser(argparse.ArgumentParser):
    """Reads the arguments of one command; what is wrong with them is an `InputError` in one line."""

    def __init__(self, command: str, description: str, **options):
        """Takes the command's name and what `--help` says of it.

        Args:
            command: what stands behind `python -m tf1_ref`.
            description: its paragraphs, the indented lines of which are printed as they are.
            **options: further arguments of `argparse.ArgumentParser`.
        """
        options |= {'prog': f'{called_as()} {command}', 'formatter_class': _Formatter}
        super().__init__(description=description, **options)

    def add_format(self, *further: str, help: str = 'text for people, json for programs') -> None:
        """Adds the option `--format`: text by default, or json, or one of the further ones."""
        self.add_argument('--format', choices=('text', 'json', *further), default='text', help=help)

    def _get_values(self, action, arg_strings):
        if action.option_strings and action.nargs is None and arg_strings == ['--']:
            raise argparse.ArgumentError(action, 'expected one argument')  # argparse would make [] of it
        return super()._get_values(action, arg_strings)

    def error(self, message: str) -> NoReturn:
        """Refuses the arguments.

        Raises:
            InputError: always; it points at `--help`.
        """
        raise InputError(f'{message}; see {self.prog} --help')
