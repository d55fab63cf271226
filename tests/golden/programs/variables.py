"""Functions on what is no tensor yet: variables, resource variables, arrays and lists."""

from __future__ import annotations

import numpy as np

from tf1_ref.compat import tf

FUNCTIONS = (
    'reduce_sum reduce_mean reduce_max reduce_min reduce_prod reduce_logsumexp norm argmax cumsum transpose square '
    'sqrt abs exp log negative identity ones_like zeros_like shape rank size expand_dims squeeze reverse tile stack '
    'unstack split concat reshape gather slice matmul tensordot trace diag add_n cast sign clip_by_value clip_by_norm '
    'pad where equal nn.softmax nn.log_softmax nn.relu nn.elu nn.leaky_relu nn.l2_loss nn.l2_normalize nn.moments '
    'nn.zero_fraction nn.dropout nn.top_k nn.embedding_lookup nn.bias_add summary.histogram summary.scalar '
    'losses.get_regularization_loss contrib.layers.flatten contrib.layers.l1_regularizer contrib.layers.l2_regularizer '
    'reduce_all map_fn Print assert_equal is_nan stop_gradient tanh sigmoid einsum one_hot'
)
ARGUMENTS = {
    'argmax': [0],
    'expand_dims': [0],
    'reverse': [[0]],
    'tile': [[2, 1]],
    'split': {'num_or_size_splits': 3, 'axis': 1},
    'reshape': [[-1]],
    'gather': [[0, 2]],
    'slice': [[0, 0], [1, -1]],
    'clip_by_value': [-1.0, 1.0],
    'clip_by_norm': [1.0],
    'cast': [tf.float64],
    'pad': [[[1, 1], [0, 0]]],
    'nn.l2_normalize': [0],
    'nn.moments': [[0]],
    'nn.dropout': [0.5],
    'nn.embedding_lookup': [[0, 1]],
    'nn.top_k': {'k': 2},
}
CALLS = {
    'stack': lambda v: tf.stack([v, v]),
    'concat': lambda v: tf.concat([v, v], 0),
    'add_n': lambda v: tf.add_n([v, v]),
    'matmul': lambda v: tf.matmul(v, v, transpose_a=True),
    'tensordot': lambda v: tf.tensordot(v, v, [[0], [0]]),
    'einsum': lambda v: tf.einsum('ij,ij->i', v, v),
    'equal': lambda v: tf.equal(v, v),
    'where': lambda v: tf.where(tf.equal(v, 0.0), v, v),
    'diag': lambda v: tf.diag(tf.reduce_sum(v, 0)),
    'nn.bias_add': lambda v: tf.nn.bias_add(v, [1.0, 2.0, 3.0]),
    'summary.histogram': lambda v: tf.summary.histogram('h', v),
    'summary.scalar': lambda v: tf.summary.scalar('s', tf.reduce_mean(v)),
    'contrib.layers.l1_regularizer': lambda v: tf.contrib.layers.l1_regularizer(0.1)(v),
    'contrib.layers.l2_regularizer': lambda v: tf.contrib.layers.l2_regularizer(0.1)(v),
    'reduce_all': lambda v: tf.reduce_all(v > 0.0),
    'map_fn': lambda v: tf.map_fn(tf.square, v),
    'Print': lambda v: tf.Print(v, [v, tf.shape(v)]),
    'assert_equal': lambda v: tf.assert_equal(v, v),
    'one_hot': lambda v: tf.one_hot(tf.argmax(v, 1), 3),
    'losses.get_regularization_loss': lambda v: tf.losses.get_regularization_loss(),
}
OPERATORS = {
    '+ 1': lambda v: v + 1.0,
    '2 *': lambda v: 2.0 * v,
    '/': lambda v: v / 2.0,
    '//': lambda v: v // 2.0,
    '- itself': lambda v: v - v,
    '**': lambda v: v**2,
    '>': lambda v: v > 0.0,
    '[0]': lambda v: v[0],
    '[:, 1]': lambda v: v[:, 1],
    '[..., None]': lambda v: v[..., None],
    'unary -': lambda v: -v,
    'initialized_value': lambda v: tf.Variable(v.initialized_value()),
    'variable summaries': lambda v: _summaries(v),
}


def _summaries(v):
    """As the tutorial of TensorBoard had it."""
    mean = tf.reduce_mean(v)
    tf.summary.scalar('mean', mean)
    deviation = tf.sqrt(tf.reduce_mean(tf.square(v - mean)))
    tf.summary.scalar('stddev', deviation)
    tf.summary.scalar('max', tf.reduce_max(v))
    tf.summary.scalar('min', tf.reduce_min(v))
    tf.summary.histogram('histogram', v)
    return tf.summary.merge_all()


def _call(name):
    if name in CALLS:
        return CALLS[name]

    def call(v):
        function = tf
        for part in name.split('.'):
            function = getattr(function, part)
        given = ARGUMENTS.get(name, [])
        return function(v, **given) if isinstance(given, dict) else function(v, *given)

    return call


def _of(call, kind):
    makers = {
        'variable': lambda: tf.get_variable('v', [4, 3]),
        'resource variable': lambda: tf.get_variable('v', [4, 3], use_resource=True),
        'array': lambda: np.ones([4, 3], np.float32),
        'list': lambda: [[1.0, 2.0, 3.0]] * 4,
    }
    return lambda: call(makers[kind]())


KINDS = ('variable', 'resource variable', 'array', 'list')
# What 1.15 raised an error for.
REFUSED = (
    'nn.moments',
    'contrib.layers.l1_regularizer',
    'contrib.layers.l2_regularizer',
    'reduce_all',
    'map_fn',
    'einsum',
)
PROGRAMS = {
    f'{name} of a {kind}': _of(_call(name), kind)
    for name in FUNCTIONS.split()
    for kind in KINDS
    if not (name in REFUSED and kind in KINDS[2:])
}
PROGRAMS.update({f'{name} of a {kind}': _of(call, kind) for name, call in OPERATORS.items() for kind in KINDS[:2]})
