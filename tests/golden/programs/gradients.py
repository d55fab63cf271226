"""Gradients of gradients, and gradients of what is reduced, decomposed or repeated in more than one way.

A penalty on the gradients of a network (as in WGAN-GP) asks for the second derivatives of its activations.
"""

from __future__ import annotations

from tests.golden.programs.inputs import count, ints, sparse, unknown, x
from tf1_ref.compat import tf

ACTIVATIONS = 'relu relu6 leaky_relu elu selu softplus softsign tanh sigmoid swish log_softmax softmax crelu'


def slope(function, a):
    """The gradient of `function`, as a result: what is asked for behind it is the second."""
    return tf.gradients(function(a), a)[0]


def penalty(a):
    """Of a discriminator with one hidden layer, as WGAN-GP has it."""
    hidden = tf.nn.leaky_relu(tf.layers.dense(a, 5))
    slopes = tf.gradients(tf.layers.dense(tf.nn.relu(hidden), 1), a)[0]
    return (tf.sqrt(tf.reduce_sum(tf.square(slopes), 1)) - 1) ** 2


def resource(*shape):
    return tf.get_variable('r', shape, use_resource=True)


def reference(*shape):
    return tf.get_variable('v', shape, use_resource=False)


def text(*words):
    return tf.SparseTensor([[0, number] for number in range(len(words))], list(words), [1, len(words)])


PROGRAMS = {
    **{
        f'slope of {name}, {kind}': lambda name=name, shape=shape: slope(getattr(tf.nn, name), x(*shape))
        for name in ACTIVATIONS.split()
        for kind, shape in {'known': (3, 4), 'open': (None, 4)}.items()
    },
    'gradient penalty': lambda: penalty(x(None, 4)),
    'gradient penalty, known': lambda: penalty(x(6, 4)),
    **{
        f'{name}, {kind}, {what}': lambda name=name, shape=shape, axes=axes: getattr(tf, name)(
            x(*shape), axes, keepdims=True
        )
        for name in ('reduce_prod', 'reduce_sum', 'reduce_max', 'reduce_logsumexp')
        for kind, shape in {'known': (3, 4), 'open': (None, 4)}.items()
        for what, axes in {'all kept': None, 'last kept': -1, 'both kept': [0, 1]}.items()
    },
    **{
        f'{name}, {kind}, {what}': lambda name=name, make=make, axes=axes: getattr(tf.math, name)(make(3, 4), axes)
        for name in ('reduce_variance', 'reduce_std')
        for kind, make in {'tensor': x, 'reference variable': reference, 'resource variable': resource}.items()
        for what, axes in {'all': None, 'first': 0}.items()
    },
    'reduce_std, resource variable, kept, name': lambda: tf.math.reduce_std(resource(3, 4), -1, True, 'spread'),
    **{
        f'{name}, {kind}': lambda name=name, shape=shape: getattr(tf, name)(x(*shape))
        for name in ('self_adjoint_eig', 'self_adjoint_eigvals', 'svd', 'qr', 'cholesky', 'matrix_inverse')
        for kind, shape in {'batch': (2, 3, 3), 'open': (None, 3), 'open batch': (None, 3, 3)}.items()
        if name not in ('svd', 'qr') or kind != 'open'  # there is no gradient for inner sizes that are not known
    },
    'svd, wide': lambda: tf.svd(x(3, 5)),
    'svd, tall': lambda: tf.svd(x(5, 3)),
    'svd, full': lambda: tf.svd(x(3, 3), full_matrices=True),
    'svd, values only': lambda: tf.svd(x(3, 3), compute_uv=False),
    'matrix_triangular_solve, open': lambda: tf.matrix_triangular_solve(x(None, 3), x(None, 3)),
    'matrix_triangular_solve, adjoint': lambda: tf.matrix_triangular_solve(x(3, 3), x(3, 3), False, True),
    'matrix_solve_ls, open': lambda: tf.matrix_solve_ls(x(None, 3), x(None, 3)),
    'betainc, open': lambda: tf.betainc(x(None), x(None), x(None)),
    'angle, real': lambda: tf.angle(x(4)),
    'angle, real, open': lambda: tf.angle(x(None, 4), name='mine'),
    'angle, list': lambda: tf.angle([1.0, -1.0]),
    'bessel_i0, open': lambda: tf.math.bessel_i0(x(None, 4)),
    'bessel_i1, name': lambda: tf.math.bessel_i1(x(4), name='mine'),
    'is_non_decreasing, matrix': lambda: tf.math.is_non_decreasing(x(3, 4)),
    'is_strictly_increasing, list': lambda: tf.math.is_strictly_increasing([1, 2, 3]),
    'repeat, scalar': lambda: tf.repeat(x(3, 4), 2),
    'repeat, scalar, axis': lambda: tf.repeat(x(3, 4), 2, 1),
    'repeat, tensor': lambda: tf.repeat(x(None, 4), count(), 0),
    'repeat, list': lambda: tf.repeat(x(3, 4), [1, 2, 1], 0),
    'repeat, list, inner': lambda: tf.repeat(x(2, 3, 4), [1, 2, 1], 1),
    'repeat, list, last': lambda: tf.repeat(x(2, 3, 3), [1, 2, 1], -1),
    'repeat, list, first from the end': lambda: tf.repeat(x(3, 4), [1, 2, 1], -2),
    'repeat, vector': lambda: tf.repeat(x(None, 4), ints(4), axis=1),
    'repeat, unknown': lambda: tf.repeat(unknown(tf.float32), 2, axis=0, name='mine'),
    'sparse.cross, one': lambda: tf.sparse.cross([text('a', 'b')]).values,
    'sparse.cross, two': lambda: tf.sparse.cross([text('a', 'b'), tf.constant([['c']])]).values,
    'sparse.cross, name': lambda: tf.sparse.cross([text('a'), text('b')], name='mine').values,
    'sparse_transpose, constant': lambda: tf.sparse_transpose(text('a', 'b')).values,
    'sparse_transpose, constant, perm': lambda: tf.sparse_transpose(text('a', 'b'), [1, 0]).values,
    'sparse_transpose, open': lambda: tf.sparse_transpose(tf.sparse_placeholder(tf.float32, [None, 3, 4])).values,
    'sparse_transpose, perm': lambda: tf.sparse_transpose(sparse(), [1, 0]).values,
}  # fmt: skip
