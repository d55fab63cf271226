"""`tf.contrib.predictor`: functions of saved models and of estimators."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {'tf1_ref.compat.restored.predictors': 'from_estimator from_saved_model'}
REFUSED = {
    'from_contrib_estimator': ("it was for contrib.learn's Estimator", 'tf.contrib.predictor.from_estimator'),
}

__getattr__, __dir__ = lazy.module('tf.contrib.predictor', SUPPORTED, REFUSED, globals())
