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
    'memory_stats',
    'metrics',
    'mixed_precision',
    'nn',
    'opt',
    'predictor',
    'recurrent',
    'rnn',
    'seq2seq',
    'signal',
    'slim',
    'staging',
    'stateless',
    'summary',
    'tensorboard',
    'tfprof',
    'tpu',
    'training',
    'util',
)
LIBRARY = "its ops were in contrib's own library"
# Module of 1.15, its public names: why it is refused, and what to use instead. Every module that is in neither table is
# made of what the table of names says of it.
REFUSED = {
    'bayesflow': ('TensorFlow Probability took its Monte Carlo integrals over', 'tf.reduce_mean(f(samples), 0)'),
    'cloud': (
        "its ops for BigQuery, Bigtable and Google's storage were in contrib's own library",
        'the google-cloud-bigquery or google-cloud-bigtable package, and tf.data.Dataset.from_generator',
    ),
    'constrained_optimization': (
        'it has become a project of its own',
        'the tensorflow-constrained-optimization package, or tf.nn.relu(constraint) as a part of the loss',
    ),
    'copy_graph': ('it copied op by op, which nothing in TensorFlow does', 'tf.import_graph_def'),
    'ffmpeg': (f'{LIBRARY}, and called a program of that name', 'tf.audio.decode_wav, of a file that it has converted'),
    'grid_rnn': ('its cells in several dimensions are not written again', 'tf.nn.rnn_cell.MultiRNNCell'),
    'input_pipeline': (LIBRARY, 'tf.gather(names, tf.mod(counter, tf.size(names)))'),
    'integrate': ('TensorFlow Probability took its integrators over', 'scipy.integrate.odeint'),
    'kernel_methods': (
        "its estimator was contrib.learn's, and nothing took its features over",
        'sklearn.kernel_approximation.RBFSampler',
    ),
    'labeled_tensor': ('nothing in TensorFlow has axes with names', 'the xarray package, for what Session.run returns'),
    'linear_optimizer': ('tf.estimator took its SDCA over', 'tf.estimator.experimental.LinearSDCA'),
    'model_pruning': (
        'it has become the TensorFlow Model Optimization Toolkit',
        'variable.assign(variable * mask) behind each step, or the tensorflow-model-optimization package',
    ),
    'optimizer_v2': ('its optimizers became those of tf.keras', 'the optimizer of the same name in tf.train'),
    'periodic_resample': (LIBRARY, 'tf.depth_to_space'),
    'quantize': (
        'it rewrote graphs for the converter of TensorFlow Lite 1; its successor quantizes Keras models',
        'tf.quantization.fake_quant_with_min_max_vars',
    ),
    'receptive_field': ('it has become a project of its own at Google Research', 'r += (k - 1) * s, layer by layer'),
    'reduce_slice_ops': (LIBRARY, 'tf.math.segment_sum'),
    'remote_fused_graph': ("it gave parts of a graph to Qualcomm's Hexagon", 'tf.lite.TFLiteConverter'),
    'resampler': (f'{LIBRARY}; TensorFlow Addons took it over, and ended with TensorFlow 2.15', 'tf.gather_nd'),
    'rpc': (LIBRARY, 'the grpcio package in tf.py_func'),
    'saved_model': ('it was an earlier form of what tf.keras has', 'tf.keras.models.save_model'),
    'solvers': (
        'its solvers by iteration are not written again',
        'tf.linalg.lstsq, or tf.linalg.experimental.conjugate_gradient',
    ),
    'sparsemax': ('TensorFlow Addons took it over, and ended with TensorFlow 2.15', 'tf.nn.softmax'),
    'specs': ('its language for networks is nowhere else', 'tf.layers.dense and the other functions of tf.layers'),
    'stat_summarizer': ("it came with TensorFlow's old C interface", 'tf.profiler.profile, of the RunMetadata'),
    'tensor_forest': (LIBRARY, 'sklearn.ensemble.RandomForestClassifier'),
    'testing': ("it was for TensorFlow's own tests", 'tf.train.summary_iterator'),
}
SUPPORTED = {f'tf1_ref.compat.contrib.{name}': f'{name}=*' for name in MODULES}

__getattr__, __dir__ = lazy.module('tf.contrib', SUPPORTED, REFUSED, globals())
