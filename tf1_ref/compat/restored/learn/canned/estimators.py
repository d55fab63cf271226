"""`DNNClassifier`, `LinearRegressor` and their kin in `tf.contrib.learn`.

Source: tf.contrib.learn of TensorFlow 1.15 (estimators/dnn.py, estimators/linear.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import tensorflow.compat.v1 as tf1

from tf1_ref.compat.restored.learn.canned import class_heads, heads, models
from tf1_ref.compat.restored.learn.canned.answers import Classifier, Regressor, refuse
from tf1_ref.compat.restored.learn.estimator import Estimator
from tf1_ref.compat.restored.learn.keys import PredictionKey
from tf1_ref.compat.restored.learn.metric_spec import MetricSpec


class DNNClassifier(Classifier):
    """A network for classes."""

    def __init__(
        self,
        hidden_units: Iterable[int],
        feature_columns: Iterable,
        model_dir: str | None = None,
        n_classes: int = 2,
        weight_column_name: str | None = None,
        optimizer: Any = None,
        activation_fn: Callable = tf1.nn.relu,
        dropout: float | None = None,
        gradient_clip_norm: float | None = None,
        enable_centered_bias: bool = False,
        config: Any = None,
        feature_engineering_fn: Callable | None = None,
        embedding_lr_multipliers: Any = None,
        input_layer_min_slice_size: int | None = None,
        label_keys: Any = None,
    ):
        """Makes an estimator.

        Args:
            hidden_units: the sizes of the layers.
            feature_columns: real-valued columns of contrib, or columns of `tf.feature_column`.
            model_dir: the folder of the checkpoints.
            n_classes: how many classes there are, from 2 on.
            weight_column_name: the key of the weights of examples in the features.
            optimizer: an optimizer, or the name of one; by default Adagrad with the rate 0.05.
            activation_fn: of the layers.
            dropout: which part of the activations is dropped, from 0 to below 1.
            gradient_clip_norm: to which global norm the gradients are clipped.
            enable_centered_bias: whether a bias is added to the logits that is trained apart.
            config: a RunConfig.
            feature_engineering_fn: as Estimator takes it.
            embedding_lr_multipliers: not supported.
            input_layer_min_slice_size: takes no effect without parameter servers.
            label_keys: of three classes or more, their names, which the labels are then of.

        Raises:
            ValueError: there are fewer than two classes.
            Unsupported: what is not supported is asked for.
        """
        refuse('DNNClassifier', embedding_lr_multipliers)
        head = class_heads.multi_class_head(
            n_classes, weight_column_name=weight_column_name, enable_centered_bias=enable_centered_bias,
            label_keys=label_keys,
        )  # fmt: skip
        params = _of_network(head, hidden_units, feature_columns, optimizer, activation_fn, dropout, gradient_clip_norm)
        super().__init__(models.dnn, model_dir, config, params, feature_engineering_fn)


class DNNRegressor(Regressor):
    """A network for numbers."""

    def __init__(
        self,
        hidden_units: Iterable[int],
        feature_columns: Iterable,
        model_dir: str | None = None,
        weight_column_name: str | None = None,
        optimizer: Any = None,
        activation_fn: Callable = tf1.nn.relu,
        dropout: float | None = None,
        gradient_clip_norm: float | None = None,
        enable_centered_bias: bool = False,
        config: Any = None,
        feature_engineering_fn: Callable | None = None,
        label_dimension: int = 1,
        embedding_lr_multipliers: Any = None,
        input_layer_min_slice_size: int | None = None,
    ):
        """Makes an estimator.

        Args:
            hidden_units: the sizes of the layers.
            feature_columns: as DNNClassifier takes them.
            model_dir: the folder of the checkpoints.
            weight_column_name: the key of the weights of examples in the features.
            optimizer: as DNNClassifier takes it.
            activation_fn: of the layers.
            dropout: which part of the activations is dropped, from 0 to below 1.
            gradient_clip_norm: to which global norm the gradients are clipped.
            enable_centered_bias: whether a bias is added to the logits that is trained apart.
            config: a RunConfig.
            feature_engineering_fn: as Estimator takes it.
            label_dimension: how many numbers an example has.
            embedding_lr_multipliers: not supported.
            input_layer_min_slice_size: takes no effect without parameter servers.

        Raises:
            Unsupported: what is not supported is asked for.
        """
        refuse('DNNRegressor', embedding_lr_multipliers)
        head = heads.regression_head(None, weight_column_name, label_dimension, enable_centered_bias)
        params = _of_network(head, hidden_units, feature_columns, optimizer, activation_fn, dropout, gradient_clip_norm)
        super().__init__(models.dnn, model_dir, config, params, feature_engineering_fn)

    def evaluate(
        self,
        x: Any = None,
        y: Any = None,
        input_fn: Callable | None = None,
        feed_fn: Callable | None = None,
        batch_size: int | None = None,
        steps: int | None = None,
        metrics: dict | None = None,
        name: str | None = None,
        checkpoint_path: str | None = None,
        hooks: list | None = None,
    ) -> dict[str, Any]:
        """Computes metrics; those that are given without a name of a prediction are of the scores.

        Args:
            x: as Estimator has it.
            y: as Estimator has it.
            input_fn: as Estimator has it.
            feed_fn: as Estimator has it.
            batch_size: as Estimator has it.
            steps: as Estimator has it.
            metrics: as Estimator has it.
            name: as Estimator has it.
            checkpoint_path: as Estimator has it.
            hooks: as Estimator has it.
        """
        named = {
            key if isinstance(key, tuple) or isinstance(metric, MetricSpec) else (key, PredictionKey.SCORES): metric
            for key, metric in (metrics or {}).items()
        }
        return super().evaluate(x, y, input_fn, feed_fn, batch_size, steps, named, name, checkpoint_path, hooks)


class DNNEstimator(Estimator):
    """A network with a head of one's own."""

    def __init__(
        self,
        head: heads.Head,
        hidden_units: Iterable[int],
        feature_columns: Iterable,
        model_dir: str | None = None,
        optimizer: Any = None,
        activation_fn: Callable = tf1.nn.relu,
        dropout: float | None = None,
        gradient_clip_norm: float | None = None,
        config: Any = None,
        feature_engineering_fn: Callable | None = None,
        embedding_lr_multipliers: Any = None,
        input_layer_min_slice_size: int | None = None,
    ):
        """Makes an estimator.

        Args:
            head: what is made of the logits.
            hidden_units: the sizes of the layers.
            feature_columns: as DNNClassifier takes them.
            model_dir: the folder of the checkpoints.
            optimizer: as DNNClassifier takes it.
            activation_fn: of the layers.
            dropout: which part of the activations is dropped, from 0 to below 1.
            gradient_clip_norm: to which global norm the gradients are clipped.
            config: a RunConfig.
            feature_engineering_fn: as Estimator takes it.
            embedding_lr_multipliers: not supported.
            input_layer_min_slice_size: takes no effect without parameter servers.

        Raises:
            Unsupported: what is not supported is asked for.
        """
        refuse('DNNEstimator', embedding_lr_multipliers)
        params = _of_network(head, hidden_units, feature_columns, optimizer, activation_fn, dropout, gradient_clip_norm)
        super().__init__(models.dnn, model_dir, config, params, feature_engineering_fn)


