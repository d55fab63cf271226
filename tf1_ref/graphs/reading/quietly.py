"""TensorFlow for a command that reads or builds a graph, without what it says of GPUs and instruction sets."""

from __future__ import annotations

import os
import types

from tf1_ref.compat.process import quiet


def tensorflow_1() -> types.ModuleType:
    """`tf1_ref.compat.tf`; its first import says nothing on standard error unless it fails."""
    os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')  # it reports missing GPUs as errors
    with quiet.import_of_tensorflow():
        from tf1_ref.compat import tf

    return tf
