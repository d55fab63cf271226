"""Small programs whose ops decide the op seeds of what is built behind them. Run under Python 3.7 too."""

from __future__ import annotations

from tf1_ref.compat import tf


def _x(*shape):
    return tf.placeholder(tf.float32, shape, name='x')


def _under_cond():
    return tf.cond(
        tf.placeholder(tf.bool, []), lambda: tf.get_variable('a', [3]) + 0.0, lambda: tf.get_variable('b', [3]) + 0.0
    )


def _in_scopes():
    with tf.variable_scope('outer'), tf.variable_scope('inner'):
        return tf.get_variable('v', [3, 4], initializer=tf.truncated_normal_initializer())


PROGRAMS = {
    'random_uniform': lambda: tf.random_uniform([3]),
    'random_uniform, range': lambda: tf.random_uniform([3], -1, 2),
    'random_uniform, 0 to 2': lambda: tf.random_uniform([3], 0, 2),
    'random_uniform, float64': lambda: tf.random_uniform([3], dtype=tf.float64),
    'random_uniform, integers': lambda: tf.random_uniform([3], 0, 10, tf.int32),
    'random.uniform': lambda: tf.random.uniform([3]),
    'random_normal': lambda: tf.random_normal([3]),
    'random_shuffle': lambda: tf.random_shuffle(_x(5, 3)),
    'multinomial': lambda: tf.multinomial(_x(2, 3), 4),
    'random_crop': lambda: tf.random_crop(_x(5, 5), [3, 3]),
    'dropout': lambda: tf.nn.dropout(_x(5, 3), 0.7),
    'dropout, rate': lambda: tf.nn.dropout(_x(5, 3), rate=0.3),
    'dropout, fed': lambda: tf.nn.dropout(_x(5, 3), tf.placeholder(tf.float32, [])),
    'dropout, nothing dropped': lambda: tf.nn.dropout(_x(5, 3), 1.0),
    'dropout, unknown batch': lambda: tf.nn.dropout(_x(None, 3), 0.5),
    'dropout, noise shape': lambda: tf.nn.dropout(_x(5, 3), 0.5, noise_shape=[5, 1]),
    'dropout, name': lambda: tf.nn.dropout(_x(5, 3), 0.5, name='drop'),
    'conv2d, dilated': lambda: tf.nn.conv2d(
        _x(1, 9, 9, 2), _x(3, 3, 2, 4), [1, 1, 1, 1], 'SAME', dilations=[1, 2, 2, 1]
    ),
    'atrous_conv2d': lambda: tf.nn.atrous_conv2d(_x(1, 9, 9, 2), _x(3, 3, 2, 4), 2, 'SAME'),
    'convolution, dilated': lambda: tf.nn.convolution(_x(1, 9, 9, 2), _x(3, 3, 2, 4), 'SAME', dilation_rate=[2, 2]),
    'split': lambda: tf.split(_x(6, 3), 3),
    'split, sizes': lambda: tf.split(_x(6, 3), [1, 5]),
    'truncated_normal in scopes': _in_scopes,
    'variable': lambda: tf.get_variable('v', [3, 4]),
    'resource variable': lambda: tf.get_variable('v', [3, 4], use_resource=True),
    'Variable': lambda: tf.Variable(tf.random_normal([3])),
    'variables under cond': _under_cond,
    'orthogonal initializer': lambda: tf.get_variable('v', [3, 4], initializer=tf.orthogonal_initializer()),
    'Adam behind matmul': lambda: tf.train.AdamOptimizer(0.1).minimize(
        tf.reduce_mean(tf.square(tf.matmul(_x(5, 3), tf.get_variable('v', [3, 2]))))
    ),
}


def record():
    """Per program its ops, each as `[name, type, seeds]`, and last the seed of a random op behind it."""
    found = {}
    for name, program in PROGRAMS.items():
        tf.reset_default_graph()
        tf.set_random_seed(1)
        program()
        tf.random_normal([2], name='behind')
        found[name] = [[op.name, op.type, _seeds(op)] for op in tf.get_default_graph().get_operations()]
    return found


# What is made of nine numbers. In 1.15, what is fused has an order of its own.
DATASETS = {
    'shuffle': lambda numbers: numbers.shuffle(9),
    'shuffle, once': lambda numbers: numbers.shuffle(9).repeat(1),
    'shuffle, twice': lambda numbers: numbers.shuffle(9).repeat(2),
    'shuffle, repeat': lambda numbers: numbers.shuffle(9).repeat(),
    'shuffle, repeat, seed': lambda numbers: numbers.shuffle(9, seed=3).repeat(-1),
    'shuffle, repeat, small buffer': lambda numbers: numbers.shuffle(3).repeat(),
    'shuffle, repeat, same order': lambda numbers: numbers.shuffle(9, reshuffle_each_iteration=False).repeat(),
    'shuffle, map, repeat': lambda numbers: numbers.shuffle(9).map(lambda number: number).repeat(),
    'repeat, shuffle': lambda numbers: numbers.repeat().shuffle(9),
    'shuffle_and_repeat': lambda numbers: numbers.apply(tf.data.experimental.shuffle_and_repeat(9)),
    'shuffle_and_repeat, once': lambda numbers: numbers.apply(tf.data.experimental.shuffle_and_repeat(9, 1)),
    'shuffle_and_repeat, twice': lambda numbers: numbers.apply(tf.data.experimental.shuffle_and_repeat(9, 2)),
    'slices, map, shuffle, repeat': lambda numbers: (
        tf.data.Dataset.from_tensor_slices({'a': tf.range(9), 'b': tf.range(9)})
        .map(lambda one: one['a'] * 10 + one['b'])
        .shuffle(5)
        .repeat()
    ),
    'random, shuffle, repeat': lambda numbers: (
        numbers.map(lambda number: number * 100 + tf.random_uniform([], 0, 100, tf.int64, seed=3)).shuffle(9).repeat()
    ),
    'two of them': lambda numbers: tf.data.Dataset.zip((numbers.shuffle(9).repeat(), numbers.shuffle(9).repeat())).map(
        lambda one, other: 10 * one + other
    ),
}


def values():
    """What random ops draw from the graph seed 1: `{what: numbers}`."""
    tf.reset_default_graph()
    tf.set_random_seed(1)
    drawn = {
        'random_uniform': tf.random_uniform([7]),
        'random.uniform, range': tf.random.uniform([7], -1, 2),
        'dropout': tf.nn.dropout(tf.ones([7, 3]), 0.6),
        'dropout, rows': tf.nn.dropout(tf.ones([7, 3]), rate=0.25, noise_shape=[7, 1]),
    }
    with tf.Session() as sess:
        found = {name: value.astype(float).ravel().tolist() for name, value in sess.run(drawn).items()}
    found.update((name, _epoch(build)) for name, build in DATASETS.items())
    return found


def _epoch(build):
    """The order of a dataset's first three epochs, or as many as it has; then the seed of a random op behind it."""
    tf.reset_default_graph()
    tf.set_random_seed(1)
    following = tf.data.make_initializable_iterator(build(tf.data.Dataset.range(9)))
    element = following.get_next()
    behind = tf.random_normal([]).op.inputs[0].op.inputs[0].op.get_attr('seed2')
    with tf.Session() as sess:
        sess.run(following.initializer)
        found = []
        while len(found) < 27:
            try:
                found.append(int(sess.run(element)))
            except tf.errors.OutOfRangeError:
                break
        return found + [behind]


def _seeds(op):
    return [op.get_attr('seed'), op.get_attr('seed2')] if 'seed2' in op.node_def.attr else None
