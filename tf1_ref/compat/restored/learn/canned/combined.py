"""`DNNLinearCombinedClassifier` and `DNNLinearCombinedRegressor` of `tf.contrib.learn`: wide and deep.

Source: tf.contrib.learn of TensorFlow 1.15 (estimators/dnn_linear_combined.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import tensorflow.compat.v1 as tf1

from tf1_ref.compat.restored.learn.canned import class_heads, heads, models
from tf1_ref.compat.restored.learn.canned.answers import Classifier, Regressor, refuse


class DNNLinearCombinedClassifier(Classifier):
    """A network and a linear model for classes, whose logits are added."""

    def __init__(
        self,
        model_dir: str | None = None,
        n_classes: int = 2,
        weight_column_name: str | None = None,
        linear_feature_columns: Iterable | None = None,
        linear_optimizer: Any = None,
        _joint_linear_weights: bool = False,
        dnn_feature_columns: Iterable | None = None,
        dnn_optimizer: Any = None,
        dnn_hidden_units: Iterable[int] | None = None,
        dnn_activation_fn: Callable = tf1.nn.relu,
        dnn_dropout: float | None = None,
        gradient_clip_norm: float | None = None,
        enable_centered_bias: bool = False,
        config: Any = None,
        feature_engineering_fn: Callable | None = None,
        embedding_lr_multipliers: Any = None,
        input_layer_min_slice_size: int | None = None,
        label_keys: Any = None,
        fix_global_step_increment_bug: bool = False,
    ):
        """Makes an estimator.

        Args:
            model_dir: the folder of the checkpoints.
            n_classes: how many classes there are, from 2 on.
            weight_column_name: the key of the weights of examples in the features.
            linear_feature_columns: of the linear model, as DNNClassifier takes them; None for no such part.
            linear_optimizer: an optimizer, or the name of one; by default Ftrl with a rate of at most 0.2.
            _joint_linear_weights: not supported.
            dnn_feature_columns: of the network; None for no such part.
            dnn_optimizer: an optimizer, or the name of one; by default Adagrad with the rate 0.05.
            dnn_hidden_units: the sizes of the layers.
            dnn_activation_fn: of the layers.
            dnn_dropout: which part of the activations is dropped, from 0 to below 1.
            gradient_clip_norm: to which global norm the gradients of each part are clipped.
            enable_centered_bias: whether a bias is added to the logits that is trained apart.
            config: a RunConfig.
            feature_engineering_fn: as Estimator takes it.
            embedding_lr_multipliers: not supported.
            input_layer_min_slice_size: takes no effect without parameter servers.
            label_keys: of three classes or more, their names, which the labels are then of.
            fix_global_step_increment_bug: whether a step counts as one; by default it counts as one for each part.

        Raises:
            ValueError: there are fewer than two classes, no columns, or units without columns.
            Unsupported: what is not supported is asked for.
        """
        refuse('DNNLinearCombinedClassifier', embedding_lr_multipliers or _joint_linear_weights)
        head = class_heads.multi_class_head(
            n_classes, weight_column_name=weight_column_name, enable_centered_bias=enable_centered_bias,
            label_keys=label_keys,
        )  # fmt: skip
        of_dnn = _of_dnn(dnn_feature_columns, dnn_hidden_units, dnn_optimizer, dnn_activation_fn, dnn_dropout)
        of_linear = _of_linear(linear_feature_columns, linear_optimizer)
        params = _of_both(head, of_dnn, of_linear, gradient_clip_norm, fix_global_step_increment_bug)
        super().__init__(models.combined, model_dir, config, params, feature_engineering_fn)


class DNNLinearCombinedRegressor(Regressor):
    """A network and a linear model for numbers, whose logits are added."""

    def __init__(
        self,
        model_dir: str | None = None,
        weight_column_name: str | None = None,
        linear_feature_columns: Iterable | None = None,
        linear_optimizer: Any = None,
        _joint_linear_weights: bool = False,
        dnn_feature_columns: Iterable | None = None,
        dnn_optimizer: Any = None,
        dnn_hidden_units: Iterable[int] | None = None,
        dnn_activation_fn: Callable = tf1.nn.relu,
        dnn_dropout: float | None = None,
        gradient_clip_norm: float | None = None,
        enable_centered_bias: bool = False,
        label_dimension: int = 1,
        config: Any = None,
        feature_engineering_fn: Callable | None = None,
        embedding_lr_multipliers: Any = None,
        input_layer_min_slice_size: int | None = None,
        fix_global_step_increment_bug: bool = False,
    ):
        """Makes an estimator.

        Args:
            model_dir: the folder of the checkpoints.
            weight_column_name: the key of the weights of examples in the features.
            linear_feature_columns: as DNNLinearCombinedClassifier takes them.
            linear_optimizer: as DNNLinearCombinedClassifier takes it.
            _joint_linear_weights: not supported.
            dnn_feature_columns: as DNNLinearCombinedClassifier takes them.
            dnn_optimizer: as DNNLinearCombinedClassifier takes it.
            dnn_hidden_units: the sizes of the layers.
            dnn_activation_fn: of the layers.
            dnn_dropout: which part of the activations is dropped, from 0 to below 1.
            gradient_clip_norm: to which global norm the gradients of each part are clipped.
            enable_centered_bias: whether a bias is added to the logits that is trained apart.
            label_dimension: how many numbers an example has.
            config: a RunConfig.
            feature_engineering_fn: as Estimator takes it.
            embedding_lr_multipliers: not supported.
            input_layer_min_slice_size: takes no effect without parameter servers.
            fix_global_step_increment_bug: as DNNLinearCombinedClassifier takes it.

        Raises:
            ValueError: there are no columns, or units without columns.
            Unsupported: what is not supported is asked for.
        """
        refuse('DNNLinearCombinedRegressor', embedding_lr_multipliers or _joint_linear_weights)
        head = heads.regression_head(None, weight_column_name, label_dimension, enable_centered_bias)
        of_dnn = _of_dnn(dnn_feature_columns, dnn_hidden_units, dnn_optimizer, dnn_activation_fn, dnn_dropout)
        of_linear = _of_linear(linear_feature_columns, linear_optimizer)
        params = _of_both(head, of_dnn, of_linear, gradient_clip_norm, fix_global_step_increment_bug)
        super().__init__(models.combined, model_dir, config, params, feature_engineering_fn)


def _of_dnn(columns, units, optimizer, activation, dropout):
    columns, units = tuple(columns or []), list(units or [])
    if bool(columns) != bool(units):
        raise ValueError('dnn_hidden_units must be specified with dnn_feature_columns, and these with the former')
    if not columns:
        return None
    return {
        'feature_columns': columns,
        'hidden_units': units,
        'optimizer': optimizer,
        'activation_fn': activation,
        'dropout': dropout,
    }


def _of_linear(columns, optimizer):
    return {'feature_columns': tuple(columns), 'optimizer': optimizer} if columns else None


def _of_both(head, of_dnn, of_linear, norm, counts_once):
    if not (of_dnn or of_linear):
        raise ValueError('Either linear_feature_columns or dnn_feature_columns must be defined.')
    both = {'head': head, 'dnn': of_dnn, 'linear': of_linear}
    return {**both, 'gradient_clip_norm': norm, 'counts_once': counts_once}
