"""The estimators' programs run these functions; here is what they are given."""

import pytest

from tests import needs
from tf1_ref.compat import tf
from tf1_ref.compat.restored.learn.canned import columns, heads, models

needs.modules('tf_slim', 'tf_keras')


@pytest.mark.parametrize('mode', ['train', 'infer'])
def test_dropout_is_for_training_only(mode):
    params = {
        'head': heads.regression_head(),
        'hidden_units': [3],
        'feature_columns': [columns.real_valued_column('', 2)],
        'activation_fn': tf.nn.relu,
        'dropout': 0.5,
    }
    with tf.Graph().as_default() as graph:
        tf.train.create_global_step()
        built = models.dnn(tf.ones([5, 2]), tf.ones([5]), mode, params)
        names = [op.name for op in graph.get_operations()]
    assert any('Dropout' in name for name in names) == (mode == 'train')
    assert (built.train_op is None) == (mode == 'infer')


def test_columns_are_of_one_kind():
    mixed = [columns.real_valued_column('a'), tf.feature_column.numeric_column('b')]
    params = {'head': heads.regression_head(), 'feature_columns': mixed, 'optimizer': 'SGD'}
    with tf.Graph().as_default(), pytest.raises(ValueError, match='all of tf.contrib.layers, or all of'):
        models.linear({'a': tf.ones([5, 1]), 'b': tf.ones([5, 1])}, None, 'infer', params)
