"""`tf.contrib.training`."""

from __future__ import annotations

import os
import tempfile

import numpy as np

from tests.compat.contrib.programs import x

PREFIX = 'tf.contrib.training.'


def _loss(tf):
    w = tf.get_variable('w', [3], initializer=tf.constant_initializer([1.0, 2.0, 3.0]))
    return tf.reduce_sum(tf.square(w - 1.0))


def _train_op(tf, **arguments):
    optimizer = tf.train.GradientDescentOptimizer(0.1)
    return tf.contrib.training.create_train_op(_loss(tf), optimizer, tf.train.get_or_create_global_step(), **arguments)


def _train_ops(tf):
    tf.add_to_collection(tf.GraphKeys.UPDATE_OPS, tf.get_variable('u', [], trainable=False).assign(7.0).op)
    return _train_op(tf, summarize_gradients=True, transform_grads_fn=tf.contrib.training.clip_gradient_norms_fn(0.1))


def _trained(tf):
    train_op = _train_op(tf)
    with tempfile.TemporaryDirectory() as folder:
        loss = tf.contrib.training.train(
            train_op, folder, hooks=[tf.train.StopAtStepHook(3)], save_checkpoint_secs=None, save_summaries_steps=None
        )
    return float(loss)


def _evaluated(tf):
    with tempfile.TemporaryDirectory() as folder:
        w = tf.get_variable('w', [3], initializer=tf.constant_initializer(7.0))
        tf.train.get_or_create_global_step()
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer())
            path = tf.train.Saver().save(sess, os.path.join(folder, 'model'), 5)
        training = tf.contrib.training
        tf.summary.scalar('w0', w[0])
        hooks = [training.StopAfterNEvalsHook(2), training.SummaryAtEndHook(os.path.join(folder, 'events'))]
        once = training.evaluate_once(path, eval_ops=w * 2.0, final_ops={'w': w}, hooks=hooks)
        waited = training.wait_for_new_checkpoint(folder, None, seconds_to_sleep=0.01, timeout=1)
        found = [os.path.basename(one) for one in training.checkpoints_iterator(folder, 0, timeout=0)]
        step = training.get_or_create_eval_step().op.name
        written = len(os.listdir(os.path.join(folder, 'events')))
        return [once, os.path.basename(waited), found, step, written]


def _repeatedly(tf):
    with tempfile.TemporaryDirectory() as folder:
        w = tf.get_variable('w', [3], initializer=tf.constant_initializer(7.0))
        tf.train.get_or_create_global_step()
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer())
            tf.train.Saver().save(sess, os.path.join(folder, 'model'), 5)
        training = tf.contrib.training
        return training.evaluate_repeatedly(
            folder,
            eval_ops=w * 2.0,
            final_ops={'w': w},
            hooks=[training.StopAfterNEvalsHook(1)],
            eval_interval_secs=0,
            max_number_of_evaluations=1,
        )


def _gradients(tf):
    training = tf.contrib.training
    pairs = tf.train.GradientDescentOptimizer(0.1).compute_gradients(_loss(tf))
    scaled = training.multiply_gradients(pairs, {'w': 3.0})
    clipped = training.clip_gradient_norms(scaled, 0.5)
    return [clipped[0][0], [one.op.name for one in training.add_gradients_summaries(clipped)]]


def _parameters(tf):
    parameters = tf.contrib.training.HParams(rate=0.1, layers=[3, 5], name='a', deep=False)
    parameters.add_hparam('steps', 7)
    first = parameters.to_json(sort_keys=True)
    parameters.parse('rate=0.5,layers=[7,11],deep=true,name=b')
    parameters.set_hparam('steps', 11)
    parameters.override_from_dict({'rate': 1})
    seen = [first, str(parameters), repr(parameters), sorted(parameters.values()), parameters.get('none', 3)]
    parameters.parse_json('{"name": "c"}')
    parameters.del_hparam('deep')
    return seen + [parameters.name, 'deep' in parameters, 'rate' in parameters, parameters.rate, parameters.layers]


def _refused_parameters(tf):
    parameters = tf.contrib.training.HParams(rate=0.1, steps=7, layers=[3], name='a', deep=True)
    attempts = [
        lambda: parameters.set_hparam('steps', 0.5),
        lambda: parameters.set_hparam('layers', 3),
        lambda: parameters.set_hparam('rate', [0.1]),
        lambda: parameters.set_hparam('name', 3),
        lambda: parameters.set_hparam('deep', 1),
        lambda: parameters.set_hparam('none', 1),
        lambda: parameters.parse('rate'),
        lambda: parameters.parse('rate=a'),
        lambda: parameters.parse('none=1'),
        lambda: parameters.parse('steps=1,steps=2'),
        lambda: parameters.add_hparam('rate', 1),
        lambda: parameters.add_hparam('empty', []),
        lambda: parameters.get('rate', 'a'),
        lambda: parameters.none,
    ]
    return [_error(attempt) for attempt in attempts]


def _error(attempt):
    try:
        return repr(attempt())
    except Exception as error:
        return type(error).__name__


def _parsed(tf):
    parse = tf.contrib.training.parse_values
    types = {'a': int, 'b': float, 'c': bool, 'd': str}
    return [
        sorted(parse('a=1,b=[0.5,2],c=0,d=word', types).items()),
        sorted(parse('a[1]=3,a[0]=2', types)['a'].items()),
        sorted(parse('a=1,z=5', types, ignore_unknown=True)),
    ]


def _plain(one):
    return [_plain(each) for each in one] if isinstance(one, (list, tuple)) else np.asarray(one).tolist()


