"""What is installed, and the switches that matter to a legacy run; nothing of it is imported."""

from __future__ import annotations

import importlib.metadata
import os
import sys

import tf1_ref
from tf1_ref.compat.process import versions
from tf1_ref.errors import SetupError

# Package: what it is for.
EXTRAS = {
    'tf_keras': ('legacy', 'tf.layers, tf.keras, tf.nn.rnn_cell'),
    'tf_slim': ('legacy', 'tf.contrib.slim, tf.contrib.layers'),
    'tensorflow-estimator': ('legacy', 'tf.estimator'),
    'fissix': ('legacy', 'Python 2 sources'),
    'libcst': ('port', 'port, doctor FILE'),
    'matplotlib': ('plots', 'pictures'),
}
# Variable of the environment: what it does to a run.
TOGGLES = {
    'TF_ENABLE_ONEDNN_OPTS': "oneDNN's order of addition",
    'TF_USE_LEGACY_KERAS': 'which Keras other packages see as tf.keras',
    'TF2_BEHAVIOR': 'whether TensorFlow starts with v2 behaviour',
    'TF_CPP_MIN_LOG_LEVEL': 'what TensorFlow says on standard error',
    'CUDA_VISIBLE_DEVICES': 'which GPUs TensorFlow uses',
    'TF_DETERMINISTIC_OPS': 'whether kernels repeat themselves bit for bit',
}


def examine() -> dict:
    """Versions, extras and toggles; `problems` lists what keeps every script from running."""
    problems = []
    try:
        tensorflow = versions.check_tensorflow_version()
    except SetupError as error:
        tensorflow = None
        problems.append(str(error))
    extras = {package: _version(package) for package in EXTRAS}
    if tensorflow and extras['tf_keras'] and _minor(extras['tf_keras']) != _minor(tensorflow):
        problems.append(
            f'tf_keras {extras["tf_keras"]} does not fit TensorFlow {tensorflow}; '
            f"pip install 'tf_keras=={_minor(tensorflow)}.*'"
        )
    return {
        'tf1_ref': tf1_ref.__version__,
        'python': sys.version.split()[0],
        'tensorflow': tensorflow,
        'numpy': _version('numpy'),
        'extras': extras,
        'toggles': {name: os.environ.get(name) for name in TOGGLES},
        'problems': problems,
    }


def _version(package):
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _minor(version):
    return '.'.join(version.split('.')[:2])
