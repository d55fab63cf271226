"""`tf.contrib.opt`."""

from __future__ import annotations

import os
import sys
import tempfile
import types
from unittest import mock

from tests.compat.contrib.programs import fixed

PREFIX = 'tf.contrib.opt.'


def _trained(make, sparse=False, linear=False, **arguments):
    """Three steps: the variables, and what the optimizer keeps, behind each.

    The gradient is constant with `linear`, for optimizers that decay a variable before or behind its gradient is taken.
    """

    def program(tf):
        w = tf.get_variable('w', initializer=fixed(5, 3))
        b = tf.get_variable('b', initializer=fixed(3), use_resource=True)
        rows = tf.gather(w, [1, 3]) if sparse else w
        shape = (lambda one: 3.0 * one) if linear else tf.square
        loss = tf.reduce_sum(shape(rows - 1.0)) + tf.reduce_sum(shape(b + 1.0))
        train_op = make(tf).minimize(loss, **arguments)
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer())
            return [_step(sess, train_op, tf.global_variables()) for _ in range(3)]

    return program


def _trained_rows(make):
    """Three steps of sparse gradients, of a reference variable and of a resource."""

    def program(tf):
        variables = [tf.get_variable(f'w{kind}', initializer=fixed(5, 3), use_resource=bool(kind)) for kind in (0, 1)]
        loss = tf.add_n([tf.reduce_sum(tf.square(tf.gather(one, [1, 3, 3]) - 1.0)) for one in variables])
        train_op = make(tf).minimize(loss)
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer())
            return [_step(sess, train_op, tf.global_variables()) for _ in range(3)]

    return program


def _decayed_rows(make, kind):
    """A step of one kind of variable.

    Threads race for whether a variable decays before it is read for the gradient. A reference has one thread here. What
    MomentumW gives differs on 1.15.5 itself, in one of ten runs or more.
    """

    def program(tf):
        w = tf.get_variable('w', initializer=fixed(5, 3), use_resource=kind == 'resource')
        train_op = make(tf).minimize(tf.reduce_sum(tf.square(tf.gather(w, [1, 3, 3]) - 1.0)))
        config = tf.ConfigProto()
        if kind == 'reference':
            config.inter_op_parallelism_threads = config.intra_op_parallelism_threads = 1
            config.graph_options.rewrite_options.disable_meta_optimizer = True
            config.graph_options.optimizer_options.opt_level = tf.OptimizerOptions.L0
        with tf.Session(config=config) as sess:
            sess.run(tf.global_variables_initializer())
            return _step(sess, train_op, tf.global_variables())

    return program


def _step(sess, train_op, variables):
    sess.run(train_op)
    return sess.run(variables)


def _averaged(tf):
    w = tf.get_variable('w', initializer=fixed(5, 3))
    optimizer = tf.contrib.opt.MovingAverageOptimizer(tf.train.GradientDescentOptimizer(0.1), 0.5)
    train_op = optimizer.minimize(tf.reduce_sum(tf.square(w)))
    saver = optimizer.swapping_saver()
    with tempfile.TemporaryDirectory() as folder, tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        seen = [train_op.name, _step(sess, train_op, tf.global_variables())]
        path = saver.save(sess, os.path.join(folder, 'model'), write_meta_graph=False)
        reader = tf.train.load_checkpoint(path)
        return seen + [reader.get_tensor(name) for name in sorted(reader.get_variable_to_shape_map())]


def _extended(tf):
    kind = tf.contrib.opt.extend_with_decoupled_weight_decay(tf.train.GradientDescentOptimizer)
    return kind(weight_decay=0.01, learning_rate=0.1)


def _descent(loss_grad_func, initial_val, step_callback, seen):
    """Three steps of plain descent, with what was seen on the way."""
    x = initial_val.astype('float64')
    for _ in range(3):
        loss, gradient = loss_grad_func(x)
        seen.append((float(loss), [float(one) for one in gradient]))
        x = x - 0.1 * gradient
        step_callback(x)
    return x


def _problem(tf):
    """Variables, a loss that one of them has no part in, and constraints."""
    w, b = tf.get_variable('w', initializer=fixed(2, 3)), tf.get_variable('b', initializer=0.5)
    tf.get_variable('c', initializer=fixed(2))
    loss = tf.reduce_sum(tf.square(w)) + tf.square(b + 1.0)
    return w, b, loss, {'equalities': [tf.reduce_sum(w) - 1.0], 'inequalities': [b * 2.0, w[0, 0]]}


def _minimized(tf, make, **options):
    w, b, loss, constraints = _problem(tf)
    optimizer, callbacks = make(loss, {w: (0, [1, 2, 3]), b: (None, 5.0)}, constraints), []
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        optimizer.minimize(sess, fetches=[loss], loss_callback=lambda loss: callbacks.append(float(loss)), **options)
        return callbacks, sess.run(tf.global_variables())


