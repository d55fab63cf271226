"""`tf.contrib`: each of its modules is imported when it is first used.

A module of this package that `MODULES` names presents the one of TensorFlow 1.15 of that name. It keeps its public
names in `SUPPORTED`, and in `REFUSED` those of 1.15 that it does not have, with why and what to use instead.
"""

from __future__ import annotations

import importlib

from tf1_ref.compat import unsupported

MODULES = (
    'framework',
    'layers',
    'legacy_seq2seq',
    'losses',
    'metrics',
    'rnn',
    'seq2seq',
    'slim',
    'training',
)
REFUSED = {}


def __getattr__(name):
    if name in MODULES:
        return importlib.import_module(f'{__name__}.{name}')
    raise unsupported.error('tf.contrib', REFUSED, name)


def __dir__():
    return [*MODULES]
