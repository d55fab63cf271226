"""TensorFlow 1's `tf` on current TensorFlow: `tf.compat.v1` in graph mode, `tf.contrib`, and TensorFlow 1's op seeds.

Importing this module is what turns TensorFlow's v2 behaviour off, before any graph exists. Every name of `tf.compat.v1`
is reached through `__getattr__`; nothing is written into TensorFlow's own `tf` modules.
"""

from __future__ import annotations

import sys

from tf1_ref.compat.process import versions, without_keras

__version__ = versions.check_tensorflow_version()
versions.check_not_used_eagerly()

with without_keras.import_of_tensorflow():  # the checks come first, so that a wrong TensorFlow is named
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
    keras,
    nn,  # noqa: F401
    train,  # noqa: F401
)
from tf1_ref.compat import tf_layers as layers  # noqa: E402, F401
from tf1_ref.compat.built import seeds  # noqa: E402
from tf1_ref.compat.libraries import estimator as _estimator_library  # noqa: E402
from tf1_ref.compat.libraries import slim as _slim_library  # noqa: E402
from tf1_ref.compat.names import door, inner, pre_1_0, table  # noqa: E402

door.enter(
    sys.modules[__name__],
    {'tf_keras': keras.module, 'tf_slim': _slim_library.module, 'tensorflow_estimator': _estimator_library.module},
)
inner.give_back()
seeds.install()


def __getattr__(name):
    if name in pre_1_0.RENAMED:
        return pre_1_0.find(name)  # which says so, to the next script again
    if name in table.ROOTS:  # no public API, and reached by many scripts all the same
        return inner.load(name)
    value = getattr(_v1, name)
    globals()[name] = value = pre_1_0.sorted_out(name, value) if name in pre_1_0.CHANGED else value
    return value


def __dir__():
    return sorted({'contrib', 'estimator', *dir(_v1)})
