"""Why names of TensorFlow 1.15.5 are refused, and what to use instead: those that no face says. By hand.

Each is `(why, what to use instead)`; what to use was run, see `tests.compat.names.substitutes`.
"""

from __future__ import annotations

LIBRARY = "its ops were in contrib's own library"
CANNED = 'sklearn.ensemble.HistGradientBoostingClassifier'
SWIG = "TensorFlow's own C interface; it has changed with every version"
STATISTICS = ('TensorFlow 2 has dropped the statistics of data sets', 'tf.timestamp() in tf.data.Dataset.map')
CONVERTER = 'TensorFlow Lite converts by MLIR since 2.0'
HINTS = "it left hints for 1.15's converter to TensorFlow Lite"
SLOTS = 'it has become a class of tf.tpu.experimental.embedding'
RECORDED = 'it was recorded by strategies of 1.15; they count replicas otherwise today'

# Public names that no TensorFlow since 2.16 has, and that are no part of contrib.
PUBLIC = {
    'config.experimental_list_devices': (
        'it has become a part of tf.config.experimental',
        'tf.config.experimental.list_logical_devices',
    ),
    'data.experimental.CheckpointInputPipelineHook': (
        "it saved the iterator of 1.15's Estimator apart from the model",
        'tf.data.experimental.make_saveable_from_iterator',
    ),
    'data.experimental.MapVectorizationOptions': (
        'TensorFlow 2 vectorizes no functions of tf.data by itself',
        'tf.data.Dataset.batch before tf.data.Dataset.map',
    ),
    'data.experimental.StatsAggregator': STATISTICS,
    'data.experimental.StatsOptions': STATISTICS,
    'data.experimental.bytes_produced_stats': STATISTICS,
    'data.experimental.latency_stats': STATISTICS,
    'lite.experimental.get_potentially_supported_ops': (CONVERTER, 'tf.lite.TFLiteConverter'),
    'lite.experimental.nn.TFLiteLSTMCell': (HINTS, 'tf.nn.rnn_cell.LSTMCell'),
    'lite.experimental.nn.TfLiteRNNCell': (HINTS, 'tf.nn.rnn_cell.BasicRNNCell'),
    'lite.experimental.nn.dynamic_rnn': (HINTS, 'tf.nn.dynamic_rnn'),
    'raw_ops.CompareAndBitpack': (
        'TensorFlow 2.16 has dropped this op',
        'numpy.packbits(x > threshold, -1) in tf.py_func',
    ),
    **{
        f'raw_ops.{direction}TPUEmbedding{name}ParametersGradAccumDebug': (
            'TensorFlow 2 keeps the gradients of a TPU with the parameters',
            f'tf.raw_ops.{direction}TPUEmbedding{name}Parameters',
        )
        for direction in ('Load', 'Retrieve')
        for name in ('ADAM', 'Adadelta', 'Adagrad', 'FTRL', 'Momentum', 'ProximalAdagrad', 'RMSProp')
    },
    'tpu.experimental.AdagradParameters': (SLOTS, 'tf.tpu.experimental.embedding.Adagrad'),
    'tpu.experimental.AdamParameters': (SLOTS, 'tf.tpu.experimental.embedding.Adam'),
    'tpu.experimental.StochasticGradientDescentParameters': (SLOTS, 'tf.tpu.experimental.embedding.SGD'),
}
# Beginnings of names of other modules. What is not listed has the reason of the public name that it implements, or one
# by what it is (`tf1_ref.compat.names.table`).
BEGINNINGS = {
    'contrib.bigtable': (LIBRARY, 'the google-cloud-bigtable package, and tf.data.Dataset.from_generator'),
    'contrib.boosted_trees': (LIBRARY, 'sklearn.ensemble.HistGradientBoostingClassifier'),
    'contrib.checkpoint.NumpyState': ('tf.train.Checkpoint takes no arrays by themselves', 'tf.Variable of the array'),
    'contrib.checkpoint.UniqueNameTracker': ('a dictionary does the same', 'tf.train.Checkpoint(**objects)'),
    'contrib.checkpoint.dot_graph_from_checkpoint': (
        'nothing in TensorFlow took it over',
        'tf.train.list_variables',
    ),
    'contrib.checkpoint.split_dependency': ('nothing in TensorFlow took it over', 'tf.train.Saver'),
    'contrib.cmake': ("it was a part of TensorFlow's own build", ''),
    'contrib.decision_trees': (
        "its messages described the models of contrib's trees",
        'sklearn.ensemble.RandomForestClassifier',
    ),
    'contrib.fused_conv': (f'{LIBRARY}, and for a GPU', 'tf.nn.relu(tf.nn.bias_add(tf.nn.conv2d(x, w, 1, "SAME"), b))'),
    'contrib.hadoop': (LIBRARY, 'tf.data.Dataset.from_generator'),
    'contrib.ignite': (LIBRARY, 'the pyignite package, and tf.data.Dataset.from_generator'),
    'contrib.image.python.ops.distort_image_ops': (
        "its kernels were in contrib's own library",
        'tf.image.random_hue, tf.image.random_saturation and tf.image.random_brightness',
    ),
    'contrib.kafka': (LIBRARY, 'the kafka-python package, and tf.data.Dataset.from_generator'),
    'contrib.kinesis': (LIBRARY, 'the boto3 package, and tf.data.Dataset.from_generator'),
    'contrib.libsvm': (LIBRARY, 'sklearn.datasets.load_svmlight_file'),
    'contrib.meta_graph_transform': (
        'TensorFlow 2 has dropped the transforms that it called',
        'tf.graph_util.extract_sub_graph',
    ),
    'contrib.nearest_neighbor': (LIBRARY, 'sklearn.neighbors.NearestNeighbors'),
    'contrib.session_bundle': ('it was for serving before there was SavedModel', 'tf.saved_model.simple_save'),
    'contrib.tensorrt': (
        'it needs TensorRT, which is in no wheel for the CPU',
        'tensorflow.python.compiler.tensorrt.trt_convert, on a machine that has it',
    ),
    'contrib.text': (LIBRARY, 'tf.keras.preprocessing.sequence.skipgrams(words, size, seed=1)'),
    'contrib.timeseries': ('nothing in TensorFlow took this model over', 'the statsmodels package'),
    'lite.python': (CONVERTER, 'tf.lite.TFLiteConverter'),
    'lite.toco': (CONVERTER, 'tf.lite.TFLiteConverter'),
    'python.estimator': ('the last tensorflow-estimator has dropped it', 'tf.estimator.Estimator'),
    'python.framework.common_shapes': (
        'every op has the function of its shape in C++ since 2.0',
        'tensor.get_shape() of what the op gives',
    ),
    'python.keras': ('tf_keras has dropped it', 'tf.keras.layers.Dense and what else tf.keras has'),
    'python.ops.boosted_trees_ops': ('TensorFlow 2.16 dropped the kernels of boosted trees', CANNED),
    'python.ops.gen_boosted_trees_ops': ('TensorFlow 2.16 dropped the kernels of boosted trees', CANNED),
    'python.ops.gen_tensor_forest_ops': (
        'TensorFlow 2.16 dropped the kernels of tensor forests',
        'sklearn.ensemble.RandomForestClassifier',
    ),
    'python.ops.gen_tpu_ops': ('TensorFlow has dropped this op for TPUs', 'tf.distribute.experimental.TPUStrategy'),
    'python.profiler.profile_context': (
        'it listened to sessions, which are made otherwise today',
        'tf.profiler.Profiler',
    ),
    'python.pywrap_dlopen_global_flags': (SWIG, ''),
    'python.pywrap_tensorflow': (SWIG, 'tf.train.NewCheckpointReader and the rest of the public API'),
    'python.tpu.tpu_embedding': ('TensorFlow 2 has its successor', 'tf.tpu.experimental.embedding.Adagrad'),
    'tools.docs': ("TensorFlow's documentation is made by another package", 'the tensorflow-docs package'),
    'tools.graph_transforms': (
        'TensorFlow 2 has dropped its transforms of graphs',
        'tf.graph_util.remove_training_nodes',
    ),
}
