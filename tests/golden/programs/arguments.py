"""Each argument of the functions that are counted or replaced, by its name and of each kind.

Given or not, a number or a tensor, of a known or an unknown shape, of several types: 1.15 built other ops for some.
"""

from __future__ import annotations

from tests.golden.programs import array_arguments, image_arguments
from tests.golden.programs.inputs import count, ints, longs, scalar, sparse, unknown, v, word, x
from tf1_ref.compat import tf


def step(dtype=tf.int64):
    return tf.Variable(0, trainable=False, dtype=dtype, name='step')


def decayed(rate=0.1, steps=100, **arguments):
    return tf.train.polynomial_decay(learning_rate=rate, global_step=step(), decay_steps=steps, **arguments)


def looked_up(params=None, weights=None, shape=(4, 3), **arguments):
    params = v(7, 3) if params is None else params
    return tf.nn.embedding_lookup_sparse(params=params, sp_ids=sparse(tf.int64, shape), sp_weights=weights, **arguments)


def parsed(feature, single=False, **arguments):
    function = tf.parse_single_example if single else tf.parse_example
    serialized = word() if single else tf.placeholder(tf.string, [4], name='words')
    return function(serialized=serialized, features={'a': feature, 'b': feature}, **arguments)['a']


def sequence(context, features, **arguments):
    return tf.parse_single_sequence_example(word(), context, features, **arguments)


def sequences(context, features, **arguments):
    return tf.io.parse_sequence_example(tf.placeholder(tf.string, [4], name='words'), context, features, **arguments)


def in_order(parsed):
    """The tensors of some dictionaries, of sparse ones the values, by their keys."""
    found = [part[key] for part in parsed for key in sorted(part)]
    return [one.values if isinstance(one, tf.SparseTensor) else one for one in found]


CONTEXT = {'c': tf.FixedLenFeature([], tf.int64), 'd': tf.VarLenFeature(tf.float32)}
FEATURES = {'a': tf.FixedLenSequenceFeature([2], tf.float32), 'b': tf.VarLenFeature(tf.string)}


def applied(optimizer, sparse=False):
    rows = v(7, 3)
    cost = tf.reduce_sum(tf.gather(rows, ints(4)) if sparse else rows * rows)
    optimizer.minimize(cost)
    return cost


def saved(**arguments):
    v(3)
    tf.train.Saver(**arguments)


