"""`tf.contrib.learn`: Estimator, experiments, monitors, data sets. `tf.estimator` came after it."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tf1_ref.compat.restored.learn.base': (
        'datasets.load_boston datasets.load_iris '
        'datasets.base.Dataset datasets.base.Datasets datasets.base.load_boston datasets.base.load_csv_with_header '
        'datasets.base.load_csv_without_header datasets.base.load_iris datasets.base.maybe_download'
    ),
    'tf1_ref.compat.restored.learn.datasets': 'datasets.DATASETS datasets.load_dataset',
    'tf1_ref.compat.restored.learn.base_estimator': 'BaseEstimator',
    'tf1_ref.compat.restored.learn.estimator': 'Estimator',
    'tf1_ref.compat.restored.learn.experiment': 'Experiment',
    'tf1_ref.compat.restored.learn.export_strategy': 'ExportStrategy',
    'tf1_ref.compat.restored.learn.feeding': 'SKCompat',
    'tf1_ref.compat.restored.learn.interfaces': 'Evaluable Trainable',
    'tf1_ref.compat.restored.learn.keys': 'ModeKeys NotFittedError PredictionKey ProblemType',
    'tf1_ref.compat.restored.learn.learn_runner': 'learn_runner.run learn_runner.tune',
    'tf1_ref.compat.restored.learn.metric_spec': 'MetricSpec',
    'tf1_ref.compat.restored.learn.model_fn': 'ModelFnOps',
    'tf1_ref.compat.restored.learn.monitors': (
        'monitors.BaseMonitor monitors.EveryN monitors.RunHookAdapterForMonitors monitors.replace_monitors_with_hooks'
    ),
    'tf1_ref.compat.restored.learn.preprocessing': (
        'preprocessing.ByteProcessor preprocessing.CategoricalProcessor preprocessing.CategoricalVocabulary '
        'preprocessing.VocabularyProcessor preprocessing.tokenizer'
    ),
    'tf1_ref.compat.restored.learn.run_config': 'RunConfig TaskType',
    'tf1_ref.compat.restored.learn.validation': 'monitors.ValidationMonitor',
    'tf1_ref.compat.restored.learn.watching': (
        'NanLossDuringTrainingError monitors.CaptureVariable monitors.CheckpointSaver monitors.LoggingTrainable '
        'monitors.NanLoss monitors.NanLossDuringTrainingError monitors.PrintTensor monitors.StepCounter '
        'monitors.StopAtStep monitors.SummarySaver monitors.get_default_monitors'
    ),
}
ESTIMATORS = ('contrib.learn left with contrib; 1.15 had deprecated it', 'tf.estimator, or tf.keras')
# Names of 1.15 with a substitute of their own; all others share one.
SUBSTITUTES = {
    'read_batch_examples': 'tf.data.TFRecordDataset',
}
NAMES = (
    'DNNClassifier DNNEstimator DNNLinearCombinedClassifier DNNLinearCombinedEstimator '
    'DNNLinearCombinedRegressor DNNRegressor DynamicRnnEstimator Head InputFnOps KMeansClustering '
    'LinearClassifier LinearEstimator LinearRegressor LogisticRegressor SVM binary_svm_head '
    'build_parsing_serving_input_fn evaluate extract_dask_data extract_dask_labels extract_pandas_data '
    'extract_pandas_labels extract_pandas_matrix graph_actions head infer infer_real_valued_columns_from_input '
    'infer_real_valued_columns_from_input_fn io make_export_strategy models multi_class_head multi_head '
    'multi_label_head no_op_train_fn ops poisson_regression_head read_batch_examples read_batch_features '
    'read_batch_record_features read_keyed_batch_examples read_keyed_batch_examples_shared_queue '
    'read_keyed_batch_features read_keyed_batch_features_shared_queue regression_head run_feeds run_n train '
    'utils'
)
MADE_UP = ("contrib's made-up data left with it", 'sklearn.datasets.make_circles')
REFUSED = {
    **{name: (ESTIMATORS[0], SUBSTITUTES.get(name, ESTIMATORS[1])) for name in NAMES.split()},
    'monitors.ExportMonitor': ('it exported in a format that no TensorFlow 2 reads', 'tf.estimator.LatestExporter'),
    'monitors.GraphDump': ('it left TensorFlow with contrib', 'tf.train.LoggingTensorHook'),
    'datasets.SYNTHETIC': MADE_UP,
    'datasets.make_dataset': MADE_UP,
    'datasets.synthetic': MADE_UP,
    'datasets.text_datasets': ('the host of its data is gone', 'tf.keras.datasets.reuters'),
}

__getattr__, __dir__ = lazy.module('tf.contrib.learn', SUPPORTED, REFUSED, globals())
