"""Runs programs as a user would: `python -m tf1_ref run`, in a folder of their own."""

import os
import pathlib
import subprocess
import sys

import tf1_ref

ROOT = pathlib.Path(tf1_ref.__file__).parents[1]


def run(arguments, folder, command='run', **options):
    """What `python -m tf1_ref COMMAND ARGUMENTS` did, started in `folder`."""
    environment = {**os.environ, 'PYTHONPATH': str(ROOT), **options.pop('env', {})}
    return subprocess.run(
        [sys.executable, '-m', 'tf1_ref', command, *map(str, arguments)],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=900, **options
    )  # fmt: skip


def write(folder, **files):
    """Writes sources; `name__py` or `package___module__py` become `name.py` and `package/module.py`."""
    for name, content in files.items():
        path = folder / name.replace('___', '/').replace('__', '.')
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding='utf-8')
    return folder
