"""One small model with everything that a legacy model has, and single changes of it, each by an argument."""

from tf1_ref.compat import tf
from tf1_ref.graphs.reading.from_tensorflow import from_graph


def build(
    scope='conv1',
    leaf='W',
    kernel=3,
    dtype=tf.float32,
    trainable=True,
    collections=None,
    initializer=None,
    stride=1,
    padding='SAME',
    bias=True,
    order=('left', 'right'),
    outer=('tower', 'head'),
    swapped=False,
    epsilon=1e-3,
    decay=0.9,
    activation=tf.nn.relu,
    pool=tf.nn.max_pool,
    extra=False,
    waits=True,
    optimizer=tf.train.GradientDescentOptimizer,
    rate=0.1,
    size=12,
    input_name='x',
    output_name='pred',
    reuse=True,
    seed=None,
    keep_dims=False,
    loss_collection=True,
):
    """Builds the model in the default graph and gives it back as a `Graph` value."""
    initializer = initializer or tf.truncated_normal_initializer(stddev=0.1)
    x = tf.placeholder(tf.float32, [None, size, size, 3], name=input_name)
    y = tf.placeholder(tf.float32, [None, 5], name='y')
    is_train = tf.placeholder(tf.bool, [], name='is_train')
    with tf.variable_scope(scope):
        W = tf.get_variable(
            leaf, [kernel, kernel, 3, 7], dtype, initializer, None, trainable, collections and [*collections]
        )
        h = tf.nn.conv2d(x, tf.cast(W, tf.float32), [1, stride, stride, 1], padding)
        if bias:
            h = h + tf.get_variable('b', [7], initializer=tf.zeros_initializer())
    h = activation(h)
    if extra:
        h = tf.nn.relu(h)
    h = pool(h, [1, 2, 2, 1], [1, 2, 2, 1], 'SAME')
    h = _normalized(h, is_train, epsilon, decay, swapped, waits)
    h = tf.reduce_mean(h, [1, 2])
    for name in order:
        with tf.variable_scope(name):
            h = tf.matmul(
                h,
                tf.get_variable(
                    'W', [7, 7], initializer=tf.random_normal_initializer(seed=seed if name == 'left' else None)
                ),
            )
            h = tf.nn.relu(h)
    with tf.variable_scope(outer[0]), tf.variable_scope(outer[1]):
        out = tf.matmul(h, tf.get_variable('W', [7, 5], initializer=tf.zeros_initializer()))
    with tf.variable_scope('shared'):
        one = tf.matmul(out, tf.get_variable('W', [5, 5], initializer=tf.ones_initializer()))
    with tf.variable_scope('shared' if reuse else 'shared_again', reuse=reuse):
        other = tf.matmul(out, tf.get_variable('W', [5, 5], initializer=tf.ones_initializer()))
    pred = tf.nn.softmax(one + other, name=output_name)
    cost = tf.reduce_mean(tf.square(pred - y), keepdims=keep_dims)
    if loss_collection:
        tf.add_to_collection('losses', cost)
    train_op = optimizer(rate).minimize(cost)
    return from_graph('model', tf.get_default_graph(), {'train_op': train_op, output_name: pred})


def _normalized(h, is_train, epsilon, decay, swapped, waits):
    """Normalization with a moving mean, as the deck's with `cond`."""
    mean = tf.get_variable('moving_mean', [7], initializer=tf.zeros_initializer(), trainable=False)
    batch_mean = tf.reduce_mean(h, [0, 1, 2], name='batch_mean')
    update = tf.assign(mean, mean * decay + batch_mean * 0.5, name='update')
    with tf.control_dependencies([update] if waits else []):
        used = tf.identity(batch_mean, name='used')
    branches = [lambda: used * 2.0, lambda: mean + 3.0]
    centre = tf.cond(is_train, *(reversed(branches) if swapped else branches))
    return (h - centre) * tf.rsqrt(tf.square(centre) + epsilon, name='scale')
