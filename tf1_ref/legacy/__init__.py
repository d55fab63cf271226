"""Legacy TensorFlow 1 scripts, unmodified: `python -m tf1_ref run FILE`, or `tf1_ref.legacy.run_path` as a function."""

from __future__ import annotations


def __getattr__(name):
    if name == 'run_path':
        from tf1_ref.legacy.run.running import run_path

        return run_path
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
