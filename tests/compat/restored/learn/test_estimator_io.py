"""Parts of estimators, of which test_estimator runs programs."""

import numpy as np
import pytest

from tf1_ref.compat import tf
from tf1_ref.compat.restored.learn import estimator_io


def test_a_metric_without_an_update_is_a_value():
    update, values = estimator_io.metric_ops({'a': tf.constant(1.0), 'b': (tf.constant(2.0), tf.no_op())})
    assert sorted(values) == ['a', 'b'] and update.type == 'NoOp'
    assert estimator_io.metric_ops({}) == (None, {})


def test_only_outputs_of_a_dict_are_chosen():
    assert estimator_io.chosen({'a': 1, 'b': 2}, ['b', 'c']) == {'b': 2}
    with pytest.raises(ValueError, match='Expected to run at least one output'):
        estimator_io.chosen({'a': 1}, ['b'])
    with pytest.raises(ValueError, match='non-dict predictions'):
        estimator_io.chosen(1, ['b'])


def test_what_an_evaluation_found_is_written(tmp_path):
    estimator_io.write_summary(str(tmp_path), {'loss': np.float32(2.5), 'global_step': 3, 'm': np.ones([2])}, 3)
    (path,) = tmp_path.iterdir()
    found = {v.tag: v for event in tf.train.summary_iterator(str(path)) for v in event.summary.value}
    assert sorted(found) == ['loss', 'm'] and found['loss'].simple_value == 2.5
    assert tf.make_ndarray(found['m'].tensor).tolist() == [1.0, 1.0]
