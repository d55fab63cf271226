"""Writes what the genuine TensorFlow 1.15.5 makes of `encoder.py`: its checkpoint, and `golden.json`, its predictions.

python -m tests.legacy.pretrained.generate
"""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys
import tempfile

from tests.golden import generate

HERE = pathlib.Path(__file__).resolve().parent
SCRIPT, GOLDEN = HERE / 'encoder.py', HERE / 'golden.json'
PREFIX = HERE / 'encoder.ckpt-4'
USES = ('predict', 'fine_tune')


def main():
    python = generate.oracle_python()
    if python is None:
        print('generate: ' + generate.MISSING, file=sys.stderr)
        return 2
    environment = {**os.environ, 'TF_CPP_MIN_LOG_LEVEL': '3', 'PYTHONWARNINGS': 'ignore'}
    environment.pop('TF2_BEHAVIOR', None)

    def ask(*arguments):
        with tempfile.TemporaryDirectory() as folder:
            command = [python, str(SCRIPT), *arguments]
            done = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, check=True, text=True)
        return done.stdout

    ask('pretrain', str(PREFIX).rpartition('-')[0])
    GOLDEN.write_text(json.dumps({use: json.loads(ask(use, str(PREFIX))) for use in USES}) + '\n')
    return 0


if __name__ == '__main__':
    sys.exit(main())
