"""Finds a Python of a version, and has one installed by what the machine has for that."""

from __future__ import annotations

import os
import pathlib
import shutil
import subprocess
from collections.abc import Iterator

from tf1_ref.errors import InputError

CONDAS = ('conda', 'mamba', 'micromamba')
# A Python that makes environments: a Debian's may lack ensurepip, and TensorFlow is for 64 bits and CPython. Python 2,
# which tests ask for what it had, has no venv.
SUITS = (
    'import ensurepip, platform, sys; sys.version_info[0] == 2 or __import__("venv"); '
    'print("%d.%d" % sys.version_info[:2]) '
    'if sys.maxsize > 2**32 and platform.python_implementation() == "CPython" else None'
)


def find_python(version: str) -> str | None:
    """The path of a Python of this version: PYTHON37 names it, or it is on the PATH, pyenv's or uv's.

    Args:
        version: such as '3.7'.

    Returns:
        None where there is none.

    Raises:
        InputError: the environment variable names something else.
    """
    variable = f'PYTHON{version.replace(".", "")}'
    named = os.environ.get(variable)
    if named:
        if not _is_python(named, version):
            raise InputError(f'{variable}={named} is no Python {version} that can make environments; name another')
        return named
    return next((one for one in _candidates(version) if _is_python(one, version)), None)


def install_by_uv(version: str) -> str | None:
    """Has uv install a Python of this version, and returns its path; None where uv is not there or has none."""
    if shutil.which('uv') is None or _output('uv', 'python', 'install', version) is None:
        return None
    found = _uv(version)
    return found if found and _is_python(found, version) else None


def conda() -> str | None:
    """The path of conda, or of a program that takes its arguments; None where there is none."""
    return next((path for path in map(shutil.which, CONDAS) if path), None)


def _candidates(version) -> Iterator[str]:
    on_path = shutil.which(f'python{version}')
    if on_path:
        yield on_path
    pyenv = pathlib.Path(os.environ.get('PYENV_ROOT') or pathlib.Path.home() / '.pyenv')
    yield from sorted(map(str, pyenv.glob(f'versions/{version}.*/bin/python')), reverse=True)
    from_uv = _uv(version) if shutil.which('uv') else None
    if from_uv:
        yield from_uv


def _uv(version):
    # Not the project in the working directory: its environment may be of that version, and is another's.
    return _output('uv', 'python', 'find', '--no-project', version)


def _is_python(candidate, version):
    return _output(candidate, '-c', SUITS) == version


def _output(*command):
    """What a program printed; None if it could not be started, or failed."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None
