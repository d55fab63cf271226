"""`tf.contrib.opt`: optimizers by signs, by matrices, of several tasks, and around others."""

from __future__ import annotations

import importlib

import numpy as np

from tests.compat.contrib.programs import fixed

PREFIX = 'tf.contrib.opt.'


def _gradients(tf, variables, rows):
    """Fixed gradients, which no op computes; of rows where that is asked for."""
    found = []
    for place, variable in enumerate(variables):
        shape = variable.shape.as_list()
        if rows and len(shape) > 1:
            values = tf.constant(fixed(3, *shape[1:]) * (place + 1), name='values')
            found.append((tf.IndexedSlices(values, tf.constant([1, 3, 3]), tf.constant(shape)), variable))
        else:
            found.append((tf.constant(fixed(*shape) * (place + 1), name='gradient'), variable))
    return found


def _applied(make, kinds=(False, True), rows=False, counted=False, dtype='float32', shapes=((5, 3), (3,))):
    """Three steps: the variables, and what the optimizer keeps, behind each."""

    def program(tf):
        step = tf.train.get_or_create_global_step() if counted else None
        variables = [
            tf.get_variable(f'w{place}{int(kind)}', initializer=fixed(*shape).astype(dtype), use_resource=kind)
            for place, shape in enumerate(shapes)
            for kind in kinds
        ]
        pairs = _gradients(tf, variables, rows)
        if dtype != 'float32':
            pairs = [(tf.cast(gradient, dtype), variable) for gradient, variable in pairs]
        train_op = make(tf, variables).apply_gradients(pairs, global_step=step)
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer())
            return [train_op.name] + [_step(sess, train_op, tf.global_variables()) for _ in range(3)]

    return program


def _step(sess, train_op, variables):
    sess.run(train_op)
    return sess.run(variables)


def _error(make):
    """The type of the error that a program ends in."""

    def program(tf):
        try:
            make(tf)
        except Exception as error:
            return type(error).__name__

    return program


def _inner(tf, name):
    """A module that scripts import by its path."""
    if hasattr(tf.contrib.opt, 'python'):
        return getattr(tf.contrib.opt.python.training, name)
    return importlib.import_module('tensorflow.contrib.opt.python.training.' + name)


def _sign_decays(tf):
    sign_decay = _inner(tf, 'sign_decay')
    steps = [tf.constant(number, tf.int64) for number in (0, 3, 10, 12)]
    decays = [
        sign_decay.get_linear_decay_fn(10),
        sign_decay.get_cosine_decay_fn(10),
        sign_decay.get_cosine_decay_fn(10, 3.5, 2),
        sign_decay.get_restart_decay_fn(10, 4),
        sign_decay.get_restart_decay_fn(10, 4, 1),
    ]
    return [decay(step) for decay in decays for step in steps]


def _sign(name, *arguments, **named):
    def make(tf, _):
        return getattr(tf.contrib.opt, name)(*arguments, **named)

    return make


def _sign_set(name):
    def make(tf, _):
        fall = lambda step: 1.0 / (1.0 + tf.cast(step, tf.float32))  # noqa: E731
        return getattr(tf.contrib.opt, name)(0.05, 2.0, 0.8, sign_decay_fn=fall, use_locking=True, name='Mine')

    return make


def _regularized(kinds, rows):
    """A loss that counts, and one that does not."""

    def program(tf):
        variables = [tf.get_variable(f'w{int(kind)}', initializer=fixed(5, 3), use_resource=kind) for kind in kinds]
        optimizer = tf.contrib.opt.RegAdagradOptimizer(0.1, name='Mine')
        counts = optimizer.apply_gradients(_gradients(tf, variables, rows))
        with optimizer.avoid_updating_slots():
            passes = optimizer.apply_gradients(_gradients(tf, variables, rows))
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer())
            return [_step(sess, train_op, tf.global_variables()) for train_op in (counts, passes, counts)]

    return program


