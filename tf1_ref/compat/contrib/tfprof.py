"""`tf.contrib.tfprof`: what `tf.profiler` tells, under its earlier names."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tensorflow.compat.v1.profiler': 'model_analyzer.Profiler',
    'tensorflow.python.profiler.model_analyzer': 'model_analyzer.ALL_ADVICE',
    'tensorflow.python.profiler.tfprof_logger': 'tfprof_logger.write_op_log',
    'tf1_ref.compat.restored.profiling.profile_context': 'ProfileContext model_analyzer.ProfileContext',
    'tf1_ref.compat.restored.profiling.model_analysis': (
        'model_analyzer.FLOAT_OPS_OPTIONS model_analyzer.PRINT_ALL_TIMING_MEMORY '
        'model_analyzer.TRAINABLE_VARS_PARAMS_STAT_OPTIONS model_analyzer.advise model_analyzer.print_model_analysis'
    ),
}
REFUSED = {}

__getattr__, __dir__ = lazy.module('tf.contrib.tfprof', SUPPORTED, REFUSED, globals())
