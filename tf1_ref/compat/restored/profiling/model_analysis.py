"""`tf.contrib.tfprof.model_analyzer`: what a graph's parameters, operations and steps cost, with ready options.

Source: tf.contrib.tfprof of TensorFlow 1.15; `tf.profiler` came after it and has the same reports.
"""

from __future__ import annotations

from typing import Any

from tensorflow.python.profiler import model_analyzer

WHOLE_GRAPH = 0  # in the place of options: all that the profiler tells

_OPTIONS = {
    'max_depth': 10000,
    'min_bytes': 0,
    'min_micros': 0,
    'min_params': 0,
    'min_float_ops': 0,
    'order_by': 'name',
    'account_type_regexes': ['.*'],
    'start_name_regexes': ['.*'],
    'trim_name_regexes': [],
    'show_name_regexes': ['.*'],
    'hide_name_regexes': [],
    'account_displayed_op_only': True,
    'output': 'stdout',
    'dump_to_file': '',
}
TRAINABLE_VARS_PARAMS_STAT_OPTIONS = {
    **_OPTIONS,
    'account_type_regexes': ['_trainable_variables'],
    'select': ['params'],
}
FLOAT_OPS_OPTIONS = {**_OPTIONS, 'min_float_ops': 1, 'order_by': 'float_ops', 'select': ['float_ops']}
PRINT_ALL_TIMING_MEMORY = {**_OPTIONS, 'min_bytes': 1, 'min_micros': 1, 'select': ['micros', 'bytes']}


def print_model_analysis(
    graph: Any, run_meta: Any = None, op_log: Any = None, tfprof_cmd: str = 'scope', tfprof_options: Any = WHOLE_GRAPH
) -> Any:
    """Prints what parts of a graph cost, and returns it.

    Args:
        graph: the graph.
        run_meta: a `RunMetadata` of a step of it, without which no times and no memory are known.
        op_log: an `OpLogProto` of further types and operations.
        tfprof_cmd: what is counted together: 'scope' or 'graph', which give a `GraphNodeProto`, 'op' or 'code', which
            give a `MultiGraphNodeProto`.
        tfprof_options: a dictionary such as those of this module.
    """
    return model_analyzer.profile(graph, run_meta, op_log, tfprof_cmd, tfprof_options)


def advise(graph: Any, run_meta: Any = None, tfprof_options: Any = WHOLE_GRAPH) -> Any:
    """Prints what could be faster in a graph, and returns it, an `AdviceProto`.

    Args:
        graph: the graph.
        run_meta: a `RunMetadata` of a step of it.
        tfprof_options: from a checker's name to its options; all checkers by default.
    """
    return model_analyzer.advise(graph, run_meta, tfprof_options)
