"""Devices: what TensorFlow says of those that it has."""

from __future__ import annotations

import tensorflow.compat.v1 as tf1

from tf1_ref.compat.built.replacing import replaces


@replaces('tensorflow.python.platform.test:is_built_with_cuda')
def is_built_with_cuda(original):
    """Tells whether a GPU is there: 1.15 had a package for each case, and today's is built with CUDA for both."""
    return original() and bool(tf1.config.list_physical_devices('GPU'))