def _tasks(tf, rows=False):
    """Two tasks, of which one has no gradient in every second step."""
    variables = [tf.get_variable(f'w{kind}', initializer=fixed(5, 3), use_resource=bool(kind)) for kind in (0, 1)]
    factor = tf.placeholder(tf.float32, [], name='factor')
    gradients = []
    for _ in variables:
        values = tf.constant(fixed(3, 3) if rows else fixed(5, 3)) * factor
        gradients.append(tf.IndexedSlices(values, tf.constant([1, 3, 4]), tf.constant([5, 3])) if rows else values)
    optimizer = tf.contrib.opt.MultitaskOptimizerWrapper(tf.train.MomentumOptimizer(0.1, 0.9))
    pairs = list(zip(gradients, variables))  # noqa: B905  (Python 3.7 reads this)
    norm = []
    if not rows:
        pairs, norm = tf.contrib.opt.clip_gradients_by_global_norm(pairs + [(None, variables[0])], 0.5)
        pairs, norm = pairs[:2], [norm]
    train_op = optimizer.apply_gradients(pairs)
    found = []
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for value in (1.0, 0.0, 2.0):
            found.append(sess.run([train_op] + norm, {factor: value})[1:])
            found.append(sess.run(tf.global_variables()))
    return found + [optimizer.get_slot_names(), optimizer.get_name()]


def _clipped(tf):
    """What is 0 everywhere does not count, nor what is missing."""
    variables = [tf.get_variable(f'w{place}', [3]) for place in range(3)]
    gradients = [tf.constant(fixed(3)), tf.zeros([3]), None]
    pairs, norm = tf.contrib.opt.clip_gradients_by_global_norm(list(zip(gradients, variables)), 0.5)  # noqa: B905
    return [norm] + [gradient for gradient, _ in pairs]


def _clipping(axes, rows=False, **named):
    """Chained: each clips a variable of its own."""

    def make(tf, variables):
        inner = tf.contrib.opt.VariableClippingOptimizer(
            tf.train.MomentumOptimizer(0.5, 0.9), {variables[0]: list(axes)}, 0.7, **named
        )
        return tf.contrib.opt.VariableClippingOptimizer(inner, {variables[1]: list(axes)}, 0.3, name='Outer')

    return _applied(make, rows=rows, counted=True)


def _shampoo(kinds=(False, True), rows=False, shapes=((5, 3), (4,)), **named):
    """With much on the diagonals: what is divided by small singular values shows the last places of these."""
    return _applied(
        lambda tf, _: tf.contrib.opt.ShampooOptimizer(
            **{key: _of(tf, value) for key, value in dict(epsilon=0.5, **named).items()}
        ),
        kinds=kinds,
        rows=rows,
        shapes=shapes,
    )


def _of(tf, value):
    return value(tf) if callable(value) else value


def _roots(tf):
    matrix_functions = _inner(tf, 'matrix_functions')
    half = fixed(4, 4)
    matrix = tf.constant(half.dot(half.T) + np.eye(4, dtype=np.float32))
    return [
        matrix_functions.matrix_square_root(matrix, 4),
        matrix_functions.matrix_inverse_pth_root(matrix, 4, -0.25),
        matrix_functions.matrix_inverse_pth_root(tf.constant([[4.0]]), 1, -0.5),
    ]


def _decaying(name, **named):
    def make(tf, _):
        return getattr(tf.contrib.opt, name)(0.01, **named)

    return make


