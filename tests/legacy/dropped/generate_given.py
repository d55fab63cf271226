"""Writes `given.json`: what SciPy 1.1 and scikit-learn 0.19 did, under Python 3.7, where they have dropped it since.

python -m tests.legacy.dropped.generate_given [--keep=FOLDER]
"""

from __future__ import annotations

import argparse
import pathlib
import subprocess
import sys
import tempfile

from tests.legacy.dropped.generate_names import python_of

FILE = pathlib.Path(__file__).with_name('given.json')
RECORD = pathlib.Path(__file__).with_name('record_given.py')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--keep', metavar='FOLDER', help='where the environment is, or goes')
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        python = python_of(pathlib.Path(options.keep or temporary).resolve(), 'first37')
        subprocess.run([python, '-W', 'ignore', str(RECORD), str(FILE)], check=True)
    return 0


if __name__ == '__main__':
    sys.exit(main())
