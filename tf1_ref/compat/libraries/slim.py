"""A copy of tf_slim of this project's own, repaired for current TensorFlow; the one that others import stays as it is.

tf_slim is what `tf.contrib.layers`, `.framework`, `.slim`, `.losses`, `.metrics` and `.training` of 1.15 became, a few
lines apart. Its modules hold references to each other, so a second import of them gives a second, separate tf_slim,
in which names can be replaced.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
import sys
import types

from tf1_ref.compat.names import inner
from tf1_ref.compat.process.swapping import swapped
from tf1_ref.errors import missing_extra


def module(name: str) -> types.ModuleType:
    """The copy of a module of tf_slim, such as `'tf_slim.layers.layers'`."""
    return _modules()[name]


@functools.cache
def _modules():
    inner.give_back()
    others = {name: sys.modules.pop(name) for name in [*sys.modules] if _of_slim(name)}
    try:
        package = importlib.import_module('tf_slim')
        for found in pkgutil.walk_packages(package.__path__, 'tf_slim.'):
            if not found.name.endswith('_test'):
                importlib.import_module(found.name)
        copies = {name: sys.modules.pop(name) for name in [*sys.modules] if _of_slim(name)}
    except ModuleNotFoundError as error:
        raise missing_extra(error.name, 'legacy') from error
    finally:
        sys.modules.update(others)
    for copy in copies.values():
        _give_layers(copy)
    _reshape_by_the_graph(copies['tf_slim.layers.layers']._fused_batch_norm)
    return copies


def _reshape_by_the_graph(function):
    """A fused batch_norm of matrices gets its shape back as the graph computes it, whether or not it is known."""
    function = inspect.unwrap(function)
    code = function.__code__
    constants = (
        _unknown.__code__ if getattr(constant, 'co_name', None) == 'infer_static_shape' else constant
        for constant in code.co_consts
    )
    swapped(function, __code__=code.replace(co_consts=tuple(constants)))  # for good: the copy is ours


def _unknown(tensor):
    """Stands for tf_slim's `infer_static_shape`, which 1.15 had not."""


def _give_layers(copy):
    """Puts this project's layers in the place of TensorFlow's."""
    from tf1_ref.compat.libraries import layers

    for name, value in vars(copy).items():
        if isinstance(value, types.ModuleType) and value.__name__.startswith('tensorflow.python.layers.'):
            setattr(copy, name, layers)


def _of_slim(name):
    return name == 'tf_slim' or name.startswith('tf_slim.')
