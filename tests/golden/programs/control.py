"""Control flow, recurrent loops, data pipelines, queues, summaries, savers, tables."""

from __future__ import annotations

import numpy as np

from tests.golden.programs.inputs import bools, ints, v, x
from tf1_ref.compat import tf


def _while_loop(**arguments):
    weights = v(3, 3)
    return tf.while_loop(
        lambda i, state: i < 4, lambda i, state: (i + 1, tf.tanh(tf.matmul(state, weights))), (0, x(5, 3)), **arguments
    )[1]


def _tensor_array():
    array = tf.TensorArray(tf.float32, 3)
    for i in range(3):
        array = array.write(i, x(4))
    return array.stack()


def _tensor_array_loop():
    inputs = x(5, 3)
    array = tf.TensorArray(tf.float32, size=5).unstack(inputs)
    outputs = tf.TensorArray(tf.float32, size=0, dynamic_size=True)
    return tf.while_loop(
        lambda i, out: i < array.size(), lambda i, out: (i + 1, out.write(i, array.read(i) * 2)), (0, outputs)
    )[1].stack()


def _dataset(*arrays):
    return tf.data.Dataset.from_tensor_slices(arrays or np.zeros([6, 3], np.float32))


def _augment(image):
    return tf.image.random_flip_left_right(image)


def _initializable(dataset, initialize=False):
    iterator = dataset.make_initializable_iterator()
    element = iterator.get_next()
    return (element, iterator.initializer) if initialize else element


def _reinitializable():
    one, other = _dataset().batch(2), _dataset().batch(3)
    iterator = tf.data.Iterator.from_structure(tf.data.get_output_types(one), tf.data.get_output_shapes(one))
    element = iterator.get_next()
    iterator.make_initializer(one), iterator.make_initializer(other)
    return element


def _feedable():
    one = _dataset().batch(2)
    handle = tf.placeholder(tf.string, [])
    iterator = tf.data.Iterator.from_string_handle(
        handle, tf.data.get_output_types(one), tf.data.get_output_shapes(one)
    )
    return iterator.get_next(), one.make_one_shot_iterator().string_handle()


def _file_queue():
    queue = tf.train.string_input_producer(['a', 'b'])
    key, value = tf.TextLineReader().read(queue)
    columns = tf.decode_csv(value, [[0.0], [0.0], [0.0]])
    return tf.train.batch([columns[:-1], columns[-1:]], batch_size=4)


def _record_queue():
    queue = tf.train.string_input_producer(['a'], num_epochs=1)
    _, value = tf.TFRecordReader().read(queue)
    features = tf.parse_single_example(value, features={'a': tf.FixedLenFeature([], tf.string)})
    image = tf.reshape(tf.decode_raw(features['a'], tf.uint8), [27])
    return tf.train.shuffle_batch([image], batch_size=4, capacity=50, min_after_dequeue=10, num_threads=2)


def _summaries():
    tf.summary.scalar('cost', x())
    tf.summary.histogram('weights', v(3))
    tf.summary.image('images', x(2, 9, 9, 3), 2)
    return tf.summary.merge_all()


def _saver(**arguments):
    v(3), v(4, name='w')
    return tf.train.Saver(**arguments)


