"""`tf.contrib.tpu` and `tf.contrib.cluster_resolver`, of which no program needs a TPU."""

from __future__ import annotations

import os
import tempfile

from tests.compat.contrib.programs import builds_only, fixed

PREFIX = 'tf.contrib.tpu.'


def _model(tf, seen, **more):
    """A model function whose loss depends on what the input function was given."""

    def metrics(labels, logits):
        return {'error': tf.metrics.mean_absolute_error(labels, logits), 'mean': tf.metrics.mean(logits)}

    def host_call(step, loss):
        seen.append(['host call', step.name, loss.shape.as_list()])
        return tf.summary.scalar('loss', loss[0])

    def scaffold():
        seen.append('scaffold')
        return tf.train.Scaffold(saver=tf.train.Saver(max_to_keep=1))

    class Hook(tf.train.SessionRunHook):
        def begin(self):
            seen.append('begin')

        def end(self, session):
            seen.append(['end', session.run(tf.train.get_global_step())])

    def model_fn(features, labels, mode, params):
        seen.append([mode, sorted(params), params.get('batch_size')])
        logits = tf.layers.dense(tf.layers.dropout(features['x'], training=mode == 'train'), 2, name='fc')
        logits = logits * params['scale']
        if mode == 'infer':
            return tf.contrib.tpu.TPUEstimatorSpec(mode, predictions={'logits': logits}, **more.get('infer', {}))
        loss = tf.losses.mean_squared_error(labels, logits)
        optimizer = tf.train.AdamOptimizer(0.1)
        arguments = {}
        if 'host_call' in more:
            step = tf.reshape(tf.train.get_global_step(), [1])
            arguments['host_call'] = (host_call, [step, tf.reshape(loss, [1])])
        if 'scaffold' in more:
            arguments['scaffold_fn'] = scaffold
        if 'hooks' in more:
            arguments.update(training_hooks=[Hook()], evaluation_hooks=[Hook()])
        return tf.contrib.tpu.TPUEstimatorSpec(
            mode,
            loss=loss,
            train_op=optimizer.minimize(loss, tf.train.get_global_step()),
            eval_metrics=(metrics, [labels, logits]),
            **arguments,
        )

    return model_fn


def _input(tf, seen):
    def input_fn(params):
        seen.append(['input', sorted(params), params['batch_size']])
        data = tf.data.Dataset.from_tensor_slices(({'x': fixed(12, 3)}, fixed(12, 2)))
        return data.repeat(2).batch(params['batch_size'], drop_remainder=True)

    return input_fn


def _estimator(tf, folder, seen, config=None, **more):
    config = tf.contrib.tpu.RunConfig(
        model_dir=folder,
        tf_random_seed=7,
        save_checkpoints_steps=2,
        tpu_config=tf.contrib.tpu.TPUConfig(
            iterations_per_loop=2, per_host_input_for_training=tf.contrib.tpu.InputPipelineConfig.PER_HOST_V2
        ),
        **(config or {}),
    )
    return tf.contrib.tpu.TPUEstimator(
        use_tpu=False,
        model_fn=_model(tf, seen, **more),
        config=config,
        params={'scale': 2.0},
        train_batch_size=4,
        eval_batch_size=3,
        predict_batch_size=2,
    )


def _run(**more):
    """Trains, evaluates and predicts; what was called on the way, and all values."""

    def program(tf):
        seen = []
        with tempfile.TemporaryDirectory() as folder:
            estimator = _estimator(tf, folder, seen, **more)
            estimator.train(_input(tf, seen), max_steps=5)
            values = [[name, estimator.get_variable_value(name)] for name in estimator.get_variable_names()]
            found = estimator.evaluate(_input(tf, seen), steps=3)
            predicted = list(estimator.predict(_input(tf, seen), yield_single_examples=True))
            whole = list(estimator.predict(_input(tf, seen), yield_single_examples=False))
            files = sorted(one for one in os.listdir(folder) if one.startswith(('model', 'graph', 'check', 'eval')))
        return [seen, values, found, [one['logits'] for one in predicted], len(whole), files]

    return program


