"""Refuses a wrong shape by name, before TensorFlow's own message: which layer and scope, what was expected, what came.

What is not known statically (an unknown rank, a `None` dimension) is let through.
"""

from __future__ import annotations

from tf1_ref.compat import tf
from tf1_ref.errors import InputError

PADDINGS = ('SAME', 'VALID')


def check_dense(x, W_shape, name):
    """Refuses an `x` that is not `[batch, W_shape[0]]`, or a `W_shape` that is not `[inputs, outputs]`."""
    where = _where('Dense', name)
    _check_sizes(where, 'W_shape', W_shape, '[inputs, outputs]')
    _check_rank(where, x, '[batch, inputs]')
    _check_dimension(where, x, -1, W_shape[0], f'[batch, {W_shape[0]}] (W_shape is {list(W_shape)})')


def check_conv(x, W_shape, strides, padding, name):
    """Refuses what `tf.nn.conv2d` cannot take: rank, channels, strides or padding word."""
    where = _where('Conv2D', name)
    _check_sizes(where, 'W_shape', W_shape, '[height, width, in_channels, out_channels]')
    _check_rank(where, x, '[batch, height, width, channels]')
    channels = f'[batch, height, width, {W_shape[2]}] (W_shape is {list(W_shape)})'
    _check_dimension(where, x, -1, W_shape[2], channels)
    _check_window(where, 'strides', strides)
    _check_padding(where, padding)


def check_pool(value, ksize, strides, padding, layer):
    """Refuses what `tf.nn.max_pool` and `tf.nn.avg_pool` cannot take: rank, window, strides or padding word."""
    where = _where(layer, None)
    _check_rank(where, value, '[batch, height, width, channels]')
    _check_window(where, 'ksize', ksize)
    _check_window(where, 'strides', strides)
    _check_padding(where, padding)


def check_batch_norm(input, is_train, name):
    """Refuses an input that is not rank 2 or 4 with known channels, or an `is_train` that `tf.cond` cannot take."""
    where = _where('BatchNorm', name)
    if not tf.is_tensor(is_train):
        raise InputError(
            f'{where}: expected is_train as a boolean tensor, got the Python value {is_train!r}; '
            'use tf.placeholder(tf.bool, []) or tf.constant(True)'
        )
    if is_train.dtype.base_dtype != tf.bool or is_train.get_shape().ndims not in (0, None):
        raise InputError(f'{where}: expected is_train as a scalar boolean tensor, got {_describe(is_train)}')
    if input.get_shape().ndims not in (2, 4) or input.get_shape().as_list()[-1] is None:
        expected = '[batch, channels] or [batch, height, width, channels] with known channels'
        raise InputError(f'{where}: expected an input of shape {expected}, got {_shape(input)}')


def _where(layer, name):
    scope = '/'.join(part for part in (tf.get_variable_scope().name, name) if part)
    return f"{layer} in scope '{scope}'"


def _shape(x):
    return str(x.get_shape()) if x.get_shape().ndims is None else str(x.get_shape().as_list())


def _describe(x):
    return f'{x.dtype.base_dtype.name} of shape {_shape(x)}'


def _check_sizes(where, argument, sizes, expected):
    sizes = list(sizes)
    if len(sizes) != expected.count(',') + 1 or any(int(size) < 1 for size in sizes):
        raise InputError(f'{where}: expected {argument} as {expected} of positive sizes, got {sizes}')


def _check_rank(where, x, expected):
    rank = x.get_shape().ndims
    if rank is not None and rank != expected.count(',') + 1:
        raise InputError(f'{where}: expected an input of shape {expected}, got {_shape(x)}')


def _check_dimension(where, x, axis, size, expected):
    if x.get_shape().ndims is None:
        return
    found = x.get_shape().as_list()[axis]
    if found is not None and found != int(size):
        raise InputError(f'{where}: expected an input of shape {expected}, got {_shape(x)}')


def _check_window(where, argument, window):
    window = list(window)
    if len(window) != 4 or window[0] != 1 or window[3] != 1 or any(int(size) < 1 for size in window):
        raise InputError(f'{where}: expected {argument} as [1, vertical, horizontal, 1], got {window}')


def _check_padding(where, padding):
    if padding not in PADDINGS:
        raise InputError(f"{where}: expected padding 'SAME' or 'VALID', got {padding!r}")
