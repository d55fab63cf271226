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
from tf1_ref.commands import BAD_INPUT, DONE, EXIT_CODES, INTERRUPTED, UNREAD, called_as
from tf1_ref.errors import InputError, Tf1RefError
from tf1_ref.terminal import hanging, printable

# By what people do: command, its module, and what it does in one line.
GROUPS = {
    'TensorFlow 1 code': {
        'run': ('tf1_ref.legacy.run.command', 'run an unmodified script, module or notebook'),
        'port': ('tf1_ref.legacy.port.command', 'turn source into source that runs on current TensorFlow'),
        'doctor': ('tf1_ref.legacy.doctor.command', 'tell whether a script will run here, without running it'),
        'verify': ('tf1_ref.legacy.verify.command', 'compare what scripts compute with TensorFlow 1.15.5 itself'),
        'genuine': ('tf1_ref.legacy.genuine.command', 'make an environment with TensorFlow 1.15.5 for verify'),
    },
    'Graphs and checkpoints': {
        'diff': ('tf1_ref.graphs.diff.command', 'compare two graphs, or code with a slide or other code'),
        'snapshot': ('tf1_ref.graphs.snapshot.command', 'write a graph as JSON that can be read, kept and compared'),
        'tree': ('tf1_ref.graphs.tree.command', "print a model's scopes with parameters, multiply-adds and memory"),
        'checkpoint': ('tf1_ref.graphs.checkpoint.command', 'list variables, or rename them to fit a model'),
    },
    'To begin with': {
        'tour': ('tf1_ref.tour', 'run, port, verify and pin a small script, in two minutes'),
        'symbols': ('tf1_ref.legacy.symbols.command', 'list the names of TensorFlow 1: supported, or refused and why'),
    },
}
COMMANDS = {command: entry for group in GROUPS.values() for command, entry in group.items()}
EXAMPLES = ('run old.py --epochs=3', 'port src -o src_tf2', 'diff old.pb my_nets:cnn', 'symbols contrib.layers')


def main(arguments: list[str] | None = None) -> int:
    """Runs the command that the arguments name, those of the command line by default; returns the exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    command = arguments[0] if arguments else '--help'
    if command != 'run':  # whose script finds them as Python has left them
        _open_what_was_closed()
    try:
        if command in ('--help', '-h', 'help'):
            print(_help())
            return DONE
        if command in ('--version', '-V'):
            print(f'tf1_ref {tf1_ref.__version__}')
            return DONE
        if command == '--completion':
            from tf1_ref import completion

            print(completion.script(arguments[1:], COMMANDS), end='')
            return DONE
        exit_code = importlib.import_module(_module_of(command)).main(arguments[1:])
        if sys.stdout is not None:
            sys.stdout.flush()  # here, where a reader that has gone is no surprise
        return exit_code
    except Tf1RefError as error:
        name = f' {command}' if command in COMMANDS else ''
        print(f'tf1_ref{name}: error: {printable(str(error))}', file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # `... | head` has read enough; Python would complain once more at its exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNREAD
    except OSError as error:  # such as a name that is too long; a script's own is a traceback
        if command == 'run' or error.strerror is None:
            raise
        where = f': {error.filename}' if error.filename else ''
        print(f'tf1_ref {command}: error: {printable(error.strerror + where)}; see to it', file=sys.stderr)
        return BAD_INPUT


def _open_what_was_closed():
    """Gives the standard streams that were closed before Python started an empty file each, in the place of None."""
    for name, mode in (('stdin', 'r'), ('stdout', 'w'), ('stderr', 'w')):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))


def _module_of(command):
    if command not in COMMANDS:
        nearest = difflib.get_close_matches(command, COMMANDS, n=1)
        remedy = f'did you mean {nearest[0]}?' if nearest else f'one of {", ".join(COMMANDS)}'
        raise InputError(f'unknown command {command}; {remedy}')
    return COMMANDS[command][0]


def _help():
    import shutil  # here alone: commands start in milliseconds

    program, width = called_as(), max(map(len, COMMANDS))
    lines = [f'usage: {program} COMMAND [ARGUMENT ...]']
    for title, group in GROUPS.items():
        lines += ['', f'{title}:', *(f'  {name:{width}}  {summary}' for name, (_, summary) in group.items())]
    lines += ['', 'Examples:', *(f'  {program} {example}' for example in EXAMPLES)]
    lines += ['', f'More on one of them: {program} COMMAND --help']
    lines += ['Completion by Tab, in bash or zsh:', f'  eval "$({program} --completion bash)"']
    lines += ['', 'Exit codes of all of them (run: those of the script):']
    lines += [f'  {code:<{width}}  {meaning}' for code, meaning in EXIT_CODES.items()]
    columns = shutil.get_terminal_size().columns
    return '\n'.join(hanging(line, columns) for line in lines)


if __name__ == '__main__':
    sys.exit(main())
