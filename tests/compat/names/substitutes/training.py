"""Substitutes that train: optimizers, cells and layers, Keras, savers, sessions and their hooks, devices."""

from __future__ import annotations

CELLS = {
    f'tf.{name}': f"""
outputs, _ = tf.nn.dynamic_rnn(tf.{name}(5), tf.ones([2, 3, 4]), dtype=tf.float32)
run(outputs).shape == (2, 3, 5)"""
    for name in (
        'nn.rnn_cell.LSTMCell',
        'nn.rnn_cell.BasicRNNCell',
    )
}
WORKERS = """
server = tf.train.Server({'worker': ['localhost:0']}, start=False)
server.server_def.job_name == 'worker'"""
HOOK = """
x = tf.constant(2.0, name='x')
hook = tf.train.LoggingTensorHook({'x': 'x:0'}, every_n_iter=1)
with tf.train.MonitoredTrainingSession(hooks=[hook]) as sess:
    found = sess.run(x)
found == 2"""
PROGRAMS = {
    'tf.train.AdamOptimizer': 'train(tf.train.AdamOptimizer(0.1))',
    **CELLS,
    'tf.contrib.opt.LazyAdamOptimizer': 'train(tf.contrib.opt.LazyAdamOptimizer(0.1))',
    'the optimizer of the same name in tf.train': """
made = [tf.train.AdadeltaOptimizer(0.1), tf.train.AdagradOptimizer(0.1), tf.train.AdamOptimizer(0.1),
        tf.train.GradientDescentOptimizer(0.1), tf.train.MomentumOptimizer(0.1, 0.9), tf.train.RMSPropOptimizer(0.1)]
all(train(optimizer) for optimizer in made)""",
    'tf.train.SyncReplicasOptimizer': """
optimizer = tf.train.SyncReplicasOptimizer(tf.train.GradientDescentOptimizer(0.1), 3)
step = optimizer.minimize(tf.get_variable('w', initializer=3.0), tf.train.get_or_create_global_step())
optimizer.make_session_run_hook(is_chief=True) is not None""",
    'tf.train.linear_cosine_decay': 'abs(run(tf.train.linear_cosine_decay(0.1, 0, 10)) - 0.1) < 1e-3',
    'tf.train.noisy_linear_cosine_decay': 'run(tf.train.noisy_linear_cosine_decay(0.1, 0, 10)) > 0',
    'tf.nn.rnn_cell.MultiRNNCell': """
cell = tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.LSTMCell(5), tf.nn.rnn_cell.LSTMCell(7)])
run(tf.nn.dynamic_rnn(cell, tf.ones([2, 3, 4]), dtype=tf.float32)[0]).shape == (2, 3, 7)""",
    'tf.nn.dynamic_rnn': """
run(tf.nn.dynamic_rnn(tf.nn.rnn_cell.LSTMCell(5), tf.ones([2, 3, 4]), dtype=tf.float32)[0]).shape == (2, 3, 5)""",
    'tf.nn.rnn_cell.LSTMCell(units, use_peepholes=True)': """
cell = tf.nn.rnn_cell.LSTMCell(5, use_peepholes=True)
run(tf.nn.dynamic_rnn(cell, tf.ones([2, 3, 4]), dtype=tf.float32)[0]).shape == (2, 3, 5)""",
    'tf.contrib.rnn.LSTMBlockFusedCell': """
run(tf.contrib.rnn.LSTMBlockFusedCell(5)(tf.ones([3, 2, 4]), dtype=tf.float32)[0]).shape == (3, 2, 5)""",
    'tf.layers.dense': 'run(tf.layers.dense(tf.ones([2, 3]), 5)).shape == (2, 5)',
    'tf.layers.dense and the other functions of tf.layers': """
run(tf.layers.dense(tf.layers.flatten(tf.layers.conv2d(tf.ones([2, 4, 4, 1]), 3, 1)), 5)).shape == (2, 5)""",
    'tf.contrib.layers.conv2d and what else tf.contrib.layers has': """
run(tf.contrib.layers.flatten(tf.contrib.layers.conv2d(tf.ones([2, 4, 4, 1]), 3, 1))).shape == (2, 48)""",
    # Keras.
    'tf.keras': 'tf.keras.models.Sequential([tf.keras.layers.Dense(5, input_shape=[3])]).output_shape == (None, 5)',
    'tf.keras.layers.Dense and what else tf.keras has': """
tf.keras.models.Sequential([tf.keras.layers.Dense(5, input_shape=[3])]).output_shape == (None, 5)""",
    'tf.keras.layers.AlphaDropout': 'run(tf.keras.layers.AlphaDropout(0.5)(tf.ones([2, 3]), training=True)).size == 6',
    'tf.keras.models.save_model': """
model = tf.keras.models.Sequential([tf.keras.layers.Dense(5, input_shape=[3])])
tf.keras.models.save_model(model, path('model.h5'))
tf.keras.models.load_model(path('model.h5')).output_shape == (None, 5)""",
    'tf.keras.mixed_precision.LossScaleOptimizer': """
tf.keras.mixed_precision.LossScaleOptimizer(tf.keras.optimizers.SGD(0.1)).initial_scale > 1""",
    'tf.keras.datasets.reuters': 'callable(tf.keras.datasets.reuters.load_data)',
    'tf.keras.experimental.SequenceFeatures': """
column = tf.feature_column.sequence_numeric_column('x')
tf.keras.experimental.SequenceFeatures([column]).name.startswith('sequence_features')""",
    'model.fit(use_multiprocessing=False)': """
model = tf.keras.models.Sequential([tf.keras.layers.Dense(1, input_shape=[3])])
model.compile('sgd', 'mse')
model.fit(np.ones([2, 3]), np.ones([2, 1]), verbose=0, use_multiprocessing=False).epoch == [0]""",
    'the predict method of the model itself': """
model = tf.keras.models.Sequential([tf.keras.layers.Dense(1, input_shape=[3])])
model.predict(np.ones([2, 3])).shape == (2, 1)""",
    "h5py.File(path)['name'][:]": """
import h5py
with h5py.File(path('table.h5'), 'w') as file:
    file['name'] = np.arange(3)
with h5py.File(path('table.h5'), 'r') as file:
    found = file['name'][:]
found.tolist() == [0, 1, 2]""",
    'numpy.flip(kernel, (0, 1)) for each kernel of a convolution': """
np.flip(np.arange(4).reshape(2, 2, 1, 1), (0, 1))[..., 0, 0].tolist() == [[3, 2], [1, 0]]""",
    # Sessions, checkpoints and summaries.
    'tf.train.MonitoredTrainingSession': HOOK,
    'tf.train.LoggingTensorHook': HOOK,
    'tf.contrib.training.evaluate_once': """
v = tf.get_variable('v', initializer=2.0)
tf.train.create_global_step()
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    saved = tf.train.Saver().save(sess, path('model'))
tf.contrib.training.evaluate_once(saved, eval_ops=[v], final_ops=v,
                                  hooks=[tf.contrib.training.StopAfterNEvalsHook(1)]) == 2""",
    'tf.train.QueueRunner': """
queue = tf.FIFOQueue(3, tf.int32)
tf.train.QueueRunner(queue, [queue.enqueue(1)]).queue is queue""",
    'tf.train.Saver': """
tf.get_variable('v', initializer=1.0)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    saved = tf.train.Saver().save(sess, path('model'))
saved == path('model')""",
    'tf.train.Checkpoint(**objects)': """
objects = {'v': tf.Variable(1.0)}
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    saved = tf.train.Checkpoint(**objects).save(path('model'), sess)
saved.startswith(path('model'))""",
    'tf.train.list_variables': """
tf.get_variable('v', initializer=1.0)
tf.train.list_variables(save()) == [('v', [])]""",
    'tf.train.load_variable, whose rows NumPy puts into another order': """
tf.get_variable('v', initializer=[[1.0], [2.0]])
tf.train.load_variable(save(), 'v')[[1, 0]].tolist() == [[2], [1]]""",
    'tf.train.NewCheckpointReader and the rest of the public API': """
tf.get_variable('v', initializer=1.0)
tf.train.NewCheckpointReader(save()).get_variable_to_shape_map() == {'v': []}""",
    'tf.saved_model.simple_save': """
x, v = tf.placeholder(tf.float32, [3]), tf.get_variable('v', initializer=1.0)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    tf.saved_model.simple_save(sess, path('saved'), {'x': x}, {'y': x + v})
tf.saved_model.contains_saved_model(path('saved'))""",
    'tf.saved_model.load': """
x, v = tf.placeholder(tf.float32, [3]), tf.get_variable('v', initializer=1.0)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    tf.saved_model.simple_save(sess, path('saved'), {'x': x}, {'y': x + v})
with tf.Graph().as_default(), tf.Session() as sess:
    found = tf.saved_model.load(sess, ['serve'], path('saved'))
'serving_default' in found.signature_def""",
    'tf.train.summary_iterator': """
with tf.summary.FileWriter(path('events')) as writer:
    writer.add_summary(tf.Summary(value=[tf.Summary.Value(tag='x', simple_value=3.0)]))
import glob
[v.simple_value for e in tf.train.summary_iterator(glob.glob(path('events/*'))[0]) for v in e.summary.value] == [3]""",
    'tf.contrib.summary.create_file_writer': "tf.contrib.summary.create_file_writer(path('events')) is not None",
    'tf.profiler.profile': """
tf.get_variable('v', [3])
tf.profiler.profile(tf.get_default_graph(), options=quiet_profile()).total_parameters == 3""",
    'tf.profiler.profile, of the RunMetadata': """
metadata = tf.RunMetadata()
with tf.Session() as sess:
    sess.run(tf.constant(1.0), options=tf.RunOptions(trace_level=tf.RunOptions.FULL_TRACE), run_metadata=metadata)
tf.profiler.profile(tf.get_default_graph(), metadata, options=quiet_profile()) is not None""",
    'tf.profiler.Profiler': """
tf.get_variable('v', [3])
tf.profiler.Profiler(tf.get_default_graph()).profile_name_scope(quiet_profile()).total_parameters == 3""",
    'tf.contrib.eager.Saver': """
# It is for eager execution, which cannot be turned on here.
fails(RuntimeError, tf.contrib.eager.Saver, [tf.get_variable('v', [3])])""",
    # Machines and devices: what needs more of them than there are here is only made, or only there.
    'tf.train.Server': WORKERS,
    'tf.config.experimental.list_logical_devices': "tf.config.experimental.list_logical_devices('CPU') != []",
    'tf.distribute.experimental.MultiWorkerMirroredStrategy': """
tf.distribute.experimental.MultiWorkerMirroredStrategy().num_replicas_in_sync == 1""",
    **{
        f'tf.{name}': f'callable(tf.{name.partition(",")[0]})'
        for name in (
            'distribute.experimental.ParameterServerStrategy',
            'distribute.experimental.TPUStrategy',
            'tpu.experimental.DeviceAssignment',
            'tpu.experimental.DeviceAssignment.build',
            'tpu.experimental.initialize_tpu_system',
            'tpu.experimental.initialize_tpu_system, which returns one',
        )
    },
    'tf.tpu.experimental.embedding.Adagrad': 'tf.tpu.experimental.embedding.Adagrad(0.1).learning_rate == 0.1',
    'tf.tpu.experimental.embedding.Adam': 'tf.tpu.experimental.embedding.Adam(0.1).learning_rate == 0.1',
    'tf.tpu.experimental.embedding.SGD': 'tf.tpu.experimental.embedding.SGD(0.1).learning_rate == 0.1',
    **{
        f'tf.raw_ops.{name}': f'callable(tf.raw_ops.{name})'
        for direction in ('Load', 'Retrieve')
        for slots in ('ADAM', 'Adadelta', 'Adagrad', 'FTRL', 'Momentum', 'ProximalAdagrad', 'RMSProp')
        for name in [f'{direction}TPUEmbedding{slots}Parameters']
    },
    'tensorflow.python.compiler.tensorrt.trt_convert, on a machine that has it': """
import importlib.util
importlib.util.find_spec('tensorflow.python.compiler.tensorrt.trt_convert') is not None""",
    'tf.lite.TFLiteConverter': """
v = tf.get_variable('v', initializer=1.0)
x = tf.placeholder(tf.float32, [3], name='x')
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    flat = tf.lite.TFLiteConverter.from_session(sess, [x], [tf.add(x, v)]).convert()
len(flat) > 100""",
    'tf.load_op_library': 'fails(tf.errors.NotFoundError, tf.load_op_library, path("none.so"))',
}
