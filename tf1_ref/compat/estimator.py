"""`tf.estimator`: the version 1 side of the last tensorflow-estimator."""

from __future__ import annotations

from tf1_ref.compat.libraries import estimator as library
from tf1_ref.compat.names import lazy

TREES = ('TensorFlow 2.16 dropped the kernels of boosted trees', 'sklearn.ensemble.HistGradientBoostingClassifier')
SUPPORTED = {
    'tensorflow_estimator._api.v1.estimator': (
        'BaselineClassifier BaselineEstimator BaselineRegressor BestExporter BinaryClassHead CheckpointSaverHook '
        'CheckpointSaverListener DNNClassifier DNNEstimator DNNLinearCombinedClassifier DNNLinearCombinedEstimator '
        'DNNLinearCombinedRegressor DNNRegressor Estimator EstimatorSpec EvalSpec Exporter FeedFnHook FinalExporter '
        'FinalOpsHook GlobalStepWaiterHook Head LatestExporter LinearClassifier LinearEstimator LinearRegressor '
        'LoggingTensorHook LogisticRegressionHead ModeKeys MultiClassHead MultiHead MultiLabelHead '
        'NanLossDuringTrainingError NanTensorHook PoissonRegressionHead ProfilerHook RegressionHead RunConfig '
        'SecondOrStepTimer SessionRunArgs SessionRunContext SessionRunHook SessionRunValues StepCounterHook '
        'StopAtStepHook SummarySaverHook TrainSpec VocabInfo WarmStartSettings add_metrics '
        'classifier_parse_example_spec experimental export inputs regressor_parse_example_spec tpu '
        'train_and_evaluate'
    ),
}
REFUSED = {
    'BoostedTreesClassifier': TREES,
    'BoostedTreesEstimator': TREES,
    'BoostedTreesRegressor': (TREES[0], 'sklearn.ensemble.HistGradientBoostingRegressor'),
}

__getattr__, __dir__ = lazy.module('tf.estimator', SUPPORTED, REFUSED, globals(), tensorflow_estimator=library.module)
