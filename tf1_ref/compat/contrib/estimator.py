"""`tf.contrib.estimator`: what extends `tf.estimator`."""

from __future__ import annotations

from tf1_ref.compat.libraries import estimator as library
from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tensorflow_estimator._api.v1.estimator': 'add_metrics',
    'tf1_ref.compat.restored.gradient_clipping': 'clip_gradients_by_norm',
}
WHY = "contrib's estimators left with it"
TREES = ('TensorFlow 2.16 dropped the kernels of boosted trees', 'sklearn.ensemble.HistGradientBoostingClassifier')
HEADS = {
    'binary_classification_head': 'BinaryClassHead',
    'logistic_regression_head': 'LogisticRegressionHead',
    'multi_class_head': 'MultiClassHead',
    'multi_head': 'MultiHead',
    'multi_label_head': 'MultiLabelHead',
    'poisson_regression_head': 'PoissonRegressionHead',
    'regression_head': 'RegressionHead',
}
OTHERS = {
    'DNNClassifierWithLayerAnnotations': 'DNNClassifier',
    'DNNRegressorWithLayerAnnotations': 'DNNRegressor',
    'RNNClassifier': 'Estimator',
    'RNNEstimator': 'Estimator',
    'SavedModelEstimator': 'Estimator',
    'TowerOptimizer': 'RunConfig',
    'build_raw_supervised_input_receiver_fn': 'export.build_raw_serving_input_receiver_fn',
    'build_supervised_input_receiver_fn_from_input_fn': 'export.build_raw_serving_input_receiver_fn',
    'call_logit_fn': 'Estimator',
    'dnn_logit_fn_builder': 'DNNEstimator',
    'export_all_saved_models': 'Estimator',
    'export_saved_model_for_mode': 'Estimator',
    'forward_features': 'Estimator',
    'linear_logit_fn_builder': 'LinearEstimator',
    'replicate_model_fn': 'RunConfig',
}
REFUSED = {
    'boosted_trees_classifier_train_in_memory': TREES,
    'boosted_trees_regressor_train_in_memory': (TREES[0], 'sklearn.ensemble.HistGradientBoostingRegressor'),
    **{name: (WHY, f'tf.estimator.{substitute}') for name, substitute in {**HEADS, **OTHERS}.items()},
}

__getattr__, __dir__ = lazy.module(
    'tf.contrib.estimator', SUPPORTED, REFUSED, globals(), tensorflow_estimator=library.module
)
