"""`tf.contrib.training`."""

from __future__ import annotations

import os
import tempfile

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


PROGRAMS = {
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
