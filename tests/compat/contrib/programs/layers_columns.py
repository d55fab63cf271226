"""The columns of `tf.contrib.layers`."""

from __future__ import annotations

from tests.compat.contrib.programs import fixed

PREFIX = 'tf.contrib.layers.'


def _column(*positional, **named):
    def program(tf):
        one = tf.contrib.layers.real_valued_column(*positional, **named)
        # `key` shows objects otherwise in later versions of Python.
        return [one.column_name, one.dimension, one.default_value, one.dtype.name, one.name, str(one.config)]

    return program


def _inferred(tf):
    features = {'b': tf.constant(fixed(5, 3)), 'a': tf.constant([[1], [2]])}
    found = tf.contrib.layers.infer_real_valued_columns(features)
    found += tf.contrib.layers.infer_real_valued_columns(tf.constant(fixed(5, 2, 3)))
    return [[one.name, one.dimension, one.dtype.name] for one in found]


PROGRAMS = {
    'real_valued_column': _column('a'),
    'real_valued_column, numbers': _column('a', 3, 2),
    'real_valued_column, a default each': _column('a', 2, [2.0, 3]),
    'real_valued_column, integers': _column('a', 2, (2, 3), 'int64'),
    'real_valued_column, no dimension': _column('a', 0),
    'real_valued_column, a dimension of a float': _column('a', 2.0),
    'real_valued_column, texts': _column('a', dtype='string'),
    'real_valued_column, defaults of another length': _column('a', 2, [1.0]),
    'real_valued_column, a default of a text': _column('a', 1, 'b'),
    'real_valued_column, floats of integers': _column('a', 1, 1.5, 'int32'),
    'real_valued_column, no function': _column('a', normalizer=3),
    'infer_real_valued_columns': _inferred,
}
