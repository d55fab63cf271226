"""`tf.contrib.lookup`: the tables whose arguments are named otherwise than TensorFlow's."""

from __future__ import annotations

PREFIX = 'tf.contrib.lookup.'


def _found(tf):
    table = tf.contrib.lookup.index_table_from_tensor(mapping=['a', 'b'], num_oov_buckets=0, default_value=-1)
    back = tf.contrib.lookup.index_to_string_table_from_tensor(mapping=['a', 'b'], default_value='none')
    ids, words = table.lookup(tf.constant(['b', 'c'])), back.lookup(tf.constant([1, 5], tf.int64))
    with tf.Session() as sess:
        sess.run(tf.tables_initializer())
        return list(sess.run([ids, words]))


PROGRAMS = {'index_table_from_tensor': _found, 'index_to_string_table_from_tensor': _found}
