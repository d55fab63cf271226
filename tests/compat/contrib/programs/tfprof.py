"""`tf.contrib.tfprof`."""

from __future__ import annotations

from tests.compat.contrib.programs import fixed

PREFIX = 'tf.contrib.tfprof.'


def _parameters(tf):
    tf.get_variable('w', initializer=fixed(5, 3))
    tf.get_variable('b', initializer=fixed(3))
    analyzer = tf.contrib.tfprof.model_analyzer
    options = {**analyzer.TRAINABLE_VARS_PARAMS_STAT_OPTIONS, 'output': 'none'}
    found = analyzer.print_model_analysis(tf.get_default_graph(), tfprof_options=options)
    return [found.total_parameters, sorted((child.name, child.total_parameters) for child in found.children)]


def _operations(tf):
    tf.matmul(tf.constant(fixed(5, 3)), tf.constant(fixed(3, 7)), name='product')
    options = {**tf.contrib.tfprof.model_analyzer.FLOAT_OPS_OPTIONS, 'output': 'none'}
    found = tf.contrib.tfprof.model_analyzer.print_model_analysis(tf.get_default_graph(), tfprof_options=options)
    return [found.total_float_ops, [child.name for child in found.children]]


def _advice(tf):
    tf.square(tf.constant(fixed(3)))
    names = sorted(tf.contrib.tfprof.model_analyzer.ALL_ADVICE)
    return [names, sorted(tf.contrib.tfprof.model_analyzer.advise(tf.get_default_graph()).checkers)]


PROGRAMS = {
    'model_analyzer.print_model_analysis': _parameters,
    'model_analyzer.print_model_analysis, operations': _operations,
    'model_analyzer.advise': _advice,
}
