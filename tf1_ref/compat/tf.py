"""TensorFlow 1's `tf` on current TensorFlow: `tf.compat.v1` in graph mode, `tf.contrib`, and TensorFlow 1's op seeds.

Importing this module is what turns TensorFlow's v2 behaviour off, before any graph exists. Every name of `tf.compat.v1`
is reached through `__getattr__`; nothing is written into TensorFlow's own `tf` modules, but for the class of a graph's
tensors (`names/tensor.py`). What this file imports for itself has an underscore before its name: `tf` has no
attributes that TensorFlow lacked.
"""

import sys as _sys

from tf1_ref.compat.process import versions as _versions
from tf1_ref.compat.process import without_keras as _without_keras

__version__ = _versions.check_tensorflow_version()
_versions.check_not_used_eagerly()

with _without_keras.import_of_tensorflow():  # the checks come first, so that a wrong TensorFlow is named
    import tensorflow.compat.v1 as _v1


def _turn_v2_behavior_off():
    # The deprecation warning about reference variables tells the reader of TensorFlow 1 code nothing new.
    verbosity = _v1.logging.get_verbosity()
    _v1.logging.set_verbosity(_v1.logging.ERROR)
    try:
        _v1.disable_v2_behavior()
    finally:
        _v1.logging.set_verbosity(verbosity)


_turn_v2_behavior_off()

from tf1_ref.compat import (  # noqa: E402  (they build on graph mode)
    contrib,  # noqa: F401
    estimator,  # noqa: F401
    image,  # noqa: F401
    keras,  # noqa: F401
    nn,  # noqa: F401
    train,  # noqa: F401
)
from tf1_ref.compat import tf_layers as layers  # noqa: E402, F401
from tf1_ref.compat.built import seeds as _seeds  # noqa: E402
from tf1_ref.compat.libraries import estimator as _estimator_library  # noqa: E402
from tf1_ref.compat.libraries import keras as _keras_library  # noqa: E402
from tf1_ref.compat.libraries import slim as _slim_library  # noqa: E402
from tf1_ref.compat.names import door as _door  # noqa: E402
from tf1_ref.compat.names import inner as _inner  # noqa: E402
from tf1_ref.compat.names import pre_1_0 as _pre_1_0  # noqa: E402
from tf1_ref.compat.names import table as _table  # noqa: E402
from tf1_ref.compat.names import tensor as _tensor  # noqa: E402

_door.enter(
    _sys.modules[__name__],
    {
        'tf_keras': _keras_library.module,
        'tf_slim': _slim_library.module,
        'tensorflow_estimator': _estimator_library.module,
    },
)
_inner.give_back()
_tensor.install()
_seeds.install()


def __getattr__(name):
    if name in _pre_1_0.RENAMED:
        return _pre_1_0.find(name)  # which says so, to the next script again
    if name in _table.ROOTS:  # no public API, and reached by many scripts all the same
        return _inner.load(name)
    value = getattr(_v1, name)
    globals()[name] = value = _pre_1_0.sorted_out(name, value) if name in _pre_1_0.CHANGED else value
    return value


def __dir__():
    return sorted({'contrib', 'estimator', *dir(_v1)})