PROGRAMS = {
    'cond': lambda: tf.cond(bools(), lambda: x(3) * 2, lambda: x(3) + 1),
    'cond, outside': lambda: (lambda a: tf.cond(bools(), lambda: a * 2, lambda: a + 1))(x(3)),
    'cond, two outputs': lambda: (lambda a: tf.cond(bools(), lambda: (a * 2, a), lambda: (a + 1, a)))(x(3)),
    'cond, constants': lambda: tf.cond(tf.less(x(), 1.0), lambda: tf.constant(1.0), lambda: tf.constant(2.0)),
    'cond, keywords': lambda: tf.cond(pred=bools(), true_fn=lambda: x(3), false_fn=lambda: x(3)),
    'cond, dropout': lambda: (lambda a: tf.cond(bools(), lambda: tf.nn.dropout(a, 0.5), lambda: a))(x(3, 4)),
    'cond, nested': lambda: (
        lambda a: tf.cond(bools(), lambda: tf.cond(bools(), lambda: a * 2, lambda: a), lambda: a + 1)
    )(x(3)),
    'cond, variable': lambda: (lambda a: tf.cond(bools(), lambda: a * 2, lambda: a + 1))(v(3)),
    'cond, assign': lambda: (lambda a: tf.cond(bools(), lambda: tf.assign(a, a * 2), lambda: tf.identity(a)))(v(3)),
    'case': lambda: tf.case([(bools(), lambda: x(3)), (bools(), lambda: x(3) * 2)], lambda: x(3) + 1),
    'case, dict': lambda: tf.case({bools(): lambda: x(3)}, default=lambda: x(3) + 1, exclusive=True),
    'switch_case': lambda: tf.switch_case(ints(), [lambda: x(3), lambda: x(3) + 1]),
    'while_loop': _while_loop,
    'while_loop, parallel': lambda: _while_loop(parallel_iterations=1),
    'while_loop, no back_prop': lambda: _while_loop(back_prop=False),
    'while_loop, counter': lambda: tf.while_loop(lambda i: i < 10, lambda i: i + 1, [tf.constant(0)]),
    'while_loop, maximum': lambda: _while_loop(maximum_iterations=3),
    'map_fn': lambda: tf.map_fn(lambda a: a * 2, x(5, 3)),
    'map_fn, unknown': lambda: tf.map_fn(lambda a: a * 2, x(None, 3)),
    'map_fn, dtype': lambda: tf.map_fn(lambda a: tf.cast(a, tf.float32), ints(5), dtype=tf.float32),
    'map_fn, flip': lambda: tf.map_fn(tf.image.random_flip_left_right, x(5, 4, 4, 3)),
    'map_fn, two': lambda: tf.map_fn(lambda a: a[0] * a[1], (x(5, 3), x(5, 3)), dtype=tf.float32),
    'scan': lambda: tf.scan(lambda a, b: a + b, x(5, 3)),
    'scan, initializer': lambda: tf.scan(lambda a, b: a + b, x(5, 3), initializer=tf.zeros([3])),
    'scan, matmul': lambda: (
        lambda w: tf.scan(lambda a, b: tf.tanh(tf.matmul(a, w) + b), x(5, 2, 3), tf.zeros([2, 3]))
    )(v(3, 3)),
    'foldl': lambda: tf.foldl(lambda a, b: a + b, x(5, 3)),
    'foldr': lambda: tf.foldr(lambda a, b: a + b, x(5, 3)),
    'foldl, initializer': lambda: tf.foldl(lambda a, b: a + b, x(5, 3), initializer=tf.zeros([3])),
    'control_dependencies': lambda: _with_control(),
    'vectorized_map': lambda: tf.vectorized_map(lambda a: a * 2, x(5, 3)),
    'TensorArray': _tensor_array,
    'TensorArray, loop': _tensor_array_loop,
    'TensorArray, size': lambda: tf.TensorArray(tf.float32, 3).size(),
    'TensorArray, concat': lambda: tf.TensorArray(tf.float32, 3).unstack(x(3, 2)).concat(),
    'TensorArray, gather': lambda: tf.TensorArray(tf.float32, 3).unstack(x(3, 2)).gather([0, 1]),
    'TensorArray, split': lambda: tf.TensorArray(tf.float32, 3).split(x(6, 2), [1, 2, 3]).read(0),
    'TensorArray, scatter': lambda: tf.TensorArray(tf.float32, 3).scatter([0, 1, 2], x(3, 2)).read(0),
    'TensorArray, grad': lambda: tf.TensorArray(tf.float32, 3).unstack(x(3, 2)).stack(),
    # Data.
    'dataset, one shot': lambda: _dataset().batch(2).make_one_shot_iterator().get_next(),
    'dataset, one shot, shuffled': lambda: _dataset().shuffle(10).batch(2).repeat().make_one_shot_iterator().get_next(),
    'dataset, compat one shot': lambda: tf.data.make_one_shot_iterator(_dataset().batch(2)).get_next(),
    'dataset, initializable': lambda: _initializable(_dataset().batch(2)),
    'dataset, initializable, initializer': lambda: _initializable(_dataset().batch(2), True),
    'dataset, compat initializable': lambda: tf.data.make_initializable_iterator(_dataset().batch(2)).get_next(),
    'dataset, from placeholders': lambda: _initializable(_dataset(x(6, 3), x(6)).batch(2)),
    'dataset, shuffled': lambda: _initializable(_dataset().shuffle(10).batch(2).repeat(3)),
    'dataset, shuffled, seed': lambda: _initializable(_dataset().shuffle(buffer_size=10, seed=5).batch(2)),
    'dataset, pipeline': lambda: _initializable(
        _dataset(x(6, 3), ints(6)).shuffle(10).repeat().batch(2, drop_remainder=True).prefetch(1)
    ),
    'dataset, map': lambda: _initializable(_dataset().map(lambda a: a * 2).batch(2)),
    'dataset, map parallel': lambda: _initializable(_dataset().map(lambda a: a * 2, num_parallel_calls=2).batch(2)),
    'dataset, map random': lambda: _initializable(_dataset(x(6, 9, 9, 3)).map(_augment).batch(2)),
    'dataset, filter': lambda: _initializable(_dataset().filter(lambda a: a[0] > 1)),
    'dataset, flat_map': lambda: _initializable(_dataset().flat_map(tf.data.Dataset.from_tensors)),
    'dataset, zip': lambda: _initializable(tf.data.Dataset.zip((_dataset(), _dataset()))),
    'dataset, range': lambda: _initializable(tf.data.Dataset.range(5)),
    'dataset, concatenate': lambda: _initializable(_dataset().concatenate(_dataset())),
    'dataset, take and skip': lambda: _initializable(_dataset().skip(1).take(3)),
    'dataset, padded_batch': lambda: _initializable(_dataset().padded_batch(2, [None])),
    'dataset, cache': lambda: _initializable(_dataset().cache()),
    'dataset, generator': lambda: _initializable(tf.data.Dataset.from_generator(lambda: iter([1, 2]), tf.int32, [])),
    'dataset, interleave': lambda: _initializable(_dataset().interleave(tf.data.Dataset.from_tensors, 2)),
    'dataset, parallel_interleave': lambda: _initializable(
        _dataset().apply(tf.data.experimental.parallel_interleave(tf.data.Dataset.from_tensors, 2, sloppy=True))
    ),
    'dataset, TFRecord': lambda: _initializable(tf.data.TFRecordDataset(['a', 'b'])),
    'dataset, text': lambda: _initializable(tf.data.TextLineDataset(['a']).skip(1)),
    'dataset, list_files': lambda: _initializable(tf.data.Dataset.list_files(['a*'])),
    'dataset, shuffle_and_repeat': lambda: _initializable(
        _dataset().apply(tf.data.experimental.shuffle_and_repeat(10))
    ),
    'dataset, map_and_batch': lambda: _initializable(
        _dataset().apply(tf.data.experimental.map_and_batch(lambda a: a * 2, 2))
    ),
    'dataset, from_tensors': lambda: _initializable(tf.data.Dataset.from_tensors(x(3))),
    'dataset, dictionary': lambda: _initializable(
        tf.data.Dataset.from_tensor_slices({'a': np.zeros(6), 'b': np.ones(6)})
    ),
    'dataset, random': lambda: _dataset().map(lambda a: a + tf.random_uniform([])).make_one_shot_iterator().get_next(),
    'iterator, from_structure': _reinitializable,
    'iterator, from_string_handle': _feedable,
    # Queues.
    'FIFOQueue': lambda: tf.FIFOQueue(10, [tf.float32], [[3]]).enqueue_many([x(5, 3)]),
    'FIFOQueue, dequeue': lambda: tf.FIFOQueue(10, tf.float32).dequeue(),
    'RandomShuffleQueue': lambda: tf.RandomShuffleQueue(10, 2, tf.float32, [[3]]).dequeue_many(2),
    'train.batch': lambda: tf.train.batch([x(3)], 4),
    'train.shuffle_batch': lambda: tf.train.shuffle_batch([x(3)], 4, 50, 10),
    'train.shuffle_batch, many': lambda: tf.train.shuffle_batch([x(7, 3)], 4, 50, 10, enqueue_many=True),
    'train.slice_input_producer': lambda: tf.train.slice_input_producer([tf.zeros([5, 3]), tf.zeros([5])]),
    'train.string_input_producer': lambda: tf.train.string_input_producer(['a', 'b'], shuffle=False),
    'train.range_input_producer': lambda: tf.train.range_input_producer(5, shuffle=False).dequeue(),
    'train.input_producer': lambda: tf.train.input_producer(tf.zeros([5, 3])),
    'files, csv': _file_queue,
    'files, records': _record_queue,
    'FixedLengthRecordReader': lambda: tf.FixedLengthRecordReader(7).read(tf.train.string_input_producer(['a'])),
    'WholeFileReader': lambda: tf.WholeFileReader().read(tf.train.string_input_producer(['a'])),
    'train.match_filenames_once': lambda: tf.train.match_filenames_once('a*'),
    'train.limit_epochs': lambda: tf.train.limit_epochs(x(3), 2),
    # Summaries, savers, tables.
    'summary.scalar': lambda: tf.summary.scalar('cost', x()),
    'summary.histogram': lambda: tf.summary.histogram('weights', x(3)),
    'summary.image': lambda: tf.summary.image('images', x(2, 9, 9, 3), 2),
    'summary.image, bytes': lambda: tf.summary.image('images', tf.placeholder(tf.uint8, [2, 9, 9, 3])),
    'summary.audio': lambda: tf.summary.audio('sound', x(2, 64, 1), 8000.0),
    'summary.text': lambda: tf.summary.text('text', tf.constant('a')),
    'summary.tensor_summary': lambda: tf.summary.tensor_summary('tensor', x(3)),
    'summary.merge': lambda: tf.summary.merge([tf.summary.scalar('cost', x())]),
    'summary.merge_all': _summaries,
    'Saver': _saver,
    'Saver, max_to_keep': lambda: _saver(max_to_keep=1),
    'Saver, sharded': lambda: _saver(sharded=True),
    'Saver, old format': lambda: _saver(write_version=tf.train.SaverDef.V1),
    'Saver, resource': lambda: (v(3, use_resource=True), tf.train.Saver())[0],
    'Saver, list': lambda: tf.train.Saver([v(3)]),
    'Saver, dictionary': lambda: tf.train.Saver({'a': v(3)}),
    'lookup.HashTable': lambda: tf.lookup.StaticHashTable(
        tf.lookup.KeyValueTensorInitializer(['a', 'b'], [1, 2]), -1
    ).lookup(tf.constant(['a'])),
    'Session': lambda: tf.Session().run(tf.constant(1)),
    'InteractiveSession': lambda: tf.InteractiveSession().close(),
    'Session, initialized': lambda: (v(3), tf.Session().run(tf.global_variables_initializer())),
    'Session, device': lambda: _on_device(),
    'name_scope': lambda: _named_scope(),
    'Coordinator': lambda: tf.train.start_queue_runners(tf.Session(), tf.train.Coordinator(), daemon=True, start=False),
    'get_session_tensor': lambda: tf.get_session_handle(x(3)),
    'ragged': lambda: tf.ragged.constant([[1, 2], [3]]).to_tensor(),
}


def _with_control():
    with tf.control_dependencies([x(3) + 1]):
        return tf.identity(x(3))


def _on_device():
    with tf.device('/cpu:0'):
        return x(3) + v(3)


def _named_scope():
    with tf.name_scope('scope'):
        a = x(3) + 1
    with tf.name_scope('scope', values=[a]):
        return a + 1
