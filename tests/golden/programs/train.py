"""Optimizers, learning rates, moving averages: what `minimize` builds, and what is random behind it."""

from __future__ import annotations

from tests.golden.programs.inputs import ints, v, x
from tf1_ref.compat import tf

OPTIMIZERS = {
    'GradientDescent': lambda rate: tf.train.GradientDescentOptimizer(rate),
    'Momentum': lambda rate: tf.train.MomentumOptimizer(rate, 0.9),
    'Nesterov': lambda rate: tf.train.MomentumOptimizer(rate, 0.9, use_nesterov=True),
    'Adam': lambda rate: tf.train.AdamOptimizer(rate),
    'RMSProp': lambda rate: tf.train.RMSPropOptimizer(rate),
    'RMSProp, centered': lambda rate: tf.train.RMSPropOptimizer(rate, 0.9, centered=True),
    'Adagrad': lambda rate: tf.train.AdagradOptimizer(rate),
    'Adadelta': lambda rate: tf.train.AdadeltaOptimizer(rate),
    'Ftrl': lambda rate: tf.train.FtrlOptimizer(rate),
    'ProximalGradientDescent': lambda rate: tf.train.ProximalGradientDescentOptimizer(rate),
    'ProximalAdagrad': lambda rate: tf.train.ProximalAdagradOptimizer(rate),
    'AdagradDA': lambda rate: tf.train.AdagradDAOptimizer(rate, tf.train.get_or_create_global_step()),
}


def _cost(**arguments):
    return tf.reduce_mean(tf.square(tf.matmul(x(5, 3), v(3, 2, **arguments)) + v(2, name='b', **arguments)))


def _sparse_cost(**arguments):
    return tf.reduce_mean(tf.square(tf.nn.embedding_lookup(v(7, 3, **arguments), ints(4))))


PROGRAMS = {}
for _name, _make in OPTIMIZERS.items():
    PROGRAMS[_name] = lambda make=_make: make(0.1).minimize(_cost())
    PROGRAMS[_name + ', embedding'] = lambda make=_make: make(0.1).minimize(_sparse_cost())
    PROGRAMS[_name + ', resource'] = lambda make=_make: make(0.1).minimize(_cost(use_resource=True))
    PROGRAMS[_name + ', resource embedding'] = lambda make=_make: make(0.1).minimize(_sparse_cost(use_resource=True))
    PROGRAMS[_name + ', rate fed'] = lambda make=_make: make(tf.placeholder(tf.float32, [])).minimize(_cost())


def _step():
    return tf.Variable(0, trainable=False, name='step')


def _with_global_step():
    step = _step()
    rate = tf.train.exponential_decay(0.1, step, 100, 0.96, staircase=True)
    return tf.train.GradientDescentOptimizer(rate).minimize(_cost(), global_step=step)


def _clipped():
    optimizer = tf.train.AdamOptimizer(0.1)
    pairs = [(tf.clip_by_value(g, -1.0, 1.0), variable) for g, variable in optimizer.compute_gradients(_cost())]
    return optimizer.apply_gradients(pairs)


def _clipped_globally():
    variables = tf.trainable_variables
    cost = _cost()
    gradients, _ = tf.clip_by_global_norm(tf.gradients(cost, variables()), 5)
    return tf.train.GradientDescentOptimizer(0.1).apply_gradients(list(zip(gradients, variables())))  # noqa: B905  (Python 3.7)


def _average(**arguments):
    average = tf.train.ExponentialMovingAverage(0.99, **arguments)
    weights = v(3)
    update = average.apply([weights])
    return average.average(weights), update


def _average_of_tensor(**arguments):
    average = tf.train.ExponentialMovingAverage(0.99, **arguments)
    tensor = tf.reduce_mean(v(3) * x(3))
    average.apply([tensor])
    return average.average(tensor)


def _adversaries():
    real = tf.reduce_mean(tf.log(tf.nn.sigmoid(tf.matmul(x(5, 3), v(3, 1)))))
    with tf.variable_scope('generator'):
        fake = tf.reduce_mean(tf.log(1.0 - tf.nn.sigmoid(tf.matmul(x(5, 3), v(3, 1)))))
    one = tf.train.AdamOptimizer(0.1).minimize(-real - fake, var_list=tf.trainable_variables()[:1])
    return one, tf.train.AdamOptimizer(0.1).minimize(fake, var_list=tf.trainable_variables('generator'))