def _two_specs(tf):
    def spec(name):
        metrics = (lambda value: {name: tf.metrics.mean(value)}, [tf.ones([2], name=name)])
        return tf.contrib.tpu.TPUEstimatorSpec('eval', loss=tf.ones([]), eval_metrics=metrics)

    first, second = spec('first'), spec('second')
    found = [sorted(one.as_estimator_spec().eval_metric_ops) for one in (first, second)]
    plain = tf.contrib.tpu.TPUEstimatorSpec('infer', predictions={'x': tf.ones([2])})
    return found + [first.eval_metrics[1][0].name, plain.as_estimator_spec().mode]


def _exported(export, **more):
    def program(tf):
        return _export(tf, export, more)

    return program


def _export(tf, export, more):
    seen = []
    with tempfile.TemporaryDirectory() as folder:
        estimator = _estimator(tf, folder, seen)
        estimator.train(_input(tf, seen), steps=2)
        receive = tf.estimator.export.build_raw_serving_input_receiver_fn({'x': tf.ones([4, 3])})

        def model_fn(features, labels, mode, params):
            logits = tf.layers.dense(features['x'], 2, name='fc') * params['scale']
            outputs = {'serving_default': tf.estimator.export.PredictOutput({'logits': logits})}
            return tf.contrib.tpu.TPUEstimatorSpec(mode, predictions={'logits': logits}, export_outputs=outputs)

        estimator = tf.contrib.tpu.TPUEstimator(
            model_fn=model_fn,
            config=tf.contrib.tpu.RunConfig(model_dir=folder),
            params={'scale': 2.0},
            use_tpu=False,
            train_batch_size=4,
            **more,
        )
        path = export(tf, estimator, os.path.join(folder, 'saved'), receive)
        predict = tf.contrib.predictor.from_saved_model(path)
        return seen + [predict({'x': fixed(4, 3)}), len(os.listdir(os.path.join(folder, 'saved')))]


def _refused(kind, *args, message=1, **named):
    """An error's type and message; of `message=0` only the type."""

    def program(tf):
        try:
            return repr(kind(tf)(*args, **named))
        except Exception as error:
            return [type(error).__name__, *str(error).split('at 0x')[:message]]

    return program


def _without_a_tpu(tf):
    """What the CPU has no kernel for: the message names the op."""
    found = []
    for make in (
        tf.contrib.tpu.initialize_system,
        tf.contrib.tpu.shutdown_system,
        lambda: tf.contrib.tpu.cross_replica_sum(tf.ones([2])),
        lambda: tf.contrib.tpu.rewrite(lambda x: x * 2, [tf.ones([2])]),
        lambda: tf.contrib.tpu.shard(lambda x: x * 2, [tf.ones([2])], num_shards=2),
        lambda: tf.contrib.tpu.infeed_dequeue(tf.float32, [2]),
        lambda: tf.contrib.tpu.outfeed_enqueue_tuple([tf.ones([2])]),
    ):
        with tf.Graph().as_default() as graph, tf.Session() as sess:
            built = make()
            try:
                sess.run(built)
            except tf.errors.InvalidArgumentError as error:
                message = str(error)
                found.append(message[message.index('No OpKernel was registered') :].split(' used by')[0])
            found.append([op.name for op in graph.get_operations()])
    return found


def _on_a_tpu(tf):
    """`use_tpu=True` where there is none."""
    estimator = tf.contrib.tpu.TPUEstimator(
        model_fn=_model(tf, []), config=tf.contrib.tpu.RunConfig(), use_tpu=True, train_batch_size=8
    )
    try:
        estimator.train(_input(tf, []), steps=1)
    except Exception as error:
        return [type(error).__name__, str(error).split('\n')[0][:60]]


