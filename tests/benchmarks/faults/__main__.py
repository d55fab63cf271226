"""What may befall a run, how often it was tried, and what was lost: writes `tests/benchmarks/faults.md`.

  python -m tests.benchmarks.faults
  python -m tests.benchmarks.faults --times=20 --only=train_mlp

Everything is on 127.0.0.1, on small disks in memory or in network namespaces of its own (for these two it has to be
root), and ends by itself. Without `--only`, what the page has already is left out, so that it can be told to stop and
begun again; with it, the new row takes the place of the old one. Processes are forked from one that has imported
TensorFlow.
"""

import argparse
import os
import pathlib
import re
import signal
import sys

from tests import warm
from tests.benchmarks.faults import clusters, folders, numbers, scripts

PAGE = pathlib.Path(__file__).parent.with_suffix('.md')
FAULTS = (*scripts.FAULTS, *folders.FAULTS, *numbers.FAULTS, *clusters.FAULTS)
BEGINNING = """# What may befall a run

Written by `python -m tests.benchmarks.faults`. What goes on is compared with a run that was left alone, in every
number; what is refused has to be refused in one line, with exit code 2, and no file changed. Of a cluster all processes
have to end well, with every epoch.

| fault | tried | lost | command |
|---|---|---|---|
"""
ROW = re.compile(r'\| (.*) \| (\d+) \| (.*) \| `python -m tests\.benchmarks\.faults --times=(\d+) --only=(\w+)` \|')


def read():
    """The rows of the page, by fault."""
    found = map(ROW.fullmatch, PAGE.read_text(encoding='utf-8').splitlines() if PAGE.exists() else ())
    return {row[1]: row[0] for row in found if row}


def write(rows):
    """Writes the page, in the order of the faults."""
    lines = [rows[fault.what] for fault in FAULTS if fault.what in rows]
    PAGE.write_text(BEGINNING + ''.join(f'{line}\n' for line in lines), encoding='utf-8')


def main(arguments=None):
    """Tries what is asked for, and puts it into the page; returns whether anything was lost."""
    parser = argparse.ArgumentParser(
        prog='python -m tests.benchmarks.faults',
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument('--times', type=int, help='how often each fault is tried; by default each has its own number')
    parser.add_argument(
        '--only', action='append', choices=[fault.name for fault in FAULTS], metavar='NAME', help='this one; repeatable'
    )
    options = parser.parse_args(arguments)
    os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')  # what is said of missing GPUs is none of this
    lost, before = False, signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # not without tidying up
    try:
        for fault in FAULTS:
            if fault.name not in options.only if options.only else fault.what in read():
                continue
            times = options.times or fault.times
            tried, found = fault.tried(times)
            command = f'python -m tests.benchmarks.faults --times={times} --only={fault.name}'
            line = f'| {fault.what} | {tried} | {", ".join(sorted(found)) or "nothing"} | `{command}` |'
            print(line, flush=True)
            write({**read(), fault.what: line})
            lost = lost or bool(found)
    finally:
        signal.signal(signal.SIGTERM, before)
        warm.end()
    return int(lost)


if __name__ == '__main__':
    sys.exit(main())
