"""`tf.contrib.learn.Estimator`, and what goes into it and comes out of it."""

from __future__ import annotations

import functools
import tempfile

from tests.compat.contrib.programs import fixed
from tests.compat.contrib.programs.learn_experiments import batches, few, files, values

PREFIX = 'tf.contrib.learn.'
ROWS, LABELS = fixed(12, 3), fixed(12, 2)


def _model(tf, form):
    def model_fn(features, labels, mode, params=None):
        x = features['x'] if isinstance(features, dict) else features
        hidden = tf.layers.dropout(tf.layers.dense(x, 4, tf.nn.relu, name='hidden'), 0.5, training=mode == 'train')
        outputs = tf.layers.dense(hidden, 2, name='fc')
        loss = train_op = None
        if mode != tf.contrib.learn.ModeKeys.INFER:
            loss = tf.losses.mean_squared_error(labels, outputs)
            train_op = tf.contrib.layers.optimize_loss(loss, tf.train.get_global_step(), 0.1, 'Adam')
        if form == 'tuple':
            return outputs, loss, train_op
        predictions = outputs if form == 'tensor' else {'outputs': outputs, 'twice': outputs * 2.0}
        metrics = {'error': tf.metrics.mean_absolute_error(labels, outputs)} if loss is not None else None
        return tf.contrib.learn.ModelFnOps(mode, predictions, loss, train_op, eval_metric_ops=metrics)

    if form == 'params':
        return model_fn
    return lambda features, labels, mode: model_fn(features, labels, mode)


def _estimator(tf, folder, form='dict', **named):
    config = tf.contrib.learn.RunConfig(tf_random_seed=7, save_checkpoints_steps=3, model_dir=folder)
    return tf.contrib.learn.Estimator(_model(tf, form), config=config, **named)


def _in_folder(function):
    def program(tf):
        with tempfile.TemporaryDirectory() as folder:
            return function(tf, folder)

    return program


def _used(form='dict', outputs=None, metrics=None, **named):
    """Trains in two turns, evaluates and predicts."""

    def program(tf, folder):
        estimator = _estimator(tf, folder, form, **named)
        same = [estimator.fit(input_fn=lambda: batches(tf), steps=4) is estimator]
        estimator.fit(input_fn=lambda: batches(tf), max_steps=6).fit(input_fn=lambda: batches(tf), max_steps=5)
        ops = [op.name for op in estimator._graph.get_operations()]
        seeds = [op.get_attr('seed2') for op in estimator._graph.get_operations() if op.type.startswith('Random')]
        made = metrics(tf) if metrics else None
        found = estimator.evaluate(input_fn=lambda: few(tf), metrics=made)
        some = estimator.evaluate(input_fn=lambda: few(tf), steps=2, name='some')
        predicted = list(estimator.predict(input_fn=lambda: few(tf), outputs=outputs))
        whole = estimator.predict(input_fn=lambda: few(tf), as_iterable=False)
        in_variables = [name for name in ops if name.endswith('/kernel')]
        return same + [in_variables, seeds, values(estimator), found, some, predicted, whole, files(folder)]

    return _in_folder(program)


def _specs(tf):
    spec = tf.contrib.learn.MetricSpec
    return {
        'mean': spec(tf.contrib.metrics.streaming_mean_absolute_error, 'outputs'),
        'whole': spec(lambda predictions: tf.reduce_mean(predictions), 'twice'),
        ('bare', 'outputs'): tf.contrib.metrics.streaming_root_mean_squared_error,
    }


def _only_specs(tf):
    return {name: one for name, one in _specs(tf).items() if isinstance(name, str)}


def _metrics_by_key(tf):
    return {('bare', 'outputs'): tf.contrib.metrics.streaming_mean_absolute_error}


def _arrays(tf, folder):
    """Trained on arrays, by SKCompat and by the estimator itself."""
    one = tf.contrib.learn.SKCompat(_estimator(tf, folder, 'tensor'))
    same = one.fit(ROWS, LABELS, batch_size=5, steps=7) is one
    score = one.score(
        ROWS, LABELS, batch_size=5, metrics={'e': tf.contrib.learn.MetricSpec(tf.metrics.mean_squared_error)}
    )
    return [same, values(one._estimator), score, one.predict(ROWS, batch_size=5), files(folder)]


