"""`tf.contrib.lookup`: the tables whose arguments are named otherwise than TensorFlow's."""

from __future__ import annotations

FIRST = '"""`tf.contrib.lookup`: the tables whose arguments are named otherwise than TensorFlow\'s."""'
PREFIX = 'tf.contrib.lookup.'


def _found(tf):
    table = tf.contrib.lookup.index_table_from_tensor(mapping=['a', 'b'], num_oov_buckets=0, default_value=-1)
    back = tf.contrib.lookup.index_to_string_table_from_tensor(mapping=['a', 'b'], default_value='none')
    ids, words = table.lookup(tf.constant(['b', 'c'])), back.lookup(tf.constant([1, 5], tf.int64))
    with tf.Session() as sess:
        sess.run(tf.tables_initializer())
        return list(sess.run([ids, words]))


def _older(tf):
    lookup = tf.contrib.lookup
    words, places = tf.constant(['b', 'c']), tf.constant([1, 5], tf.int64)
    table = lookup.string_to_index_table_from_tensor(['a', 'b'], num_oov_buckets=2)
    return [table.lookup(words), lookup.string_to_index(words, ['a', 'b']), lookup.index_to_string(places, ['a', 'b'])]


def _of_file(tf):
    """A table of the first line of this file."""
    table = tf.contrib.lookup.string_to_index_table_from_file(__file__, vocab_size=1, default_value=7)
    return table.lookup(tf.constant([FIRST, 'no such line']))


PROGRAMS = {'index_table_from_tensor': _found, 'index_to_string_table_from_tensor': _found}
PROGRAMS.update({'string_to_index_table_from_tensor': _older, 'string_to_index': _older, 'index_to_string': _older})
PROGRAMS.update(
    {
        'string_to_index_table_from_file': _of_file,
        'string_to_index_table_from_tensor, numbers': lambda tf: tf.contrib.lookup.string_to_index_table_from_tensor(
            [1, 2]
        ),
    }
)
