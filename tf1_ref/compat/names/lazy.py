"""Modules whose names are fetched, one by one, when they are first used.

A module of contrib says where each of its names comes from, and which of TensorFlow 1.15's it refuses:

    SUPPORTED = {'tf_slim.losses.loss_ops': 'absolute_difference add_loss', ...}
    REFUSED = {'metric_learning': (why, substitute), ...}
    __getattr__, __dir__ = lazy.module('tf.contrib.losses', SUPPORTED, REFUSED, globals(), tf_slim=slim.module)

The key of `SUPPORTED` is a module: of this project, of TensorFlow, or of a library that is loaded by the function given
for it, as tf_slim above. A name may be written `name=other` if the module calls it `other`; `name=*` is the module.
"""

from __future__ import annotations

import importlib
import types
from collections.abc import Callable
from typing import Any

from tf1_ref.compat.names import unsupported


def names(supported: dict[str, str]) -> dict[str, tuple[str, str]]:
    """From each name to the module that it comes from and its name there."""
    found = {}
    for source, group in supported.items():
        for entry in group.split():
            name, _, there = entry.partition('=')
            found[name] = (source, there or name)
    return found


def module(
    shown_as: str,
    supported: dict[str, str],
    refused: dict[str, tuple[str, str]],
    namespace: dict,
    **loaders: Callable[[str], types.ModuleType],
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Returns `__getattr__` and `__dir__` for a module.

    Args:
        shown_as: the module's name in TensorFlow 1, such as `'tf.contrib.losses'`.
        supported: from a source to the names that it gives.
        refused: from a name to why it is not supported and what to use instead.
        namespace: the module's globals, where each name stays once it was used.
        **loaders: from the root of a source to the function that loads it.
    """
    sources = names(supported)

    def __getattr__(name):
        if name not in sources:
            raise unsupported.error(shown_as, refused, name)
        source, there = sources[name]
        namespace[name] = fetch(source, there, **loaders)
        return namespace[name]

    def __dir__():
        return sorted(sources)

    namespace['__all__'] = sorted(sources)
    return __getattr__, __dir__


def fetch(source: str, name: str, **loaders: Callable[[str], types.ModuleType]) -> Any:
    """The object `name` of the module `source`; of the module itself for the name `*`."""
    found = loaders.get(source.partition('.')[0], importlib.import_module)(source)
    return found if name == '*' else getattr(found, name)
