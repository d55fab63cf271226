"""What `tf.contrib.estimator` made of an estimator: one that predicts features too, and its exports.

Source: tf.contrib.estimator of TensorFlow 1.15 (extenders.py, export.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import tensorflow.compat.v1 as tf1

from tf1_ref.compat.libraries import estimator as library

BELOW = 'tensorflow_estimator.python.estimator'


def forward_features(
    estimator: Any, keys: str | Sequence[str] | None = None, sparse_default_values: dict[str, Any] | None = None
) -> Any:
    """Makes an estimator whose predictions hold features too.

    Args:
        estimator: a `tf.estimator.Estimator`.
        keys: the names of those features, or one name; None for all.
        sparse_default_values: by name of a sparse feature, what stands where it has no value.

    Returns:
        Another estimator, with the same folder and configuration.

    Raises:
        TypeError: keys are no strings.
        ValueError: when it predicts: there is no such feature, there is such a prediction, or a feature is sparse and
            has no default.
    """
    keys = [keys] if isinstance(keys, str) else keys
    if keys is not None and not isinstance(keys, list | tuple):
        raise TypeError(f'keys should be either a string or a list of strings. Given: {type(keys)}')
    for key in keys or ():
        if not isinstance(key, str):
            raise TypeError(
                f'All items in the given keys list should be a string. There exist an item with type: {type(key)}'
            )

    def model_fn(features, labels, mode, config):
        spec = estimator.model_fn(features, labels, mode, config)
        if spec.predictions is None:
            return spec
        chosen = list(features) if keys is None else keys
        _check(chosen, features, spec.predictions)
        forwarded = {key: _dense(key, features[key], sparse_default_values or {}) for key in chosen}
        spec.predictions.update(forwarded)
        predicted = library.module(f'{BELOW}.export.export_output').PredictOutput
        for name in ('predict', 'serving_default'):
            output = (spec.export_outputs or {}).get(name)
            if isinstance(output, predicted):
                output.outputs.update(forwarded)
        return spec

    kind = library.module(f'{BELOW}.estimator').Estimator
    return kind(model_fn=model_fn, model_dir=estimator.model_dir, config=estimator.config)


def _check(keys, features, predictions):
    if not isinstance(predictions, dict):
        raise ValueError(f'Predictions should be a dict to be able to forward features. Given: {type(predictions)}')
    for key in keys:
        if key not in features:
            raise ValueError(
                f'keys should be exist in features. Key "{key}" is not in features dict. features dict has following '
                f'keys: {features.keys()}. Please check arguments of forward_features.'
            )
        if key in predictions:
            raise ValueError(
                f'Cannot forward feature key ({key}). Since it does exist in predictions. Existing prediction keys: '
                f'{predictions.keys()}. Please check arguments of forward_features.'
            )


def _dense(key, feature, defaults):
    feature = tf1.convert_to_tensor_or_sparse_tensor(feature)
    is_sparse = isinstance(feature, tf1.SparseTensor)
    if key in defaults:
        if not is_sparse:
            raise ValueError(f'Feature ({key}) is expected to be a `SparseTensor`.')
        return tf1.sparse_tensor_to_dense(feature, default_value=defaults[key])
    if is_sparse:
        raise ValueError(
            f'Feature ({key}) should be a Tensor. Please use `keys` argument of forward_features to filter unwanted '
            f'features, oradd key to argument `sparse_default_values`.Type of features[{key}] is {type(feature)}.'
        )
    return feature


def export_saved_model_for_mode(
    estimator: Any,
    export_dir_base: str,
    input_receiver_fn: Callable,
    assets_extra: dict[str, str] | None = None,
    as_text: bool = False,
    checkpoint_path: str | None = None,
    mode: str = 'infer',
) -> bytes:
    """Exports an estimator for one mode.

    Args:
        estimator: a `tf.estimator.Estimator`.
        export_dir_base: in it a folder is made whose name is the time.
        input_receiver_fn: returns the receiver that fits the mode.
        assets_extra: from a place in the folder's `assets.extra` to the file that is copied there.
        as_text: whether the SavedModel is written as text.
        checkpoint_path: what is exported; None for the newest checkpoint.
        mode: a `tf.estimator.ModeKeys`.

    Returns:
        The folder.

    Raises:
        ValueError: there is no receiver or no checkpoint.
    """
    return estimator.export_saved_model(
        export_dir_base,
        input_receiver_fn,
        assets_extra=assets_extra,
        as_text=as_text,
        checkpoint_path=checkpoint_path,
        experimental_mode=mode,
    )


def export_all_saved_models(
    estimator: Any,
    export_dir_base: str,
    input_receiver_fn_map: dict[str, Callable],
    assets_extra: dict[str, str] | None = None,
    as_text: bool = False,
    checkpoint_path: str | None = None,
) -> bytes:
    """Exports an estimator for several modes, into one SavedModel.

    Args:
        estimator: a `tf.estimator.Estimator`.
        export_dir_base: in it a folder is made whose name is the time.
        input_receiver_fn_map: from a mode, a `tf.estimator.ModeKeys`, to what returns its receiver.
        assets_extra: from a place in the folder's `assets.extra` to the file that is copied there.
        as_text: whether the SavedModel is written as text.
        checkpoint_path: what is exported; None for the newest checkpoint.

    Returns:
        The folder.

    Raises:
        ValueError: a receiver is None, or there is no checkpoint.
    """
    return estimator.experimental_export_all_saved_models(
        export_dir_base,
        input_receiver_fn_map,
        assets_extra=assets_extra,
        as_text=as_text,
        checkpoint_path=checkpoint_path,
    )
