"""TensorFlow's import without Keras 3: TensorFlow 1 code never asks for it, and it takes half of the time.

TensorFlow ends its import with an attempt to import Keras, and goes on where there is none. Keras brings scikit-learn,
SciPy and pandas with it as soon as these are installed. `tf.keras`, `tensorflow.keras` and `import keras` find it
afterwards as they always did, at their first use.
"""

from __future__ import annotations

import contextlib
import importlib.abc
import importlib.machinery
import os
import sys
import threading
from collections.abc import Iterator


@contextlib.contextmanager
def import_of_tensorflow() -> Iterator[None]:
    """Has TensorFlow find no Keras while it is imported for the first time, in this thread.

    Does nothing if TensorFlow or Keras is there already, or if TF_USE_LEGACY_KERAS asks for tf_keras instead.
    """
    wants_tf_keras = os.environ.get('TF_USE_LEGACY_KERAS') in ('true', 'True', '1')
    if wants_tf_keras or 'tensorflow' in sys.modules or 'keras' in sys.modules:
        yield
        return
    finder = _Later()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _Later(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finder and loader of `keras`, which says where it lies, as TensorFlow asks for that, and does not load it."""

    def __init__(self):
        self._thread = threading.get_ident()

    def find_spec(self, name, path=None, target=None):
        if name != 'keras' or threading.get_ident() != self._thread:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is not None:
            spec.loader = self
        return spec

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        raise ImportError('Keras is imported at its first use, not with TensorFlow', name='keras')
