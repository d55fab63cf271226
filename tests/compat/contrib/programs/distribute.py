"""`tf.contrib.distribute`, on the CPU."""

from __future__ import annotations

import tempfile

from tests.compat.contrib.programs import fixed

PREFIX = 'tf.contrib.distribute.'


def _model(features, labels, mode, params):
    tf = params['tf']()
    # No bias: in front of a batch normalization its gradient is nothing but rounding, of which Adam makes full steps.
    y = tf.layers.dense(features['x'], 2, use_bias=False, name='fc')
    y = tf.layers.batch_normalization(y, training=mode == 'train')
    if mode == 'infer':
        return tf.estimator.EstimatorSpec(mode, predictions={'y': y})
    loss = tf.reduce_mean(tf.square(y - labels))
    with tf.control_dependencies(tf.get_collection(tf.GraphKeys.UPDATE_OPS)):
        train_op = tf.train.AdamOptimizer(0.1).minimize(loss, tf.train.get_or_create_global_step())
    return tf.estimator.EstimatorSpec(mode, loss=loss, train_op=train_op, eval_metric_ops={'mean': tf.metrics.mean(y)})


def _estimated(make):
    """Trained, evaluated and asked under a strategy: the variables, the metrics and the answers."""

    def program(tf):
        def data():
            examples = tf.data.Dataset.from_tensor_slices(({'x': fixed(12, 3)}, fixed(12, 2)))
            return examples.repeat(4).batch(4)

        strategy = make(tf.contrib.distribute)
        config = tf.estimator.RunConfig(train_distribute=strategy, eval_distribute=strategy, tf_random_seed=3)
        with tempfile.TemporaryDirectory() as folder:
            estimator = tf.estimator.Estimator(_model, folder, config, params={'tf': lambda: tf})
            estimator.train(data, steps=5)
            found = [[name, estimator.get_variable_value(name)] for name in estimator.get_variable_names()]
            found.append(estimator.evaluate(data, steps=2))
            answers = list(estimator.predict(lambda: data().map(lambda x, _: x)))
        return [strategy.num_replicas_in_sync, found, len(answers), answers[0]['y'], answers[-1]['y']]

    return program


def _in_its_scope(make):
    """Without an Estimator."""

    def program(tf):
        strategy = make(tf.contrib.distribute)
        with tf.Graph().as_default(), strategy.scope():
            found = [tf.contrib.distribute.in_cross_replica_context(), tf.contrib.distribute.has_strategy()]
            w = tf.get_variable('w', [3], initializer=tf.ones_initializer())
            iterator = strategy.make_dataset_iterator(tf.data.Dataset.from_tensors(fixed(3)).repeat(4).batch(2))
            total = strategy.experimental_run(lambda x: tf.reduce_sum(x * w), iterator)
            total = strategy.reduce(tf.distribute.ReduceOp.SUM, total)
            with tf.Session() as sess:
                sess.run(iterator.initialize())
                sess.run(tf.global_variables_initializer())
                return found + [v.name for v in tf.global_variables()] + [sess.run(total), sess.run(total)]

    return program


def _refused(function):
    def program(tf):
        try:
            function(tf.contrib.distribute)
        except ValueError as error:
            return str(error)

    return program


PROGRAMS = {
    'MirroredStrategy': _estimated(lambda distribute: distribute.MirroredStrategy()),
    'MirroredStrategy, of devices': _estimated(lambda distribute: distribute.MirroredStrategy(devices=['/cpu:0'])),
    'MirroredStrategy, of a number': _estimated(lambda distribute: distribute.MirroredStrategy(num_gpus=1)),
    'MirroredStrategy, in its scope': _in_its_scope(lambda distribute: distribute.MirroredStrategy()),
    'MirroredStrategy, of two numbers': _refused(lambda distribute: distribute.MirroredStrategy(None, 1, 1)),
    'MirroredStrategy, of both': _refused(lambda distribute: distribute.MirroredStrategy(['/cpu:0'], 1)),
    'OneDeviceStrategy': _estimated(lambda distribute: distribute.OneDeviceStrategy('/cpu:0')),
    'OneDeviceStrategy, in its scope': _in_its_scope(lambda distribute: distribute.OneDeviceStrategy('/cpu:0')),
    'TPUStrategy': lambda tf: tf.contrib.distribute.TPUStrategy(tf.contrib.cluster_resolver.TPUClusterResolver('here')),
}
