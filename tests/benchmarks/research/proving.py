"""Runs an entry point on the genuine TensorFlow 1.15.5, unmodified by `run`, and ported, and compares."""

from __future__ import annotations

import hashlib
import importlib.util
import inspect
import os
import pathlib
import resource
import shlex
import shutil
import subprocess
import sys

from tests.benchmarks.research import ported as porting
from tests.benchmarks.research.recipes import EntryPoint, no_data
from tf1_ref.legacy.verify import recordings
from tf1_ref.legacy.verify.recordings import Recording

COMPARED = 10  # results of Session.run
WITHIN = 1e-6  # numbers in tables that are written
KEPT = 10  # differences of a kind, of which the page shows the first
GENUINE, RUN, PORTED = 'genuine', 'run', 'ported'


def prove(entry: EntryPoint, clone: pathlib.Path, ported: pathlib.Path, genuine: str, folder: pathlib.Path) -> dict:
    """What the table says of an entry point: for each of the three ways how it ended, and how it compares.

    Args:
        entry: the entry point.
        clone: its repository.
        ported: what port has made of that.
        genuine: the Python of the genuine article.
        folder: an empty folder for copies.
    """
    source, source_ported = folder / 'source', folder / 'source_ported'
    recordings.copy_folder(clone, source)
    entry.data(source)
    entry.mend(source)
    for command in entry.before:
        failed = _first(command, entry, source, genuine)
        if failed:
            return {GENUINE: {'ran': False, 'error': f'before it, {command.split()[0]}: {failed}'}}
    shutil.copytree(source, source_ported, symlinks=True)
    shutil.copytree(ported, source_ported, dirs_exist_ok=True)
    for package in entry.packages:
        _port_package(package, source_ported / package)
    entry.mend(source_ported)
    recorded: dict[str, tuple[Recording, float]] = {}
    for way in (GENUINE, RUN, PORTED):
        recorded[way] = _record(way, entry, source_ported if way == PORTED else source, genuine, folder / way)
    expected = recorded[GENUINE][0]
    row = {way: _ended(way, recording, seconds) for way, (recording, seconds) in recorded.items()}
    row[GENUINE]['compared'] = _numbers(expected.content)
    if entry.mend is not no_data:
        row[GENUINE]['mended'] = ' '.join((inspect.getdoc(entry.mend) or '').split())
    for way in (RUN, PORTED):
        row[way]['differences'] = differences(expected, recorded[way][0])
    if any('results' in row[way].get('differences', {}) for way in (RUN, PORTED)):
        again, _ = _record(GENUINE, entry, source, genuine, folder / 'again')
        row[GENUINE]['again'] = differences(expected, again)
    return row


def differences(expected: Recording, found: Recording) -> dict[str, list[str]]:
    """What differs between two recordings, by kind: how many, and the first; nothing if one has not begun."""
    one, other = expected.content, found.content
    if not (one and other):
        return {}
    comparison = recordings.compare(one, other, COMPARED)
    by_kind = {'variables': comparison.variables, 'seeds': comparison.seeds, 'results': comparison.values}
    by_kind['static shapes'] = shapes_differ(one['asked'], other['asked'])
    written = other.get('files', {})
    by_kind['files'] = [name for name, content in one.get('files', {}).items() if not _same(content, written.get(name))]
    return {kind: [str(len(found)), *found[:KEPT]] for kind, found in by_kind.items() if found}


def shapes_differ(expected: list, found: list) -> list[str]:
    """In words, where the program was told another static shape, by the order in which it asked."""
    words = [
        f'{name}: {shape} became {shape_found}'
        for (name, shape), (_, shape_found) in zip(expected, found, strict=False)
        if shape != shape_found
    ]
    return words or ([f'asked {len(expected)} times became {len(found)}'] if len(expected) != len(found) else [])


def _same(expected, found):
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        return all(abs(one - other) <= WITHIN for one, other in zip(expected, found, strict=True))
    return expected == found


def _content_of(path):
    if not path.exists():
        return 'not written'
    if path.suffix == '.tsv':
        return [float(number) for number in path.read_text().split()]
    content = path.read_bytes()
    if path.suffix == '.tfrecord':
        content = '\n'.join(_examples(path)).encode()
    return hashlib.sha256(content).hexdigest()


def _examples(path):
    """The examples in a file of records, in words: their bytes have the features in an order of chance."""
    from tf1_ref.compat import tf

    tf.logging.set_verbosity(tf.logging.ERROR)  # it says that there are datasets
    for record in tf.python_io.tf_record_iterator(str(path)):
        features = tf.train.Example.FromString(record).features.feature
        yield str([(name, str(features[name])) for name in sorted(features)])


def _first(command, entry, source, genuine):
    """Runs a command line that comes first; returns the last line of its error if it fails."""
    paths = os.pathsep.join(str(source / path) for path in entry.paths)
    environment = {**os.environ, 'TF_CPP_MIN_LOG_LEVEL': '3', 'PYTHONPATH': paths}
    environment.pop('TF2_BEHAVIOR', None)  # which importing TensorFlow 2 has put there
    done = subprocess.run(
        [genuine, *shlex.split(command)],
        cwd=entry.folder(source),
        env=environment,
        capture_output=True,
        text=True,
        timeout=entry.timeout,
    )
    return (done.stderr.strip().splitlines() or ['it failed'])[-1] if done.returncode else ''


def _record(way, entry, source, genuine, folder):
    folder.mkdir()
    before = _processor_seconds()
    recording = recordings.record(
        genuine if way == GENUINE else sys.executable,
        recordings.RUN if way == RUN else recordings.PLAIN,
        source if entry.module else source / entry.script,
        entry.arguments,
        folder=folder,
        calls=entry.calls,
        timeout=entry.timeout,
        options=[f'--legacy_package={name}' for name in entry.packages] if way == RUN else (),
        root=source,
        module=entry.module,
        place=entry.folder(source),
        paths=entry.paths,
    )
    seconds = _processor_seconds() - before
    if recording.content:
        recording.content['files'] = {name: _content_of(entry.folder(folder / 'work') / name) for name in entry.files}
    shutil.rmtree(folder / 'work')
    return recording, seconds


def _port_package(name, target):
    """Ports a package that is installed into a folder where it is found first."""
    spec = importlib.util.find_spec(name)
    if spec is None:
        raise SystemExit(f'{name} is not installed here')
    porting.port(pathlib.Path(spec.origin).parent, target)
    target.with_name(f'{name}.json').unlink()


def _processor_seconds():
    """Of all processes that were started here and have ended: other programs on the machine do not count."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _ended(way, recording, seconds):
    row = {'ran': recording.ran, 'seconds': round(seconds, 1)}
    if not recording.ran:
        row['error'] = 'took too long' if recording.exit_code is None else recording.error or 'it came to no end'
    return row


def _numbers(content):
    """How many of each kind there are to compare."""
    if not content:
        return {}
    numbers = {'variables': len(content['variables']), 'seeds': len(content['seeds'])}
    numbers['results'] = min(COMPARED, len(content['calls']))
    return {**numbers, 'static shapes': len(content['asked']), 'files': len(content.get('files', {}))}