PROGRAMS = {
    'PowerSignOptimizer': _applied(_sign('PowerSignOptimizer')),
    'PowerSignOptimizer, settings': _applied(_sign_set('PowerSignOptimizer'), counted=True),
    'PowerSignOptimizer, of 64 bits': _applied(_sign('PowerSignOptimizer'), dtype='float64'),
    'PowerSignOptimizer, rows': _applied(_sign('PowerSignOptimizer', 0.2), kinds=(False,), rows=True),
    'PowerSignOptimizer, rows of a resource': _applied(_sign('PowerSignOptimizer'), kinds=(True,), rows=True),
    'AddSignOptimizer': _applied(_sign('AddSignOptimizer')),
    'AddSignOptimizer, settings': _applied(_sign_set('AddSignOptimizer'), counted=True),
    'AddSignOptimizer, of 64 bits': _applied(_sign('AddSignOptimizer'), dtype='float64'),
    'AddSignOptimizer, rows': _applied(_sign('AddSignOptimizer', 0.2, 1.5), kinds=(False,), rows=True),
    'AddSignOptimizer, rows of a resource': _applied(_sign('AddSignOptimizer'), kinds=(True,), rows=True),
    'sign_decay': _sign_decays,
    'RegAdagradOptimizer': _regularized((False, True), False),
    'RegAdagradOptimizer, rows': _regularized((False, True), True),
    'MultitaskOptimizerWrapper': _tasks,
    'MultitaskOptimizerWrapper, rows': lambda tf: _tasks(tf, True),
    'clip_gradients_by_global_norm': _clipped,
    'MultitaskOptimizerWrapper, of no optimizer': _error(lambda tf: tf.contrib.opt.MultitaskOptimizerWrapper(3)),
    'VariableClippingOptimizer': _clipping([0]),
    'VariableClippingOptimizer, near': _clipping([1], colocate_clip_ops_with_vars=True, use_locking=True),
    'VariableClippingOptimizer, rows': _clipping([1], rows=True),
    'VariableClippingOptimizer, over rows': _clipping([0], rows=True),
    'ShampooOptimizer': _shampoo(),
    'ShampooOptimizer, means': _shampoo(
        gbar_decay=0.9, gbar_weight=0.1, mat_gbar_decay=0.8, mat_gbar_weight=0.5, learning_rate=0.3, alpha=1.0
    ),
    'ShampooOptimizer, by iteration': _shampoo(use_iterative_root=True, shapes=((4, 4), (3, 2))),
    'ShampooOptimizer, at intervals': _shampoo(
        kinds=(False,),
        global_step=lambda tf: tf.Variable(1, name='steps'),
        svd_interval=2,
        precond_update_interval=2,
    ),
    'ShampooOptimizer, functions': _shampoo(
        gbar_decay=lambda tf: lambda step: step / (step + 1.0),
        gbar_weight=lambda tf: lambda step: 1.0 / step,
        mat_gbar_decay=lambda tf: lambda step: step / (step + 2.0),
        learning_rate=lambda tf: lambda step: tf.sqrt(step),
    ),
    'ShampooOptimizer, diagonals': _shampoo(max_matrix_size=3, mat_gbar_decay=0.5),
    'ShampooOptimizer, rows': _shampoo(kinds=(False,), rows=True),
    'ShampooOptimizer, few rows of many': _shampoo(kinds=(False, True), rows=True, max_matrix_size=3, shapes=((5, 3),)),
    'ShampooOptimizer, of three axes': _shampoo(kinds=(False,), shapes=((3, 1, 2),)),
    'ShampooWOptimizer': _applied(
        lambda tf, _: _inner(tf, 'weight_decay_optimizers').ShampooWOptimizer(0.01, 0, epsilon=0.5), kinds=(False,)
    ),
    'matrix_functions': _roots,
    'AdamWOptimizer, given gradients': _applied(_decaying('AdamWOptimizer', learning_rate=0.1)),
    'AdamWOptimizer, given rows': _applied(_decaying('AdamWOptimizer', learning_rate=0.1), rows=True),
    'MomentumWOptimizer, given gradients': _applied(_decaying('MomentumWOptimizer', learning_rate=0.1, momentum=0.9)),
    'MomentumWOptimizer, given rows': _applied(
        _decaying('MomentumWOptimizer', learning_rate=0.1, momentum=0.9), rows=True
    ),
}