class LinearClassifier(Classifier):
    """A linear model for classes."""

    def __init__(
        self,
        feature_columns: Iterable,
        model_dir: str | None = None,
        n_classes: int = 2,
        weight_column_name: str | None = None,
        optimizer: Any = None,
        gradient_clip_norm: float | None = None,
        enable_centered_bias: bool = False,
        _joint_weight: bool = False,
        config: Any = None,
        feature_engineering_fn: Callable | None = None,
        label_keys: Any = None,
    ):
        """Makes an estimator.

        Args:
            feature_columns: as DNNClassifier takes them.
            model_dir: the folder of the checkpoints.
            n_classes: how many classes there are, from 2 on.
            weight_column_name: the key of the weights of examples in the features.
            optimizer: an optimizer, or the name of one; by default Ftrl with a rate of at most 0.2.
            gradient_clip_norm: to which global norm the gradients are clipped.
            enable_centered_bias: whether a bias is added to the logits that is trained apart.
            _joint_weight: not supported.
            config: a RunConfig.
            feature_engineering_fn: as Estimator takes it.
            label_keys: of three classes or more, their names, which the labels are then of.

        Raises:
            ValueError: there are fewer than two classes.
            Unsupported: what is not supported is asked for.
        """
        refuse('LinearClassifier', _joint_weight)
        head = class_heads.multi_class_head(
            n_classes, weight_column_name=weight_column_name, enable_centered_bias=enable_centered_bias,
            label_keys=label_keys,
        )  # fmt: skip
        params = _of_sum(head, feature_columns, optimizer, gradient_clip_norm)
        super().__init__(models.linear, model_dir, config, params, feature_engineering_fn)


