"""`tf.contrib.learn`: Estimator, experiments, monitors, data sets. `tf.estimator` came after it."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tf1_ref.compat.restored.learn.base': (
        'datasets.load_boston datasets.load_iris '
        'datasets.base.Dataset datasets.base.Datasets datasets.base.load_boston datasets.base.load_csv_with_header '
        'datasets.base.load_csv_without_header datasets.base.load_iris datasets.base.maybe_download'
    ),
    'tf1_ref.compat.restored.learn.canned.class_heads': 'multi_class_head head.multi_class_head',
    'tf1_ref.compat.restored.learn.canned.columns': (
        'infer_real_valued_columns_from_input infer_real_valued_columns_from_input_fn'
    ),
    'tf1_ref.compat.restored.learn.canned.combined': 'DNNLinearCombinedClassifier DNNLinearCombinedRegressor',
    'tf1_ref.compat.restored.learn.canned.estimators': (
        'DNNClassifier DNNEstimator DNNRegressor LinearClassifier LinearEstimator LinearRegressor'
    ),
    'tf1_ref.compat.restored.learn.canned.heads': (
        'Head no_op_train_fn regression_head head.Head head.no_op_train_fn head.regression_head'
    ),
    'tf1_ref.compat.restored.learn.canned.logistic': 'LogisticRegressor',
    'tf1_ref.compat.restored.learn.canned.more_heads': (
        'binary_svm_head multi_head multi_label_head poisson_regression_head '
        'head.binary_svm_head head.loss_only_head head.multi_head head.multi_label_head head.poisson_regression_head'
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
CANNED = 'tf.estimator took its place, with columns of tf.feature_column'
LOOPS = '1.15 had deprecated it for sessions that are monitored'
QUEUES = 'it read by queues, before there was tf.data'
MADE_UP = ("its made-up data are nowhere else; scikit-learn's are made alike", 'sklearn.datasets.make_circles')
FRAMES = 'TensorFlow 2 knows nothing of frames'
RECORDS = (QUEUES, 'tf.data.TFRecordDataset')
FEATURES = (QUEUES, 'tf.data.experimental.make_batched_features_dataset')
REFUSED = {
    'DNNLinearCombinedEstimator': (
        CANNED,
        'tf.estimator.DNNLinearCombinedClassifier or tf.estimator.DNNLinearCombinedRegressor',
    ),
    'DynamicRnnEstimator': (
        'nothing in TensorFlow took it over',
        'tf.nn.dynamic_rnn in the model function of a tf.estimator.Estimator',
    ),
    'InputFnOps': ('tf.estimator exports by another class', 'tf.estimator.export.ServingInputReceiver'),
    'KMeansClustering': (CANNED, 'tf.estimator.experimental.KMeans'),
    'SVM': ('nothing in TensorFlow took it over', 'sklearn.svm.LinearSVC'),
    'build_parsing_serving_input_fn': (
        'tf.estimator exports by another class',
        'tf.estimator.export.build_parsing_serving_input_receiver_fn',
    ),
    'evaluate': (LOOPS, 'tf.contrib.training.evaluate_once'),
    'extract_dask_data': (FRAMES, 'data.compute().values'),
    'extract_dask_labels': (FRAMES, 'labels.compute().values'),
    'extract_pandas_data': (FRAMES, "data.values.astype('float')"),
    'extract_pandas_labels': (FRAMES, 'labels.values'),
    'extract_pandas_matrix': (FRAMES, 'data.values'),
    'graph_actions': (LOOPS, 'tf.train.MonitoredTrainingSession'),
    'infer': (LOOPS, 'tf.train.MonitoredTrainingSession'),
    'io': (QUEUES, 'tf.estimator.inputs.numpy_input_fn'),
    'make_export_strategy': ('tf.estimator exports by another class', 'tf.estimator.FinalExporter'),
    'models': ('its models were one function of tf.layers each', 'tf.layers.dense'),
    'ops': ('its ops were one function of tf.nn each', 'tf.nn.embedding_lookup'),
    'read_batch_examples': RECORDS,
    'read_batch_features': FEATURES,
    'read_batch_record_features': FEATURES,
    'read_keyed_batch_examples': RECORDS,
    'read_keyed_batch_examples_shared_queue': RECORDS,
    'read_keyed_batch_features': FEATURES,
    'read_keyed_batch_features_shared_queue': FEATURES,
    'run_feeds': (LOOPS, 'tf.train.MonitoredTrainingSession'),
    'run_n': (LOOPS, 'tf.train.MonitoredTrainingSession'),
    'train': (LOOPS, 'tf.train.MonitoredTrainingSession'),
    'utils': ('tf.estimator exports by another class', 'tf.estimator.FinalExporter'),
    'monitors.ExportMonitor': ('it exported in a format that no TensorFlow 2 reads', 'tf.estimator.LatestExporter'),
    'monitors.GraphDump': ('no session tells the values of all its tensors any more', 'tf.train.LoggingTensorHook'),
    'datasets.SYNTHETIC': MADE_UP,
    'datasets.make_dataset': MADE_UP,
    'datasets.synthetic': MADE_UP,
    'datasets.text_datasets': ('the host of its data is gone', 'tf.keras.datasets.reuters'),
}

__getattr__, __dir__ = lazy.module('tf.contrib.learn', SUPPORTED, REFUSED, globals())
