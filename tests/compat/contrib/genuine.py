"""Runs on the genuine TensorFlow 1.15.5 under Python 3.7, started by `tests.compat.contrib.generate`."""

from __future__ import annotations

import argparse
import json
import os
import sys

from tests.compat.contrib import record


def main():
    import tensorflow as tf

    tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.ERROR)
    parser = argparse.ArgumentParser()
    parser.add_argument('--out', required=True)
    parser.add_argument('--family', required=True)
    arguments = parser.parse_args()
    recorded = {}
    for title, program in record.programs(arguments.family).items():
        print(title, file=sys.stderr)
        recorded[title] = record.program(tf, program)
    with open(os.path.join(arguments.out, arguments.family + '.json'), 'w') as file:
        file.write(lines(recorded))


def lines(recorded):
    """Readable JSON: a line for each thing about a program."""
    programs = []
    for title, found in recorded.items():
        about = ['  %s: %s' % (json.dumps(key), json.dumps(found[key])) for key in found]
        programs.append(' %s: {\n%s\n }' % (json.dumps(title), ',\n'.join(about)))
    return '{\n' + ',\n'.join(programs) + '\n}\n'


if __name__ == '__main__':
    main()
