"""What the programs of this folder give here, and gave on the genuine TensorFlow 1.15.5."""

from __future__ import annotations

import functools
import json
import os
import pathlib
import sys
import tempfile

import pytest

from tests import needs, warm

needs.modules('tf_keras')  # which tf.layers, and with it Network, is made from

from tests.compat.restored.eager import programs

MODULE = 'tests.compat.restored.eager.programs'
GENUINE = json.loads(programs.GOLDEN.read_text())


@functools.cache
def here() -> dict:
    """The programs' results with the door, by title; they run once, in a process of their own."""
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / 'here.json'
        environment = {**os.environ, 'PYTHONWARNINGS': 'ignore'}
        done = warm.run([sys.executable, '-m', MODULE, f'--out={out}'], text=True, env=environment)
        assert done.returncode == 0, done.stderr
        found = json.loads(out.read_text())
    assert sorted(found) == sorted(GENUINE)
    return found


def of(*families: str):
    """A decorator that gives a test the titles of some families."""
    return pytest.mark.parametrize('title', [title for title in GENUINE if title.startswith(families)])
