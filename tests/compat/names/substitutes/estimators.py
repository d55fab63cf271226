"""Substitutes of `tf.estimator` and `tf.feature_column`."""

from __future__ import annotations

CANNED = {
    f'tf.estimator.{name}': f'estimated(tf.estimator.{name}({arguments}))'
    for name, arguments in {
        'DNNClassifier': '[3], [number()]',
        'DNNRegressor': '[3], [number()]',
        'DNNLinearCombinedClassifier': (
            'linear_feature_columns=[number()], dnn_feature_columns=[number()], dnn_hidden_units=[3]'
        ),
        'DNNLinearCombinedRegressor': (
            'linear_feature_columns=[number()], dnn_feature_columns=[number()], dnn_hidden_units=[3]'
        ),
    }.items()
}
# What an input layer makes of each column's values.
COLUMNS = {
    f'tf.feature_column.{column}': f"""
column = tf.feature_column
made = {expression}
run(column.input_layer({{'x': {values}}}, [made])).shape == {shape}"""
    for column, expression, values, shape in (
        ('bucketized_column', "column.bucketized_column(column.numeric_column('x'), [2])", '[[1.0], [3.0]]', (2, 2)),
        (
            'crossed_column',
            "column.indicator_column(column.crossed_column(['x', 'x'], 5))",
            "[['a'], ['b']]",
            (2, 5),
        ),
        (
            'embedding_column',
            "column.embedding_column(column.categorical_column_with_identity('x', 5), 3)",
            '[[1], [3]]',
            (2, 3),
        ),
        (
            'indicator_column',
            "column.indicator_column(column.categorical_column_with_identity('x', 5))",
            '[[1], [3]]',
            (2, 5),
        ),
        (
            'categorical_column_with_hash_bucket',
            "column.indicator_column(column.categorical_column_with_hash_bucket('x', 5))",
            "[['a'], ['b']]",
            (2, 5),
        ),
        (
            'categorical_column_with_identity',
            "column.indicator_column(column.categorical_column_with_identity('x', 5))",
            '[[1], [3]]',
            (2, 5),
        ),
        (
            'categorical_column_with_vocabulary_list',
            "column.indicator_column(column.categorical_column_with_vocabulary_list('x', ['a', 'b']))",
            "[['a'], ['b']]",
            (2, 2),
        ),
        ('input_layer', "column.numeric_column('x')", '[[1.0], [3.0]]', (2, 1)),
        ('input_layer, which checks them', "column.numeric_column('x')", '[[1.0], [3.0]]', (2, 1)),
    )
}
PROGRAMS = {
    **CANNED,
    **COLUMNS,
    'tf.feature_column.numeric_column and the other columns of tf.feature_column': """
run(tf.feature_column.input_layer({'x': [[1.0]]}, [tf.feature_column.numeric_column('x')])).shape == (1, 1)""",
    'tf.feature_column.categorical_column_with_vocabulary_file': """
write('words', 'a\\nb\\n')
words = tf.feature_column.categorical_column_with_vocabulary_file('x', path('words'))
run(tf.feature_column.input_layer({'x': [['a']]}, [tf.feature_column.indicator_column(words)])).tolist() == [[1, 0]]""",
    'tf.feature_column.crossed_column(hash_key=...)': """
crossed = tf.feature_column.crossed_column(['x', 'y'], 5, hash_key=7)
x = tf.feature_column.input_layer({'x': [['a']], 'y': [['b']]}, [tf.feature_column.indicator_column(crossed)])
run(x).shape == (1, 5)""",
    'tf.feature_column.weighted_categorical_column': """
words = tf.feature_column.categorical_column_with_identity('x', 3)
weighted = tf.feature_column.indicator_column(tf.feature_column.weighted_categorical_column(words, 'w'))
run(tf.feature_column.input_layer({'x': [[1]], 'w': [[0.5]]}, [weighted])).tolist() == [[0, 0.5, 0]]""",
    'tf.feature_column.shared_embedding_columns': """
words = [tf.feature_column.categorical_column_with_identity(name, 5) for name in 'xy']
shared = tf.feature_column.shared_embedding_columns(words, 3)
run(tf.feature_column.input_layer({'x': [[1]], 'y': [[3]]}, shared)).shape == (1, 6)""",
    'tf.feature_column.linear_model': """
run(tf.feature_column.linear_model({'x': [[1.0], [3.0]]}, [tf.feature_column.numeric_column('x')])).shape == (2, 1)""",
    'tf.feature_column.make_parse_example_spec': """
tf.feature_column.make_parse_example_spec([tf.feature_column.numeric_column('x')])['x'].shape == (1,)""",
    'tf.feature_column.make_parse_example_spec and tf.parse_example': """
spec = tf.feature_column.make_parse_example_spec([tf.feature_column.numeric_column('x')])
run(tf.parse_example(tf.constant([example(x=[3.0])]), spec))['x'].tolist() == [[3]]""",
    'tf.feature_column.make_parse_example_spec and tf.io.parse_sequence_example': """
spec = tf.feature_column.make_parse_example_spec([tf.feature_column.numeric_column('x')])
empty = tf.train.SequenceExample(context=tf.train.Example.FromString(example(x=[3.0])).features)
run(tf.io.parse_sequence_example(tf.constant([empty.SerializeToString()]), spec)[0])['x'].tolist() == [[3]]""",
    'tf.feature_column.sequence_numeric_column': "tf.feature_column.sequence_numeric_column('x').name == 'x'",
    'tf.estimator.Estimator': 'estimated(tf.estimator.Estimator(model_of(lambda x: tf.layers.dense(x, 1))))',
    'tf.nn.dynamic_rnn in the model function of a tf.estimator.Estimator': """
cell = lambda: tf.nn.rnn_cell.GRUCell(1)
estimated(tf.estimator.Estimator(model_of(
    lambda x: tf.nn.dynamic_rnn(cell(), x[:, :, None], dtype=tf.float32)[1])))""",
    'tf.estimator.RunConfig(train_distribute=tf.distribute.MirroredStrategy())': """
config = tf.estimator.RunConfig(train_distribute=tf.distribute.MirroredStrategy(['/cpu:0']))
estimated(tf.estimator.Estimator(model_of(lambda x: tf.layers.dense(x, 1)), config=config))""",
    'tf.estimator.WarmStartSettings with tf.estimator.VocabInfo': """
info = tf.estimator.VocabInfo('new', 3, 0, 'old')
tf.estimator.WarmStartSettings('folder', var_name_to_vocab_info={'w': info}).var_name_to_vocab_info['w'] is info""",
    'tf.estimator.experimental.KMeans': """
estimator = tf.estimator.experimental.KMeans(2, feature_columns=[number()])
estimator.train(lambda: {'x': tf.constant([[0.0], [0.1], [5.0], [5.1]])}, steps=3)
estimator.cluster_centers().shape == (2, 1)""",
    'tf.estimator.experimental.LinearSDCA': """
optimizer = tf.estimator.experimental.LinearSDCA('id')
estimator = tf.estimator.LinearClassifier([number()], optimizer=optimizer)
data = lambda: ({'x': tf.constant([[0.0], [1.0]]), 'id': tf.constant(['a', 'b'])}, tf.constant([[0], [1]]))
estimator.train(data, steps=2) is estimator""",
    'tf.estimator.inputs.numpy_input_fn': """
features = tf.estimator.inputs.numpy_input_fn({'x': np.ones([4, 1])}, batch_size=2, shuffle=False)()
features['x'].shape.as_list() == [None, 1]""",
    'tf.estimator.export.ServingInputReceiver': """
x = tf.placeholder(tf.float32, [None, 1])
tf.estimator.export.ServingInputReceiver({'x': x}, {'x': x}).features == {'x': x}""",
    'tf.estimator.export.build_parsing_serving_input_receiver_fn': """
receive = tf.estimator.export.build_parsing_serving_input_receiver_fn({'x': tf.FixedLenFeature([1], tf.float32)})
sorted(receive().features) == ['x']""",
    'tf.estimator.FinalExporter': "tf.estimator.FinalExporter('final', lambda: None).name == 'final'",
    'tf.estimator.LatestExporter': "tf.estimator.LatestExporter('latest', lambda: None).name == 'latest'",
}
