"""`tf.contrib.estimator`: what extends `tf.estimator`."""

from __future__ import annotations

from tf1_ref.compat.libraries import estimator as library
from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tensorflow_estimator._api.v1.estimator': 'add_metrics',
    'tensorflow_estimator._api.v1.estimator.experimental': (
        'build_raw_supervised_input_receiver_fn call_logit_fn dnn_logit_fn_builder linear_logit_fn_builder'
    ),
    'tensorflow_estimator.python.estimator.canned.saved_model_estimator': 'SavedModelEstimator',
    'tensorflow_estimator.python.estimator.export.export': 'build_supervised_input_receiver_fn_from_input_fn',
    'tf1_ref.compat.restored.estimator.extending': (
        'forward_features export_saved_model_for_mode export_all_saved_models'
    ),
    'tf1_ref.compat.restored.estimator.heads': (
        'binary_classification_head logistic_regression_head multi_class_head poisson_regression_head regression_head'
    ),
    'tf1_ref.compat.restored.estimator.multi_head': 'multi_head',
    'tf1_ref.compat.restored.estimator.multi_label': 'multi_label_head',
    'tf1_ref.compat.restored.gradient_clipping': 'clip_gradients_by_norm',
}
TREES = 'TensorFlow 2.16 dropped the kernels of boosted trees'
OWN = 'nothing in TensorFlow took it over'
STRATEGY = 'tf.estimator.RunConfig(train_distribute=tf.distribute.MirroredStrategy())'
REFUSED = {
    'DNNClassifierWithLayerAnnotations': (OWN, 'tf.estimator.DNNClassifier'),
    'DNNRegressorWithLayerAnnotations': (OWN, 'tf.estimator.DNNRegressor'),
    'RNNClassifier': (OWN, 'tf.nn.dynamic_rnn in the model function of a tf.estimator.Estimator'),
    'RNNEstimator': (OWN, 'tf.nn.dynamic_rnn in the model function of a tf.estimator.Estimator'),
    'TowerOptimizer': ('1.15 had deprecated it for strategies', STRATEGY),
    'boosted_trees_classifier_train_in_memory': (TREES, 'sklearn.ensemble.HistGradientBoostingClassifier'),
    'boosted_trees_regressor_train_in_memory': (TREES, 'sklearn.ensemble.HistGradientBoostingRegressor'),
    'replicate_model_fn': ('1.15 had deprecated it for strategies', STRATEGY),
}

__getattr__, __dir__ = lazy.module(
    'tf.contrib.estimator', SUPPORTED, REFUSED, globals(), tensorflow_estimator=library.module
)
