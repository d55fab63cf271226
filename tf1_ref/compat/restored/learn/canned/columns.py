"""`real_valued_column` of `tf.contrib.layers`, and what networks and linear models make of such columns.

The other columns of contrib are not here; those of `tf.feature_column` do what they did, and the estimators take them.

Source: tf.contrib.layers and tf.contrib.learn of TensorFlow 1.15 (feature_column.py, feature_column_ops.py,
estimators/estimator.py).
"""

from __future__ import annotations

import collections
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf1

from tf1_ref.compat.restored.learn import feeding

FIELDS = 'column_name dimension default_value dtype normalizer'


class RealValuedColumn(collections.namedtuple('_RealValuedColumn', FIELDS)):
    """A feature of numbers, as `real_valued_column` describes it."""

    __slots__ = ()

    @property
    def name(self) -> str:
        """The name of the feature."""
        return self.column_name

    @property
    def key(self) -> str:
        """The text by which columns are sorted."""
        return str(self)

    @property
    def config(self) -> dict[str, tf1.FixedLenFeature]:
        """What `tf.parse_example` needs."""
        default = None if self.default_value is None else list(self.default_value)
        return {self.column_name: tf1.FixedLenFeature([self.dimension], self.dtype, default)}


def real_valued_column(
    column_name: str,
    dimension: int = 1,
    default_value: Any = None,
    dtype: tf1.DType = tf1.float32,
    normalizer: Callable[[tf1.Tensor], tf1.Tensor] | None = None,
) -> RealValuedColumn:
    """Describes a feature of numbers.

    Args:
        column_name: the key in the features; `''` where the features are one tensor.
        dimension: how many numbers an example has, from 1 on.
        default_value: a number, or `dimension` of them, for examples without the feature.
        dtype: of the numbers, an integer or a real one.
        normalizer: what is made of the tensor before it is used.

    Raises:
        TypeError: `dimension` is no int, or the default is of another type.
        ValueError: `dimension` is below 1, the dtype is of no numbers, or the default has another length.
        AttributeError: the dtype is no DType, but a name or a type.
    """
    if dimension is None:
        raise TypeError(f'dimension must be an integer. Use the _real_valued_var_len_column instead; {column_name}')
    if not isinstance(dimension, int):
        raise TypeError(f'dimension must be an integer. dimension: {dimension}, column_name: {column_name}')
    if dimension < 1:
        raise ValueError(f'dimension must be greater than 0. dimension: {dimension}, column_name: {column_name}')
    if not (dtype.is_integer or dtype.is_floating):
        raise ValueError(f'dtype must be convertible to float. dtype: {dtype}, column_name: {column_name}')
    return RealValuedColumn(column_name, dimension, _default(default_value, dimension, dtype), dtype, normalizer)


def _default(value, dimension, dtype):
    if value is None:
        return None
    values = list(value) if isinstance(value, (list, tuple, np.ndarray)) else [value] * dimension
    if len(values) != dimension:
        raise ValueError(f'The length of default_value must be equal to dimension. default_value: {value}')
    kinds = (int, np.integer) if dtype.is_integer else (int, float, np.integer, np.floating)
    if not all(isinstance(one, kinds) for one in values):
        raise TypeError(f'default_value is not compatible with dtype. default_value: {value}, dtype: {dtype}')
    return tuple(one if dtype.is_integer else float(one) for one in values)


def infer_real_valued_columns(features: tf1.Tensor | dict[str, tf1.Tensor]) -> list[RealValuedColumn]:
    """Returns a column for each tensor of features.

    Args:
        features: a dict of tensors `[batch, numbers]`, or one, whose column is named `''`.
    """
    if isinstance(features, dict):
        return [real_valued_column(key, *_sizes(one)) for key, one in features.items()]
    return [real_valued_column('', *_sizes(features))]


def _sizes(feature):
    size = 1
    for one in feature.get_shape().as_list()[1:]:
        size *= int(one)
    return size, None, feature.dtype


