"""Records programs in processes of their own, and compares two recordings."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence

from tf1_ref.errors import InputError, SetupError
from tf1_ref.files import PACKAGE
from tf1_ref.legacy.reading import notebook

RECORDER = pathlib.Path(__file__).with_name('recorder.py')
RTOL, ATOL = 1e-3, 1e-4
LARGE = 1_000_000  # bytes, from which on a file is linked to instead of copied
LIBRARIES = ('site-packages', 'dist-packages')
SKIPPED = ('.git', '__pycache__', '.venv*', 'node_modules', '.tox', '.nox', '.eggs')
ERROR = re.compile(r'(\w+\.)*\w*(Error|Exception|Interrupt): ')
# What `run` ends with where an extra is missing: the program is neither the same nor another one.
MISSING = re.compile(r"run: error: .*?(\w+ is not installed; install it with: pip install 'tf1_ref\[\w+\]')")
PLAIN, RUN = 'plain', 'run'


@dataclasses.dataclass(frozen=True)
class Recording:
    """What a program computed.

    Attributes:
        exit_code: of its process; None if it took too long.
        content: what `recorder.py` wrote; empty if it came to no end at all.
        errors: the last lines of its standard error.
        error: the line in it that says what went wrong, where TensorFlow has told a long story behind that.
    """

    exit_code: int | None
    content: dict
    errors: str
    error: str = ''

    @property
    def ran(self) -> bool:
        """Whether the program came to its end, or to the last call that was recorded."""
        return self.exit_code == 0 and bool(self.content)


@dataclasses.dataclass(frozen=True)
class Comparison:
    """How two recordings differ; an empty list each where they do not.

    Attributes:
        variables: names, shapes, types and order.
        seeds: of random ops.
        values: results of Session.run.
    """

    variables: list[str]
    seeds: list[str]
    values: list[str]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not (self.variables or self.seeds or self.values)


def record(
    python: str,
    mode: str,
    script: pathlib.Path,
    arguments: Sequence[str] = (),
    *,
    folder: pathlib.Path,
    calls: int = 10,
    timeout: float = 600,
    options: Sequence[str] = (),
    root: pathlib.Path | None = None,
    module: str | None = None,
    traced: bool = False,
    place: pathlib.Path | None = None,
    paths: Sequence[str] = (),
) -> Recording:
    """Runs a program with a recorder around it, in a copy of its folder, so that it finds nothing of another run.

    Args:
        python: the Python to run it with.
        mode: `PLAIN`, or `RUN` for this project's runner.
        script: the program, a notebook too; for a module, the folder from which it is run.
        arguments: its arguments.
        folder: an empty folder for the copy and the recording.
        calls: how many calls of Session.run to record.
        timeout: seconds, after which it is ended.
        options: those of `python -m tf1_ref run`.
        root: the folder that is copied, if it is another than the script's.
        module: the name of a module to run, as Python's `-m` does.
        traced: whether to record what each call computes on its way as well; see `tracing.py`.
        place: the folder from which it is run, if it is another than the script's.
        paths: folders of modules, in `root`, that are searched as well.

    Raises:
        SetupError: the runner ended because an extra is not installed.
    """
    folder = folder.absolute()
    script_folder = script if module else script.parent
    place, root = place or script_folder, root or script_folder
    copy = folder / 'work'
    copy_folder(root, copy)
    place = copy / place.relative_to(root)
    target = ['-m', module] if module else [os.path.relpath(copy / script.relative_to(root), place)]
    if mode == PLAIN and script.suffix == notebook.SUFFIX:
        target = [os.path.splitext(target[0])[0] + '.cells']
        cells = notebook.cells(script.read_bytes(), script.name, lambda *_: None)
        (place / target[0]).write_text(json.dumps(cells))
    out = folder / 'recording.json'
    how_many = f'{calls}:trace' if traced else str(calls)
    try:
        done = subprocess.run(
            [python, str(RECORDER), str(out), how_many, mode, *options, *target, *arguments],
            cwd=place,
            env=_surroundings(python == sys.executable, [str(copy / path) for path in paths]),
            capture_output=True,
            timeout=timeout,
            stdin=subprocess.DEVNULL,
        )
        exit_code: int | None = done.returncode
        errors = done.stderr
    except subprocess.TimeoutExpired as error:
        exit_code, errors = None, error.stderr or b''
    finally:
        _end_group(out.with_name(f'{out.name}.group'))
    content = json.loads(out.read_text()) if out.exists() else {}
    lines = errors.decode('utf-8', 'replace').splitlines()
    said = [line for line in lines if ERROR.match(line)] or [line for line in lines if line.strip()] or ['']
    missing = MISSING.search(said[-1]) if exit_code == 2 and mode == RUN else None
    if missing:
        raise SetupError(f'{script}: {missing[1]}')
    return Recording(exit_code, content, '\n'.join(lines[-15:]), said[-1].strip())


def _end_group(path):
    """Ends what the program has started and left running: servers of a cluster, a process that it waited for."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        os.killpg(int(path.read_text()), signal.SIGKILL)


