"""The version 1 side of tf_keras, imported at the first use, and what it has dropped since TensorFlow 1.15."""

from __future__ import annotations

import functools
import importlib
import types
from collections.abc import Callable
from typing import Any

import numpy as np
from absl import logging
from tensorflow.python.framework import config

from tf1_ref.compat.built import tables
from tf1_ref.compat.libraries import estimator
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
        if name == 'estimator':
            estimator.package()  # else it would import tensorflow-estimator itself, which no TensorFlow of today can
        namespace[name] = _part(name, value) if name in REFUSED else value
        return namespace[name]

    return __getattr__, lambda: [name for name in dir(_keras()) if not name.startswith('_')]


def _part(name, module):
    """A module of tf_keras that says why it lacks what it lacks; `name` is what stands behind `tf.keras.`."""

    def find(attribute):
        if (name, attribute) in RESTORED:
            return RESTORED[name, attribute]
        if hasattr(module, attribute):
            return getattr(module, attribute)
        raise unsupported.error(f'tf.keras.{name}', REFUSED[name], attribute)

    given_back = [attribute for part, attribute in RESTORED if part == name]
    return views.View(module.__name__, {'__doc__': module.__doc__}, find, lambda: sorted({*dir(module), *given_back}))


def multi_gpu_model(model: Any, gpus: int | list[int], cpu_merge: bool = True, cpu_relocation: bool = False) -> Any:
    """Ends, on a machine without GPUs, in what 1.15.5 said there; on others Keras has dropped it.

    Args:
        model: of Keras.
        gpus: how many, or their numbers.
        cpu_merge: whether the parts are joined on the CPU.
        cpu_relocation: whether the weights are made on the CPU.

    Raises:
        ValueError: there are fewer than two `gpus`, or the machine lacks one of them.
        Unsupported: it has them all.
    """
    is_list = isinstance(gpus, (list, tuple))
    numbers, told = (list(gpus), 'len(gpus)') if is_list else (list(range(gpus)), 'gpus')
    if len(numbers) <= 1:
        raise ValueError(
            f'For multi-gpu usage to be effective, call `multi_gpu_model` with `{told} >= 2`. Received: `gpus={gpus}`'
        )
    wanted = ['/cpu:0', *(f'/gpu:{number}' for number in numbers)]
    there = [one.name.replace('/device:', '/').lower() for one in config.list_logical_devices()]
    if not set(wanted) <= set(there):
        raise ValueError(
            f'To call `multi_gpu_model` with `gpus={gpus}`, we expect the following devices to be available: {wanted}. '
            f'However this machine only has: {there}. Try reducing `gpus`.'
        )
    raise unsupported.Unsupported(
        'tf.keras.utils.multi_gpu_model', 'Keras has dropped it for strategies', 'tf.distribute.MirroredStrategy'
    )


def apply(layer: Any, inputs: Any, *args: Any, **kwargs: Any) -> Any:
    """Calls a layer, as `layer(inputs)` does.

    Args:
        layer: of Keras.
        inputs: a tensor, or several of them.
        *args: what else its `call` takes.
        **kwargs: the same, by name.
    """
    return layer(inputs, *args, **kwargs)


def predict_proba(model: Any, x: Any, batch_size: int = 32, verbose: int = 0) -> np.ndarray:
    """Predicts, and warns of what cannot be probabilities.

    Args:
        model: a Sequential.
        x: its inputs.
        batch_size: how many at once.
        verbose: 1 shows how far it is.

    Returns:
        What `predict` gives, one row for each input.
    """
    found = model.predict(x, batch_size=batch_size, verbose=verbose)
    if found.min() < 0 or found.max() > 1:
        logging.warning('Network returning invalid probability values: they are not between 0 and 1')
    return found


def predict_classes(model: Any, x: Any, batch_size: int = 32, verbose: int = 0) -> np.ndarray:
    """Predicts the likeliest class of each input; of one output, whether it is above 0.5.

    Args:
        model: a Sequential.
        x: its inputs.
        batch_size: how many at once.
        verbose: 1 shows how far it is.

    Returns:
        Integers: [n], or [n, 1] of a model with one output.
    """
    found = model.predict(x, batch_size=batch_size, verbose=verbose)
    return found.argmax(axis=-1) if found.shape[-1] > 1 else (found > 0.5).astype('int32')


# By module and name: what tf_keras has dropped, and is given back.
RESTORED = {('utils', 'multi_gpu_model'): multi_gpu_model}
# By class: the methods that it has lost since 1.15.
METHODS = {
    'tf_keras.src.engine.base_layer:Layer': (apply,),
    'tf_keras.src.engine.base_layer_v1:Layer': (apply,),
    'tf_keras.src.engine.sequential:Sequential': (predict_classes, predict_proba),
}


@functools.cache
def _keras():
    try:
        keras = importlib.import_module('tf_keras.api._v1.keras')
    except ModuleNotFoundError as error:
        raise missing_extra(error.name, 'legacy') from error
    tables.load('tf_keras')
    for place, methods in METHODS.items():
        module, _, kind = place.partition(':')
        for method in methods:
            setattr(getattr(importlib.import_module(module), kind), method.__name__, method)
    return keras