PROGRAMS.update(
    {
        'minimize, global step': _with_global_step,
        'minimize, var_list': lambda: tf.train.AdamOptimizer(0.1).minimize(
            _cost(), var_list=tf.trainable_variables()[:1]
        ),
        'minimize, two': _adversaries,
        'minimize, name': lambda: tf.train.AdamOptimizer(0.1, name='train').minimize(_cost(), name='step'),
        'minimize, gate': lambda: tf.train.AdamOptimizer(0.1).minimize(_cost(), gate_gradients=0),
        'minimize, gate graph': lambda: tf.train.AdamOptimizer(0.1).minimize(_cost(), gate_gradients=2),
        'minimize, aggregation': lambda: tf.train.AdamOptimizer(0.1).minimize(_cost(), aggregation_method=2),
        'minimize, colocated': lambda: tf.train.AdamOptimizer(0.1).minimize(_cost(), colocate_gradients_with_ops=True),
        'minimize, grad_loss': lambda: tf.train.AdamOptimizer(0.1).minimize(_cost(), grad_loss=x()),
        'gradients clipped': _clipped,
        'gradients clipped globally': _clipped_globally,
        'gradients, grad_ys': lambda: tf.gradients(x(3) * v(3), tf.trainable_variables(), grad_ys=x(3)),
        'gradients, stop': lambda: (lambda a: tf.gradients(a * v(3), a, stop_gradients=[a]))(x(3)),
        'gradients, two ys': lambda: (lambda a: tf.gradients([a * 2, a * 3], a))(x(3)),
        'gradients, unconnected': lambda: tf.gradients(x(3), v(3), unconnected_gradients='zero'),
        'gradients, name': lambda: (lambda a: tf.gradients(a * a, a, name='mine'))(x(3)),
        'exponential_decay': lambda: tf.train.exponential_decay(0.1, _step(), 100, 0.96),
        'exponential_decay, staircase': lambda: tf.train.exponential_decay(0.1, _step(), 100, 0.96, staircase=True),
        'piecewise_constant': lambda: tf.train.piecewise_constant(_step(), [10, 20], [0.1, 0.01, 0.001]),
        'polynomial_decay': lambda: tf.train.polynomial_decay(0.1, _step(), 100),
        'polynomial_decay, cycle': lambda: tf.train.polynomial_decay(0.1, _step(), 100, cycle=True),
        'natural_exp_decay': lambda: tf.train.natural_exp_decay(0.1, _step(), 100, 0.5),
        'inverse_time_decay': lambda: tf.train.inverse_time_decay(0.1, _step(), 100, 0.5),
        'cosine_decay': lambda: tf.train.cosine_decay(0.1, _step(), 100),
        'cosine_decay_restarts': lambda: tf.train.cosine_decay_restarts(0.1, _step(), 100),
        'linear_cosine_decay': lambda: tf.train.linear_cosine_decay(0.1, _step(), 100),
        'noisy_linear_cosine_decay': lambda: tf.train.noisy_linear_cosine_decay(0.1, _step(), 100),
        'ExponentialMovingAverage': _average,
        'ExponentialMovingAverage, updates': lambda: _average(num_updates=tf.Variable(0, trainable=False)),
        'ExponentialMovingAverage, debiased': lambda: _average(zero_debias=True),
        'ExponentialMovingAverage, tensor': _average_of_tensor,
        'ExponentialMovingAverage, tensor, debiased': lambda: _average_of_tensor(zero_debias=True),
        'SyncReplicas': lambda: tf.train.SyncReplicasOptimizer(tf.train.GradientDescentOptimizer(0.1), 1).minimize(
            _cost(), global_step=tf.train.get_or_create_global_step()
        ),
        'warm start': lambda: tf.train.assert_global_step(tf.train.get_or_create_global_step()),
        'global_norm': lambda: tf.global_norm([x(3), x(4)]),
        'MLP, cross entropy, Adam': lambda: tf.train.AdamOptimizer(0.1).minimize(
            tf.reduce_mean(
                tf.nn.softmax_cross_entropy_with_logits(
                    labels=x(None, 2),
                    logits=tf.matmul(tf.nn.relu(tf.matmul(x(None, 3), v(3, 5)) + v(5, name='a')), v(5, 2, name='w'))
                    + v(2, name='b'),
                )
            )
        ),
    }
)
