"""`tf.contrib.mixed_precision`."""

from __future__ import annotations

PREFIX = 'tf.contrib.mixed_precision.'


def _trained(make, sparse=False):
    """Six steps, of which the third and the fourth have infinite gradients."""

    def program(tf):
        w = tf.get_variable('w', initializer=[[1.0, 2.0], [3.0, 4.0]])
        factor = tf.placeholder(tf.float32, [])
        used = tf.gather(w, [1]) if sparse else w
        manager = make(tf.contrib.mixed_precision)
        optimizer = tf.contrib.mixed_precision.LossScaleOptimizer(tf.train.MomentumOptimizer(0.1, 0.9), manager)
        step = tf.train.get_or_create_global_step()
        pairs = optimizer.compute_gradients(tf.reduce_sum(tf.square(used)) * factor)
        train_op = optimizer.apply_gradients(pairs, step, name='go')
        seen = []
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer())
            for number in (1.0, 1.0, float('inf'), float('nan'), 1.0, 0.5):
                sess.run(train_op, {factor: number})
                seen.append(sess.run([manager.get_loss_scale()] + tf.global_variables()))
        return seen

    return program


def _updated(tf):
    manager = tf.contrib.mixed_precision.ExponentialUpdateLossScaleManager(2.0, 2, 1, 3, 0.3)
    update = manager.update_loss_scale(tf.placeholder_with_default(True, [], name='finite'))
    seen = []
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for finite in (True, True, True, False, False, True, True):
            sess.run(update, {'finite:0': finite})
            seen.append(sess.run(tf.global_variables()))
    return seen


PROGRAMS = {
    'LossScaleOptimizer': _trained(lambda module: module.ExponentialUpdateLossScaleManager(8.0, 2)),
    'LossScaleOptimizer, sparse': _trained(lambda module: module.FixedLossScaleManager(4.0), sparse=True),
    'ExponentialUpdateLossScaleManager': _updated,
    'FixedLossScaleManager': lambda tf: tf.contrib.mixed_precision.FixedLossScaleManager(3.0).get_loss_scale(),
    'FixedLossScaleManager, below 1': lambda tf: tf.contrib.mixed_precision.FixedLossScaleManager(0.5),
    'LossScaleManager': lambda tf: tf.contrib.mixed_precision.LossScaleManager(),
}
