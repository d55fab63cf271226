"""The front door: `python -m tf1_ref COMMAND`.

Each command is a module with a function `main(arguments)` that returns the exit code; it is imported when the command
is named. Bad input ends in one line and exit code 2.
"""

from __future__ import annotations

import difflib
import importlib
import os
import sys

import tf1_ref
from tf1_ref.commands import BAD_INPUT, DONE, EXIT_CODES, INTERRUPTED
from tf1_ref.errors import InputError, Tf1RefError

# Command: its module, and what it does in one line.
COMMANDS = {
    'port': ('tf1_ref.legacy.port.command', 'turn TensorFlow 1 source into source that runs on current TensorFlow'),
    'diff': ('tf1_ref.graphs.diff.command', 'hold Python code against a slide of the deck, or against other code'),
    'snapshot': ('tf1_ref.graphs.snapshot.command', 'write a graph as JSON that can be read, kept and compared'),
    'doctor': ('tf1_ref.legacy.doctor.command', 'tell whether a legacy script will run here, without running it'),
    'symbols': (
        'tf1_ref.legacy.symbols.command',
        'list what of TensorFlow 1 is supported, and what is refused and why',
    ),
    'verify': ('tf1_ref.legacy.verify.command', 'hold scripts against the same on the genuine TensorFlow 1.15'),
    'genuine': ('tf1_ref.legacy.genuine.command', 'make an environment with the genuine TensorFlow 1.15.5 for verify'),
    'run': ('tf1_ref.legacy.run.command', 'run an unmodified TensorFlow 1 script or notebook'),
    'checkpoint': (
        'tf1_ref.graphs.checkpoint.command',
        'list a checkpoint, fit it to a model by renaming its variables',
    ),
    'tree': ('tf1_ref.graphs.tree.command', "print a model's scopes with parameters, multiply-adds and memory"),
}
USAGE = 'usage: python -m tf1_ref COMMAND [ARGUMENT ...]; `python -m tf1_ref COMMAND --help` tells more'


def main(arguments: list[str] | None = None) -> int:
    """Runs the command that the arguments name, those of the command line by default; returns the exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    command = arguments[0] if arguments else '--help'
    try:
        if command in ('--help', '-h', 'help'):
            print(_help())
            return DONE
        if command == '--version':
            print(f'tf1_ref {tf1_ref.__version__}')
            return DONE
        exit_code = importlib.import_module(_module_of(command)).main(arguments[1:])
        if sys.stdout is not None:  # as it is where it was closed before Python started
            sys.stdout.flush()  # here, where a reader that has gone is no surprise
        return exit_code
    except Tf1RefError as error:
        name = f' {command}' if command in COMMANDS else ''
        print(f'tf1_ref{name}: error: {error}', file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # `... | head` has read enough; Python would complain once more at its exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BAD_INPUT


def _module_of(command):
    if command not in COMMANDS:
        nearest = difflib.get_close_matches(command, COMMANDS, n=1)
        remedy = f'did you mean {nearest[0]}?' if nearest else f'one of {", ".join(COMMANDS)}'
        raise InputError(f'unknown command {command}; {remedy}')
    return COMMANDS[command][0]


def _help():
    width = max(map(len, COMMANDS))
    commands = [f'  {name:{width}}  {summary}' for name, (_, summary) in COMMANDS.items()]
    codes = [f'  {code:<{width}}  {meaning}' for code, meaning in EXIT_CODES.items()]
    return '\n'.join([USAGE, '', *commands, '', 'exit codes of all of them (run: those of the script):', *codes])


if __name__ == '__main__':
    sys.exit(main())
