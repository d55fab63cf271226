"""Modules whose names are fetched, one by one, when they are first used.

A module of contrib says where each of its names comes from, and which of TensorFlow 1.15's it refuses:

    SUPPORTED = {'tf_slim.losses.loss_ops': 'absolute_difference add_loss', ...}
    REFUSED = {'metric_learning': (why, substitute), ...}
    __getattr__, __dir__ = lazy.module('tf.contrib.losses', SUPPORTED, REFUSED, globals(), tf_slim=slim.module)

The key of `SUPPORTED` is a module: of this project, of TensorFlow, or of a library that is loaded by the function given
for it, as tf_slim above. A name may be written `name=other` if the module calls it `other`; `name=*` is the module.
A name with dots, `plugins.projector.EmbeddingInfo`, is in a module below; so are refused ones.

Such a module has no other attributes than 1.15's: what its file imports and names to say all this is taken out of it.
Whoever asks for the tables finds them as `__supported__` and `__refused__`.
"""

from __future__ import annotations

import contextlib
import importlib
import random
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from tf1_ref.compat.names import inner, unsupported, views
from tf1_ref.errors import missing_extra


def names(supported: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Gives for each name the module that it comes from, and its name there."""
    found = {}
    for source, group in supported.items():
        for entry in group.split():
            name, _, there = entry.partition('=')
            found[name] = (source, there or name.rpartition('.')[2])
    return found


def module(
    shown_as: str,
    supported: dict[str, str],
    refused: dict[str, tuple[str, str]],
    namespace: dict,
    **loaders: Callable[[str], types.ModuleType],
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Returns `__getattr__` and `__dir__` for a module, and leaves nothing else in it.

    Args:
        shown_as: the module's name in TensorFlow 1, such as `'tf.contrib.losses'`.
        supported: from a source to the names that it gives.
        refused: from a name to why it is not supported and what to use instead.
        namespace: the module's globals, where each name stays once it was used.
        **loaders: from the root of a source to the function that loads it.
    """
    views.empty(namespace)
    return _hooks(shown_as, names(supported), refused, namespace, loaders)


def _hooks(shown_as, sources, refused, namespace, loaders):
    for below in sorted({name.partition('.')[0] for name in sources if '.' in name}):
        part = types.ModuleType(f'{namespace["__name__"]}.{below}', f'`{shown_as}.{below}`.')
        tables = _taken_out(sources, below), _taken_out(refused, below)
        hooks = _hooks(f'{shown_as}.{below}', *tables, vars(part), loaders)
        vars(part).update(zip(('__getattr__', '__dir__'), hooks, strict=True))
        namespace[below], sources[below] = part, (part.__name__, '*')

    def __getattr__(name):
        if name not in sources:
            if name in refused or name.startswith('__'):
                raise unsupported.error(shown_as, refused, name)
            return inner.below(shown_as, name)
        namespace[name] = fetch(*sources[name], **loaders)
        return namespace[name]

    def __dir__():
        return sorted(sources)

    namespace.update(__all__=sorted(sources), __supported__=sources, __refused__=refused)
    return __getattr__, __dir__


def _taken_out(table, below):
    """What a table has of the module `below`, by the names there."""
    prefix = f'{below}.'
    return {name.removeprefix(prefix): table.pop(name) for name in [*table] if name.startswith(prefix)}


def fetch(source: str, name: str, **loaders: Callable[[str], types.ModuleType]) -> Any:
    """The object `name` of the module `source`; of the module itself for the name `*`.

    Raises:
        SetupError: it needs tf_keras, which is not installed.
    """
    try:
        with _random_numbers_kept():
            found = loaders.get(source.partition('.')[0], importlib.import_module)(source)
    except ModuleNotFoundError as error:
        if error.name == 'tf_keras':  # what is written again may rest on it
            raise missing_extra(error.name, 'legacy') from error
        raise
    return found if name == '*' else getattr(found, name)


@contextlib.contextmanager
def _random_numbers_kept() -> Iterator[None]:
    """What a library draws while it is imported, as rich does behind scikit-learn, is none of the script's numbers."""
    states = random.getstate(), np.random.get_state()
    try:
        yield
    finally:
        random.setstate(states[0])
        np.random.set_state(states[1])
