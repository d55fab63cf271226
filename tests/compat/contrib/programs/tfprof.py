"""`tf.contrib.tfprof`."""

from __future__ import annotations

import os
import tempfile

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


def _stepped(steps=6, fetches=2, **named):
    """The files that are written while a session makes steps, and what is told of them."""

    def program(tf):
        x = tf.matmul(tf.get_variable('w', initializer=fixed(5, 3)), tf.constant(fixed(3, 7)), name='product')
        wanted = [x, tf.square(x)][:fetches]
        builder = tf.profiler.ProfileOptionBuilder
        quiet = builder(builder.float_operation()).with_empty_output().build()
        with tempfile.TemporaryDirectory() as folder:
            context = tf.contrib.tfprof.ProfileContext(folder, **named)
            with context as entered, tf.Session() as sess:
                context.add_auto_profiling('op', quiet, [1, 3])
                context.add_auto_profiling('scope', quiet, [2])
                sess.run(tf.global_variables_initializer())
                for step in range(steps):
                    if step == 4:
                        context.trace_next_step()
                        context.dump_next_step()
                    sess.run(wanted[step % fetches])
            written = sorted(os.listdir(folder))
        if not named.get('enabled', True):
            return [entered is context, written, context.profiler is None]
        views = {cmd: context.get_profiles(cmd) for cmd in ('op', 'scope')}
        told = {cmd: {str(step): one.total_float_ops for step, one in found.items()} for cmd, found in views.items()}
        return [entered is context, written, told]

    return program


def _twice(tf):
    with tf.contrib.tfprof.ProfileContext('folder'), tf.contrib.tfprof.ProfileContext('folder'):
        pass


PROGRAMS = {
    'ProfileContext': _stepped(trace_steps=range(2, 4), dump_steps=[3]),
    'ProfileContext, debug': _stepped(trace_steps=[2], dump_steps=[], debug=True),
    'ProfileContext, which chooses': _stepped(20, debug=True),
    'ProfileContext, which does nothing': _stepped(enabled=False),
    'ProfileContext, no folder': lambda tf: tf.contrib.tfprof.ProfileContext(''),
    'ProfileContext, too many steps': lambda tf: tf.contrib.tfprof.ProfileContext('folder', range(101)),
    'ProfileContext, no such profile': lambda tf: tf.contrib.tfprof.ProfileContext('folder').get_profiles('op'),
    'ProfileContext, twice': _twice,
    'model_analyzer.ProfileContext': lambda tf: tf.contrib.tfprof.model_analyzer.ProfileContext('').profiler,
    'model_analyzer.print_model_analysis': _parameters,
    'model_analyzer.print_model_analysis, operations': _operations,
    'model_analyzer.advise': _advice,
}
