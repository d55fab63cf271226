"""Accuracy by argmax, over a whole data set in batches. Slide: 'Testing'.

The graph gets two ops, `ArgMax` of the prediction and `ArgMax` of the label; no variable.
"""

from __future__ import annotations

import dataclasses

import numpy as np

from tf1_ref.compat import tf


@dataclasses.dataclass(frozen=True)
class Evaluation:
    """What a classifier says of a data set of n examples.

    Attributes:
        cost: mean cost per example.
        labels: true classes, integers `[n]`.
        predictions: predicted classes, integers `[n]`.
        probabilities: predicted probability of every class, `[n, classes]`.
    """

    cost: float
    labels: np.ndarray
    predictions: np.ndarray
    probabilities: np.ndarray

    @property
    def accuracy(self) -> float:
        """The share of predictions that are correct, in `[0, 1]`."""
        return float(np.mean(self.predictions == self.labels))

    def confusion(self) -> np.ndarray:
        """Counts `[classes, classes]`; row: true class, column: predicted class."""
        classes = self.probabilities.shape[1]
        return np.bincount(self.labels * classes + self.predictions, minlength=classes**2).reshape(classes, classes)


@dataclasses.dataclass(frozen=True)
class Examples:
    """Some examples of a data set.

    Attributes:
        images: `[n, ...]`.
        labels: one-hot `[n, classes]`.
    """

    images: np.ndarray
    labels: np.ndarray


def per_epoch(evaluate, data):
    """What is measured of a classifier after each epoch, for the argument `measure` of `long_run`.

    Args:
        evaluate: an `Evaluator`.
        data: data sets as `read_data_sets` returns them, of which no example has been drawn yet.

    Returns:
        A function of the session; of it come `accuracy` and `validation_cost`, those of the validation set, and
        `training_accuracy`, that of as many examples of the training set, always the same ones.
    """
    count = len(data.validation.images)
    sample = Examples(data.train.images[:count], data.train.labels[:count])

    def measure(sess) -> dict[str, float]:
        validation = evaluate(sess, data.validation)
        return {
            'accuracy': validation.accuracy,
            'validation_cost': validation.cost,
            'training_accuracy': evaluate(sess, sample).accuracy,
        }

    return measure


class Evaluator:
    """Evaluates a classifier; build it with the graph, call it with a session."""

    def __init__(self, x, y, pred, cost, image_shape, feed_dict=None, batch_size=1000):
        """Adds the two argmax ops to the graph.

        Args:
            x: placeholder `[batch, *image_shape]`.
            y: placeholder of one-hot labels `[batch, classes]`.
            pred: probabilities `[batch, classes]`.
            cost: scalar tensor, a mean over the batch.
            image_shape: shape of one example.
            feed_dict: what has to be fed besides, such as `{is_train: False}`.
            batch_size: examples per `Session.run`; it bounds the memory, not the result.
        """
        self._x, self._y, self._image_shape = x, y, list(image_shape)
        self._feed_dict, self._batch_size = dict(feed_dict or {}), batch_size
        # Argmax for prediction: choose one class with maximum probability
        self._fetches = [tf.argmax(pred, 1), tf.argmax(y, 1), pred, cost]

    def __call__(self, sess, data_set) -> Evaluation:
        """Runs over `data_set` (`images [n, ...]`, one-hot `labels [n, classes]`) without touching its batch order."""
        results, total = [], len(data_set.images)
        for start in range(0, total, self._batch_size):
            images = np.asarray(data_set.images[start : start + self._batch_size])
            feed = {
                self._x: images.reshape([len(images), *self._image_shape]),
                self._y: data_set.labels[start : start + self._batch_size],
            }
            *parts, cost = sess.run(self._fetches, feed_dict={**feed, **self._feed_dict})
            results.append((*parts, cost * len(images)))
        predictions, labels, probabilities, costs = zip(*results, strict=True)
        return Evaluation(
            cost=float(np.sum(costs) / total),
            labels=np.concatenate(labels),
            predictions=np.concatenate(predictions),
            probabilities=np.concatenate(probabilities),
        )