DECAYS = {
    'end_learning_rate': lambda: decayed(end_learning_rate=0.01),
    'power': lambda: decayed(power=2.0),
    'cycle': lambda: decayed(cycle=True, power=1.0, end_learning_rate=0.0, name='decay'),
    'tensor rate': lambda: decayed(rate=scalar()),
    'tensor rate, cycle': lambda: decayed(rate=scalar(), cycle=True),
    'float steps': lambda: decayed(steps=100.0),
    'float steps, cycle': lambda: decayed(steps=100.0, cycle=True),
    'tensor end': lambda: decayed(end_learning_rate=scalar()),
    'tensor end, cycle': lambda: decayed(end_learning_rate=scalar(), cycle=True),
    'tensor power': lambda: decayed(power=scalar()),
    'resource step': lambda: tf.train.polynomial_decay(
        0.1, tf.get_variable('step', [], tf.int64, use_resource=True, trainable=False), 100
    ),
    'number step': lambda: tf.train.polynomial_decay(0.1, 7, 100),
    'number step, cycle': lambda: tf.train.polynomial_decay(0.1, 7, 100, cycle=True),
    'int32 step': lambda: tf.train.polynomial_decay(0.1, step(tf.int32), 100, 0.0, 2.0, True, 'decay'),
    'float step': lambda: tf.train.polynomial_decay(0.1, scalar(), 100),
    'float64 rate': lambda: decayed(rate=tf.placeholder(tf.float64, [], name='rate')),
}
RANDOMS = {
    'gamma, by name': lambda: tf.random_gamma(shape=[3], alpha=2.0, beta=1.5, dtype=tf.float64, seed=5, name='g'),
    'gamma, tensors': lambda: tf.random_gamma([3], x(4), x(4)),
    'gamma, tensor shape': lambda: tf.random_gamma(ints(1), x(4)),
    'gamma, no beta, tensor': lambda: tf.random_gamma([3], x(4)),
    'gamma, half': lambda: tf.random_gamma([3], 2.0, dtype=tf.float16),
    'gamma, broadcast': lambda: tf.random_gamma([3], x(4, 1), x(3)),
    'gamma, unknown': lambda: tf.random_gamma([3], x(None), x(None)),
    'gamma, lists': lambda: tf.random_gamma([3], [1.0, 2.0], [1.0, 2.0]),
    'gamma, empty': lambda: tf.random_gamma([], 2.0),
    'stateless_uniform, by name': lambda: tf.random.stateless_uniform(
        shape=[3], seed=[1, 2], minval=-1, maxval=1, dtype=tf.float32, name='u'
    ),
    'stateless_uniform, integers': lambda: tf.random.stateless_uniform([3], [1, 2], 0, 10, tf.int32),
    'stateless_uniform, tensors': lambda: tf.random.stateless_uniform([3], ints(2), scalar(), scalar()),
    'stateless_uniform, tensor shape': lambda: tf.random.stateless_uniform(ints(2), [1, 2]),
    'stateless_uniform, float64': lambda: tf.random.stateless_uniform([3], [1, 2], dtype=tf.float64),
    'stateless_normal, by name': lambda: tf.random.stateless_normal(
        shape=[3], seed=[1, 2], mean=1.0, stddev=2.0, dtype=tf.float64, name='n'
    ),
    'stateless_normal, tensors': lambda: tf.random.stateless_normal(ints(1), longs(2), scalar(), scalar()),
    'stateless_truncated, by name': lambda: tf.random.stateless_truncated_normal(
        shape=[3], seed=[1, 2], mean=1.0, stddev=2.0, dtype=tf.float64, name='n'
    ),
    'stateless_truncated, tensors': lambda: tf.random.stateless_truncated_normal(ints(1), longs(2), scalar()),
    'uniform, by name': lambda: tf.random_uniform(shape=[3], minval=0, maxval=None, dtype=tf.float32, seed=5, name='u'),
    'uniform, minval': lambda: tf.random_uniform([3], 1),
    'uniform, tensor minval': lambda: tf.random_uniform([3], scalar(), 2),
    'uniform, int64': lambda: tf.random_uniform([3], maxval=10, dtype=tf.int64),
    'uniform, tensor maxval': lambda: tf.random_uniform([3], maxval=count(), dtype=tf.int32),
    'uniform, numpy dtype': lambda: tf.random_uniform([3], dtype='float64'),
    'uniform, half': lambda: tf.random_uniform([3], 0, 1, tf.float16),
    'dropout, by name': lambda: tf.nn.dropout(x=x(4, 3), keep_prob=0.5, noise_shape=[4, 1], seed=5, name='d'),
    'dropout, rate': lambda: tf.nn.dropout(x(4, 3), rate=0.5),
    'dropout, tensor': lambda: tf.nn.dropout(x(4, 3), keep_prob=scalar()),
    'dropout, tensor rate': lambda: tf.nn.dropout(x(None, 3), rate=scalar()),
    'dropout, placeholder with default': lambda: tf.nn.dropout(x(4, 3), tf.placeholder_with_default(1.0, [])),
    'dropout, constant 1': lambda: tf.nn.dropout(x(4, 3), tf.constant(1.0)),
    'dropout, 1': lambda: tf.nn.dropout(x(4, 3), 1.0),
    'dropout, 1, integer': lambda: tf.nn.dropout(x(4, 3), 1),
    'dropout, rate 0': lambda: tf.nn.dropout(x(4, 3), rate=0),
    'dropout, float64': lambda: tf.nn.dropout(x(4, 3, dtype=tf.float64), 0.5),
    'dropout, half': lambda: tf.nn.dropout(x(4, 3, dtype=tf.float16), 0.5),
    'dropout, noise': lambda: tf.nn.dropout(x(4, 3), 0.5, [None, 1]),
    'dropout, noise, tensor': lambda: tf.nn.dropout(x(None, 3), 0.5, tf.stack([count(), 1])),
    'dropout, list': lambda: tf.nn.dropout([1.0, 2.0], 0.5),
    'dropout, unknown rank': lambda: tf.nn.dropout(unknown(), 0.5),
}
NETWORKS = {
    'swish, float64': lambda: tf.nn.swish(x(None, 4, dtype=tf.float64)),
    'swish, list': lambda: tf.nn.swish([1.0, 2.0]),
    'lookup, by name': lambda: looked_up(combiner='mean', partition_strategy='div', name='l', max_norm=None),
    'lookup, sum': lambda: looked_up(combiner='sum'),
    'lookup, sqrtn': lambda: looked_up(combiner='sqrtn'),
    'lookup, max_norm': lambda: looked_up(combiner='sum', max_norm=1.0),
    'lookup, max_norm, weights': lambda: looked_up(weights=sparse(), combiner='sum', max_norm=1.0),
    'lookup, weights, mean': lambda: looked_up(weights=sparse(), combiner='mean'),
    'lookup, weights, sqrtn': lambda: looked_up(weights=sparse(), combiner='sqrtn'),
    'lookup, double weights': lambda: looked_up(weights=sparse(tf.float64), combiner='mean'),
    'lookup, unknown': lambda: looked_up(shape=None, combiner='mean'),
    'lookup, unknown, weights': lambda: looked_up(weights=sparse(shape=None), shape=None, combiner='mean'),
    'lookup, shards': lambda: looked_up([v(4, 3), v(4, 3, name='w')], combiner='mean'),
    'lookup, shards, weights': lambda: looked_up([v(4, 3), v(4, 3, name='w')], sparse(), combiner='sum'),
    'lookup, resource': lambda: looked_up(v(7, 3, use_resource=True), combiner='mean'),
    'lookup, tensor': lambda: looked_up(x(7, 3), combiner='sum'),
    'lookup, int32': lambda: tf.nn.embedding_lookup_sparse(v(7, 3), sparse(tf.int32), None, combiner='sum'),
    'safe lookup, weights': lambda: tf.nn.safe_embedding_lookup_sparse(
        embedding_weights=[v(7, 3)],
        sparse_ids=sparse(tf.int64),
        sparse_weights=sparse(),
        combiner='sum',
        default_id=2,
        name='l',
        partition_strategy='mod',
        max_norm=1.0,
    ),
    'safe lookup, unknown': lambda: tf.nn.safe_embedding_lookup_sparse([v(7, 3)], sparse(tf.int64, None)),
    'clip, by name': lambda: tf.clip_by_global_norm(t_list=[x(3), v(3)], clip_norm=5.0, use_norm=scalar(), name='c')[0],
    'clip, tensor': lambda: tf.clip_by_global_norm([x(3)], scalar())[0],
    'clip, integer': lambda: tf.clip_by_global_norm((x(3),), 5)[0],
    'clip, float64': lambda: tf.clip_by_global_norm([x(3, dtype=tf.float64)], 5.0)[0],
    'clip, slices': lambda: tf.clip_by_global_norm([tf.IndexedSlices(x(4, 3), ints(4)), x(3)], 5.0)[0][0].values,
    'clip, unknown': lambda: tf.clip_by_global_norm([x(None, 3), None], 5.0)[0][0],
    'clip, names': lambda: tf.clip_by_global_norm([x(3)], 5.0, tf.global_norm([x(3)]))[0],
    'clip, arrays': lambda: tf.clip_by_global_norm([[1.0, 2.0], x(3)], 5.0)[0][1],
    'bias, unknown': lambda: tf.nn.bias_add(x(None, None, 3), v(3)),
    'moments, unknown': lambda: tf.nn.moments(x(None, 3), [0], keep_dims=True),
    'l2_normalize, by name': lambda: tf.nn.l2_normalize(x=x(4, 3), axis=1, epsilon=1e-6, name='n'),
    'top_k, tensor': lambda: tf.nn.top_k(x(4, 3), count())[0],
    'softmax, axis': lambda: tf.nn.softmax(logits=x(4, 3, 2), axis=1, name='s'),
    'log_softmax, dim': lambda: tf.nn.log_softmax(x(4, 3, 2), dim=0),
}
PARSED = {
    'parse, names': lambda: parsed(tf.FixedLenFeature([2], tf.float32), name='p', example_names=None),
    'parse, defaults': lambda: parsed(tf.FixedLenFeature([2], tf.float32, [0.0, 1.0])),
    'parse, given names': lambda: parsed(tf.FixedLenFeature([2], tf.float32), example_names=['a', 'b', 'c', 'd']),
    'parse, variable': lambda: parsed(tf.VarLenFeature(tf.float32)).values,
    'parse, sequence': lambda: parsed(tf.FixedLenSequenceFeature([2], tf.float32, allow_missing=True)),
    'parse, sparse': lambda: parsed(tf.SparseFeature('i', 'v', tf.float32, 9)).values,
    'parse one, defaults': lambda: parsed(tf.FixedLenFeature([2], tf.float32, [0.0, 1.0]), True),
    'parse one, variable': lambda: parsed(tf.VarLenFeature(tf.float32), True, name='p').values,
    'parse one, sequence': lambda: parsed(tf.FixedLenSequenceFeature([2], tf.float32, allow_missing=True), True),
    'parse one, scalar default': lambda: parsed(tf.FixedLenFeature([], tf.int64, 3), True),
    'parse one, names, variable': lambda: parsed(tf.VarLenFeature(tf.float32), True, example_names='a').values,
    'parse one, tensor names': lambda: parsed(tf.FixedLenFeature([], tf.int64, 3), True, example_names=word()),
    'parse one, names': lambda: parsed(tf.FixedLenFeature([], tf.int64), True, example_names='a'),
    'parse sequence, sparse': lambda: in_order(sequence(None, {'a': tf.VarLenFeature(tf.string)}, name='mine')),
    'parse sequence, context': lambda: in_order(sequence({'c': tf.FixedLenFeature([2], tf.int64, [3, 4])}, None)),
    'parse sequence, all': lambda: in_order(sequence(CONTEXT, FEATURES, example_name='b')),
    'parse sequence, name, variable': lambda: in_order(sequence(CONTEXT, FEATURES, example_name=word())),
    'parse sequences, all': lambda: in_order(sequences(CONTEXT, FEATURES)),
    'parse sequences, names': lambda: in_order(sequences(CONTEXT, FEATURES, example_names=['a'] * 4, name='mine')),
}
TRAINING = {
    'ftrl, tensor': lambda: applied(tf.train.FtrlOptimizer(learning_rate=scalar())),
    'ftrl, all': lambda: applied(
        tf.train.FtrlOptimizer(
            learning_rate=0.1,
            learning_rate_power=-0.7,
            initial_accumulator_value=0.2,
            l1_regularization_strength=0.1,
            l2_regularization_strength=0.1,
            use_locking=True,
            name='F',
            accum_name='a',
            linear_name='l',
            l2_shrinkage_regularization_strength=0.1,
        )
    ),
    'ftrl, sparse': lambda: applied(tf.train.FtrlOptimizer(0.1), True),
    'ftrl, accumulator 0': lambda: applied(tf.train.FtrlOptimizer(0.1, initial_accumulator_value=0.0)),
    'descent, sparse': lambda: applied(tf.train.GradientDescentOptimizer(learning_rate=0.1), True),
    'descent, tensor, sparse': lambda: applied(tf.train.GradientDescentOptimizer(scalar()), True),
    'saver, sharded': lambda: saved(sharded=True),
    'saver, by name': lambda: saved(
        var_list=None,
        reshape=True,
        sharded=False,
        max_to_keep=2,
        keep_checkpoint_every_n_hours=1.0,
        name='s',
        restore_sequentially=True,
        pad_step_number=True,
        save_relative_paths=True,
        filename='f',
    ),
    'saver, version 1': lambda: saved(write_version=tf.train.SaverDef.V1),
    'saver, version 1, sharded': lambda: saved(write_version=tf.train.SaverDef.V1, sharded=True),
    'regularizer, partitioned': lambda: tf.get_variable(
        'v', [4, 3], regularizer=tf.nn.l2_loss, partitioner=tf.fixed_size_partitioner(2)
    ),
    'variable, by name': lambda: tf.get_variable(
        name='v',
        shape=[4, 3],
        dtype=tf.float64,
        initializer=tf.zeros_initializer(),
        regularizer=tf.nn.l2_loss,
        trainable=True,
        collections=None,
        caching_device=None,
        partitioner=None,
        validate_shape=True,
        use_resource=True,
        custom_getter=None,
        constraint=None,
    ),
}
PROGRAMS = {
    f'{subject}{name}': program
    for subject, programs in (
        ('decay: ', DECAYS),
        ('decode: ', image_arguments.DECODED),
        ('', image_arguments.IMAGES),
        ('', array_arguments.MATHS),
        ('', array_arguments.ARRAYS),
        ('', RANDOMS),
        ('', NETWORKS),
        ('', PARSED),
        ('', TRAINING),
    )
    for name, program in programs.items()
}
