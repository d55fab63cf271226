"""`tf.contrib.learn`: its data sets and preprocessing. The rest is refused; `tf.estimator` is its successor."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tf1_ref.compat.restored.learn.base': (
        'datasets.load_boston datasets.load_iris '
        'datasets.base.Dataset datasets.base.Datasets datasets.base.load_boston datasets.base.load_csv_with_header '
        'datasets.base.load_csv_without_header datasets.base.load_iris datasets.base.maybe_download'
    ),
    'tf1_ref.compat.restored.learn.datasets': 'datasets.DATASETS datasets.load_dataset',
    'tf1_ref.compat.restored.learn.preprocessing': (
        'preprocessing.ByteProcessor preprocessing.CategoricalProcessor preprocessing.CategoricalVocabulary '
        'preprocessing.VocabularyProcessor preprocessing.tokenizer'
    ),
}
ESTIMATORS = ('contrib.learn left with contrib; 1.15 had deprecated it', 'tf.estimator, or tf.keras')
# Names of 1.15 with a substitute of their own; all others share one.
SUBSTITUTES = {
    'ModeKeys': 'tf.estimator.ModeKeys',
    'RunConfig': 'tf.estimator.RunConfig',
    'read_batch_examples': 'tf.data.TFRecordDataset',
    'learn_runner': 'tf.estimator.train_and_evaluate',
    'Experiment': 'tf.estimator.train_and_evaluate',
}
NAMES = (
    'BaseEstimator DNNClassifier DNNEstimator DNNLinearCombinedClassifier DNNLinearCombinedEstimator '
    'DNNLinearCombinedRegressor DNNRegressor DynamicRnnEstimator Estimator Evaluable Experiment ExportStrategy Head '
    'InputFnOps KMeansClustering LinearClassifier LinearEstimator LinearRegressor LogisticRegressor MetricSpec '
    'ModeKeys ModelFnOps NanLossDuringTrainingError NotFittedError PredictionKey ProblemType RunConfig SKCompat SVM '
    'TaskType Trainable binary_svm_head build_parsing_serving_input_fn evaluate extract_dask_data extract_dask_labels '
    'extract_pandas_data extract_pandas_labels extract_pandas_matrix graph_actions head infer '
    'infer_real_valued_columns_from_input infer_real_valued_columns_from_input_fn io learn_runner make_export_strategy '
    'models monitors multi_class_head multi_head multi_label_head no_op_train_fn ops poisson_regression_head '
    'read_batch_examples read_batch_features read_batch_record_features read_keyed_batch_examples '
    'read_keyed_batch_examples_shared_queue read_keyed_batch_features read_keyed_batch_features_shared_queue '
    'regression_head run_feeds run_n train utils'
)
MADE_UP = ("contrib's made-up data left with it", 'sklearn.datasets.make_circles')
REFUSED = {
    **{name: (ESTIMATORS[0], SUBSTITUTES.get(name, ESTIMATORS[1])) for name in NAMES.split()},
    'datasets.SYNTHETIC': MADE_UP,
    'datasets.make_dataset': MADE_UP,
    'datasets.synthetic': MADE_UP,
    'datasets.text_datasets': ('the host of its data is gone', 'tf.keras.datasets.reuters'),
}

__getattr__, __dir__ = lazy.module('tf.contrib.learn', SUPPORTED, REFUSED, globals())
