"""`tf.contrib.data`: what is not in `tf.data.experimental`."""

from __future__ import annotations

import numpy as np

PREFIX = 'tf.contrib.data.'


def _applied(transform):
    """All elements of a transformed dataset of 0 to 6."""

    def program(tf):
        dataset = tf.data.Dataset.range(7).apply(transform(tf))
        element = dataset.make_one_shot_iterator().get_next()
        seen = []
        with tf.Session() as sess:
            try:
                while True:
                    seen.append(sess.run(element))
            except tf.errors.OutOfRangeError:
                return seen

    return program


def _interleaved(tf):
    return tf.contrib.data.sloppy_interleave(lambda number: tf.data.Dataset.from_tensors(number), cycle_length=1)


def _reduced(tf):
    reducer = tf.contrib.data.Reducer(
        lambda _: np.int64(3), lambda state, value: state + 2 * value, lambda state: state
    )
    return tf.contrib.data.reduce_dataset(tf.data.Dataset.range(5), reducer)


def _windows_of_pairs(tf):
    dataset = tf.data.Dataset.from_tensor_slices({'a': np.arange(12).reshape(6, 2), 'b': list('uvwxyz')})
    windows = dataset.apply(tf.contrib.data.sliding_window_batch(2, window_shift=3))
    element = windows.make_one_shot_iterator().get_next()
    return [element['a'], element['b'], str(windows.output_shapes['a']), windows.output_types['b'].name]


PROGRAMS = {
    'sliding_window_batch': _applied(lambda tf: tf.contrib.data.sliding_window_batch(3)),
    'sliding_window_batch, an older name': _applied(lambda tf: tf.contrib.data.sliding_window_batch(3, 2)),
    'sliding_window_batch, apart': _applied(lambda tf: tf.contrib.data.sliding_window_batch(3, window_stride=2)),
    'sliding_window_batch, of several': _windows_of_pairs,
    'sliding_window_batch, both': lambda tf: tf.contrib.data.sliding_window_batch(3, 1, 1),
    'reduce_dataset': _reduced,
    'reduce_dataset, of something else': lambda tf: tf.contrib.data.reduce_dataset([1], None),
    'batch_and_drop_remainder': _applied(lambda tf: tf.contrib.data.batch_and_drop_remainder(3)),
    'padded_batch_and_drop_remainder': _applied(lambda tf: tf.contrib.data.padded_batch_and_drop_remainder(3, [])),
    'assert_element_shape': _applied(lambda tf: tf.contrib.data.assert_element_shape(tf.TensorShape([]))),
    'sloppy_interleave': _applied(_interleaved),
    'map_and_batch': _applied(lambda tf: tf.contrib.data.map_and_batch(lambda number: number * 2, 7)),
    'unbatch': _applied(lambda tf: lambda dataset: dataset.batch(3).apply(tf.contrib.data.unbatch())),
    'AUTOTUNE': lambda tf: tf.contrib.data.AUTOTUNE,
}
