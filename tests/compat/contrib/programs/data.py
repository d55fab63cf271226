"""`tf.contrib.data`: what is not in `tf.data.experimental`."""

from __future__ import annotations

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


PROGRAMS = {
    'batch_and_drop_remainder': _applied(lambda tf: tf.contrib.data.batch_and_drop_remainder(3)),
    'padded_batch_and_drop_remainder': _applied(lambda tf: tf.contrib.data.padded_batch_and_drop_remainder(3, [])),
    'assert_element_shape': _applied(lambda tf: tf.contrib.data.assert_element_shape(tf.TensorShape([]))),
    'sloppy_interleave': _applied(_interleaved),
    'map_and_batch': _applied(lambda tf: tf.contrib.data.map_and_batch(lambda number: number * 2, 7)),
    'unbatch': _applied(lambda tf: lambda dataset: dataset.batch(3).apply(tf.contrib.data.unbatch())),
    'AUTOTUNE': lambda tf: tf.contrib.data.AUTOTUNE,
}