def _surroundings(is_here, further=()):
    """The environment variables: the user's own folders of modules are there on both sides, libraries on none."""
    package = str(PACKAGE.parent)
    paths = [os.path.abspath(path) for path in os.environ.get('PYTHONPATH', '').split(os.pathsep) if path]
    if is_here:
        paths = [package, *paths]
    # What is installed is found anyway, and in its own place, behind Python's library.
    paths = [path for path in paths if os.path.basename(path) not in LIBRARIES and (is_here or path != package)]
    paths = [*paths, *further]
    environment = {**os.environ, 'TF_CPP_MIN_LOG_LEVEL': '3', 'PYTHONWARNINGS': 'ignore'}
    environment.pop('TF2_BEHAVIOR', None)  # which importing TensorFlow 2 has put there
    environment.pop('PYTHONPATH', None)
    return {**environment, 'PYTHONPATH': os.pathsep.join(paths)} if paths else environment


def copy_folder(source: pathlib.Path, target: pathlib.Path) -> None:
    """Copies a folder, but for virtual environments and the like; large files are linked to.

    Raises:
        InputError: it cannot be read.
    """

    def copy(one, other):
        if os.path.getsize(one) >= LARGE:
            os.symlink(os.path.abspath(one), other)
        else:
            shutil.copy2(one, other)

    by_name = shutil.ignore_patterns(*SKIPPED)

    def ignored(folder, names):
        environments = {name for name in names if os.path.exists(os.path.join(folder, name, 'pyvenv.cfg'))}
        return environments | by_name(folder, names)

    try:
        shutil.copytree(source, target, copy_function=copy, ignore=ignored, ignore_dangling_symlinks=True)
    except (OSError, shutil.Error) as error:
        raise InputError(f'{source}: cannot be copied ({error}); make it readable') from error


def compare(expected: dict, found: dict, calls: int = 10) -> Comparison:
    """Compares what two programs computed.

    Args:
        expected: the content of a recording, that of TensorFlow 1.15, say.
        found: that of another.
        calls: how many results of Session.run to compare.

    Returns:
        What differs, the first of each kind in words.
    """
    variables = _lists('variable', expected['variables'], found['variables'])
    seeds = _lists('random op', expected['seeds'], found['seeds'])
    values = []
    one, other = expected['calls'][:calls], found['calls'][:calls]
    if len(one) != len(other):
        values.append(f'{len(one)} results of Session.run became {len(other)}')
    for number, (results, results_found) in enumerate(zip(one, other, strict=False)):
        values += [f'call {number + 1}: {what}' for what in results_differ(results, results_found)]
    return Comparison(variables, seeds, values)


def verdict(script: str, expected: Recording, found: Recording, calls: int) -> dict:
    """One row: `script`, `verdict` ('same', 'different', 'does not run on 1.15'), and what differs, by kind."""
    differences: dict[str, list[str]] = {}
    row = {'script': script, 'verdict': 'different', 'differences': differences}
    if not expected.ran:
        return {**row, 'verdict': 'does not run on 1.15', 'differences': {'errors': [expected.errors]}}
    if not found.ran:
        return {**row, 'differences': {'errors': [found.errors]}}
    comparison = compare(expected.content, found.content, calls)
    row['compared'] = {
        'variables': len(expected.content['variables']),
        'seeds': len(expected.content['seeds']),
        'values': min(calls, len(expected.content['calls'])),
    }
    for kind in ('variables', 'seeds', 'values'):
        if getattr(comparison, kind):
            differences[kind] = getattr(comparison, kind)
    return {**row, 'verdict': 'same'} if comparison.same else row


def _lists(what, expected, found):
    different = [f'{what} {one} became {other}' for one, other in zip(expected, found, strict=False) if one != other]
    if len(expected) != len(found):
        different.append(f'{len(expected)} {what}s became {len(found)}')
    return different


def results_differ(expected: Sequence[dict], found: Sequence[dict]) -> Iterator[str]:
    """Says how the samples of what one call gave differ; nothing if they do not."""
    if [one['shape'] for one in expected] != [one['shape'] for one in found]:
        yield f'shapes {[one["shape"] for one in expected]} became {[one["shape"] for one in found]}'
        return
    for one, other in zip(expected, found, strict=True):
        words = difference(one, other)
        if words:
            yield f'{one["name"]}: {words}' if 'name' in one else words


def difference(one: dict, other: dict) -> str | None:
    """Says how the samples of two arrays of the same shape differ first; None if they do not."""
    if ('values' in one) != ('values' in other):
        return f'{"numbers" if "values" in one else "no numbers"} became {"numbers" if "values" in other else "none"}'
    for value, value_found in zip(one.get('values', ()), other.get('values', ()), strict=False):
        equal = value == value_found or (value != value and value_found != value_found)
        if not equal and not abs(value_found - value) <= ATOL + RTOL * abs(value):
            return f'{value} became {value_found}'
    return None