def _external(tf):
    seen = []

    class Descent(tf.contrib.opt.ExternalOptimizerInterface):
        def _minimize(self, initial_val, loss_grad_func, **named):
            seen.append([len(named[name]) for name in sorted(named) if name.endswith('funcs')])
            seen.append([str(one) for bound in named['packed_bounds'] for one in bound])
            for name in sorted(named):
                if name.endswith('funcs'):
                    seen.extend([one.tolist() for one in function(initial_val)] for function in named[name])
            seen.append(sorted(named['optimizer_kwargs'].items()))
            return _descent(loss_grad_func, initial_val, named['step_callback'], seen)

    return _minimized(tf, lambda loss, bounds, rest: Descent(loss, None, var_to_bounds=bounds, a=1, **rest)), seen


def _scipy(tf):
    """What SciPy is asked, told by a stand-in for it: the genuine article's machine may have none."""
    seen = []

    class Found(dict):
        message, fun = 'stand-in', 1.5

    def minimize(function, start, **named):
        seen.append(sorted((name, str(named[name])) for name in ('jac', 'method', 'bounds', 'tol')))
        seen.append([one['type'] for one in named['constraints']])
        seen.append([function(start)[1].dtype.name, start.dtype.name, type(function(start)).__name__])
        return Found(x=_descent(function, start, named['callback'], seen))

    stand_in = types.ModuleType('scipy')
    stand_in.optimize = types.ModuleType('scipy.optimize')
    stand_in.optimize.minimize = minimize
    make = lambda loss, bounds, rest: tf.contrib.opt.ScipyOptimizerInterface(loss, tol=0.5, **rest)  # noqa: E731
    with mock.patch.dict(sys.modules, {'scipy': stand_in, 'scipy.optimize': stand_in.optimize}):
        return _minimized(tf, make), seen


PROGRAMS = {
    'ExternalOptimizerInterface': _external,
    'ScipyOptimizerInterface': _scipy,
    'AdaMaxOptimizer': _trained(lambda tf: tf.contrib.opt.AdaMaxOptimizer(0.1)),
    'AdaMaxOptimizer, sparse': _trained(lambda tf: tf.contrib.opt.AdaMaxOptimizer(0.1), sparse=True),
    'LazyAdamOptimizer': _trained(lambda tf: tf.contrib.opt.LazyAdamOptimizer(0.1)),
    'LazyAdamOptimizer, sparse': _trained(lambda tf: tf.contrib.opt.LazyAdamOptimizer(0.1), sparse=True),
    'LazyAdamOptimizer, rows': _trained_rows(lambda tf: tf.contrib.opt.LazyAdamOptimizer(0.1)),
    'NadamOptimizer, rows': _trained_rows(lambda tf: tf.contrib.opt.NadamOptimizer(0.1)),
    'AdaMaxOptimizer, rows': _trained_rows(lambda tf: tf.contrib.opt.AdaMaxOptimizer(0.1)),
    'NadamOptimizer': _trained(lambda tf: tf.contrib.opt.NadamOptimizer(0.1)),
    'NadamOptimizer, sparse': _trained(lambda tf: tf.contrib.opt.NadamOptimizer(0.1), sparse=True),
    'AdamWOptimizer': _trained(lambda tf: tf.contrib.opt.AdamWOptimizer(0.01, 0.1), linear=True),
    'AdamWOptimizer, sparse': _trained(lambda tf: tf.contrib.opt.AdamWOptimizer(0.01, 0.1), sparse=True, linear=True),
    **{
        f'AdamWOptimizer, rows of a {kind}': _decayed_rows(lambda tf: tf.contrib.opt.AdamWOptimizer(0.01, 0.1), kind)
        for kind in ('reference', 'resource')
    },
    'MomentumWOptimizer': _trained(lambda tf: tf.contrib.opt.MomentumWOptimizer(0.01, 0.1, 0.9), linear=True),
    'extend_with_decoupled_weight_decay': _trained(_extended, linear=True),
    'DecoupledWeightDecayExtension': _trained(_extended, linear=True),
    'MovingAverageOptimizer': _averaged,
    'LARSOptimizer': _trained(lambda tf: tf.contrib.opt.LARSOptimizer(0.1)),
    'LARSOptimizer, sparse': _trained(lambda tf: tf.contrib.opt.LARSOptimizer(0.1, use_nesterov=True), sparse=True),
    'LARSOptimizer, some left out': _trained(
        lambda tf: tf.contrib.opt.LARSOptimizer(0.1, 0.8, 0.01, 0.1, 0.01, skip_list=['b'])
    ),
}
