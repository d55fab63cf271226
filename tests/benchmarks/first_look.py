"""How long the first look into the table of names takes, in a new process: its files are read, one name is found.

  python -m tests.benchmarks.first_look [--runs=5]

Prints milliseconds of processor, the median and the most; what Python itself needs to import the modules is told apart.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys

PROGRAM = """
import time
start = time.process_time()
from tf1_ref.compat.names import table
imported = time.process_time()
names = table.load()
assert names.is_gone('tensorflow.contrib.layers.flatten') and names.is_inner('tensorflow.python.ops.control_flow_ops')
print(1000 * (imported - start), 1000 * (time.process_time() - imported))
"""


def measure() -> tuple[float, float]:
    """Milliseconds of importing the modules, and of the first look, in a process of its own."""
    done = subprocess.run([sys.executable, '-c', PROGRAM], capture_output=True, text=True, check=True)
    imports, look = map(float, done.stdout.split())
    return imports, look


def main(arguments: list[str] | None = None) -> None:
    """Prints both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--runs', type=int, default=5)
    found = [measure() for _ in range(parser.parse_args(arguments).runs)]
    for what, times in zip(('imports', 'first look'), zip(*found, strict=True), strict=True):
        print(f'{what}: {statistics.median(times):.1f} ms, at most {max(times):.1f} ms')


if __name__ == '__main__':
    main()
