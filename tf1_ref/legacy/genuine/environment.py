"""The environment with the genuine TensorFlow 1.15.5: where it is, how it is made.

A folder with a Python 3.7 of its own. The file `complete` in it is written last, once TensorFlow 1.15.5 has run
there; what is found half made is made anew. A file beside the folder keeps two processes from making it at once.
"""

from __future__ import annotations

import contextlib
import os
import pathlib
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence

from tf1_ref.errors import InputError, SetupError
from tf1_ref.legacy.genuine import pythons

VERSION, PYTHON = '1.15.5', '3.7'
# The last that 1.15.5 works with: a newer protobuf refuses its generated code, a newer NumPy and h5py its calls.
PACKAGES = (f'tensorflow=={VERSION}', 'protobuf==3.20.3', 'numpy==1.18.5', 'h5py==2.10.0')
# What scripts of that time use besides, as it was then.
FURTHER = {
    'imageio': 'imageio==2.9.0',
    'matplotlib': 'matplotlib==3.2.2',
    'pandas': 'pandas==1.0.5',
    'pillow': 'Pillow==7.2.0',
    'scikit-learn': 'scikit-learn==0.22.2.post1',
    'scipy': 'scipy==1.4.1',
}
COMMAND = 'python -m tf1_ref genuine'
FOLDER_VARIABLE = 'TF1_REF_ORACLE'
HOW_TO_GET_A_PYTHON = (
    'install one, by pyenv (`pyenv install 3.7`), uv (`uv python install 3.7`, unless its release has none any '
    'more) or conda (`conda create -n py37 -c conda-forge python=3.7`), and name it, if it is neither on the PATH nor '
    "pyenv's nor uv's: PYTHON37=/path/to/python3.7"
)
PROOF = (
    'import tensorflow as tf; print(tf.__version__, tf.Session().run(tf.matmul([[2.0]], tf.constant([[3.0]])))[0, 0])'
)
# The channel is named, because conda's own asks for a consent first.
CONDA_CREATE = ('create', '--yes', '--quiet', '--override-channels', '--channel', 'conda-forge')
COMPLETE, MAKING = 'complete', 'making'


def folder() -> pathlib.Path:
    """Where the environment is kept: TF1_REF_ORACLE, or a folder among the user's data."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return pathlib.Path(named).absolute()
    home = pathlib.Path.home()
    if sys.platform == 'darwin':
        data = home / 'Library' / 'Application Support'
    elif os.name == 'nt':
        data = pathlib.Path(os.environ.get('LOCALAPPDATA') or home / 'AppData' / 'Local')
    else:
        data = pathlib.Path(os.environ.get('XDG_DATA_HOME', ''))
        data = data if data.is_absolute() else home / '.local' / 'share'  # relative ones are to be ignored
    return data / 'tf1_ref' / 'genuine'


def python() -> str | None:
    """The Python of the environment; None if it was not made, or only half."""
    place = folder()
    found = _python_of(place)
    if found is None or (place / COMPLETE).exists():
        return found
    is_anothers = not _is_half_made(place) and has_the_genuine(found)
    return found if is_anothers else None


def has_the_genuine(python: str) -> bool:
    """Whether a Python has TensorFlow 1.15.

    Raises:
        OSError: it cannot be started.
    """
    code = 'import importlib.util as u; print(u.find_spec("tensorflow_core") is not None)'
    done = subprocess.run([python, '-c', code], capture_output=True, text=True, env=_surroundings())
    return done.stdout.strip() == 'True'


def make(say: Callable[[str], object], further: Sequence[str] = (), may_install: bool = True) -> str:
    """Makes the environment unless it is there, and installs further packages into it.

    Args:
        say: takes a line of progress.
        further: names of `FURTHER`, or anything that pip takes.
        may_install: whether uv or conda may be asked to install a Python 3.7.

    Returns:
        Its Python.

    Raises:
        SetupError: it cannot be made here; the message says what it needs.
        InputError: there is something else in its place, or a package cannot be installed.
    """
    place, found = folder(), python()
    if found is None:
        _refuse_machines_without_wheels()
        with _alone(place) as lock:
            found = python()  # another process may have made it in the meantime
            if found is None:
                _clear(place)
                _mark(lock)
                found = _make(place, say, may_install)
                (place / COMPLETE).touch()
                lock.truncate(0)
    if further:
        packages = [FURTHER.get(name.lower(), name) for name in further]
        say(f'Installing {", ".join(packages)}')
        # The others are named as well, so that pip does not exchange them.
        _pip(found, [*PACKAGES, *packages], say, InputError)
    return found


def remove() -> bool:
    """Removes the environment, a half-made one too; returns whether there was any.

    Raises:
        InputError: in its place is something that was not made by this project.
    """
    place = folder()
    if not place.exists():
        return False
    with _alone(place) as lock:
        if (place / COMPLETE).exists():
            _mark(lock)  # what is removed in part only is as good as half made
            (place / COMPLETE).unlink()
        _clear(place)
    _lock_file(place).unlink(missing_ok=True)
    return True


def _make(place, say, may_install):
    base = pythons.find_python(PYTHON)
    if base is None and may_install:
        base = pythons.install_by_uv(PYTHON)
    if base is not None:
        say(f'[1/4] Python {PYTHON}: {base}')
        say(f'[2/4] Its environment in {place}')
        _run([base, '-m', 'venv', str(place)])
    elif may_install and pythons.conda():
        say(f'[1/4] Python {PYTHON}: from {pythons.conda()}')
        say(f'[2/4] Its environment in {place}')
        _run([pythons.conda(), *CONDA_CREATE, '--prefix', str(place), f'python={PYTHON}', 'pip'])
    else:
        raise SetupError(f'TensorFlow {VERSION} needs a Python {PYTHON}, and none was found; {HOW_TO_GET_A_PYTHON}')
    found = _python_of(place)
    if found is None:
        raise SetupError(f'{place} has no Python, though it was made without an error; look what is there')
    say(f'[3/4] Packages: {", ".join(PACKAGES)}')
    _pip(found, ['--upgrade', 'pip'], say)  # the one that comes with Python 3.7 does not know today's wheels
    _pip(found, PACKAGES, say)
    say('[4/4] A first run')
    _run([found, '-c', PROOF])
    return found


def _python_of(place):
    candidates = (place / 'bin' / 'python', place / 'Scripts' / 'python.exe', place / 'python.exe')
    return next((str(path) for path in candidates if path.exists()), None)


def _refuse_machines_without_wheels():
    system, machine = platform.system(), platform.machine()
    if machine.lower() in ('x86_64', 'amd64'):
        return
    here = 'Apple silicon' if (system, machine) == ('Darwin', 'arm64') else f'{system} on {machine}'
    raise SetupError(
        f'there are no wheels of TensorFlow {VERSION} for {here}, only for x86-64 (Linux, macOS, Windows); '
        f'run this on such a machine'
    )


def _clear(place):
    """Removes what was half made; refuses what is another's."""
    if not place.exists():
        return
    if not _is_half_made(place) and (not place.is_dir() or any(place.iterdir())):
        raise InputError(
            f'{place} is there, and was not made by `{COMMAND}`; remove it, or name another folder: '
            f'{FOLDER_VARIABLE}=FOLDER'
        )
    shutil.rmtree(place, ignore_errors=True)
    if place.exists():
        raise InputError(f'{place} cannot be removed, or not all of it; remove it by hand')