def _arrays_of_a_dict(tf, folder):
    one = tf.contrib.learn.SKCompat(_estimator(tf, folder))
    one.fit({'x': ROWS}, LABELS, batch_size=4, steps=3)
    return [one.score({'x': ROWS}, LABELS, steps=1), one.predict({'x': ROWS}, outputs=['twice'])]


def _directly(tf, folder):
    estimator = _estimator(tf, folder, 'tensor')
    estimator.fit(ROWS, LABELS, steps=3, batch_size=6).partial_fit(ROWS, LABELS)
    predicted = list(estimator.predict(ROWS, batch_size=5))
    return [values(estimator), estimator.evaluate(ROWS, LABELS), predicted, estimator.predict(ROWS, as_iterable=False)]


def _experiment(tf, folder):
    estimator = _estimator(tf, folder)
    one = tf.contrib.learn.Experiment(
        estimator, lambda: batches(tf), lambda: few(tf), _only_specs(tf), 5, None, check_interval_secs=None
    )
    return [one.train_and_evaluate(), values(estimator), files(folder)]


def _stopped(tf, folder):
    """A monitor that evaluates arrays."""
    estimator = _estimator(tf, folder, 'tensor')
    monitor = tf.contrib.learn.monitors.ValidationMonitor(
        ROWS, LABELS, every_n_steps=1, early_stopping_rounds=2, check_interval_secs=None, batch_size=4
    )
    estimator.fit(ROWS, LABELS, steps=20, batch_size=4, monitors=[monitor])
    return [monitor.best_step, monitor.best_value, values(estimator)]


def _engineered(tf, folder):
    estimator = _estimator(tf, folder, feature_engineering_fn=lambda x, y: ({'x': x['x'] * 3.0}, y))
    estimator.fit(input_fn=lambda: batches(tf), steps=3)
    return [values(estimator), next(iter(estimator.predict(input_fn=lambda: few(tf))))]


def _raising(call, **named):
    return _in_folder(lambda tf, folder: call(tf, _estimator(tf, folder, **named)))


def _parameters(tf, folder):
    estimator = _estimator(tf, folder, 'params', params={'rate': 1})
    before = estimator.get_params()
    estimator.set_params(params={'rate': 2})
    return [before, estimator.params, repr(estimator), estimator.config.model_dir == estimator.model_dir]


def _other_input(tf, estimator):
    estimator.fit(input_fn=lambda: batches(tf), steps=1)
    estimator.evaluate(input_fn=lambda: ({'x': tf.constant(fixed(12, 4))}, tf.constant(LABELS)))


def _spec(tf, labels=None, predictions=None, **named):
    def metric(labels, predictions, weights=None):
        return [labels, predictions, 'none' if weights is None else weights]

    one = tf.contrib.learn.MetricSpec(metric, **named)
    labels, predictions = labels or 'label', predictions or 'prediction'
    return [str(one).split(',')[1:], one.create_metric_ops({'w': 'weight'}, labels, predictions)]


def _names_of(tf):
    """What functions with parameters of other names are called with."""
    spec = tf.contrib.learn.MetricSpec
    functions = [
        lambda target, logits: ['both', target, logits],
        lambda label, other: ['label first', label, other],
        lambda other, label: ['label later', other, label],
        lambda logit: ['no label', logit],
        lambda other: ['neither', other],
        functools.partial(lambda factor, predictions, labels: [factor, predictions, labels], factor=3),
    ]
    return [spec(function).create_metric_ops({}, 'label', 'prediction') for function in functions]


def _ops(tf, mode, **named):
    named = {name: value(tf) for name, value in named.items()}
    built = tf.contrib.learn.ModelFnOps(mode, **named)
    return [list(built._fields), built.mode, built.predictions, built.loss, built.train_op, built.eval_metric_ops]


def _estimator_spec(tf):
    kind = tf.contrib.learn.ProblemType
    outputs = {'logits': tf.ones([2, 1]), 'scores': tf.ones([2, 1], name='scores')}
    heads = {'a': (kind.LINEAR_REGRESSION, outputs), 'b': (kind.UNSPECIFIED, outputs)}
    built = tf.contrib.learn.ModelFnOps('infer', outputs, output_alternatives=heads)
    spec = built.estimator_spec('a')
    return [
        spec.mode,
        sorted(spec.predictions),
        sorted([key, type(one).__name__] for key, one in spec.export_outputs.items()),
    ]


