"""What is known of each part of TensorFlow that builds otherwise than in 1.15: one table for each subject.

A table has all of its subject side by side: functions that are built from 1.15's ops again (`replaces`), whose ops are
only counted (`counts`), and that warn (`differs`); see `tf1_ref.compat.built.replacing`. Whoever finds a wrong seed
behind an op looks in the table of that op's subject, and nowhere else.
"""

from __future__ import annotations

import importlib

# Library: its tables, which are loaded when the library is, so that what nobody uses stays unloaded.
TABLES = {
    'tensorflow': (
        'arrays',
        'autograph',
        'control_flow',
        'datasets',
        'devices',
        'feature_columns',
        'gradients',
        'images',
        'math',
        'nn',
        'parsing',
        'random',
        'shapes',
        'signal',
        'static_shapes',
        'training',
        'variables',
    ),
    'tf_keras': (
        'keras.applications',
        'keras.backend',
        'keras.layers',
        'keras.losses',
        'keras.metrics',
        'keras.recurrent',
        'keras.training',
    ),
}


def load(library: str) -> None:
    """Loads the tables of a library that is in use from now on."""
    for table in TABLES[library]:
        importlib.import_module(f'{__name__}.{table}')