def _queued(build, lengths, batches):
    """What comes out of queues, in a graph of their own, and its ops."""

    def program(tf):
        with tf.Graph().as_default() as graph:
            length = tf.train.slice_input_producer([lengths], num_epochs=1, shuffle=False)[0]
            values = tf.range(length, name='values')
            found = build(tf, length, values)
            names = [op.name for op in graph.get_operations()]
            runners = [[one.queue.name, one.name] for one in tf.get_collection(tf.GraphKeys.QUEUE_RUNNERS)]
            seen = []
            with tf.Session() as sess:
                sess.run(tf.local_variables_initializer())
                coordinator = tf.train.Coordinator()
                threads = tf.train.start_queue_runners(sess, coordinator)
                for _ in range(batches):
                    seen.append(sess.run(found))
                try:
                    sess.run(found)
                except tf.errors.OutOfRangeError:
                    seen.append('the end')
                coordinator.request_stop()
                coordinator.join(threads)
            shapes = [str(one.shape) for one in found if hasattr(one, 'shape')]
            # In which order batches of several kinds come out is the threads' business.
            return [sorted(str(_plain(one)) for one in seen), shapes, runners, names]

    return program


def _refused_buckets(function):
    def program(tf):
        try:
            function(tf.contrib.training, tf)
        except (TypeError, ValueError) as error:
            return [type(error).__name__, str(error)]

    return program


def _placed(strategy):
    def program(tf):
        setter = tf.train.replica_device_setter(
            3, ps_strategy=strategy(tf.contrib.training), worker_device='/job:worker'
        )
        with tf.Graph().as_default(), tf.device(setter):
            for size in (7, 2, 5, 3, 2, 11):
                tf.get_variable('v{}'.format(len(tf.global_variables())), [size])
            tf.get_variable('scalar', [])
            return [[v.op.name, v.device] for v in tf.global_variables()]

    return program


def _by_length(**arguments):
    def build(tf, length, values):
        return tf.contrib.training.bucket_by_sequence_length(
            length, [values], dynamic_pad=True, bucket_boundaries=[3, 5], **arguments
        )

    return build


def _in_buckets(**arguments):
    def build(tf, length, values):
        tensors = {'length': length, 'double': length * 2}
        kind, found = tf.contrib.training.bucket(tensors, length % 2, num_buckets=2, **arguments)
        return [kind, found['length'], found['double']]

    return build


LENGTHS = [1, 4, 2, 6, 3, 1, 7, 4, 2]
PROGRAMS = {
    'bucket_by_sequence_length': _queued(_by_length(batch_size=2), LENGTHS, 4),
    'bucket_by_sequence_length, the rest': _queued(
        _by_length(batch_size=2, allow_smaller_final_batch=True), LENGTHS, 5
    ),
    'bucket_by_sequence_length, of sizes': _queued(
        _by_length(batch_size=[2, 1, 2], name='mine', capacity=7), LENGTHS, 6
    ),
    'bucket_by_sequence_length, no boundaries': _refused_buckets(
        lambda t, tf: t.bucket_by_sequence_length(3, [tf.ones([])], 2, [])
    ),
    'bucket_by_sequence_length, unordered': _refused_buckets(
        lambda t, tf: t.bucket_by_sequence_length(3, [tf.ones([])], 2, [3, 3])
    ),
    'bucket_by_sequence_length, of floats': _refused_buckets(
        lambda t, tf: t.bucket_by_sequence_length(3, [tf.ones([])], 2, [3.0, 4.0])
    ),
    'bucket': _queued(_in_buckets(batch_size=2), LENGTHS, 4),
    'bucket, some': _queued(lambda tf, n, v: _in_buckets(batch_size=2, keep_input=n > 1)(tf, n, v), LENGTHS, 3),
    'bucket, of capacities': _refused_buckets(
        lambda t, tf: t.bucket([tf.ones([])], 0, 2, 2, bucket_capacities=[1, 2, 3])
    ),
    'bucket, of sizes': _refused_buckets(lambda t, tf: t.bucket([tf.ones([])], 0, [2, 3, 4], 2)),
    'GreedyLoadBalancingStrategy': _placed(lambda t: t.GreedyLoadBalancingStrategy(3, t.byte_size_load_fn)),
    'RandomStrategy': _placed(lambda t: t.RandomStrategy(3, seed=1)),
    'byte_size_load_fn': lambda tf: [
        tf.contrib.training.byte_size_load_fn(tf.zeros([3, 5], tf.float64).op),
        _refused_buckets(lambda t, tf: t.byte_size_load_fn(tf.no_op(name='none')))(tf)[0],
    ],
    'create_train_op': _train_op,
    'create_train_op, everything': _train_ops,
    'clip_gradient_norms_fn': _train_ops,
    'train': _trained,
    'clip_gradient_norms': _gradients,
    'multiply_gradients': _gradients,
    'add_gradients_summaries': _gradients,
    'evaluate_once': _evaluated,
    'SummaryAtEndHook': _evaluated,
    'StopAfterNEvalsHook': _evaluated,
    'checkpoints_iterator': _evaluated,
    'wait_for_new_checkpoint': _evaluated,
    'get_or_create_eval_step': _evaluated,
    'evaluate_repeatedly': _repeatedly,
    'HParams': _parameters,
    'HParams, refusing': _refused_parameters,
    'parse_values': _parsed,
    'HParams, of a loop': lambda tf: [x(tf, 3) * tf.contrib.training.HParams(by=2.0).by],
}
