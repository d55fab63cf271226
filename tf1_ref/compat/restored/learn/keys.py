"""Names that `tf.contrib.learn` gives to modes, to what a model predicts, and to what kind of problem it solves.

Source: tf.contrib.learn of TensorFlow 1.15 (estimators/model_fn.py, prediction_key.py, metric_key.py, constants.py).
"""

from __future__ import annotations


class ModeKeys:
    """What a model function builds its graph for."""

    TRAIN = 'train'
    EVAL = 'eval'
    INFER = 'infer'

    @classmethod
    def validate(cls, key: str) -> None:
        """Raises a ValueError unless `key` is one of the three."""
        if key not in (cls.TRAIN, cls.EVAL, cls.INFER):
            raise ValueError(f'Invalid mode {key}.')


class PredictionKey:
    """The names under which the predictions of a head stand."""

    CLASSES = 'classes'
    PROBABILITIES = 'probabilities'
    LOGITS = 'logits'
    LOGISTIC = 'logistic'
    SCORES = 'scores'
    TOP_K = 'top_k'
    GENERIC = 'output'


class MetricKey:
    """The names under which the metrics of a head stand."""

    LOSS = 'loss'
    AUC = 'auc'
    AUC_PR = 'auc_precision_recall'
    CLASS_AUC = 'auc/class%d'
    CLASS_AUC_PR = 'auc_precision_recall/class%d'
    PREDICTION_MEAN = 'labels/prediction_mean'
    CLASS_PREDICTION_MEAN = 'labels/prediction_mean/class%d'
    CLASS_LOGITS_MEAN = 'labels/logits_mean/class%d'
    CLASS_PROBABILITY_MEAN = 'labels/probability_mean/class%d'
    LABEL_MEAN = 'labels/actual_label_mean'
    CLASS_LABEL_MEAN = 'labels/actual_label_mean/class%d'
    ACCURACY = 'accuracy'
    ACCURACY_BASELINE = 'accuracy/baseline_label_mean'
    ACCURACY_MEAN = 'accuracy/threshold_%f_mean'
    PRECISION_MEAN = 'precision/positive_threshold_%f_mean'
    RECALL_MEAN = 'recall/positive_threshold_%f_mean'


class ProblemType:
    """What kind of problem a head solves."""

    UNSPECIFIED = 0
    CLASSIFICATION = 1
    LINEAR_REGRESSION = 2
    LOGISTIC_REGRESSION = 3


class NotFittedError(ValueError, AttributeError):
    """A model was used that has no checkpoint yet."""
