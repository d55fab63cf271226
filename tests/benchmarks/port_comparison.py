"""This project's port beside TensorFlow's own tf_upgrade_v2, on the same scripts, against the genuine 1.15.5.

  python -m tests.benchmarks.port_comparison FOLDER [FOLDER ...] [--calls=10] [--out=rows.json]

Every script of the folders that runs on the genuine article is ported by each tool and run, its first results of
Session.run compared (variables, seeds and values, see `tf1_ref.legacy.recordings`). Prints a Markdown table. Of each
script the tool crashed; or the result does not run, without a word in the report or with one; or it runs; and of those
that run, how many have the same numbers. Takes some four runs a script.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import json
import pathlib
import subprocess
import sys
import tempfile

from tests.golden import generate
from tf1_ref.legacy import recordings
from tf1_ref.legacy.port import verify
from tf1_ref.legacy.port.rewrite import STANDALONE, Options

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


def compare_script(script, calls) -> dict | None:
    """Each tool's outcome; None for a script that does not run on the genuine article."""
    with tempfile.TemporaryDirectory() as folder:
        genuine = recordings.record(
            generate.oracle_python(), recordings.PLAIN, script, folder=pathlib.Path(folder), calls=calls, timeout=900
        )
    if not genuine.ran:
        return None
    return {tool: outcome(tool, script, genuine, calls) for tool in TOOLS}


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
    parser.add_argument('--calls', type=int, default=10)
    parser.add_argument('--out', type=pathlib.Path, help='a file for the outcome of each script')
    options = parser.parse_args()
    scripts = [path for folder in options.folders for path in sorted(folder.glob('*.py'))]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        found = dict(zip(scripts, pool.map(lambda script: compare_script(script, options.calls), scripts), strict=True))
    rows = {script.name: row for script, row in found.items() if row}
    if options.out:
        options.out.write_text(json.dumps(rows, indent=1) + '\n')
    print(table(rows))
    left_out = [script.name for script, row in found.items() if row is None]
    if left_out:
        print(f'\nDo not run on the genuine TensorFlow 1.15.5: {", ".join(left_out)}')
    return 0


if __name__ == '__main__':
    sys.exit(main())
