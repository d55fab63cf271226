"""`tf.contrib.predictor`."""

from __future__ import annotations

import os
import tempfile

from tests.compat.contrib.programs import fixed

PREFIX = 'tf.contrib.predictor.'


def _saved(tf, **arguments):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'saved')
        with tf.Graph().as_default(), tf.Session() as sess:
            x = tf.placeholder(tf.float32, [None, 3], name='x')
            y = tf.multiply(x, tf.get_variable('w', [3], initializer=tf.constant_initializer(2.0)), name='y')
            sess.run(tf.global_variables_initializer())
            tf.saved_model.simple_save(sess, path, {'x': x}, {'y': y})
        predict = tf.contrib.predictor.from_saved_model(path, **arguments)
        found = [sorted(predict.feed_tensors), sorted(predict.fetch_tensors)]
        return found + [predict({key: fixed(2, 3) for key in predict.feed_tensors})]


def _estimated(tf):
    def model(features, labels, mode):
        logits = tf.layers.dense(features['x'], 2, kernel_initializer=tf.constant_initializer(0.5))
        loss = tf.reduce_mean(tf.square(logits))
        train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss, tf.train.get_global_step())
        outputs = {'other': tf.estimator.export.PredictOutput({'logits': logits})}
        return tf.estimator.EstimatorSpec(mode, {'logits': logits}, loss, train_op, export_outputs=outputs)

    def receiver():
        x = tf.placeholder(tf.float32, [None, 3])
        return tf.estimator.export.ServingInputReceiver({'x': x}, {'x': x})

    with tempfile.TemporaryDirectory() as folder:
        estimator = tf.estimator.Estimator(model, folder)
        estimator.train(tf.estimator.inputs.numpy_input_fn({'x': fixed(4, 3)}, shuffle=False), steps=1)
        predict = tf.contrib.predictor.from_estimator(estimator, receiver, output_key='other')
        return predict({'x': fixed(2, 3)})


PROGRAMS = {
    'from_saved_model': _saved,
    'from_saved_model, names': lambda tf: _saved(tf, input_names={'a': 'x:0'}, output_names={'b': 'y:0'}),
    'from_estimator': _estimated,
}
