"""Feature columns of every kind, under `input_layer` and `linear_model`."""

from __future__ import annotations

from tf1_ref.compat import tf

AGES, CITIES, NUMBERS = [[1.0], [20.0], [50.0]], [['a'], ['b'], ['z']], [[1, 2], [0, 8], [3, 3]]


def features():
    """Ages, cities, numbers of classes, and words that an example has any number of, with weights."""
    places = [[0, 0], [2, 0], [2, 1]]
    return {
        'age': tf.constant(AGES),
        'city': tf.constant(CITIES),
        'number': tf.constant(NUMBERS),
        'flat': tf.constant([3.0, 4.0, 5.0]),
        'words': tf.SparseTensor(places, ['x', 'y', 'x'], [3, 2]),
        'weights': tf.SparseTensor(places, [1.0, 2.0, 0.5], [3, 2]),
    }


def columns():
    """By name, the columns that fit these features."""
    column = tf.feature_column
    age = column.numeric_column('age')
    buckets = column.bucketized_column(age, [10.0, 30.0])
    city = column.categorical_column_with_vocabulary_list('city', ['a', 'b'], num_oov_buckets=2)
    plain_city = column.categorical_column_with_vocabulary_list('city', ['a', 'b', 'c'])
    number = column.categorical_column_with_identity('number', 9)
    words = column.categorical_column_with_hash_bucket('words', 7)
    weighted = column.weighted_categorical_column(words, 'weights')
    crossed = column.crossed_column(['city', buckets], 11)
    return {
        'numeric': age,
        'numeric, normalized': column.numeric_column('age', normalizer_fn=lambda x: (x - 20.0) / 10.0),
        'numeric, flat': column.numeric_column('flat'),
        'bucketized': buckets,
        'identity': number,
        'identity, default': column.categorical_column_with_identity('number', 5, default_value=0),
        'vocabulary': city,
        'vocabulary, default': plain_city,
        'hashed': words,
        'hashed integers': column.categorical_column_with_hash_bucket('number', 4, tf.int64),
        'weighted': weighted,
        'crossed': crossed,
        'crossed, keyed': column.crossed_column(['city', 'words'], 13, hash_key=5),
        'indicator': column.indicator_column(city),
        'indicator of numbers': column.indicator_column(number),
        'indicator of weights': column.indicator_column(weighted),
        'indicator of buckets': column.indicator_column(buckets),
        'indicator of crossed': column.indicator_column(crossed),
        'embedding': column.embedding_column(city, 3),
        'embedding of numbers': column.embedding_column(number, 3, combiner='sum'),
        'embedding of words': column.embedding_column(words, 3, combiner='sqrtn', max_norm=1.0),
        'embedding of weights': column.embedding_column(weighted, 2),
        'embedding of buckets': column.embedding_column(buckets, 2, trainable=False),
        'embedding of crossed': column.embedding_column(crossed, 2),
    }


DENSE = ('numeric', 'bucketized', 'indicator', 'embedding')
WIDE = ('numeric', 'bucketized', 'identity', 'vocabulary', 'hashed', 'weighted', 'crossed')
DEEP = ('numeric', 'indicator', 'embedding of words')


def _input_layer(name):
    return lambda: tf.feature_column.input_layer(features(), [columns()[name]])


def _linear_model(*names, **named):
    return lambda: tf.feature_column.linear_model(features(), [columns()[name] for name in names], **named)


def _shared():
    column = tf.feature_column
    words = column.categorical_column_with_vocabulary_list('words', ['x', 'y'])
    city = column.categorical_column_with_vocabulary_list('city', ['a', 'b'])
    return column.input_layer(features(), column.shared_embedding_columns([words, city], 3))


def _all(trainable=True):
    found = {}
    chosen = [columns()[name] for name in DEEP]
    return tf.feature_column.input_layer(features(), chosen, trainable=trainable, cols_to_vars=found)


def _in_scope():
    with tf.variable_scope('scope', partitioner=tf.fixed_size_partitioner(2)):
        return _linear_model('vocabulary', 'hashed')() + tf.reduce_sum(_input_layer('embedding')())


def _older():
    """Columns of the class before 1.15's public ones; 1.15 still had it."""
    from tensorflow.python.feature_column import feature_column

    kind = feature_column._IdentityCategoricalColumn
    older = [kind('number', 9, None), kind('age_class', 4, 1)]
    given = {**features(), 'age_class': tf.constant([[1], [7], [3]], tf.int64)}
    return [feature_column._LazyBuilder(given).get(one).values for one in older]


PROGRAMS = {
    **{f'input_layer of {name}': _input_layer(name) for name in columns() if name.startswith(DENSE)},
    **{f'linear_model of {name}': _linear_model(name) for name in columns() if not name.startswith(DENSE[2:])},
    'linear_model of all': _linear_model(*WIDE),
    'linear_model of all, mean': _linear_model('hashed', 'weighted', units=3, sparse_combiner='mean', trainable=False),
    'shared_embedding_columns': _shared,
    'input_layer': _all,
    'input_layer, not trained': lambda: _all(trainable=False),
    'in a scope with a partitioner': _in_scope,
    'an older column of classes': _older,
}
