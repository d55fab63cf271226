"""Feature columns; what they build is among the programs of `test_programs`."""

import pytest

from tests.graph_support import run
from tf1_ref.compat import tf


@pytest.mark.parametrize(('number', 'said'), [(9, 'exceeds number of buckets'), (-2, 'Negative bucket index')])
def test_a_number_outside_the_buckets_fails_where_the_column_has_no_default(number, said):
    column = tf.feature_column.categorical_column_with_identity('number', 9)
    layer = tf.feature_column.input_layer(
        {'number': tf.constant([[number]])}, tf.feature_column.indicator_column(column)
    )
    with pytest.raises(tf.errors.InvalidArgumentError, match=said):
        run(layer)


def test_a_default_takes_the_place_of_numbers_outside():
    column = tf.feature_column.categorical_column_with_identity('number', 3, default_value=1)
    layer = tf.feature_column.input_layer(
        {'number': tf.constant([[7], [2]])}, tf.feature_column.indicator_column(column)
    )
    assert run(layer).tolist() == [[0, 1, 0], [0, 0, 1]]


def test_a_linear_model_has_resource_variables():
    tf.feature_column.linear_model({'age': tf.constant([[1.0]])}, [tf.feature_column.numeric_column('age')])
    assert {v.op.type for v in tf.global_variables()} == {'VarHandleOp'}
    assert [v.name for v in tf.global_variables()] == ['linear_model/age/weights:0', 'linear_model/bias_weights:0']
