"""`tf.contrib.compiler`."""

from __future__ import annotations

from tests.compat.contrib.programs import fixed, x

PREFIX = 'tf.contrib.compiler.'


def _compiled(tf):
    def model(a, b):
        w = tf.get_variable('w', initializer=fixed(3, 2), use_resource=True)
        return tf.matmul(a, w) + b, tf.reduce_sum(a)

    tf.contrib.compiler.xla.check_function_argument_count(model, 2, None)
    return tf.contrib.compiler.xla.compile(model, [x(tf, 4, 3), tf.ones([2])])


def _scope(tf):
    with tf.contrib.compiler.jit.experimental_jit_scope():
        y = tf.square(x(tf, 3), name='y')
    return [y, y.op.get_attr('_XlaCompile'), y.op.get_attr('_XlaSeparateCompiledGradients')]


PROGRAMS = {'xla': _compiled, 'jit': _scope}
