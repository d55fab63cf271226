"""`tf.contrib.estimator`."""

from __future__ import annotations

import os
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


def _calls_logits(tf):
    def logits(features, mode, params):
        return features['x'] * params['factor'] if mode == 'infer' else features['x']

    return tf.contrib.estimator.call_logit_fn(logits, {'x': tf.constant(fixed(2, 3))}, 'infer', {'factor': 3.0}, None)


def _dense_logits(tf):
    columns = [tf.feature_column.numeric_column('x', 3)]
    function = tf.contrib.estimator.dnn_logit_fn_builder(2, [5], columns, tf.nn.relu, None, None, False)
    with tf.variable_scope('', initializer=tf.constant_initializer(0.5)):
        return function({'x': fixed(4, 3)}, 'eval')


def _raw_receiver(tf):
    features = {'x': tf.placeholder_with_default(fixed(4, 3), [None, 3])}
    labels = tf.placeholder_with_default(fixed(4, 2), [None, 2])
    receiver = tf.contrib.estimator.build_raw_supervised_input_receiver_fn(features, labels)()
    return [sorted(receiver.features), sorted(receiver.receiver_tensors), receiver.features['x'].shape.as_list()]


def _receiver_of_inputs(tf):
    data = tf.estimator.inputs.numpy_input_fn({'x': fixed(4, 3)}, fixed(4, 2), shuffle=False)
    receiver = tf.contrib.estimator.build_supervised_input_receiver_fn_from_input_fn(data)()
    return [sorted(receiver.features), sorted(receiver.receiver_tensors), receiver.labels.shape.as_list()]


def _saved(tf):
    def model(features, labels, mode):
        y = tf.layers.dense(features['x'], 2, kernel_initializer=tf.constant_initializer(0.5))
        loss = tf.reduce_mean(tf.square(y - labels))
        train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss, tf.train.get_global_step())
        return tf.estimator.EstimatorSpec(mode, {'y': y}, loss, train_op)

    data = tf.estimator.inputs.numpy_input_fn({'x': fixed(4, 3)}, fixed(4, 2), shuffle=False)
    with tempfile.TemporaryDirectory() as folder:
        estimator = tf.estimator.Estimator(model, os.path.join(folder, 'model'))
        estimator.train(data, steps=1)
        receiver = tf.contrib.estimator.build_supervised_input_receiver_fn_from_input_fn(data)
        saved = estimator.export_saved_model(os.path.join(folder, 'saved'), receiver, experimental_mode='eval')
        again = tf.contrib.estimator.SavedModelEstimator(saved, os.path.join(folder, 'again'))
        return again.evaluate(data, steps=1)


PROGRAMS = {
    'clip_gradients_by_norm': _clipped,
    'add_metrics': _more_metrics,
    'call_logit_fn': _calls_logits,
    'dnn_logit_fn_builder': _dense_logits,
    'build_raw_supervised_input_receiver_fn': _raw_receiver,
    'build_supervised_input_receiver_fn_from_input_fn': _receiver_of_inputs,
    'SavedModelEstimator': _saved,
}