def infer_real_valued_columns_from_input_fn(input_fn: Callable[[], Any]) -> list[RealValuedColumn]:
    """Returns a column for each tensor of features.

    Args:
        input_fn: a function that returns features and labels; it is called in a graph of its own.
    """
    with tf1.Graph().as_default():
        features, _ = input_fn()
        return infer_real_valued_columns(features)


def infer_real_valued_columns_from_input(x: Any) -> list[RealValuedColumn]:
    """Returns a column for each array of features.

    Args:
        x: an array `[samples, numbers]`, or a dict of such arrays.
    """
    return infer_real_valued_columns_from_input_fn(feeding.Feeder(x, None, None).input_fn)


def are_of_contrib(columns: Iterable) -> bool:
    """Tells whether columns are contrib's.

    Args:
        columns: of contrib, or of `tf.feature_column`.

    Raises:
        ValueError: there are some of both.
    """
    found = {isinstance(column, RealValuedColumn) for column in columns}
    if len(found) > 1:
        raise ValueError('The columns must be all of tf.contrib.layers, or all of tf.feature_column')
    return found == {True}


def input_layer(features: dict, columns: Iterable, collections_of_weights: list[str], scope: Any) -> tf1.Tensor:
    """Returns the numbers of all columns side by side, `[batch, sum of the dimensions]`, in the order of their keys.

    Args:
        features: by name.
        columns: of one kind.
        collections_of_weights: names of the collections that variables are put into.
        scope: of the ops.
    """
    if not are_of_contrib(columns):
        return tf1.feature_column.input_layer(features, columns, weight_collections=collections_of_weights)
    with tf1.variable_scope(scope, 'input_from_feature_columns', list(features.values())):
        found = []
        for column in _in_order(columns):
            with tf1.variable_scope(None, column.name or 'input', list(features.values())):
                found.append(_dense(_normalized(features, column), column))
        return tf1.concat(found, 1)


def linear_model(
    features: dict, columns: Iterable, outputs: int, collections_of_weights: list[str], scope: Any
) -> tf1.Tensor:
    """Returns the sum of the columns' numbers, each times a weight, and of a bias: `[batch, outputs]`.

    Args:
        features: by name.
        columns: of one kind.
        outputs: how many sums there are.
        collections_of_weights: names of the collections that variables are put into.
        scope: of the ops.
    """
    if not are_of_contrib(columns):
        return tf1.feature_column.linear_model(
            features, columns, units=outputs, weight_collections=collections_of_weights
        )
    names = [*collections_of_weights, tf1.GraphKeys.GLOBAL_VARIABLES, tf1.GraphKeys.MODEL_VARIABLES]
    with tf1.variable_scope(scope, 'weighted_sum_from_feature_columns', list(features.values())):
        sums = []
        for column in _in_order(columns):
            numbers = _normalized(features, column)
            with tf1.variable_scope(None, column.name, list(features.values())) if column.name else _unnamed():
                weight = _variable(f'{column.name}/weight' if not column.name else 'weight', column, outputs, names)
                product = tf1.matmul(_dense(numbers, column), weight, name='matmul')
            sums.append(tf1.reshape(product, [-1, outputs]))
        total = tf1.add_n(sums) if len(sums) > 1 else sums[0]
        bias = tf1.get_variable('bias_weight', [outputs], initializer=tf1.zeros_initializer(), collections=names)
        return tf1.nn.bias_add(total, bias)


def _in_order(columns):
    return sorted(set(columns), key=lambda column: column.key)


def _normalized(features, column):
    numbers = features[column.name]
    return numbers if column.normalizer is None else column.normalizer(numbers)


def _dense(numbers, column):
    size = numbers.get_shape().as_list()
    flat = numbers if len(size) == 2 else tf1.reshape(numbers, [-1, column.dimension])
    return flat if flat.dtype == tf1.float32 else tf1.cast(flat, tf1.float32)


def _unnamed():
    """The scope of a column whose name is empty: none, and the names of its ops begin at the root."""
    return tf1.name_scope(None)


def _variable(name, column, outputs, names):
    shape = [column.dimension, outputs]
    return tf1.get_variable(name, shape, initializer=tf1.zeros_initializer(), collections=names)
