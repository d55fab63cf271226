"""Which TensorFlow can stand behind the door, and the one line that is said when it cannot."""

from __future__ import annotations

import importlib.metadata
import sys

from tf1_ref.compat.process import supported
from tf1_ref.errors import SetupError

REMEDY = f"pip install 'tensorflow{supported.SPECIFIER}'"


def check_tensorflow_version(version: str | None = None) -> str:
    """Refuses a TensorFlow that is missing or outside the supported range, without importing it.

    Args:
        version: a version such as `'2.21.0'`; the installed one by default.

    Returns:
        The version found.

    Raises:
        SetupError: TensorFlow is not installed, or is outside the range of `supported`.
    """
    version = version or _installed_version()
    if version is None:
        raise SetupError(f'TensorFlow is not installed; install it with: {REMEDY}')
    if '{}.{}'.format(*supported.minor_of(version)) not in supported.TENSORFLOW:
        raise SetupError(
            f'TensorFlow {version} is outside the supported range {supported.RANGE}; '
            f'install one inside it with: {REMEDY}'
        )
    return version


def check_not_used_eagerly() -> None:
    """Refuses a TensorFlow that has already executed something eagerly, where graph mode comes too late.

    Raises:
        SetupError: an eager context exists and v2 behaviour is still on.
    """
    if 'tensorflow' not in sys.modules:
        return
    from tensorflow.python.eager import context

    eager = context.context_safe()
    if eager is not None and eager._context_handle is not None and context.executing_eagerly():
        raise SetupError(
            'TensorFlow has already been used eagerly in this process; '
            'put `from tf1_ref.compat import tf` before the first use of TensorFlow'
        )


def _installed_version() -> str | None:
    # Every build of TensorFlow (tensorflow-cpu, tf-nightly, ...) installs the module `tensorflow`.
    if 'tensorflow' in sys.modules and hasattr(sys.modules['tensorflow'], '__version__'):
        return sys.modules['tensorflow'].__version__
    for distribution in ('tensorflow', 'tensorflow-cpu', 'tensorflow-macos', 'intel-tensorflow'):
        try:
            return importlib.metadata.version(distribution)
        except importlib.metadata.PackageNotFoundError:
            continue
    try:
        import tensorflow
    except ImportError:
        return None
    return getattr(tensorflow, '__version__', None)
