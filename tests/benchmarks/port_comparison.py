"""This project's port beside TensorFlow's own tf_upgrade_v2, on the same scripts, against the genuine 1.15.5.

  python -m tests.benchmarks.port_comparison FOLDER [FOLDER ...] --keep=KEPT [--calls=10]

Every script of the folders that runs on the genuine article is ported by each tool and run, its first results of
Session.run compared (variables, seeds and values, see `tf1_ref.legacy.verify.recordings`). Prints a Markdown table. Of
each script the tool crashed; or the result does not run, without a word in the report or with one; or it runs; and of
those that run, how many have the same numbers. Data that the scripts read have to lie in their folders.

Takes some five runs a script, one at a time, each told on standard error. What the genuine article recorded and each
outcome are kept in KEPT at once, so that a second call goes on where the first was ended; remove `outcomes.json` there
to try the tools anew.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import pathlib
import subprocess
import sys
import tempfile

from tests.golden import generate
from tf1_ref.files import write_json
from tf1_ref.legacy.port import verify
from tf1_ref.legacy.port.writing.context import STANDALONE, Options
from tf1_ref.legacy.verify import recordings

UPGRADE = 'from tensorflow.tools.compatibility.tf_upgrade_v2_main import main; main()'
OUTCOMES = ('crashed', 'silently broken', 'reported', 'runs', 'same numbers')


def ours(script, folder, target='compat'):
    """Ports the folder of a script in place; returns what the report says of what will not run."""
    return verify.port_in_place(folder, Options(target))


def standalone(script, folder):
    """The same without tf1_ref."""
    return ours(script, folder, STANDALONE)


def upgrade(mode):
    """A function that does the same with tf_upgrade_v2; None where it crashes."""

    def port(script, folder):
        path, report = folder / script.name, folder / 'upgrade_report.txt'
        out = path.with_suffix('.upgraded.py')
        arguments = ['--infile', path, '--outfile', out, '--reportfile', report, '--mode', mode]
        done = subprocess.run([sys.executable, '-c', UPGRADE, *map(str, arguments)], capture_output=True, text=True)
        if done.returncode or not out.exists():
            return None
        out.replace(path)
        text = report.read_text()
        report.unlink()
        return [line for line in text.splitlines() if 'ERROR' in line or 'WARNING' in line]

    return port


TOOLS = {
    'tf1_ref port': ours,
    'tf1_ref port --target=standalone': standalone,
    'tf_upgrade_v2, SAFETY': upgrade('SAFETY'),
    'tf_upgrade_v2, DEFAULT': upgrade('DEFAULT'),
}


def outcome(tool, script, genuine, calls) -> str:
    """What became of one script with one tool: one of `OUTCOMES`."""
    with tempfile.TemporaryDirectory() as folder:
        source, place = pathlib.Path(folder) / 'source', pathlib.Path(folder) / 'run'
        place.mkdir()
        recordings.copy_folder(script.parent, source)
        said = TOOLS[tool](script, source)
        if said is None:
            return 'crashed'
        found = recordings.record(
            sys.executable, recordings.PLAIN, source / script.name, folder=place, calls=calls, timeout=900
        )
        if not found.ran:
            return 'reported' if said else 'silently broken'
        return 'same numbers' if recordings.compare(genuine.content, found.content, calls).same else 'runs'


def genuine_recording(script, kept, calls) -> recordings.Recording:
    """What the genuine article records of a script, from the file `kept` if that is there."""
    if not kept.exists():
        with tempfile.TemporaryDirectory() as folder:
            found = recordings.record(
                generate.oracle_python(),
                recordings.PLAIN,
                script,
                folder=pathlib.Path(folder),
                calls=calls,
                timeout=900,
            )
        write_json(kept, dataclasses.asdict(found))
    return recordings.Recording(**json.loads(kept.read_text()))


def compare_scripts(scripts, kept, calls) -> dict:
    """The outcomes, `{script: {tool: outcome}}`; None in the place of a script's for one that 1.15.5 does not run."""
    file = kept / 'outcomes.json'
    rows = json.loads(file.read_text()) if file.exists() else {}
    for number, script in enumerate(scripts, start=1):
        name = f'{script.parent.name}+{script.name}'
        genuine = genuine_recording(script, kept / f'{name}.json', calls)
        row = rows.setdefault(name, {} if genuine.ran else None)
        for tool in TOOLS if genuine.ran else ():
            if tool not in row:
                row[tool] = outcome(tool, script, genuine, calls)
                write_json(file, rows)
                print(f'{number}/{len(scripts)} {script.name}: {tool}: {row[tool]}', file=sys.stderr, flush=True)
        if not genuine.ran:
            print(f'{number}/{len(scripts)} {script.name}: not on 1.15.5: {genuine.errors[-200:]}', file=sys.stderr)
    return rows


def table(rows) -> str:
    """The Markdown table of `{script: {tool: outcome}}`."""
    lines = [f'| {len(rows)} scripts | {" | ".join(OUTCOMES)} |', '|---' * (len(OUTCOMES) + 1) + '|']
    for tool in TOOLS:
        found = [row[tool] for row in rows.values()]
        counts = [found.count(one) for one in OUTCOMES]
        counts[3] += counts[4]  # what has the same numbers runs
        lines.append(f'| {tool} | {" | ".join(map(str, counts))} |')
    return '\n'.join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('folders', nargs='+', type=pathlib.Path)
    parser.add_argument('--keep', metavar='KEPT', required=True, type=pathlib.Path, help='a folder for the recordings')
    parser.add_argument('--calls', type=int, default=10)
    options = parser.parse_args()
    options.keep.mkdir(parents=True, exist_ok=True)
    scripts = [path for folder in options.folders for path in sorted(folder.glob('*.py'))]
    rows = compare_scripts(scripts, options.keep, options.calls)
    print(table({name: row for name, row in rows.items() if row}))
    left_out = [name.partition('+')[2] for name, row in rows.items() if row is None]
    if left_out:
        print(f'\nDo not run on the genuine TensorFlow 1.15.5: {", ".join(left_out)}')
    return 0


if __name__ == '__main__':
    sys.exit(main())
