"""Trains in one process and in clusters on this machine: the measured table in `tf1_ref/scripts/SCALE.md`.

  python -m tests.benchmarks.measured_scale --rounds=3

The rows are run in turn, so often; a speed is the median. It wants a machine that does nothing else, and says in the
page how busy it was. MNIST is looked for in `$DATA_DIR`.
"""

import argparse
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

from tests.arrows import ROOT

PAGE = ROOT / 'tf1_ref' / 'scripts' / 'SCALE.md'
ALONE = 'one process, no cluster'
MODES = {'asynchronous': [], '`--sync_replicas`': ['--sync_replicas']}
ROWS = [(ALONE, ''), *((str(workers), mode) for mode in MODES for workers in (1, 2, 4))]
HEAD = '| workers | mode | steps | examples a second, all workers | accuracy |\n|---|---|---|---|---|\n'
TRAIN = ['--dataset=mnist', '--training_epochs=1', '--batch_size=128']
DONE = re.compile(r'^worker \d+ +\| worker \d+: (\d+) steps, (\d+) examples, ([\d.]+) s$', re.MULTILINE)
MEASURED = re.compile(re.escape(HEAD) + r'(?:\|.*\n)+\nWritten by .*\n.*\n\n')


def measure(workers, mode, folder):
    """Trains once; returns the steps of all, examples a second, and the accuracy."""
    log_dir = pathlib.Path(folder)
    given = ['train_cnn', *TRAIN, *MODES.get(mode, []), f'--log_dir={log_dir}']
    if workers == ALONE:
        command = [f'tf1_ref.scripts.{given[0]}', *given[1:]]
    else:
        command = ['tf1_ref.scripts.local_cluster', f'--workers={workers}', '--', *given]
    done = subprocess.run([sys.executable, '-m', *command], cwd=ROOT, check=True, capture_output=True, text=True)
    accuracy = json.loads((log_dir / 'metrics.json').read_text())['results']['test_accuracy']
    if workers == ALONE:
        (epoch,) = json.loads((log_dir / 'history.json').read_text())['epochs']
        parts = [(55_000 // 128, 55_000 // 128 * 128, epoch['seconds'])]
    else:
        parts = [(int(one[0]), int(one[1]), float(one[2])) for one in DONE.findall(done.stdout)]
    steps = sum(one[0] for one in parts)
    if MODES.get(mode):
        steps = max(one[0] for one in parts)  # all make each step together
    return steps, sum(examples / max(seconds, 0.1) for _, examples, seconds in parts), accuracy


def text(found, load):
    """What stands in the page, of the measurements of each row.

    Args:
        found: for each of `ROWS` a list of what `measure` has returned.
        load: how many processes wanted to run, beside what was measured.
    """
    lines = []
    for row, measured in zip(ROWS, found, strict=True):
        steps, speed, accuracy = (statistics.median(column) for column in zip(*measured, strict=True))
        lines.append(f'| {row[0]} | {row[1]} | {steps:.0f} | {round(speed, -2):,.0f} | {accuracy:.4f} |\n')
    rounds = 'run once' if len(found[0]) == 1 else f'the median of {len(found[0])} rounds, in turn'
    said = f'Written by `python -m tests.benchmarks.measured_scale --rounds={len(found[0])}`: each row {rounds}; '
    said += f'{load:.1f} other\nprocesses were at work on {os.cpu_count()} cores.\n'
    return HEAD + ''.join(lines) + '\n' + said + '\n'


def main(arguments=None):
    """Measures, and writes the page."""
    parser = argparse.ArgumentParser(
        prog='python -m tests.benchmarks.measured_scale',
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument('--rounds', type=int, default=3)
    options = parser.parse_args(arguments)
    found, loads = [[] for _ in ROWS], []
    for _ in range(options.rounds):
        for row, measured in zip(ROWS, found, strict=True):
            time.sleep(1)
            loads.append(_others())
            with tempfile.TemporaryDirectory() as folder:
                measured.append(measure(*row, folder))
            print(*row, *measured[-1], flush=True)
    page = PAGE.read_text(encoding='utf-8')
    assert len(MEASURED.findall(page)) == 1
    written = text(found, statistics.mean(loads))
    PAGE.write_text(MEASURED.sub(lambda _: written, page), encoding='utf-8')


def _others():
    """How many processes are running or wait for a core, without this one."""
    return int(pathlib.Path('/proc/loadavg').read_text().split()[3].partition('/')[0]) - 1


if __name__ == '__main__':
    main()
