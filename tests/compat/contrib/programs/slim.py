"""`tf.contrib.slim`: what it has besides the names of `tf.contrib.layers` and `.framework`."""

from __future__ import annotations

import importlib
import tempfile

import numpy as np

from tests.compat.contrib.programs import builds_only, fixed, x

PREFIX = 'tf.contrib.slim.'


def _network(tf):
    slim = tf.contrib.slim
    with slim.arg_scope([slim.conv2d], padding='VALID', weights_regularizer=slim.l2_regularizer(0.1)):
        h = slim.conv2d(x(tf, 2, 7, 7, 3), 5, [3, 3], scope='c1')
        h = slim.repeat(h, 2, slim.conv2d, 3, [2, 2], scope='c2')
    return slim.fully_connected(slim.flatten(h), 2, activation_fn=None, scope='fc')


def _in_a_graph_of_its_own(function):
    """Training and evaluation finalize the graph."""

    def program(tf):
        with tf.Graph().as_default():
            tf.set_random_seed(777)
            return function(tf)

    return program


@_in_a_graph_of_its_own
def _trained(tf):
    slim = tf.contrib.slim
    y = slim.fully_connected(x(tf, 5, 3), 2, activation_fn=None)
    loss = slim.losses.softmax_cross_entropy(y, tf.one_hot([0, 1, 0, 1, 1], 2))
    train_op = slim.learning.create_train_op(slim.losses.get_total_loss(), tf.train.GradientDescentOptimizer(0.1))
    with tempfile.TemporaryDirectory() as folder:
        return [loss.op.name, float(slim.learning.train(train_op, folder, number_of_steps=3, save_summaries_secs=0))]


def _nets(tf):
    # On 1.15 it has to be imported.
    return getattr(tf.contrib.slim, 'nets', None) or importlib.import_module('tensorflow.contrib.slim.nets')


def _net(make, size=224):
    return builds_only(lambda tf: make(_nets(tf), tf.zeros([1, size, size, 3]))[0])


def _resnet(tf):
    nets = _nets(tf)
    with tf.contrib.slim.arg_scope(nets.resnet_utils.resnet_arg_scope()):
        return nets.resnet_v1.resnet_v1_50(tf.zeros([1, 64, 64, 3]), 10, is_training=False)[0]


def _vgg(tf):
    nets = _nets(tf)
    with tf.contrib.slim.arg_scope(nets.vgg.vgg_arg_scope()):
        return nets.vgg.vgg_16(tf.zeros([1, 224, 224, 3]), 10)[0]


def _decoded(tf):
    slim = tf.contrib.slim
    feature = {'label': tf.train.Feature(int64_list=tf.train.Int64List(value=[7]))}
    example = tf.train.Example(features=tf.train.Features(feature=feature)).SerializeToString()
    decoder = slim.tfexample_decoder.TFExampleDecoder(
        {'label': tf.FixedLenFeature([], tf.int64)}, {'label': slim.tfexample_decoder.Tensor('label')}
    )
    return [decoder.list_items(), decoder.decode(tf.constant(example))]


def _provided(tf):
    slim = tf.contrib.slim
    dataset = slim.dataset.Dataset(['none'], tf.TFRecordReader, None, 3, {'label': 'a number'})
    return [dataset.num_samples, sorted(dataset.items_to_descriptions)]


@_in_a_graph_of_its_own
def _evaluated(tf):
    slim = tf.contrib.slim
    names, updates = slim.metrics.aggregate_metric_map({'mean': slim.metrics.streaming_mean(x(tf, 5))})
    w = tf.get_variable('w', initializer=fixed(3))
    tf.train.get_or_create_global_step()
    with tempfile.TemporaryDirectory() as folder:
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer())
            path = tf.train.Saver().save(sess, folder + '/model')
        value = slim.evaluation.evaluate_once(
            '', path, folder, 2, eval_op=list(updates.values()), final_op=[names['mean'], w]
        )
        return [float(value[0]), np.asarray(value[1])]


def _summaries(tf):
    slim = tf.contrib.slim
    slim.fully_connected(x(tf, 5, 3), 2)
    summaries = slim.summarize_variables() + slim.summarize_weights() + slim.summarize_biases()
    own = slim.summaries.add_histogram_summaries([tf.trainable_variables()[0]])
    scalar = slim.summaries.add_scalar_summary(tf.constant(1.0), 'one', print_summary=False)
    return [one.op.name for one in summaries + own + [scalar]]


def _analyzed(tf):
    slim = tf.contrib.slim
    slim.fully_connected(x(tf, 5, 3), 2)
    return list(slim.model_analyzer.analyze_vars(tf.trainable_variables()))


def _noted(tf):
    points = {}
    named = tf.contrib.slim.utils.append_tensor_alias(x(tf, 3), 'a')
    collected = tf.contrib.slim.utils.collect_named_outputs('points', 'b', named)
    points.update(tf.contrib.slim.utils.convert_collection_to_dict('points'))
    return [collected, sorted(points)]


PROGRAMS = {
    'conv2d': _network,
    'learning': _trained,
    'losses': _trained,
    'evaluation': _evaluated,
    'metrics': _evaluated,
    'nets, inception_v1': _net(lambda nets, images: nets.inception.inception_v1(images, 10)),
    'nets, resnet_v1': builds_only(_resnet),
    'nets, vgg': builds_only(_vgg),
    'pool': lambda tf: tf.contrib.slim.pool(x(tf, 2, 7, 7, 3), [2, 2], 'MAX', stride=2),
    'arg_scope_func_key': lambda tf: tf.contrib.slim.arg_scope_func_key(tf.contrib.slim.conv2d)[1],
    'adaptive_clipping_fn': lambda tf: [
        one[0]
        for one in tf.contrib.slim.adaptive_clipping_fn(decay=0.5)(
            [(x(tf, 3), tf.get_variable('v', initializer=fixed(3)))]
        )
    ],
    'tfexample_decoder': _decoded,
    'dataset': _provided,
    'summaries': _summaries,
    'summarize_biases': _summaries,
    'summarize_variables': _summaries,
    'summarize_weights': _summaries,
    'model_analyzer': _analyzed,
    'utils': _noted,
    'layers': lambda tf: tf.contrib.slim.layers.linear(x(tf, 5, 3), 2),
    'initializers': lambda tf: tf.contrib.slim.initializers.xavier_initializer(seed=1)([3, 5]),
    'regularizers': lambda tf: tf.contrib.slim.regularizers.l2_regularizer(0.1)(x(tf, 3)),
    'optimizers': lambda tf: sorted(tf.contrib.slim.optimizers.OPTIMIZER_CLS_NAMES),
    'data_decoder': lambda tf: tf.contrib.slim.data_decoder.DataDecoder,
    'data_provider': lambda tf: tf.contrib.slim.data_provider.DataProvider,
    'dataset_data_provider': lambda tf: tf.contrib.slim.dataset_data_provider.DatasetDataProvider,
    'parallel_reader': lambda tf: tf.contrib.slim.parallel_reader.get_data_files(['a', 'b']),
    'prefetch_queue': lambda tf: tf.contrib.slim.prefetch_queue.prefetch_queue([x(tf, 3)]).dequeue()[0].op.type,
    'queues': lambda tf: tf.contrib.slim.queues.QueueRunners,
}
