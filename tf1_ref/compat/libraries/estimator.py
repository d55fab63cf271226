"""tensorflow-estimator 2.15, the last there is, imported so that it works on a TensorFlow that no longer knows it.

Its modules get a `tensorflow` of their own, whose `compat.v1` is the door and whose `keras` is tf_keras, and modules
in the place of others: the one for clusters that TensorFlow 2.16 dropped, those for hardware that its TPUEstimator asks
for, and the one that marks everything as deprecated. Without this no TensorFlow since 2.16 can import the library, so
nobody else has it in use.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import importlib.util
import sys
import types

from tf1_ref.compat.names import door, unsupported, views
from tf1_ref.compat.process import swapping
from tf1_ref.errors import missing_extra

LIBRARY = 'tensorflow_estimator'
COORDINATOR = 'tensorflow.python.distribute.estimator_training'
EXPORT = f'{LIBRARY}.python.estimator.estimator_export'
OPTIMIZERS = 'Adagrad Adam Ftrl Momentum ProximalAdagrad RMSProp StochasticGradientDescent'
# Modules of `tensorflow.python.tpu`, and the classes that are imported from them or asked for.
HARDWARE = {
    'session_support': (),
    'tpu_embedding': ('FeatureConfig', 'TableConfig', *(f'{name}Parameters' for name in OPTIMIZERS.split())),
    'tpu_embedding_gradient': (),
}
EMBEDDINGS = 'TensorFlow has dropped it'
SHOWN_AS = 'tf.estimator with a distribution strategy on several machines'
REFUSED = ('TensorFlow 2.16 dropped the coordinator that it needs', 'one machine')


@functools.cache
def package() -> types.ModuleType:
    """The library's package, whose `_api.v1.estimator` is `tf.estimator`.

    Raises:
        SetupError: it is not installed, or tf_keras is not.
    """
    absent = {COORDINATOR: _coordinator(), **_hardware()}
    others = {'tensorflow': None, **absent}
    before = {name: sys.modules.get(name) for name in others}
    # As attributes too: a package that is asked for a module which it has not would look that up, and keep it.
    undo = contextlib.ExitStack()
    for name, module in absent.items():
        parent, _, last = name.rpartition('.')
        undo.enter_context(swapping.swapped(importlib.import_module(parent), **{last: module}))
    try:
        sys.modules.update({**others, 'tensorflow': _tensorflow(), EXPORT: _export()})
        found = importlib.import_module(LIBRARY)
        importlib.import_module(f'{LIBRARY}.python.estimator.keras_lib')  # only tf.keras.estimator asks for it, later
        _keep_host_calls(sys.modules[f'{LIBRARY}.python.estimator.tpu.tpu_estimator'].TPUEstimatorSpec)
        return found
    except ModuleNotFoundError as error:
        raise missing_extra(error.name, 'legacy') from error
    finally:
        undo.close()
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
    # `losses` are Keras's too: asked for them, TensorFlow would import Keras 3, which takes a second.
    return _view(tensorflow, keras=tf_keras, losses=tf_keras.losses, compat=compat)


def _view(module, **names):
    """A module that has the given names, and for every other one what `module` has at that moment."""
    names.update(__doc__=module.__doc__, __path__=module.__path__, __spec__=module.__spec__)
    return views.View(module.__name__, names, functools.partial(getattr, module))


def _coordinator():
    """What coordinated estimators on several machines: one machine needs no coordinator, and several are refused."""
    names = {'init_run_config': _init_run_config, 'should_run_distribute_coordinator': lambda config: False}
    return views.View(COORDINATOR, names)


def _init_run_config(config, tf_config):
    """Takes the strategies of a RunConfig, on one machine; as 1.15's, and with its errors."""
    other = config._experimental_distribute
    for name in ('train_distribute', 'eval_distribute'):
        strategy = getattr(other, name, None)
        if strategy and getattr(config, f'_{name}'):
            raise ValueError(f'Either `{name}` or`experimental_distribute.{name}` can be set.')
        if strategy:
            setattr(config, f'_{name}', strategy)
    several = 'cluster' in tf_config and 'master' not in tf_config['cluster']
    if config._train_distribute and (several or getattr(other, 'remote_cluster', None)):
        raise unsupported.Unsupported(SHOWN_AS, *REFUSED)
    config._distribute_coordinator_mode = None
    config._init_distributed_setting_from_environment_var(tf_config)
    config._maybe_overwrite_session_config_for_distributed_training()


def _hardware():
    """The modules for hardware that the library's TPUEstimator imports and TensorFlow has dropped."""
    from tensorflow.python import tpu

    absent = [name for name in HARDWARE if importlib.util.find_spec(f'{tpu.__name__}.{name}') is None]
    return {
        f'{tpu.__name__}.{name}': views.View(f'{tpu.__name__}.{name}', dict.fromkeys(HARDWARE[name], _Embedding))
        for name in absent
    }


def _keep_host_calls(kind):
    """Lets a TPUEstimatorSpec have its own metrics and host call; the library's share those of the last one made."""
    original = kind.as_estimator_spec

    @functools.wraps(original)
    def as_estimator_spec(self):
        calls = {'eval_metrics': self.eval_metrics, 'host_call': self.host_call}
        kind._host_calls = {name: call for name, call in calls.items() if call is not None}
        return original(self)

    kind.as_estimator_spec = as_estimator_spec


class _Embedding:
    """How an embedding on a TPU is trained, and its tables: nothing can have them, so nothing is one."""

    def __init__(self, *_, **__):
        raise unsupported.Unsupported('an embedding on a TPU', EMBEDDINGS, 'tf.feature_column.embedding_column')


def _export():
    """What enters the library's symbols into TensorFlow's API; here it does nothing, since the API has no place."""

    class Exported:
        def __init__(self, *names, v1=None):
            """Takes the names, under which nothing is exported."""

        def __call__(self, symbol):
            return symbol

    return views.View(EXPORT, {'estimator_export': Exported})
