"""The version 1 side of tf_keras, imported at the first use, and what it has dropped since TensorFlow 1.15."""

from __future__ import annotations

import functools
import importlib
import types
from collections.abc import Callable
from typing import Any

from tf1_ref.compat.built import tables
from tf1_ref.compat.names import unsupported, views
from tf1_ref.errors import missing_extra

# By module; '' is `tf.keras` itself.
REFUSED = {
    '': {
        'wrappers': (
            'Keras has dropped its wrappers for scikit-learn',
            'the scikeras package, or the predict method of the model itself',
        )
    },
    'experimental': {
        'LinearCosineDecay': ('Keras has dropped this schedule', 'tf.train.linear_cosine_decay'),
        'NoisyLinearCosineDecay': ('Keras has dropped this schedule', 'tf.train.noisy_linear_cosine_decay'),
        'PeepholeLSTMCell': ('Keras has dropped this cell', 'tf.nn.rnn_cell.LSTMCell(units, use_peepholes=True)'),
        'export_saved_model': ('Keras has one way of saving today', 'tf.saved_model.simple_save'),
        'load_from_saved_model': ('Keras has one way of saving today', 'tf.saved_model.load'),
        'terminate_keras_multiprocessing_pools': (
            'Keras ends its processes itself',
            'model.fit(use_multiprocessing=False)',
        ),
    },
    'mixed_precision': {
        'experimental': ('it is no experiment any more', 'tf.keras.mixed_precision.LossScaleOptimizer')
    },
    'utils': {
        'HDF5Matrix': ('Keras reads no HDF5 files in parts', "h5py.File(path)['name'][:]"),
        'convert_all_kernels_in_model': (
            'it was for weights that Theano had saved',
            'numpy.flip(kernel, (0, 1)) for each kernel of a convolution',
        ),
        'multi_gpu_model': ('Keras has dropped it for strategies', 'tf.distribute.MirroredStrategy'),
    },
}


def module(name: str) -> types.ModuleType:
    """One of the modules of tf_keras, such as `'tf_keras.src.backend'`, once its tables are loaded."""
    _keras()
    return importlib.import_module(name)


def face(namespace: dict) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Returns `__getattr__` and `__dir__` for `tf.keras`, and leaves nothing else in it but what is refused.

    Args:
        namespace: the module's globals, where each name stays once it was used.
    """
    views.empty(namespace)
    namespace['__refused__'] = REFUSED

    def __getattr__(name):
        if name.startswith('__') or name in REFUSED['']:
            raise unsupported.error('tf.keras', REFUSED[''], name)
        value = getattr(_keras(), name)
        namespace[name] = _part(name, value) if name in REFUSED else value
        return namespace[name]

    return __getattr__, lambda: [name for name in dir(_keras()) if not name.startswith('_')]


def _part(name, module):
    """A module of tf_keras that says why it lacks what it lacks; `name` is what stands behind `tf.keras.`."""

    def find(attribute):
        if hasattr(module, attribute):
            return getattr(module, attribute)
        raise unsupported.error(f'tf.keras.{name}', REFUSED[name], attribute)

    return views.View(module.__name__, {'__doc__': module.__doc__}, find, lambda: dir(module))


@functools.cache
def _keras():
    try:
        keras = importlib.import_module('tf_keras.api._v1.keras')
    except ModuleNotFoundError as error:
        raise missing_extra(error.name, 'legacy') from error
    tables.load('tf_keras')
    return keras
