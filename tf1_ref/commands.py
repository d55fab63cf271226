"""The frame of a command of `python -m tf1_ref`: how its arguments are read, and what its exit code says."""

from __future__ import annotations

import argparse

from tf1_ref.errors import InputError

TYPE_CHECKING = False  # for type checkers alone: every --help would wait 3 ms for `typing`
if TYPE_CHECKING:
    from typing import NoReturn

DONE, FAILED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130
# Of all commands; the README has the same table. `run` ends as the script does.
EXIT_CODES = {
    DONE: 'done, or nothing to do',
    FAILED: 'something differs, is missing, would change (--check) or keeps code from running; a script failed',
    BAD_INPUT: 'bad input, or something has to be installed: one line says what, where and what to do',
    INTERRUPTED: 'interrupted by Ctrl-C',
}


class Parser(argparse.ArgumentParser):
    """Reads the arguments of one command; what is wrong with them is an `InputError` in one line."""

    def __init__(self, command: str, description: str, **options):
        """Takes the command's name and what `--help` says of it.

        Args:
            command: what stands behind `python -m tf1_ref`.
            description: printed as it is, line for line.
            **options: further arguments of `argparse.ArgumentParser`.
        """
        options |= {'prog': f'python -m tf1_ref {command}', 'formatter_class': argparse.RawDescriptionHelpFormatter}
        super().__init__(description=description, **options)

    def add_format(self, *further: str, help: str = 'text for people, json for programs') -> None:
        """Adds the option `--format`: text by default, or json, or one of the further ones."""
        self.add_argument('--format', choices=('text', 'json', *further), default='text', help=help)

    def error(self, message: str) -> NoReturn:
        """Refuses the arguments.

        Raises:
            InputError: always; it points at `--help`.
        """
        raise InputError(f'{message}; see {self.prog} --help')