def _mark(lock):
    """Notes that from here on the environment is not whole."""
    lock.truncate(0)
    lock.write(MAKING)
    lock.flush()


def _is_half_made(place):
    lock = _lock_file(place)
    return lock.exists() and lock.read_text() == MAKING


def _lock_file(place):
    return place.with_name(f'{place.name}.lock')


@contextlib.contextmanager
def _alone(place) -> Iterator:
    """Waits until no other process is making the environment; yields the open file that says so."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        _lock_file(place).touch()
    except OSError as error:
        raise InputError(
            f'{place.parent}: cannot be written ({error.strerror}); name another folder: {FOLDER_VARIABLE}=FOLDER'
        ) from error
    with open(_lock_file(place), 'a') as lock:
        with contextlib.suppress(ImportError):  # Windows has no fcntl
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock


def _pip(python, arguments, say, kind=SetupError):
    """Installs packages; says what is downloaded, as it is."""
    command = [python, '-m', 'pip', 'install', '--disable-pip-version-check', '--progress-bar=off', *arguments]
    _run(command, lambda line: say(f'      {line.strip()}') if line.strip().startswith('Downloading') else None, kind)


def _run(command, see=lambda line: None, kind=SetupError):
    """Runs a program; its last line of error is the reason if it fails."""
    try:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors='replace', env=_surroundings()
        )
    except OSError as error:
        raise kind(f'{command[0]}: cannot be started ({error.strerror}); then run `{COMMAND}` again') from error
    lines = []
    with process:
        try:
            for line in process.stdout or ():
                lines.append(line.strip())
                see(line)
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        said = [line for line in lines if 'error' in line.lower()] or [line for line in lines if line] or ['nothing']
        raise kind(
            f'`{" ".join(map(str, command))}` failed, and said: {said[-1]}; once that is settled, run `{COMMAND}` again'
        )


def _surroundings():
    """The environment variables without those that bring in another Python's packages, or another TensorFlow's ways."""
    others = ('TF2_BEHAVIOR', 'PYTHONPATH', 'PYTHONHOME', 'PIP_TARGET', 'PIP_USER', 'PIP_REQUIRE_VIRTUALENV')
    kept = {name: value for name, value in os.environ.items() if name not in others}
    return {**kept, 'PYTHONNOUSERSITE': '1', 'TF_CPP_MIN_LOG_LEVEL': '3', 'PYTHONWARNINGS': 'ignore'}
