"""`tf.contrib.learn`: refused but for the MNIST loader, which `tf1_ref.legacy` serves as `datasets.mnist`."""

from __future__ import annotations

import types

from tf1_ref.compat import unsupported

ESTIMATORS = ('contrib.learn left with contrib; 1.15 had deprecated it', 'tf.estimator, or tf.keras')
FILES = ('the data was in a file of the contrib library', 'sklearn.datasets')
# Names of 1.15 with a substitute of their own; all others share one.
SUBSTITUTES = {
    'ModeKeys': 'tf.estimator.ModeKeys',
    'RunConfig': 'tf.estimator.RunConfig',
    'preprocessing': 'tf.keras.preprocessing.text.Tokenizer',
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
    'preprocessing read_batch_examples read_batch_features read_batch_record_features read_keyed_batch_examples '
    'read_keyed_batch_examples_shared_queue read_keyed_batch_features read_keyed_batch_features_shared_queue '
    'regression_head run_feeds run_n train utils'
)
SUPPORTED = ('datasets',)
REFUSED = {name: (ESTIMATORS[0], SUBSTITUTES.get(name, ESTIMATORS[1])) for name in NAMES.split()}


class Datasets(types.ModuleType):
    """`tf.contrib.learn.datasets`: `mnist` is what a script that is run sees; the others are refused."""

    REFUSED = {
        'load_boston': (FILES[0], 'tf.keras.datasets.boston_housing'),
        'load_dataset': FILES,
        'load_dbpedia': FILES,
        'load_iris': (FILES[0], 'sklearn.datasets.load_iris'),
        'load_text_datasets': FILES,
        'make_dataset': (FILES[0], 'sklearn.datasets.make_circles'),
    }

    def __getattr__(self, name):
        raise unsupported.error('tf.contrib.learn.datasets', self.REFUSED, name)


datasets = Datasets('tf.contrib.learn.datasets')


def __getattr__(name):
    raise unsupported.error('tf.contrib.learn', REFUSED, name)


def __dir__():
    return list(SUPPORTED)
