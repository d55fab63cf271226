"""One spelling for each name of TensorFlow 1: `tensorflow.compat.v1.nn.relu` is `tensorflow.nn.relu`."""

from __future__ import annotations

import functools

from tf1_ref.compat.names import inner_table, table
from tf1_ref.compat.names.inner_table import ROOT

# Several ways to say `tensorflow` as TensorFlow 1 had it.
SYNONYMS = {
    'tensorflow.compat.v1': 'tensorflow',
    'tensorflow_core': 'tensorflow',
    'tensorflow.pywrap_tensorflow': 'tensorflow.python.pywrap_tensorflow',
    'tensorflow.python.keras.api._v1.keras': 'tensorflow.keras',
    'tensorflow.python.keras.api.keras': 'tensorflow.keras',
    'tensorflow.contrib.keras.api.keras': 'tensorflow.contrib.keras',
    'tensorflow.contrib.learn.python.learn.datasets.mnist': 'tensorflow.examples.tutorials.mnist.input_data',
    'tensorflow.contrib.learn.datasets.mnist': 'tensorflow.examples.tutorials.mnist.input_data',
    'keras': 'tensorflow.keras',
    'tf1_ref.compat.tf': 'tensorflow',
    'tf1_ref.compat.keras': 'tensorflow.keras',
    'tf1_ref.compat.contrib': 'tensorflow.contrib',
    'tf1_ref.data.input_data': 'tensorflow.examples.tutorials.mnist.input_data',
}


@functools.lru_cache(maxsize=65536)
def canonical(name: str) -> str:
    """A dotted name as TensorFlow 1 code would say it: `tensorflow.compat.v1.nn.relu` is `tensorflow.nn.relu`.

    A package's own spelling of a public name is that name: `tensorflow.contrib.layers.python.layers.layers.conv2d` is
    `tensorflow.contrib.layers.conv2d`.
    """
    for synonym, meant in SYNONYMS.items():
        if name == synonym or name.startswith(f'{synonym}.'):
            name = meant + name[len(synonym) :]
            break
    if not name.startswith(ROOT) or '.' not in name[len(ROOT) :]:
        return name
    if table.is_public(name[len(ROOT) :]) and not name.startswith(table.CONTRIB):
        return name
    path, attribute, rest = inner_table.load().split(name[len(ROOT) :])
    if table.load().refused_whole(name) or table.load().has_public(f'{ROOT}{path}.{attribute}'):
        return name
    place = inner_table.load().place(path, attribute) if path and attribute else None
    public = place.public if place else ''
    if public:
        return f'{public}.{rest}' if rest else public
    target = inner_table.load().modules(path).get(attribute) if path and attribute else None
    if target:
        return canonical(f'{ROOT}{target}.{rest}' if rest else f'{ROOT}{target}')
    return _package(name)


def _package(name):
    """Modules that are one with a public one: `tensorflow.python.keras.layers` is `tensorflow.keras.layers`."""
    if name == 'tensorflow.python.keras' or name.startswith('tensorflow.python.keras.'):
        short = 'tensorflow.keras' + name[len('tensorflow.python.keras') :]
        if table.load().is_public_module(short):
            return short
    return name
