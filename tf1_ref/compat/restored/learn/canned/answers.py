"""What classifiers and regressors of `tf.contrib.learn` predict.

Source: tf.contrib.learn of TensorFlow 1.15 (estimators/dnn.py, estimators/linear.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf1_ref.compat.names import unsupported
from tf1_ref.compat.restored.learn.estimator import Estimator
from tf1_ref.compat.restored.learn.keys import PredictionKey


class Classifier(Estimator):
    """What classifiers do besides."""

    def predict(
        self,
        x: Any = None,
        input_fn: Callable | None = None,
        batch_size: int | None = None,
        outputs: list[str] | None = None,
        as_iterable: bool = True,
    ) -> Any:
        """Returns the classes, or, of named outputs, what `Estimator.predict` does.

        Args:
            x: as Estimator has it.
            input_fn: as Estimator has it.
            batch_size: as Estimator has it.
            outputs: names of PredictionKey; None for the classes alone.
            as_iterable: whether to return an iterator.
        """
        if not outputs:
            return self.predict_classes(x, input_fn, batch_size, as_iterable)
        return super().predict(x, input_fn, batch_size, outputs, as_iterable)

    def predict_classes(
        self,
        x: Any = None,
        input_fn: Callable | None = None,
        batch_size: int | None = None,
        as_iterable: bool = True,
    ) -> Any:
        """Returns the class of each example, as an iterator or an array `[samples]`.

        Args:
            x: as Estimator has it.
            input_fn: as Estimator has it.
            batch_size: as Estimator has it.
            as_iterable: whether to return an iterator.
        """
        found = _only(self, PredictionKey.CLASSES, x, input_fn, batch_size, as_iterable)
        return found if as_iterable else found.reshape(-1)

    def predict_proba(
        self,
        x: Any = None,
        input_fn: Callable | None = None,
        batch_size: int | None = None,
        as_iterable: bool = True,
    ) -> Any:
        """Returns the probabilities of each example, as an iterator or an array `[samples, classes]`.

        Args:
            x: as Estimator has it.
            input_fn: as Estimator has it.
            batch_size: as Estimator has it.
            as_iterable: whether to return an iterator.
        """
        return _only(self, PredictionKey.PROBABILITIES, x, input_fn, batch_size, as_iterable)


class Regressor(Estimator):
    """What regressors do besides."""

    def predict(
        self,
        x: Any = None,
        input_fn: Callable | None = None,
        batch_size: int | None = None,
        outputs: list[str] | None = None,
        as_iterable: bool = True,
    ) -> Any:
        """Returns the scores, or, of named outputs, what `Estimator.predict` does.

        Args:
            x: as Estimator has it.
            input_fn: as Estimator has it.
            batch_size: as Estimator has it.
            outputs: names of PredictionKey; None for the scores alone.
            as_iterable: whether to return an iterator.
        """
        if not outputs:
            return self.predict_scores(x, input_fn, batch_size, as_iterable)
        return super().predict(x, input_fn, batch_size, outputs, as_iterable)

    def predict_scores(
        self,
        x: Any = None,
        input_fn: Callable | None = None,
        batch_size: int | None = None,
        as_iterable: bool = True,
    ) -> Any:
        """Returns the scores of each example, as an iterator or an array `[samples]` or `[samples, dimension]`.

        Args:
            x: as Estimator has it.
            input_fn: as Estimator has it.
            batch_size: as Estimator has it.
            as_iterable: whether to return an iterator.
        """
        return _only(self, PredictionKey.SCORES, x, input_fn, batch_size, as_iterable)


def _only(estimator, key, x, input_fn, batch_size, as_iterable):
    found = Estimator.predict(estimator, x, input_fn, batch_size, [key], as_iterable)
    return (one[key] for one in found) if as_iterable else found[key]


def refuse(symbol: str, further: Any) -> None:
    """Raises an Unsupported, if an estimator is asked for more than it does.

    Args:
        symbol: its name.
        further: what is asked for, or nothing.
    """
    if further:
        raise unsupported.Unsupported(
            f'tf.contrib.learn.{symbol} with weights that are trained or shared otherwise',
            'it is not written again',
            'the estimators of tf.estimator',
        )
