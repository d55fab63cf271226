"""Writes `idioms.json`: what the scripts of `scripts/idioms` print under the genuine TensorFlow 1.15.5.

python -m tests.legacy.generate_idioms [NAME ...]
"""

from __future__ import annotations

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from tests.golden import generate

HERE = pathlib.Path(__file__).resolve().parent
GOLDEN = HERE / 'idioms.json'
SCRIPTS = HERE / 'scripts' / 'idioms'


def names():
    """The scripts, by name."""
    return sorted(path.stem for path in SCRIPTS.glob('*.py'))


def prepared(name, folder):
    """Copies a script to a folder, and returns its command line there."""
    shutil.copy(SCRIPTS / f'{name}.py', folder)
    return [f'{name}.py']


def main(chosen):
    python = generate.oracle_python()
    if python is None:
        print('generate_idioms: ' + generate.MISSING, file=sys.stderr)
        return 2
    found = json.loads(GOLDEN.read_text()) if chosen else {}
    environment = {**os.environ, 'TF_CPP_MIN_LOG_LEVEL': '3', 'PYTHONWARNINGS': 'ignore'}
    environment.pop('TF2_BEHAVIOR', None)
    for name in chosen or names():
        with tempfile.TemporaryDirectory() as folder:
            command = [python, *prepared(name, folder)]
            done = subprocess.run(
                command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
            )
        if done.returncode:
            print(done.stderr, file=sys.stderr)
            return 1
        found[name] = done.stdout.splitlines()
    GOLDEN.write_text(json.dumps(dict(sorted(found.items())), indent=1) + '\n')
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
