"""tensorflow-estimator on a TensorFlow that no longer knows it."""

import sys

import pytest
import tensorflow

from tests import needs
from tf1_ref.compat import tf
from tf1_ref.compat.libraries import estimator
from tf1_ref.compat.names import inner, unsupported
from tf1_ref.errors import SetupError


@pytest.fixture
def installed():
    needs.modules('tf_keras', 'tensorflow_estimator')


def test_tensorflow_is_what_it_was(installed):
    assert tf.estimator.Estimator.__module__.startswith('tensorflow_estimator.')
    assert sys.modules['tensorflow'] is tensorflow
    assert estimator.COORDINATOR not in sys.modules
    assert 'estimator' not in vars(tensorflow.compat.v1)
    seen = estimator.module('tensorflow_estimator.python.estimator.head.base_head').tf
    assert seen.losses is seen.keras.losses is sys.modules['tf_keras'].losses
    for path, name in (('python.tpu.tpu_embedding', 'TableConfig'), (estimator.COORDINATOR[11:], 'init_run_config')):
        with pytest.raises(unsupported.Unsupported, match=f'{path}.{name} is not supported'):
            getattr(inner.load(path), name)


def test_where_it_is_not_installed(monkeypatch, installed):
    monkeypatch.setitem(sys.modules, 'tensorflow_estimator', None)
    with pytest.raises(SetupError, match=r"tensorflow_estimator is not installed; .* 'tf1_ref\[legacy\]'"):
        estimator.package.__wrapped__()
    assert sys.modules['tensorflow'] is tensorflow


def test_where_tf_keras_is_not_installed(monkeypatch):
    monkeypatch.setitem(sys.modules, 'tf_keras', None)
    with pytest.raises(SetupError, match=r"tf_keras is not installed; .* 'tf1_ref\[legacy\]'"):
        estimator.package.__wrapped__()
    assert sys.modules['tensorflow'] is tensorflow and estimator.COORDINATOR not in sys.modules


def test_strategies_that_need_the_coordinator_are_refused(installed, monkeypatch):
    strategy = tensorflow.compat.v1.distribute.OneDeviceStrategy('/cpu:0')
    assert tf.estimator.RunConfig(train_distribute=strategy).train_distribute is strategy
    monkeypatch.setenv('TF_CONFIG', '{"cluster": {"worker": ["a:1", "b:2"]}, "task": {"type": "worker", "index": 0}}')
    with pytest.raises(unsupported.Unsupported, match='TensorFlow 2.16 dropped the coordinator'):
        tf.estimator.RunConfig(train_distribute=strategy)


def test_a_strategy_is_given_once(installed):
    strategy = tensorflow.compat.v1.distribute.OneDeviceStrategy('/cpu:0')
    both = tf.contrib.distribute.DistributeConfig(train_distribute=strategy, eval_distribute=strategy)
    config = tf.estimator.RunConfig(experimental_distribute=both)
    assert config.train_distribute is strategy and config.eval_distribute is strategy
    with pytest.raises(ValueError, match='Either `eval_distribute` or'):
        tf.estimator.RunConfig(eval_distribute=strategy, experimental_distribute=both)


@pytest.mark.parametrize('name', ['BoostedTreesClassifier', 'BoostedTreesRegressor'])
def test_what_is_refused_says_why(name):
    with pytest.raises(unsupported.Unsupported, match=f'tf.estimator.{name} is not supported: TensorFlow'):
        getattr(tf.estimator, name)
