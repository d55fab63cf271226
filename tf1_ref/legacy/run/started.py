"""A Python that a script has started: whether `run` is to take it over, by its command line. Needs no TensorFlow."""

from __future__ import annotations

import os
import sys

from tf1_ref.legacy.run import scanning

TYPE_CHECKING = False  # see `scanning`
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROOT = os.path.dirname(scanning.OUR_OWN)
# Runs `run`, from wherever this project lies; `run` puts the script's own folder in the place of `sys.path[0]`.
ENTRANCE = f'import sys; sys.path[0] = {ROOT!r}; from tf1_ref.__main__ import main; sys.exit(main())'
WITH_VALUE = 'WXcm'  # flags of Python's own that take one


def handed_over(line: Sequence[str], folders: Iterable[str], options: Sequence[str]) -> list[str] | None:
    """The command line that has `run` do what a command line would do; None if that is not for TensorFlow 1.

    Args:
        line: `sys.orig_argv`, in the process that was started.
        folders: those of the user.
        options: the flags of `run`, as the process has them that started this one.
    """
    flags, program = parted(line)
    if not program or not is_legacy(program, list(folders)):
        return None
    return [sys.executable, *flags, '-c', ENTRANCE, 'run', *options, *program]


def say(line: Sequence[str]) -> None:
    """Says, once, that the program on a command line is run by `run`."""
    from tf1_ref.legacy.run import saying

    program = parted(line)[1]
    name = ' '.join(program[: 2 if program[0] == '-m' else 1]) if program[0] != '-c' else 'python -c'
    saying.once(f'{name}, which is started here, sees TensorFlow 1 too (--no_children leaves such programs alone)')


def parted(line: Sequence[str]) -> tuple[list[str], list[str]]:
    """Python's own flags on a command line, and what it is to run with its arguments: `FILE`, `-m NAME` or `-c CODE`.

    There is nothing to run for a shell, nor for what Python is to read from standard input.
    """
    flags: list[str] = []
    rest = list(line[1:])
    has_shell = False
    while rest and rest[0].startswith('-') and rest[0] not in ('-', '--'):
        flag = rest.pop(0)
        if flag.startswith('--'):
            flags += [flag, *(rest.pop(0) for _ in rest[:1] if flag == '--check-hash-based-pycs')]
            continue
        letters, value = _cut(flag)
        has_shell |= 'i' in letters
        program = letters[-1] if letters[-1] in 'cm' else ''
        if letters[-1] in WITH_VALUE:
            value, rest = (value, rest) if value else (''.join(rest[:1]), rest[1:])
        if program:
            flags += ['-' + letters[:-1]] if letters[:-1] else []
            return flags, [] if has_shell or not value else ['-' + program, value, *rest]
        flags.append('-' + letters)
        flags += [value] if letters[-1] in WITH_VALUE else []
    rest = rest[1:] if rest[:1] == ['--'] else rest
    return flags, [] if has_shell or rest[:1] in ([], ['-']) else rest


def _cut(flag):
    """The letters of `-um`, up to the first that has a value, and what stands behind it."""
    for at, letter in enumerate(flag[1:], 2):
        if letter in WITH_VALUE:
            return flag[1:at], flag[at:]
    return flag[1:], ''


def is_legacy(program: Sequence[str], folders: Sequence[str]) -> bool:
    """Whether a program is code for TensorFlow 1.

    Args:
        program: as `parted` gives it.
        folders: those of the user.
    """
    if program[0] == '-c':
        source = program[1].encode('utf-8', 'surrogateescape')
        return 'tf1_ref' not in program[1] and scanning.is_legacy_source(source, os.getcwd(), folders)
    if program[0] == '-m':
        path = _file_of(program[1])
        return bool(path) and scanning.is_legacy(path, folders, os.getcwd())
    return scanning.is_legacy(program[0], folders)


def _file_of(name):
    """The file of a module that is to be run, found without importing the packages that it is in."""
    parts = name.split('.')
    for entry in [os.getcwd(), *sys.path]:
        base = os.path.join(entry, *parts)
        for path in (base + '.py', os.path.join(base, '__main__.py')):
            if os.path.isfile(path):
                return path
    return ''
