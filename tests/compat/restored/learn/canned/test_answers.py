"""What estimators predict, asked of made-up ones; real ones answer in the programs of the estimators."""

import numpy as np
import pytest

from tests import needs
from tf1_ref.compat import tf
from tf1_ref.compat.names import unsupported

needs.modules('tf_slim', 'tf_keras')
from tf1_ref.compat.restored.learn.canned import answers  # made of the estimator's classes
from tf1_ref.compat.restored.learn.estimator import Estimator

ANSWERS = {'classes': np.array([[1], [0]]), 'probabilities': np.array([[0.1, 0.9], [0.8, 0.2]]), 'scores': np.ones(2)}


@pytest.fixture
def predicted(monkeypatch):
    def predict(self, x, input_fn, batch_size, outputs, as_iterable):
        chosen = {key: ANSWERS[key] for key in outputs}
        return (
            iter([dict(zip(chosen, one, strict=True)) for one in zip(*chosen.values(), strict=True)])
            if as_iterable
            else chosen
        )

    assert tf  # which lets the others be imported
    monkeypatch.setattr(Estimator, 'predict', predict)
    return {kind: kind.__new__(kind) for kind in (answers.Classifier, answers.Regressor)}


def test_classes_are_what_a_classifier_predicts(predicted):
    one = predicted[answers.Classifier]
    assert one.predict('x', as_iterable=False).tolist() == [1, 0]
    assert [each.tolist() for each in one.predict_proba('x')] == ANSWERS['probabilities'].tolist()
    assert list(one.predict('x', outputs=['probabilities'], as_iterable=False)) == ['probabilities']


def test_scores_are_what_a_regressor_predicts(predicted):
    one = predicted[answers.Regressor]
    assert one.predict('x', as_iterable=False).tolist() == list(one.predict('x')) == [1, 1]


def test_more_is_refused():
    answers.refuse('DNNClassifier', None)
    with pytest.raises(unsupported.Unsupported, match='tf.contrib.learn.DNNClassifier with weights'):
        answers.refuse('DNNClassifier', {'column': 2.0})