class LinearRegressor(Regressor):
    """A linear model for numbers."""

    def __init__(
        self,
        feature_columns: Iterable,
        model_dir: str | None = None,
        weight_column_name: str | None = None,
        optimizer: Any = None,
        gradient_clip_norm: float | None = None,
        enable_centered_bias: bool = False,
        label_dimension: int = 1,
        _joint_weights: bool = False,
        config: Any = None,
        feature_engineering_fn: Callable | None = None,
    ):
        """Makes an estimator.

        Args:
            feature_columns: as DNNClassifier takes them.
            model_dir: the folder of the checkpoints.
            weight_column_name: the key of the weights of examples in the features.
            optimizer: as LinearClassifier takes it.
            gradient_clip_norm: to which global norm the gradients are clipped.
            enable_centered_bias: whether a bias is added to the logits that is trained apart.
            label_dimension: how many numbers an example has.
            _joint_weights: not supported.
            config: a RunConfig.
            feature_engineering_fn: as Estimator takes it.

        Raises:
            Unsupported: what is not supported is asked for.
        """
        refuse('LinearRegressor', _joint_weights)
        head = heads.regression_head(None, weight_column_name, label_dimension, enable_centered_bias)
        params = _of_sum(head, feature_columns, optimizer, gradient_clip_norm)
        super().__init__(models.linear, model_dir, config, params, feature_engineering_fn)


class LinearEstimator(Estimator):
    """A linear model with a head of one's own."""

    def __init__(
        self,
        feature_columns: Iterable,
        head: heads.Head,
        model_dir: str | None = None,
        weight_column_name: str | None = None,
        optimizer: Any = None,
        gradient_clip_norm: float | None = None,
        _joint_weights: bool = False,
        config: Any = None,
        feature_engineering_fn: Callable | None = None,
    ):
        """Makes an estimator.

        Args:
            feature_columns: as DNNClassifier takes them.
            head: what is made of the logits.
            model_dir: the folder of the checkpoints.
            weight_column_name: takes no effect, as in 1.15: the head has its own.
            optimizer: as LinearClassifier takes it.
            gradient_clip_norm: to which global norm the gradients are clipped.
            _joint_weights: not supported.
            config: a RunConfig.
            feature_engineering_fn: as Estimator takes it.

        Raises:
            Unsupported: what is not supported is asked for.
        """
        refuse('LinearEstimator', _joint_weights)
        params = _of_sum(head, feature_columns, optimizer, gradient_clip_norm)
        super().__init__(models.linear, model_dir, config, params, feature_engineering_fn)


def _of_network(head, units, columns, optimizer, activation, dropout, norm):
    return {
        'head': head,
        'hidden_units': list(units),
        'feature_columns': tuple(columns or []),
        'optimizer': optimizer,
        'activation_fn': activation,
        'dropout': dropout,
        'gradient_clip_norm': norm,
    }


def _of_sum(head, columns, optimizer, norm):
    columns = tuple(columns or [])
    return {'head': head, 'feature_columns': columns, 'optimizer': optimizer, 'gradient_clip_norm': norm}
