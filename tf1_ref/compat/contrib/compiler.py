"""`tf.contrib.compiler`: XLA."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tensorflow.python.compiler.xla.jit': 'jit.experimental_jit_scope',
    'tensorflow.python.compiler.xla.xla': 'xla.check_function_argument_count xla.compile',
    'tf1_ref.compat.restored.estimator.compiled_model': 'xla.estimator_model_fn',
}
REFUSED: dict[str, tuple[str, str]] = {}

__getattr__, __dir__ = lazy.module('tf.contrib.compiler', SUPPORTED, REFUSED, globals())
