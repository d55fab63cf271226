"""`x W + b` over several inputs, which contrib's cells and the old sequence-to-sequence models are made of.

Source: tf.contrib.rnn of TensorFlow 1.15 (core_rnn_cell.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import tensorflow.compat.v1 as tf1


class Linear:
    """Variables `kernel` and `bias` of the current scope, made once, and applied as often as it is called."""

    def __init__(
        self,
        args: tf1.Tensor | Sequence[tf1.Tensor],
        output_size: int,
        build_bias: bool,
        bias_initializer: Callable | None = None,
        kernel_initializer: Callable | None = None,
    ):
        """Makes the variables.

        Args:
            args: tensor `[batch, n]`, or a list of them, of any such sizes.
            output_size: columns of the result.
            build_bias: whether there is a bias.
            bias_initializer: zeros by default.
            kernel_initializer: that of the scope by default.

        Raises:
            ValueError: an argument is not of rank 2, or its number of columns is not known.
        """
        self._several = isinstance(args, (list, tuple))
        args = list(args) if self._several else [args]
        shape, dtype = [_columns(args), output_size], args[0].dtype
        with tf1.variable_scope(tf1.get_variable_scope()) as scope:
            self._kernel = tf1.get_variable('kernel', shape, dtype, kernel_initializer)
            self._bias = _bias(scope, output_size, dtype, bias_initializer) if build_bias else None

    def __call__(self, args: tf1.Tensor | Sequence[tf1.Tensor]) -> tf1.Tensor:
        """Computes the tensor `[batch, output_size]` of arguments like those that the variables were made for."""
        args = list(args) if self._several else [args]
        joined = args[0] if len(args) == 1 else tf1.concat(args, tf1.constant(1, tf1.int32))
        product = tf1.matmul(joined, self._kernel)
        return product if self._bias is None else tf1.nn.bias_add(product, self._bias)


def linear(
    args: tf1.Tensor | Sequence[tf1.Tensor],
    output_size: int,
    bias: bool,
    bias_initializer: Callable | None = None,
    kernel_initializer: Callable | None = None,
) -> tf1.Tensor:
    """Computes what `Linear` does, at once, as scripts import it: `core_rnn_cell._linear`.

    Args:
        args: tensor `[batch, n]`, or a list of them, of any such sizes.
        output_size: columns of the result.
        bias: whether there is a bias.
        bias_initializer: zeros by default.
        kernel_initializer: that of the scope by default.

    Returns:
        Tensor `[batch, output_size]`.

    Raises:
        ValueError: an argument is not of rank 2, or its number of columns is not known.
    """
    args = list(args) if isinstance(args, (list, tuple)) else [args]
    shape, dtype = [_columns(args), output_size], args[0].dtype
    with tf1.variable_scope(tf1.get_variable_scope()) as scope:
        kernel = tf1.get_variable('kernel', shape, dtype, kernel_initializer)
        product = tf1.matmul(args[0] if len(args) == 1 else tf1.concat(args, 1), kernel)
        return tf1.nn.bias_add(product, _bias(scope, output_size, dtype, bias_initializer)) if bias else product


def _columns(args):
    if not args:
        raise ValueError('linear: `args` must be specified')
    for arg in args:
        if arg.shape.ndims != 2 or tf1.dimension_value(arg.shape[1]) is None:
            raise ValueError(f'linear: takes tensors [batch, n] with n known, got one of shape {arg.shape}')
    return sum(tf1.dimension_value(arg.shape[1]) for arg in args)


def _bias(scope: tf1.VariableScope, size: int, dtype: tf1.DType, initializer: Callable | None) -> tf1.Variable:
    with tf1.variable_scope(scope) as inner:
        inner.set_partitioner(None)
        initializer = tf1.constant_initializer(0.0, dtype=dtype) if initializer is None else initializer
        return tf1.get_variable('bias', [size], dtype, initializer)
