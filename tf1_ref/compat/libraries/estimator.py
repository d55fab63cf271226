"""tensorflow-estimator 2.15, the last there is, imported so that it works on a TensorFlow that no longer knows it.

Its modules get a `tensorflow` of their own, whose `compat.v1` is the door and whose `keras` is tf_keras, and two
modules in the place of others: the one for clusters that TensorFlow 2.16 dropped, and the one that marks everything
as deprecated. Without this no TensorFlow since 2.16 can import the library, so nobody else has it in use.
"""

from __future__ import annotations

import functools
import importlib
import sys
import types

from tf1_ref.compat.names import door, unsupported, views
from tf1_ref.errors import missing_extra

LIBRARY = 'tensorflow_estimator'
COORDINATOR = 'tensorflow.python.distribute.estimator_training'
EXPORT = f'{LIBRARY}.python.estimator.estimator_export'
TPU = f'{LIBRARY}._api.v1.estimator.tpu'
SHOWN_AS = 'tf.estimator with a distribution strategy'
REFUSED = ('TensorFlow 2.16 dropped the coordinator that it needs', 'one process without train_distribute')


@functools.cache
def package() -> types.ModuleType:
    """The library's package, whose `_api.v1.estimator` is `tf.estimator`.

    Raises:
        SetupError: it is not installed, or tf_keras is not.
    """
    before = {name: sys.modules.get(name) for name in ('tensorflow', COORDINATOR)}
    try:
        sys.modules.update({'tensorflow': _tensorflow(), COORDINATOR: _coordinator()})
        sys.modules.update({EXPORT: _export(), TPU: views.View(TPU, {})})
        return importlib.import_module(LIBRARY)
    except ModuleNotFoundError as error:
        raise missing_extra(error.name, 'legacy') from error
    finally:
        for name, module in before.items():
            sys.modules.pop(name, None) if module is None else sys.modules.update({name: module})


def module(name: str) -> types.ModuleType:
    """One of the library's modules, such as `'tensorflow_estimator.python.estimator.util'`."""
    package()
    return importlib.import_module(name)


def _tensorflow():
    """The `tensorflow` that the library's modules see."""
    import tensorflow
    import tf_keras

    v2 = _view(tensorflow.compat.v2, keras=tf_keras)
    compat = _view(tensorflow.compat, v1=door.entered(), v2=v2)
    return _view(tensorflow, keras=tf_keras, compat=compat)


def _view(module, **names):
    """A module that has the given names, and for every other one what `module` has at that moment."""
    names.update(__doc__=module.__doc__, __path__=module.__path__, __spec__=module.__spec__)
    return views.View(module.__name__, names, functools.partial(getattr, module))


def _coordinator():
    """What coordinated estimators on several machines: never asked to, or refused."""

    def refuse(*_):
        raise unsupported.Unsupported(SHOWN_AS, *REFUSED)

    names = {'init_run_config': refuse, 'should_run_distribute_coordinator': lambda config: False}
    return views.View(COORDINATOR, names)


def _export():
    """What enters the library's symbols into TensorFlow's API; here it does nothing, since the API has no place."""

    class Exported:
        def __init__(self, *names, v1=None):
            """Takes the names, under which nothing is exported."""

        def __call__(self, symbol):
            return symbol

    return views.View(EXPORT, {'estimator_export': Exported})
