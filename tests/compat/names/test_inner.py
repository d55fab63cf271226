"""Modules of TensorFlow 1.15 by their paths: where TensorFlow has them, and where it has not."""

import importlib

import pytest

from tests import needs
from tf1_ref.compat import tf
from tf1_ref.compat.names import inner, unsupported


def test_a_name_that_has_moved_is_lent():
    module = inner.lend(importlib.import_module('tensorflow.python.ops.array_ops'))
    assert module.stack is tf.stack and module.placeholder is tf.placeholder
    assert inner.lend(module) is module and inner.lend(importlib) is importlib


def test_a_name_that_is_gone_says_so():
    from tensorflow.python.framework import common_shapes

    with pytest.raises(
        unsupported.Unsupported, match='common_shapes.scalar_shape is not supported: every op has the function of its'
    ):
        common_shapes.scalar_shape  # noqa: B018


def test_a_name_that_never_was():
    from tensorflow.python.ops import array_ops

    with pytest.raises(AttributeError, match="module 'tensorflow.python.ops.array_ops' has no attribute 'no_such'"):
        array_ops.no_such  # noqa: B018
    assert not hasattr(array_ops, 'no_such')


def test_a_module_that_is_nowhere_any_more():
    needs.modules('tf_slim')
    utils = inner.load('contrib.layers.python.layers.utils')
    assert utils.collect_named_outputs.__module__ == 'tf_slim.layers.utils'
    assert utils is inner.load('contrib.layers.python.layers.utils')
    assert 'collect_named_outputs' in dir(utils) and 'collect_named_outputs' in utils.__all__
    with pytest.raises(AttributeError, match='has no attribute'):
        utils.no_such  # noqa: B018


def test_it_is_reached_by_attributes_too():
    needs.modules('tf_slim')
    layers = tf.contrib.layers.python.layers.layers
    assert layers.conv2d is tf.contrib.layers.conv2d
    assert tf.contrib.slim.nets.vgg.vgg_16.__module__ == 'tf_slim.nets.vgg'
    assert tf.python.ops.array_ops.stack is tf.stack
    assert tf.core.framework.graph_pb2.GraphDef is tf.GraphDef


def test_there_is_one_keras():
    needs.modules('tf_keras')
    assert inner.load('python.keras.layers').Dense is tf.keras.layers.Dense
    assert inner.load('python.keras.layers.core').Dense is tf.keras.layers.Dense
    assert inner.load('python.keras.backend').get_session is tf.keras.backend.get_session
    assert inner.load('python.keras').Model is tf.keras.Model
    assert tf.python.keras is inner.load('python.keras') and tf.python.ops.array_ops.stack is tf.stack


def test_the_estimator_by_its_old_path():
    needs.modules('tensorflow_estimator', 'tf_keras')
    assert inner.load('python.estimator.model_fn').EstimatorSpec is tf.estimator.EstimatorSpec
    assert inner.load('python.estimator.model_fn').LOSS_METRIC_KEY == 'loss'


def test_a_module_of_which_nothing_is_left():
    with pytest.raises(unsupported.UnsupportedImport, match='tensorflow.contrib.tensor_forest.*RandomForestClassifier'):
        inner.load('contrib.tensor_forest.python.tensor_forest')
    with pytest.raises(ModuleNotFoundError, match='tensorflow.python.no_such'):
        inner.load('python.no_such')


def test_it_gives_all_names_whoever_has_imported_the_module_before():
    importlib.import_module('tensorflow.python.debug.lib.session_debug_testlib')
    assert tf.python.debug.lib.session_debug_testlib.xrange is range
    assert tf.core.kernels.boosted_trees.boosted_trees_pb2.DEFAULT_LEFT == 0
