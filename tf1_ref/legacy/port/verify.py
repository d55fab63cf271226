"""Proof by graph: the original through the legacy runner, and the ported file as it is, compared."""

from __future__ import annotations

import dataclasses
import functools
import pathlib
import subprocess
import sys
import tempfile
from collections.abc import Sequence

from tf1_ref.legacy.port import files
from tf1_ref.legacy.port.writing.context import COMPAT, Options
from tf1_ref.legacy.reading import source
from tf1_ref.legacy.reading.findings import BLOCKER, UNREADABLE
from tf1_ref.legacy.verify import recordings


@dataclasses.dataclass(frozen=True)
class Verdict:
    """What the comparison came to.

    Attributes:
        clean: whether both run and compute the same.
        lines: what there is to say, in the order of its importance.
    """

    clean: bool
    lines: list[str]


def verify(
    script: pathlib.Path, options: Options, arguments: Sequence[str] = (), calls: int = 10, timeout: float = 600
) -> Verdict:
    """Runs a script and what porting makes of it, each in a copy of its folder, and compares what they compute.

    A standalone module has TensorFlow 2's op seeds, so the original is run with these as well.

    Args:
        script: the original.
        options: how to port.
        arguments: those of the script.
        calls: how many results of Session.run to compare.
        timeout: seconds for each run.
    """
    run_options = _how_to_run(script, options)
    with tempfile.TemporaryDirectory() as folder:
        before, after, source = (pathlib.Path(folder) / name for name in ('before', 'after', 'source'))
        before.mkdir()
        after.mkdir()
        record = functools.partial(recordings.record, arguments=arguments, calls=calls, timeout=timeout)
        original = record(sys.executable, recordings.RUN, script, folder=before, options=run_options)
        if not original.ran:
            return Verdict(False, ['the original does not run here:', *original.errors.splitlines()[-3:]])
        recordings.copy_folder(script.parent, source)
        blockers = port_in_place(source, options)
        ported = record(sys.executable, recordings.PLAIN, source / script.name, folder=after)
        if not ported.ran:
            return Verdict(False, ['the ported file does not run:', *ported.errors.splitlines()[-3:], *blockers])
        comparison = recordings.compare(original.content, ported.content, calls)
        kinds = (comparison.variables, comparison.seeds, comparison.values)
        differences = [differences[0] for differences in kinds if differences]
        return Verdict(comparison.same, [*differences, *_diff(original.content['graph'], ported.content['graph'])])


def _how_to_run(script, options):
    """The flags by which `python -m tf1_ref run` does with the original what porting has done."""
    flags = [] if options.target == COMPAT else ['--seeds=tf2']
    if _is_python_2(script):
        flags.append('--py2')
    return [*flags, '--api=0.12'] if options.old_api else flags


def _is_python_2(path):
    """Whether a file is a source that has to be converted from Python 2."""
    return path.suffix != '.ipynb' and source.parse(str(path), path.read_bytes()).converted


def port_in_place(folder: pathlib.Path, options: Options) -> list[str]:
    """Ports every file of a folder that belongs to this program; returns the blockers, a line each."""
    blockers = []
    for path in files.sources(folder):
        ported = files.port_file(path, options)
        if path.is_symlink():
            path.unlink()
        path.write_bytes(ported.after)
        files.write_beside(ported, path.parent)
        blockers += [str(finding) for finding in ported.findings if finding.kind in (BLOCKER, UNREADABLE)]
    return blockers


def _diff(before, after):
    """The verdict of the graph diff: its last line."""
    command = [sys.executable, '-m', 'tf1_ref', 'diff', before, after]
    done = subprocess.run(command, capture_output=True, text=True)
    lines = (done.stdout or done.stderr).strip().splitlines()
    return [f'graph diff: {lines[-1]}'.replace(before, 'original').replace(after, 'ported')] if lines else []
