"""`tf.contrib.learn`'s networks and linear models, and their heads."""

from __future__ import annotations

from tests.compat.contrib.programs import fixed
from tests.compat.contrib.programs.learn_estimators import _in_folder
from tests.compat.contrib.programs.learn_experiments import files, values

PREFIX = 'tf.contrib.learn.'
ROWS, CLASSES, NUMBERS = fixed(12, 3), [0, 1, 1, 0, 2, 1, 0, 2, 1, 1, 0, 2], fixed(12, 2)
WEIGHTS = abs(fixed(12, 1)) + 0.5


def _of(tf, labels, form):
    """A function that gives features and labels."""

    def input_fn():
        x = tf.constant(ROWS)
        if form == 'tensor':
            return x, labels(tf)
        return {'x': x, 'a': tf.constant(NUMBERS), 'w': tf.constant(WEIGHTS)}, labels(tf)

    return input_fn


def _two(tf):
    return tf.constant([min(one, 1) for one in CLASSES])


def _two_in_a_column(tf):
    return tf.constant([[min(one, 1)] for one in CLASSES])


def _three(tf):
    return tf.constant([[one] for one in CLASSES])


def _number(tf):
    return tf.constant(NUMBERS[:, :1])


def _numbers(tf):
    return tf.constant(NUMBERS)


def _columns(tf, form):
    if form == 'tensor':
        return [tf.contrib.layers.real_valued_column('', dimension=3)]
    if form == 'feature_column':
        return [tf.feature_column.numeric_column('x', [3]), tf.feature_column.numeric_column('a', [2])]
    double = tf.contrib.layers.real_valued_column('a', dimension=2, normalizer=lambda values: values * 2.0)
    return [tf.contrib.layers.real_valued_column('x', dimension=3), double]


def _used(symbol, labels, form='tensor', more=None, **named):
    """Trains, evaluates and predicts."""

    def program(tf, folder):
        config = tf.contrib.learn.RunConfig(tf_random_seed=7, model_dir=folder)
        given = dict(named, **(more(tf) if more else {}))
        if symbol.startswith('DNN'):
            given['hidden_units'] = [5, 4]
        estimator = getattr(tf.contrib.learn, symbol)(feature_columns=_columns(tf, form), config=config, **given)
        input_fn = _of(tf, labels, form)
        estimator.fit(input_fn=input_fn, steps=5)
        names = [op.name for op in estimator._graph.get_operations() if 'gradients' not in op.name]
        names = [name for name in names if name.endswith('/part_0') or '_head/predictions/' in name]
        seeds = [op.get_attr('seed2') for op in estimator._graph.get_operations() if op.type.startswith('Random')]
        found = estimator.evaluate(input_fn=input_fn, steps=1)
        predicted = list(estimator.predict(input_fn=lambda: input_fn()[0]))
        told = {key: one for key, one in found.items() if 'auc' not in key}
        # Of variables of two kinds, 1.15 wrote two files.
        written = files(folder) if form != 'feature_column' else []
        return [names, seeds, values(estimator), told, sorted(found), predicted, written]

    return _in_folder(program)


def _arrays(tf, folder):
    """The iris of every tutorial: arrays, columns that are inferred, classes and their probabilities."""
    columns = tf.contrib.learn.infer_real_valued_columns_from_input(ROWS)
    config = tf.contrib.learn.RunConfig(tf_random_seed=3, model_dir=folder)
    one = tf.contrib.learn.DNNClassifier([5], columns, n_classes=3, config=config)
    one.fit(ROWS, CLASSES, steps=6)
    score = one.evaluate(ROWS, CLASSES)
    whole = one.predict(ROWS, as_iterable=False)
    return [_told(columns), values(one), score, list(one.predict(ROWS)), whole, list(one.predict_proba(ROWS))]


def _scores(tf, folder):
    config = tf.contrib.learn.RunConfig(tf_random_seed=3, model_dir=folder)
    one = tf.contrib.learn.DNNRegressor([4], _columns(tf, 'tensor'), config=config)
    one.fit(input_fn=_of(tf, _number, 'tensor'), steps=3)
    error = {'error': tf.contrib.metrics.streaming_mean_absolute_error}
    found = one.evaluate(input_fn=_of(tf, _number, 'tensor'), metrics=error, steps=1)
    return [found, one.predict_scores(input_fn=_of(tf, _number, 'tensor'), as_iterable=False)]


