"""`tf.contrib`: each of its modules is imported when it is first used.

A module of this package that `MODULES` names presents the one of TensorFlow 1.15 of that name. It keeps its public
names in `SUPPORTED`, and in `REFUSED` those of 1.15 that it does not have, with why and what to use instead; neither is
an attribute of the module (`tf1_ref.compat.names.lazy`).
"""

from __future__ import annotations

from tf1_ref.compat.names import lazy

MODULES = (
    'cluster_resolver',
    'compiler',
    'crf',
    'cudnn_rnn',
    'data',
    'deprecated',
    'distribute',
    'distributions',
    'eager',
    'estimator',
    'factorization',
    'feature_column',
    'framework',
    'graph_editor',
    'image',
    'keras',
    'layers',
    'learn',
    'legacy_seq2seq',
    'lookup',
    'losses',
    'metrics',
    'nn',
    'opt',
    'predictor',
    'rnn',
    'seq2seq',
    'signal',
    'slim',
    'staging',
    'stateless',
    'summary',
    'tensorboard',
    'tpu',
    'training',
    'util',
)
WHY = 'it left TensorFlow with contrib'
# Module of 1.15: what to use instead.
SUBSTITUTES = {
    'autograph': 'tf.autograph',
    'batching': 'tf.nondifferentiable_batch_function',
    'bayesflow': 'the tensorflow-probability package',
    'checkpoint': 'tf.train.Checkpoint',
    'cloud': 'the google-cloud-bigquery package',
    'constrained_optimization': 'the tensorflow-constrained-optimization package',
    'copy_graph': 'tf.import_graph_def',
    'ffmpeg': 'tf.audio.decode_wav',
    'grid_rnn': 'tf.nn.rnn_cell.LSTMCell',
    'input_pipeline': 'tf.data',
    'integrate': 'scipy.integrate.odeint',
    'kernel_methods': 'sklearn.kernel_approximation',
    'labeled_tensor': 'the xarray package',
    'linear_optimizer': 'tf.train.FtrlOptimizer',
    'memory_stats': 'tf.config.experimental.get_memory_info',
    'mixed_precision': 'tf.train.experimental.enable_mixed_precision_graph_rewrite',
    'model_pruning': 'the tensorflow-model-optimization package',
    'optimizer_v2': 'tf.train',
    'periodic_resample': 'tf.nn.depth_to_space',
    'proto': 'tf.io.decode_proto',
    'quantization': 'tf.quantization',
    'quantize': 'tf.quantization',
    'receptive_field': '',
    'recurrent': 'tf.while_loop',
    'reduce_slice_ops': 'tf.math.segment_sum',
    'remote_fused_graph': '',
    'resampler': 'the tensorflow-addons package',
    'rpc': 'tf.distribute',
    'saved_model': 'tf.keras.models.save_model',
    'solvers': 'tf.linalg',
    'sparsemax': 'the tensorflow-addons package',
    'specs': 'tf.layers',
    'stat_summarizer': 'tf.profiler',
    'tensor_forest': 'sklearn.ensemble.RandomForestClassifier',
    'testing': 'tf.test',
    'tfprof': 'tf.profiler',
    'timeseries': 'the statsmodels package',
}
SUPPORTED = {f'tf1_ref.compat.contrib.{name}': f'{name}=*' for name in MODULES}
REFUSED = {name: (WHY, substitute) for name, substitute in SUBSTITUTES.items()}

__getattr__, __dir__ = lazy.module('tf.contrib', SUPPORTED, REFUSED, globals())
