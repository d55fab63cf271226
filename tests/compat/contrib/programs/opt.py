"""`tf.contrib.opt`."""

from __future__ import annotations

import os
import tempfile

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


PROGRAMS = {
    'AdaMaxOptimizer': _trained(lambda tf: tf.contrib.opt.AdaMaxOptimizer(0.1)),
    'AdaMaxOptimizer, sparse': _trained(lambda tf: tf.contrib.opt.AdaMaxOptimizer(0.1), sparse=True),
    'LazyAdamOptimizer': _trained(lambda tf: tf.contrib.opt.LazyAdamOptimizer(0.1)),
    'LazyAdamOptimizer, sparse': _trained(lambda tf: tf.contrib.opt.LazyAdamOptimizer(0.1), sparse=True),
    'NadamOptimizer': _trained(lambda tf: tf.contrib.opt.NadamOptimizer(0.1)),
    'NadamOptimizer, sparse': _trained(lambda tf: tf.contrib.opt.NadamOptimizer(0.1), sparse=True),
    'AdamWOptimizer': _trained(lambda tf: tf.contrib.opt.AdamWOptimizer(0.01, 0.1), linear=True),
    'AdamWOptimizer, sparse': _trained(lambda tf: tf.contrib.opt.AdamWOptimizer(0.01, 0.1), sparse=True, linear=True),
    'MomentumWOptimizer': _trained(lambda tf: tf.contrib.opt.MomentumWOptimizer(0.01, 0.1, 0.9), linear=True),
    'extend_with_decoupled_weight_decay': _trained(_extended, linear=True),
    'DecoupledWeightDecayExtension': _trained(_extended, linear=True),
    'MovingAverageOptimizer': _averaged,
}
