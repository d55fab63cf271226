"""Writes `golden.json`: what becomes of arguments of each kind on the genuine TensorFlow 1.15.5.

python -m tests.compat.kinds.generate
"""

from __future__ import annotations

import pathlib
import sys

from tests.golden import generate

GOLDEN = pathlib.Path(__file__).resolve().with_name('golden.json')


def main():
    if generate.oracle_python() is None:
        print(f'generate: {generate.MISSING}', file=sys.stderr)
        return 2
    generate.run_genuine('tests.compat.kinds.genuine', str(GOLDEN))
    return 0


if __name__ == '__main__':
    sys.exit(main())
