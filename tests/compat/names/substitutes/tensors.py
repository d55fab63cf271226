"""Substitutes that compute: functions of tensors, tables, data sets and images."""

from __future__ import annotations

PROGRAMS = {
    'tf.reduce_mean(f(samples), 0)': 'run(tf.reduce_mean(tf.square(tf.constant([1.0, 3.0])), 0)) == 5',
    'tf.nn.relu(constraint) as a part of the loss': 'run(tf.nn.relu(tf.constant([-1.0, 2.0]))).tolist() == [0, 2]',
    'tf.import_graph_def': """
with tf.Graph().as_default() as old:
    tf.constant(3.0, name='three')
with tf.Graph().as_default():
    (three,) = tf.import_graph_def(old.as_graph_def(), return_elements=['three:0'])
    found = run(three)
found == 3""",
    'tf.audio.decode_wav, of a file that it has converted': """
wav = tf.audio.encode_wav(tf.constant([[0.5], [-0.5]]), 8000)
audio, rate = run(tf.audio.decode_wav(wav))
audio.shape == (2, 1) and rate == 8000""",
    'tf.gather(names, tf.mod(counter, tf.size(names)))': """
names, counter = tf.constant(['a', 'b']), tf.constant(3)
run(tf.gather(names, tf.mod(counter, tf.size(names)))) == b'b'""",
    'variable.assign(variable * mask) behind each step': """
variable, mask = tf.get_variable('v', initializer=[1.0, 2.0]), tf.constant([0.0, 1.0])
run(variable.assign(variable * mask)).tolist() == [0, 2]""",
    'tf.depth_to_space': 'run(tf.depth_to_space(tf.zeros([1, 2, 2, 4]), 2)).shape == (1, 4, 4, 1)',
    'tf.quantization.fake_quant_with_min_max_vars': """
run(tf.quantization.fake_quant_with_min_max_vars(tf.constant([0.4, 9.0]), 0.0, 1.0))[1] == 1""",
    'r += (k - 1) * s, layer by layer': """
r, s = 1, 1
for k, stride in [(3, 1), (3, 2), (3, 1)]:
    r += (k - 1) * s
    s *= stride
(r, s) == (9, 2)""",
    'tf.math.segment_sum': 'run(tf.math.segment_sum([1.0, 2.0, 3.0], [0, 0, 1])).tolist() == [3, 3]',
    'tf.gather_nd': 'run(tf.gather_nd([[1.0, 2.0], [3.0, 4.0]], [[1, 0]])).tolist() == [3]',
    'tf.linalg.lstsq': 'run(tf.linalg.lstsq(tf.eye(2), [[1.0], [2.0]])).round(3).tolist() == [[1], [2]]',
    'tf.linalg.experimental.conjugate_gradient': """
operator = tf.linalg.LinearOperatorFullMatrix(tf.eye(2), is_self_adjoint=True, is_positive_definite=True)
run(tf.linalg.experimental.conjugate_gradient(operator, tf.constant([1.0, 2.0])).x).tolist() == [1, 2]""",
    'tf.nn.softmax': 'run(tf.reduce_sum(tf.nn.softmax([1.0, 2.0]))).round(5) == 1',
    'tf.debugging.check_numerics': """
fails(tf.errors.InvalidArgumentError, run, tf.debugging.check_numerics(tf.constant(float('nan')), 'x'))""",
    'tf.print': 'run(tf.print(tf.constant(1.0), output_stream="file://" + path("printed"))) is None',
    'tf.graph_util.extract_sub_graph': """
graph = tf.Graph()
with graph.as_default():
    tf.square(tf.constant(2.0, name='two'), name='four')
    tf.constant(1.0, name='one')
len(tf.graph_util.extract_sub_graph(graph.as_graph_def(), ['four']).node) == 2""",
    'tf.graph_util.remove_training_nodes': """
with tf.Graph().as_default() as graph:
    tf.identity(tf.constant(2.0, name='two'), name='same')
len(tf.graph_util.remove_training_nodes(graph.as_graph_def(), ['same']).node) >= 1""",
    'tf.py_func, and tf.nest.flatten around it': """
given = {'a': tf.constant(1.0), 'b': (tf.constant(2.0), tf.constant(3.0))}
run(tf.py_func(lambda *all: np.float32(sum(all)), tf.nest.flatten(given), tf.float32)) == 6""",
    'tf.zeros_initializer': "run(tf.get_variable('v', [2], initializer=tf.zeros_initializer())).tolist() == [0, 0]",
    'tf.nn.sampled_softmax_loss': """
w, b = tf.ones([11, 3]), tf.zeros([11])
run(tf.nn.sampled_softmax_loss(w, b, tf.constant([[1], [2]]), tf.ones([2, 3]), 5, 11)).shape == (2,)""",
    'tf.nn.conv1d_transpose': """
run(tf.nn.conv1d_transpose(tf.ones([1, 3, 2]), tf.ones([2, 5, 2]), [1, 6, 5], 2)).shape == (1, 6, 5)""",
    'alpha * tf.nn.softplus(x / alpha)': """
alpha, x = 2.0, tf.constant([0.0])
run(alpha * tf.nn.softplus(x / alpha)).round(3).tolist() == [np.float32(2 * np.log(2)).round(3)]""",
    'tf.lookup.StaticHashTable': """
table = tf.lookup.StaticHashTable(tf.lookup.KeyValueTensorInitializer(['a'], [7]), -1)
run(table.lookup(tf.constant(['a', 'b']))).tolist() == [7, -1]""",
    'tf.lookup.experimental.DenseHashTable': """
table = tf.lookup.experimental.DenseHashTable(tf.int64, tf.int64, -1, 0, -2)
with tf.control_dependencies([table.insert(tf.constant([1], tf.int64), tf.constant([7], tf.int64))]):
    found = run(table.lookup(tf.constant([1, 2], tf.int64)))
found.tolist() == [7, -1]""",
    'tf.nn.embedding_lookup': 'run(tf.nn.embedding_lookup(tf.eye(3), [2])).tolist() == [[0, 0, 1]]',
    'tf.xla.experimental.compile': 'run(tf.xla.experimental.compile(lambda x: x + 1, [tf.constant(1.0)])[0]) == 2',
    'tf.losses.sparse_softmax_cross_entropy': """
run(tf.losses.sparse_softmax_cross_entropy([0], [[0.0, 0.0]])).round(4) == np.float32(np.log(2)).round(4)""",
    'tf.losses.mean_squared_error': 'run(tf.losses.mean_squared_error([1.0], [3.0])) == 4',
    'tensor.get_shape() of what the op gives': """
tensor = tf.matmul(tf.zeros([3, 2]), tf.zeros([2, 5]))
tensor.get_shape().as_list() == [3, 5]""",
    'tf.nn.relu(tf.nn.bias_add(tf.nn.conv2d(x, w, 1, "SAME"), b))': """
x, w, b = tf.ones([1, 4, 4, 2]), tf.ones([3, 3, 2, 5]), tf.ones([5])
run(tf.nn.relu(tf.nn.bias_add(tf.nn.conv2d(x, w, 1, "SAME"), b))).shape == (1, 4, 4, 5)""",
    'tf.image.random_hue, tf.image.random_saturation and tf.image.random_brightness': """
image = tf.image.random_saturation(tf.image.random_hue(tf.ones([4, 4, 3]), 0.1), 0.5, 1.5)
run(tf.image.random_brightness(image, 0.1)).shape == (4, 4, 3)""",
    'tf.Variable of the array': 'run(tf.Variable(np.eye(2))).tolist() == [[1, 0], [0, 1]]',
    'tf.keras.preprocessing.sequence.skipgrams(words, size, seed=1)': """
words, size = [1, 2, 3], 5
pairs, labels = tf.keras.preprocessing.sequence.skipgrams(words, size, seed=1)
len(pairs) == len(labels) > 0""",
    # Of other libraries within a graph.
    'numpy.packbits(x > threshold, -1) in tf.py_func': """
x, threshold = tf.constant([[1.0, 0.0, 3.0, 0.0, 0.0, 0.0, 0.0, 2.0]]), 0.5
run(tf.py_func(lambda x: np.packbits(x > threshold, -1), [x], tf.uint8)).tolist() == [[0b10100001]]""",
    # Data sets.
    'tf.data.experimental.make_saveable_from_iterator': """
iterator = tf.data.make_one_shot_iterator(tf.data.Dataset.range(3))
tf.data.experimental.make_saveable_from_iterator(iterator).name is not None""",
    'tf.data.Dataset.from_generator': """
dataset = tf.data.Dataset.from_generator(lambda: iter([3, 5]), tf.int64)
run(tf.data.make_one_shot_iterator(dataset).get_next()) == 3""",
    'tf.data.experimental.make_batched_features_dataset': """
write_examples('records')
features = {'x': tf.FixedLenFeature([], tf.int64)}
dataset = tf.data.experimental.make_batched_features_dataset(path('records'), 2, features, shuffle=False)
run(tf.data.make_one_shot_iterator(dataset).get_next())['x'].tolist() == [0, 1]""",
    'tf.data.TFRecordDataset': """
write_examples('records')
run(tf.data.make_one_shot_iterator(tf.data.TFRecordDataset(path('records'))).get_next())[:1] == b'\\n'""",
    'tf.data.experimental.rejection_resample': """
dataset = tf.data.Dataset.range(64).apply(
    tf.data.experimental.rejection_resample(lambda x: tf.cast(x % 2, tf.int32), [0.1, 0.9], [0.5, 0.5]))
len(run(tf.data.make_one_shot_iterator(dataset).get_next())) == 2""",
    'dataset.padded_batch, and the state from one Session.run to the next': """
dataset = tf.data.Dataset.range(1, 3).map(lambda n: tf.ones([n])).padded_batch(2, [None])
cell = tf.nn.rnn_cell.GRUCell(3)
state = tf.placeholder_with_default(np.zeros([2, 3], np.float32), [2, 3])
x = tf.data.make_one_shot_iterator(dataset.repeat()).get_next()
_, last = tf.nn.dynamic_rnn(cell, x[:, :, None], initial_state=state)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    again = sess.run(last, {state: sess.run(last)})
again.shape == (2, 3)""",
    'tf.timestamp() in tf.data.Dataset.map': """
dataset = tf.data.Dataset.range(2).map(lambda x: (x, tf.timestamp()))
run(tf.data.make_one_shot_iterator(dataset).get_next())[1] > 0""",
    'tf.data.Dataset.batch before tf.data.Dataset.map': """
dataset = tf.data.Dataset.range(4).batch(2).map(lambda x: x * 2)
run(tf.data.make_one_shot_iterator(dataset).get_next()).tolist() == [0, 2]""",
}
