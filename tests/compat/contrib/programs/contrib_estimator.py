"""`tf.contrib.estimator`."""

from __future__ import annotations

import tempfile

from tests.compat.contrib.programs import fixed

PREFIX = 'tf.contrib.estimator.'


def _clipped(tf):
    w = tf.get_variable('w', initializer=fixed(5, 3))
    b = tf.get_variable('b', initializer=fixed(3), use_resource=True)
    optimizer = tf.contrib.estimator.clip_gradients_by_norm(tf.train.AdamOptimizer(0.1), 0.5)
    train_op = optimizer.minimize(tf.reduce_sum(tf.square(w)) + tf.reduce_sum(tf.square(b)))
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run(train_op)
        values = sess.run([w, b])
    names = [optimizer.get_name(), train_op.name, optimizer.get_slot(w, 'm').name] + optimizer.get_slot_names()
    return names + values


def _more_metrics(tf):
    def model(features, labels, mode):
        y = tf.layers.dense(features['x'], 2, kernel_initializer=tf.constant_initializer(0.5))
        loss = tf.reduce_mean(tf.square(y - labels))
        train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss, tf.train.get_global_step())
        return tf.estimator.EstimatorSpec(mode, {'y': y}, loss, train_op)

    def metrics(predictions, labels):
        return {'error': tf.metrics.mean_absolute_error(labels, predictions['y'])}

    data = tf.estimator.inputs.numpy_input_fn({'x': fixed(4, 3)}, fixed(4, 2), shuffle=False)
    with tempfile.TemporaryDirectory() as folder:
        estimator = tf.contrib.estimator.add_metrics(tf.estimator.Estimator(model, folder), metrics)
        estimator.train(data, steps=1)
        return estimator.evaluate(data)


PROGRAMS = {'clip_gradients_by_norm': _clipped, 'add_metrics': _more_metrics}