def _head(tf, make, labels, mode='train', **named):
    """What a head makes of logits."""
    features = {'w': tf.constant(WEIGHTS)}
    logits = tf.constant(fixed(12, make.logits_dimension), name='given')
    built = make.create_model_fn_ops(features, mode, labels, tf.contrib.learn.no_op_train_fn, logits=logits, **named)
    served = {str(name): [kind, one] for name, (kind, one) in built.output_alternatives.items()}
    return [built.predictions, built.loss, sorted(built.eval_metric_ops or []), served]


def _told(columns):
    return [[one.name, one.dimension, one.dtype.name] for one in columns]


def _inferred(tf):
    return _told(tf.contrib.learn.infer_real_valued_columns_from_input_fn(_of(tf, _two, 'dict')))


PROGRAMS = {
    'DNNClassifier': _used('DNNClassifier', _two),
    'DNNClassifier, three classes': _used('DNNClassifier', _three, n_classes=3, dropout=0.5, optimizer='Adam'),
    'DNNClassifier, weights of labels without an axis': _used('DNNClassifier', _two, 'dict', weight_column_name='w'),
    'DNNClassifier, weights': _used(
        'DNNClassifier', _two_in_a_column, 'dict', weight_column_name='w', gradient_clip_norm=0.1
    ),
    'DNNClassifier, feature_column': _used('DNNClassifier', _two, 'feature_column'),
    'DNNClassifier, an optimizer': _used(
        'DNNClassifier',
        _two,
        more=lambda tf: {'optimizer': tf.train.MomentumOptimizer(0.1, 0.9), 'activation_fn': tf.tanh},
    ),
    'DNNClassifier, arrays': _in_folder(_arrays),
    'DNNClassifier, one class': lambda tf: tf.contrib.learn.DNNClassifier([3], _columns(tf, 'tensor'), n_classes=1),
    'DNNRegressor': _used('DNNRegressor', _number),
    'DNNRegressor, two numbers': _used('DNNRegressor', _numbers, 'dict', label_dimension=2),
    'DNNRegressor, scores': _in_folder(_scores),
    'DNNEstimator': _used(
        'DNNEstimator', _three, more=lambda tf: {'head': tf.contrib.learn.multi_class_head(3, head_name='mine')}
    ),
    'LinearClassifier': _used('LinearClassifier', _two),
    'LinearClassifier, three classes': _used('LinearClassifier', _three, 'dict', n_classes=3, optimizer='SGD'),
    'LinearClassifier, weights': _used(
        'LinearClassifier', _two, 'dict', weight_column_name='w', gradient_clip_norm=0.1
    ),
    'LinearRegressor': _used('LinearRegressor', _number),
    'LinearRegressor, two numbers': _used('LinearRegressor', _numbers, 'dict', label_dimension=2),
    'LinearRegressor, feature_column': _used('LinearRegressor', _number, 'feature_column'),
    'LinearEstimator': _used('LinearEstimator', _number, more=lambda tf: {'head': tf.contrib.learn.regression_head()}),
    'regression_head': lambda tf: _head(tf, tf.contrib.learn.regression_head(), tf.constant(NUMBERS[:, 0])),
    'regression_head, weights': lambda tf: _head(
        tf, tf.contrib.learn.regression_head(weight_column_name='w', label_dimension=2), tf.constant(NUMBERS), 'eval'
    ),
    'regression_head, labels of a dict': lambda tf: _head(
        tf, tf.contrib.learn.regression_head('l', head_name='mine'), {'l': tf.constant(NUMBERS[:, :1])}
    ),
    'multi_class_head': lambda tf: _head(tf, tf.contrib.learn.multi_class_head(2), _two(tf)),
    'multi_class_head, three classes': lambda tf: _head(tf, tf.contrib.learn.multi_class_head(3), _three(tf)),
    'multi_class_head, predicting': lambda tf: _head(tf, tf.contrib.learn.multi_class_head(3), None, 'infer'),
    'multi_class_head, floats': lambda tf: _head(tf, tf.contrib.learn.multi_class_head(3), tf.constant(NUMBERS[:, :1])),
    'multi_class_head, no labels': lambda tf: _head(tf, tf.contrib.learn.multi_class_head(2), None),
    'no_op_train_fn': lambda tf: tf.contrib.learn.no_op_train_fn(None),
    'Head': lambda tf: [isinstance(tf.contrib.learn.multi_class_head(3), tf.contrib.learn.Head)],
    'infer_real_valued_columns_from_input': lambda tf: _told(
        tf.contrib.learn.infer_real_valued_columns_from_input({'b': ROWS, 'a': NUMBERS})
    ),
    'infer_real_valued_columns_from_input_fn': _inferred,
}