def _loops(tf):
    repeated = tf.contrib.tpu.repeat(3, lambda x: x + 1.0, [tf.ones([2])])
    looped = tf.contrib.tpu.while_loop(lambda x: x[0] < 5.0, lambda x: x + 1.0, [tf.ones([2])])
    return [repeated, looped, tf.contrib.tpu.outside_compilation(lambda x: x + 1.0, tf.ones([2]))]


def _replicas(tf):
    tf.contrib.tpu.replicate(lambda x: x * 2, [[tf.ones([2])], [tf.ones([2])]])
    tf.contrib.tpu.batch_parallel(lambda x: x * 2, [tf.ones([4, 2])], num_shards=2)
    optimizer = tf.contrib.tpu.CrossShardOptimizer(tf.train.AdamOptimizer(0.1))
    optimizer.minimize(tf.reduce_sum(tf.get_variable('w', [2])))
    return tf.contrib.tpu.core(1)


def _feeds(tf):
    queue = tf.contrib.tpu.InfeedQueue(number_of_tuple_elements=2)
    queue.set_tuple_types([tf.float32, tf.int32])
    queue.set_tuple_shapes([[4, 2], [4]])
    queue.set_number_of_shards(2)
    queue.generate_enqueue_ops([[tf.ones([2, 2]), tf.ones([2], tf.int32)]] * 2)
    queue.generate_dequeue_op()
    tf.contrib.tpu.infeed_enqueue(tf.ones([2]), [2], device_ordinal=0)
    tf.contrib.tpu.infeed_enqueue_tuple([tf.ones([2])], [[2]], device_ordinal=0)
    tf.contrib.tpu.infeed_dequeue_tuple([tf.float32], [[2]])
    tf.contrib.tpu.outfeed_enqueue(tf.ones([2]))
    tf.contrib.tpu.outfeed_dequeue(tf.float32, [2])
    tf.contrib.tpu.outfeed_dequeue_tuple([tf.float32], [[2]])


def _half(tf):
    with tf.contrib.tpu.bfloat16_scope():
        x = tf.layers.dense(tf.cast(fixed(2, 3), tf.bfloat16), 2)
        k = tf.get_variable('k', [2], tf.bfloat16)
        w = tf.get_variable('w', [2])
    return [tf.cast(x, tf.float32), tf.cast(k, tf.float32), w]


def _hooked(**arguments):
    def program(tf):
        seen = []

        class Listener(tf.train.CheckpointSaverListener):
            def before_save(self, session, step):
                seen.append(['before', int(step)])

            def after_save(self, session, step):
                seen.append(['after', int(step)])

        step = tf.train.get_or_create_global_step()
        tf.get_variable('w', [2])
        more = tf.assign_add(step, 1)
        with tempfile.TemporaryDirectory() as folder:
            hook = tf.contrib.tpu.AsyncCheckpointSaverHook(folder, listeners=[Listener()], **arguments)
            with tf.train.MonitoredTrainingSession(hooks=[hook]) as sess:
                for _ in range(5):
                    sess.run(more)
                    hook._save_thread.join() if hasattr(hook, '_save_thread') else hook._saving.join()
            return seen + sorted(one for one in os.listdir(folder) if 'events' not in one)

    return program


def _configured(tf):
    config = tf.contrib.tpu.RunConfig(
        cluster=tf.contrib.cluster_resolver.TPUClusterResolver('grpc://10.0.0.1:8470'), save_checkpoints_steps=3
    )
    names = 'cluster evaluation_master keep_checkpoint_max log_step_count_steps master model_dir save_checkpoints_secs'
    found = [[name, getattr(config, name)] for name in (names + ' save_checkpoints_steps tf_random_seed').split()]
    other = config.replace(save_checkpoints_steps=4, keep_checkpoint_max=None)
    return found[1:] + [other.save_checkpoints_steps, other.keep_checkpoint_max, other.cluster is config.cluster]


def _constants(tf):
    found = tf.contrib.tpu.InputPipelineConfig
    return [found.PER_SHARD_V1, found.PER_HOST_V1, found.PER_HOST_V2, found.BROADCAST, found.SLICED]


