"""Writes the golden files of this folder by running the programs on the genuine TensorFlow 1.15.5.

python -m tests.compat.contrib.generate                      all families
python -m tests.compat.contrib.generate tf_layers layers     some of them
"""

from __future__ import annotations

import pathlib
import pkgutil
import sys

from tests.compat.contrib import programs
from tests.golden import generate

GOLDEN = pathlib.Path(__file__).resolve().parent / 'golden'
SYMBOLS = GOLDEN.with_name('symbols.json')
DIRECTORIES = GOLDEN.with_name('directories.json')
FAMILIES = sorted(module.name for module in pkgutil.iter_modules(programs.__path__))


def main(families):
    unknown = [family for family in families if family not in FAMILIES]
    if unknown:
        print(f'generate: no family is named {", ".join(unknown)}; they are {", ".join(FAMILIES)}', file=sys.stderr)
        return 2
    if generate.oracle_python() is None:
        print(f'generate: {generate.MISSING}', file=sys.stderr)
        return 2
    for family in families or FAMILIES:
        generate.run_genuine(
            'tests.compat.contrib.genuine',
            f'--out={GOLDEN}',
            f'--family={family}',
            f'--symbols={SYMBOLS}',
            f'--directories={DIRECTORIES}',
        )
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
