import numpy as np
import pytest

from tests.graph_support import run, value_of, variable_names, variable_table
from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.layers.residual import projection_block, residual_block

BATCH_NORM = ('beta', 'gamma', 'moving_mean', 'moving_variance')
SHADOWS = ('moving_mean/biased', 'moving_mean/local_step', 'moving_variance/biased', 'moving_variance/local_step')


def batch_norm_names(scope):
    return [f'{scope}/{name}' for name in BATCH_NORM] + [f'{scope}/{scope}/{name}' for name in SHADOWS]


def test_variables_and_output():
    x = tf.placeholder(tf.float32, [None, 5, 7, 11])
    h = residual_block(x, tf.constant(True))
    assert variable_names() == [
        *batch_norm_names('bn1'),
        'conv1/W',
        'conv1/b',
        *batch_norm_names('bn2'),
        'conv2/W',
        'conv2/b',
    ]
    shapes = {name: shape for name, shape, *_ in variable_table()}
    assert (shapes['conv1/W'], shapes['conv2/W'], shapes['bn1/beta']) == ([3, 3, 11, 11], [3, 3, 11, 11], [11])
    assert (h.op.name, h.get_shape().as_list()) == ('add', [None, 5, 7, 11])


def test_the_slide_s_256_channels():
    residual_block(tf.placeholder(tf.float32, [None, 7, 7, 256]), tf.constant(True))
    shapes = {name: shape for name, shape, *_ in variable_table()}
    assert (shapes['conv1/W'], shapes['conv2/W']) == ([3, 3, 256, 256], [3, 3, 256, 256])


def test_names_under_an_outer_scope_and_uniquified():
    x = tf.placeholder(tf.float32, [None, 5, 7, 3])
    for _ in range(2):
        with tf.variable_scope(None, 'block'):
            x = residual_block(x, tf.constant(True))
    assert [name for name in variable_names() if name.endswith('W')] == [
        'block/conv1/W',
        'block/conv2/W',
        'block_1/conv1/W',
        'block_1/conv2/W',
    ]
    assert x.op.name == 'block_1/add'


def test_the_skip_is_the_identity():
    x = np.random.RandomState(8).randn(2, 5, 7, 3).astype(np.float32)
    h = residual_block(tf.constant(x), tf.constant(True))
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run(tf.assign(value_of('conv2/W'), np.zeros([3, 3, 3, 3])))
        np.testing.assert_array_equal(sess.run(h), x)


def test_the_branch_is_bn_relu_conv_bn_relu_conv():
    x = np.random.RandomState(9).randn(2, 5, 7, 3).astype(np.float32)
    h = residual_block(tf.constant(x), tf.constant(True))

    def bn_relu(value):
        return np.maximum((value - value.mean((0, 1, 2))) / np.sqrt(value.var((0, 1, 2)) + 1e-3), 0)

    def conv(value, W):
        return tf.nn.conv2d(tf.constant(value.astype(np.float32)), W, [1, 1, 1, 1], 'SAME')

    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        found, W1, W2 = sess.run([h, value_of('conv1/W'), value_of('conv2/W')])
        inner = sess.run(conv(bn_relu(x), W1))
        expected = x + sess.run(conv(bn_relu(inner), W2))
    np.testing.assert_allclose(found, expected, rtol=1e-3, atol=1e-4)


def test_reuse_shares_the_variables():
    x = tf.constant(np.random.RandomState(10).randn(2, 5, 7, 3).astype(np.float32))
    first = residual_block(x, tf.constant(True))
    count = len(variable_names())
    with tf.variable_scope(tf.get_variable_scope(), reuse=True):
        second = residual_block(x, tf.constant(True))
    assert len(variable_names()) == count == 20
    np.testing.assert_array_equal(*run([first, second]))


@pytest.mark.parametrize(('stride', 'size'), [(1, [5, 7]), (2, [3, 4])])
def test_the_projection_changes_stride_and_width(stride, size):
    h = projection_block(tf.placeholder(tf.float32, [None, 5, 7, 3]), tf.constant(True), 11, stride)
    assert variable_names() == [
        *batch_norm_names('bn1'),
        'shortcut/W',
        'shortcut/b',
        'conv1/W',
        'conv1/b',
        *batch_norm_names('bn2'),
        'conv2/W',
        'conv2/b',
    ]
    shapes = {name: shape for name, shape, *_ in variable_table()}
    assert [shapes[f'{name}/W'] for name in ('shortcut', 'conv1', 'conv2')] == [
        [1, 1, 3, 11],
        [3, 3, 3, 11],
        [3, 3, 11, 11],
    ]
    assert (h.op.name, h.get_shape().as_list()) == ('add', [None, *size, 11])


def test_a_wrong_rank_names_the_layer():
    with pytest.raises(InputError, match="BatchNorm in scope 'bn1'"):
        residual_block(tf.placeholder(tf.float32, [None, 7, 11]), tf.constant(True))