PROGRAMS = {
    'TPUEstimator': _run(hooks=True),
    'TPUEstimator, host_call': _run(host_call=True),
    'TPUEstimator, scaffold_fn': _run(scaffold=True, host_call=True),
    'TPUEstimator, exported': _exported(
        lambda tf, estimator, path, receive: estimator.export_saved_model(path, receive), export_to_tpu=False
    ),
    'export_estimator_savedmodel': _exported(
        lambda tf, estimator, path, receive: tf.contrib.tpu.export_estimator_savedmodel(estimator, path, receive)
    ),
    'TPUEstimator, on a TPU': _on_a_tpu,
    'TPUEstimator, batch_size in params': _refused(
        lambda tf: (
            lambda: tf.contrib.tpu.TPUEstimator(
                model_fn=_model(tf, []),
                config=tf.contrib.tpu.RunConfig(),
                use_tpu=False,
                train_batch_size=8,
                params={'batch_size': 3},
            )
        )
    ),
    'TPUEstimator, of another RunConfig': _refused(
        lambda tf: (
            lambda: tf.contrib.tpu.TPUEstimator(
                model_fn=_model(tf, []), config=tf.estimator.RunConfig(), use_tpu=False, train_batch_size=8
            )
        )
    ),
    'TPUEstimatorSpec': _refused(
        lambda tf: lambda: tf.contrib.tpu.TPUEstimatorSpec('eval', loss=tf.ones([]), eval_metrics=(len, tf.ones([])))
    ),
    'TPUEstimatorSpec, two': _two_specs,
    'InputPipelineConfig': _constants,
    'TPUConfig': _refused(lambda tf: tf.contrib.tpu.TPUConfig, num_cores_per_replica=3),
    'TPUConfig, no iterations': _refused(lambda tf: tf.contrib.tpu.TPUConfig, iterations_per_loop=0),
    'TPUConfig, no shards': _refused(lambda tf: tf.contrib.tpu.TPUConfig, num_shards=0),
    'RunConfig': _configured,
    'CrossShardOptimizer': builds_only(_replicas),
    'CrossShardOptimizer, reduction': _refused(
        lambda tf: lambda: tf.contrib.tpu.CrossShardOptimizer(tf.train.AdamOptimizer(0.1), reduction='sum'), message=0
    ),
    'InfeedQueue': builds_only(_feeds),
    'initialize_system': _without_a_tpu,
    'repeat': _loops,
    'bfloat16_scope': _half,
    'AsyncCheckpointSaverHook': _hooked(save_steps=2),
    'AsyncCheckpointSaverHook, nothing said': _refused(
        lambda tf: lambda: tf.contrib.tpu.AsyncCheckpointSaverHook('folder')
    ),
    'AsyncCheckpointSaverHook, two savers': _refused(
        lambda tf: lambda: tf.contrib.tpu.AsyncCheckpointSaverHook('folder', 1, saver=1, scaffold=2)
    ),
    'TPUDistributionStrategy': _refused(lambda tf: tf.contrib.tpu.TPUDistributionStrategy),
    'keras_to_tpu_model': _refused(
        lambda tf: (
            lambda: tf.contrib.tpu.keras_to_tpu_model(tf.keras.Sequential([tf.keras.layers.Dense(2, input_shape=(3,))]))
        )
    ),
    'keras_to_tpu_model, of another strategy': _refused(
        lambda tf: (
            lambda: tf.contrib.tpu.keras_to_tpu_model(
                tf.keras.Sequential([tf.keras.layers.Dense(2, input_shape=(3,))]), 'tpu'
            )
        )
    ),
    'keras_to_tpu_model, of a shape': _refused(
        lambda tf: (
            lambda: tf.contrib.tpu.keras_to_tpu_model(
                tf.keras.Sequential([tf.keras.layers.Dense(2, input_shape=(None, 3), name='fc')])
            )
        ),
        message=0,
    ),
}
