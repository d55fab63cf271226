"""Feature columns: numbers of classes that are checked, and the variables of a linear model."""

from __future__ import annotations

import tensorflow.compat.v1 as tf1

from tf1_ref.compat.built.replacing import replaces

COLUMN = 'tensorflow.python.feature_column.feature_column'


@replaces(COLUMN + '_v2:IdentityCategoricalColumn._transform_input_tensor')
def identity_column(original, self, input_tensor):
    """Fails at numbers outside the buckets where the column has no default; today these count as nothing."""
    if not input_tensor.dtype.is_integer:
        raise ValueError(f'Invalid input, not integer. key: {self.key} dtype: {input_tensor.dtype}')
    values = tf1.cast(input_tensor.values, tf1.int64, name='values')
    num_buckets = tf1.cast(self.num_buckets, tf1.int64, name='num_buckets')
    zero = tf1.cast(0, tf1.int64, name='zero')
    if self.default_value is None:
        values = _within(values, num_buckets, zero, self.name)
    else:
        outside = tf1.logical_or(values < zero, values >= num_buckets, name='out_of_range')
        shape = tf1.shape(values)
        default = tf1.fill(shape, tf1.cast(self.default_value, tf1.int64), name='default_values')
        values = tf1.where_v2(outside, default, values)
    return tf1.SparseTensor(input_tensor.indices, values, input_tensor.dense_shape)


@replaces(COLUMN + ':_IdentityCategoricalColumn._transform_feature')
def older_identity_column(original, self, inputs):
    """Does the same for the class that only its private name makes."""
    found = original(self, inputs)
    if self.default_value is not None:
        return found
    num_buckets = tf1.cast(self.num_buckets, tf1.int64, name='num_buckets')
    zero = tf1.cast(0, tf1.int64, name='zero')
    return tf1.SparseTensor(found.indices, _within(found.values, num_buckets, zero, self.name), found.dense_shape)


def _within(values, num_buckets, zero, name):
    checks = [
        tf1.assert_less(
            values,
            num_buckets,
            data=(values, num_buckets),
            message=f'Bucket index for categorical column "{name}" exceeds number of buckets',
            name='assert_less_than_num_buckets',
        ),
        tf1.assert_greater_equal(
            values,
            zero,
            data=(values,),
            message=f'Negative bucket index for categorical column "{name}"',
            name='assert_greater_or_equal_0',
        ),
    ]
    with tf1.control_dependencies(checks):
        return tf1.identity(values)


@replaces(COLUMN + ':_LinearModel.__init__')
def linear_model(original, self, *args, **named):
    """Gives the layers resource variables, as Keras did, whose model it was in 1.15."""
    original(self, *args, **named)
    for layer in (*self._column_layers.values(), self._bias_layer):
        layer._use_resource_variables = True