PROGRAMS = {
    'Estimator': _used(),
    'Estimator, a tensor': _used('tensor'),
    'Estimator, a tuple': _used('tuple'),
    'Estimator, params': _used('params', params={}),
    'Estimator, some outputs': _used(outputs=['twice']),
    'Estimator, metrics': _used(metrics=_only_specs),
    'Estimator, metrics by key': _used(metrics=_metrics_by_key),
    'Estimator, arrays': _in_folder(_directly),
    'Estimator, experiment': _in_folder(_experiment),
    'Estimator, stopped': _in_folder(_stopped),
    'Estimator, feature engineering': _in_folder(_engineered),
    'Estimator, parameters': _in_folder(_parameters),
    'Estimator, params unasked': _raising(lambda tf, one: one, params={}),
    'Estimator, other features': _raising(_other_input),
    'Estimator, steps twice': _raising(lambda tf, one: one.fit(input_fn=lambda: batches(tf), steps=1, max_steps=1)),
    'Estimator, no input': _raising(lambda tf, one: one.fit()),
    'Estimator, both inputs': _raising(lambda tf, one: one.fit(ROWS, LABELS, lambda: batches(tf))),
    'Estimator, a tensor as an array': _raising(lambda tf, one: one.fit(tf.ones([2, 3]))),
    'Estimator, not fitted': _raising(lambda tf, one: one.evaluate(input_fn=lambda: few(tf))),
    'Estimator, not fitted, predicting': _raising(lambda tf, one: one.predict(input_fn=lambda: few(tf))),
    'Estimator, metrics of a list': _raising(lambda tf, one: one.evaluate(input_fn=lambda: few(tf), metrics=[1])),
    'Estimator, two folders': _in_folder(
        lambda tf, folder: tf.contrib.learn.Estimator(None, 'other', tf.contrib.learn.RunConfig(model_dir=folder))
    ),
    'BaseEstimator': lambda tf: tf.contrib.learn.BaseEstimator(),
    'SKCompat': _in_folder(_arrays),
    'SKCompat, a dict': _in_folder(_arrays_of_a_dict),
    'MetricSpec': _spec,
    'MetricSpec, keys': lambda tf: _spec(
        tf, {'l': 1, 'm': 2}, {'p': 3}, prediction_key='p', label_key='m', weight_key='w'
    ),
    'MetricSpec, names': _names_of,
    'MetricSpec, no dict': lambda tf: _spec(tf, label_key='l'),
    'MetricSpec, no such key': lambda tf: _spec(tf, {'l': 1}, label_key='m'),
    'MetricSpec, no key': lambda tf: _spec(tf, {'l': 1, 'm': 2}),
    'MetricSpec, ambiguous': lambda tf: tf.contrib.learn.MetricSpec(lambda label, target: None),
    'MetricSpec, no labels': lambda tf: tf.contrib.learn.MetricSpec(lambda predictions: None, label_key='l'),
    'ModelFnOps': lambda tf: _ops(tf, 'infer', predictions=lambda tf: {'a': tf.ones([2], name='a')}),
    'ModelFnOps, a loss of one': lambda tf: _ops(
        tf, 'train', loss=lambda tf: tf.ones([1], name='loss'), train_op=lambda tf: tf.no_op('step')
    ),
    'ModelFnOps, a loss of two': lambda tf: _ops(
        tf, 'train', loss=lambda tf: tf.ones([2]), train_op=lambda tf: tf.no_op()
    ),
    'ModelFnOps, no loss': lambda tf: _ops(tf, 'eval', predictions=lambda tf: tf.ones([2])),
    'ModelFnOps, no predictions': lambda tf: _ops(tf, 'eval', loss=lambda tf: tf.ones([])),
    'ModelFnOps, no train_op': lambda tf: _ops(tf, 'train', loss=lambda tf: tf.ones([])),
    'ModelFnOps, no hook': lambda tf: _ops(
        tf, 'infer', predictions=lambda tf: tf.ones([2]), training_hooks=lambda tf: [3]
    ),
    'ModelFnOps, estimator_spec': _estimator_spec,
}
