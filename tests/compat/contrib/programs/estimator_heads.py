"""`tf.contrib.estimator`: its heads, features among predictions, exports."""

from __future__ import annotations

import os
import tempfile

from tests.compat.contrib.programs import fixed
from tests.compat.contrib.programs.learn_canned import WEIGHTS

PREFIX = 'tf.contrib.estimator.'
SEVERAL = [[1, 0, 1], [0, 0, 1], [1, 1, 0], [0, 0, 0]] * 3
TWO, THREE = [[0], [1], [1], [0]] * 3, [[0], [1], [2], [1]] * 3
NAMES = ['red', 'green', 'blue']


def _spec(tf, head, labels, mode='train', logits=None, **named):
    """What a head makes of logits: predictions, loss, outputs, and in `eval` what metrics say after one batch."""
    tf.train.create_global_step()
    features = {'w': tf.constant(WEIGHTS)}
    if logits is None:
        logits = tf.constant(fixed(12, head.logits_dimension), name='given')
    train = {'train_op_fn': lambda loss: tf.assign_add(tf.train.get_global_step(), 1)} if mode == 'train' else {}
    spec = head.create_estimator_spec(features, mode, logits, labels, **{**train, **named})
    found = {str(key): update for key, (_, update) in sorted((spec.eval_metric_ops or {}).items())}
    with tf.Session() as sess:
        sess.run([tf.local_variables_initializer(), tf.tables_initializer()])
        metrics = sess.run(found)
    outputs = {name: type(one).__name__ for name, one in (spec.export_outputs or {}).items()}
    predictions = {str(key): value for key, value in spec.predictions.items()}
    return [predictions, [] if spec.loss is None else spec.loss, outputs, metrics]


def _of(function, labels, mode='train', more=None, **named):
    def program(tf):
        given = dict(named, **(more(tf) if more else {}))
        head = getattr(tf.contrib.estimator, function)(**given)
        return _spec(tf, head, labels(tf) if labels else None, mode)

    return program


def _constant(values):
    return lambda tf: tf.constant(values)


def _sparse(values):
    def labels(tf):
        places = [[row, column] for row, one in enumerate(SEVERAL) for column, is_in in enumerate(one) if is_in]
        given = [values[column] for _, column in places]
        return tf.SparseTensor(places, tf.constant(given, tf.string if values is NAMES else tf.int64), [12, 3])

    return labels


def _with_regularization(tf):
    head = tf.contrib.estimator.multi_label_head(3, loss_reduction=tf.losses.Reduction.SUM, name='mine')
    penalties = [tf.constant(0.25), tf.constant(0.5)]
    optimizer = tf.train.GradientDescentOptimizer(0.1)
    w = tf.get_variable('w', initializer=fixed(12, 3))
    return _spec(
        tf, head, tf.constant(SEVERAL), 'train', w, train_op_fn=None, optimizer=optimizer,
        regularization_losses=penalties,
    )  # fmt: skip


def _evaluated_with_regularization(tf):
    head = tf.contrib.estimator.multi_label_head(3, 'w')
    return _spec(tf, head, tf.constant(SEVERAL), 'eval', regularization_losses=[tf.constant(0.25)])


def _own_loss(tf):
    def loss(labels, logits):
        return tf.reduce_sum(tf.square(tf.to_float(labels) - logits), axis=-1, keepdims=True)

    return {'loss_fn': loss}


def _heads(tf, mode='train', together=True, **named):
    estimator = tf.contrib.estimator
    heads = [
        estimator.multi_label_head(3, name='many'),
        estimator.regression_head(label_dimension=2, name='numbers', weight_column='w'),
        estimator.binary_classification_head(name='two'),
    ]
    head = estimator.multi_head(heads, **named)
    logits = tf.constant(fixed(12, 6), name='given')
    if not together:
        logits = {'many': logits[:, :3], 'numbers': logits[:, 3:5], 'two': logits[:, 5:]}
    labels = {'many': tf.constant(SEVERAL), 'numbers': tf.constant(fixed(12, 2)), 'two': tf.constant(TWO)}
    return [head.name, head.logits_dimension, *_spec(tf, head, None if mode == 'infer' else labels, mode, logits)]


def _loss_of_heads(tf):
    estimator = tf.contrib.estimator
    heads = [estimator.regression_head(name='one'), estimator.poisson_regression_head(name='other')]
    head = estimator.multi_head(heads, [0.5, 2.0])
    labels = {'one': tf.constant(fixed(12, 1)), 'other': tf.constant([[2.0]] * 12)}
    loss = head.create_loss({}, 'eval', tf.constant(fixed(12, 2)), labels)
    return [loss.training_loss, loss.unreduced_loss, loss.weights, loss.processed_labels]


def _model(tf):
    def model(features, labels, mode):
        y = tf.layers.dense(features['x'], 2, kernel_initializer=tf.constant_initializer(0.5))
        outputs = {'serving_default': tf.estimator.export.PredictOutput({'y': y})}
        if mode == 'infer':
            return tf.estimator.EstimatorSpec(mode, {'y': y}, export_outputs=outputs)
        loss = tf.reduce_mean(tf.square(y - labels))
        train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss, tf.train.get_global_step())
        return tf.estimator.EstimatorSpec(mode, {'y': y}, loss, train_op, export_outputs=outputs)

    return model


def _inputs(tf, sparse=False):
    def inputs():
        features = {'x': tf.constant(fixed(4, 3)), 'key': tf.constant([[1], [2], [3], [4]])}
        if sparse:
            features['holes'] = tf.SparseTensor([[0, 0], [3, 1]], [7, 8], [4, 2])
        return tf.data.Dataset.from_tensors((features, fixed(4, 2)))

    return inputs


def _forwarded(keys=None, sparse=False, **named):
    def program(tf):
        with tempfile.TemporaryDirectory() as folder:
            estimator = tf.estimator.Estimator(_model(tf), folder)
            estimator.train(_inputs(tf, sparse), steps=1)
            forwarding = tf.contrib.estimator.forward_features(estimator, keys, **named)
            return [
                {name: value.tolist() for name, value in sorted(one.items())}
                for one in forwarding.predict(_inputs(tf, sparse))
            ]

    return program


def _exported(tf, every=False):
    def receiver():
        x = tf.placeholder(tf.float32, [None, 3], 'x')
        return tf.estimator.export.ServingInputReceiver({'x': x}, {'x': x})

    with tempfile.TemporaryDirectory() as folder:
        estimator = tf.estimator.Estimator(_model(tf), os.path.join(folder, 'model'))
        estimator.train(_inputs(tf), steps=1)
        base, contrib = os.path.join(folder, 'saved'), tf.contrib.estimator
        if every:
            training = contrib.build_supervised_input_receiver_fn_from_input_fn(_inputs(tf))
            saved = contrib.export_all_saved_models(estimator, base, {'train': training, 'infer': receiver})
        else:
            saved = contrib.export_saved_model_for_mode(estimator, base, receiver)
        tags = ['train'] if every else ['serve']
        with tf.Graph().as_default(), tf.Session() as sess:
            loaded = tf.saved_model.loader.load(sess, tags, saved)
            return [sorted(loaded.signature_def), [v.name for v in tf.global_variables()]]


PROGRAMS = {
    'binary_classification_head': _of('binary_classification_head', _constant(TWO)),
    'binary_classification_head, evaluating': _of(
        'binary_classification_head', _constant(TWO), 'eval', weight_column='w', thresholds=[0.3, 0.6], name='mine'
    ),
    'binary_classification_head, names': _of(
        'binary_classification_head',
        _constant([['no'], ['yes'], ['yes'], ['no']] * 3),
        label_vocabulary=['no', 'yes'],
    ),
    'binary_classification_head, predicting': _of('binary_classification_head', None, 'infer'),
    'multi_class_head': _of('multi_class_head', _constant(THREE), n_classes=3),
    'multi_class_head, evaluating': _of('multi_class_head', _constant(THREE), 'eval', n_classes=3, weight_column='w'),
    'multi_class_head, a loss of its own': _of('multi_class_head', _constant(THREE), n_classes=3, more=_own_loss),
    'multi_class_head, two classes': _of('multi_class_head', _constant(THREE), n_classes=2),
    'regression_head': _of('regression_head', _constant(fixed(12, 2)), label_dimension=2, weight_column='w'),
    'regression_head, evaluating': _of('regression_head', _constant(fixed(12, 1)), 'eval', name='mine'),
    'regression_head, a link': _of(
        'regression_head', _constant(fixed(12, 1)), more=lambda tf: {'inverse_link_fn': tf.tanh}
    ),
    'poisson_regression_head': _of('poisson_regression_head', _constant([[2.0]] * 12)),
    'poisson_regression_head, without the constant': _of(
        'poisson_regression_head', _constant([[2.0]] * 12), 'eval', compute_full_loss=False
    ),
    'logistic_regression_head': _of('logistic_regression_head', _constant([[0.25]] * 12)),
    'logistic_regression_head, predicting': _of('logistic_regression_head', None, 'infer', name='mine'),
    'multi_label_head': _of('multi_label_head', _constant(SEVERAL), n_classes=3),
    'multi_label_head, sparse': _of('multi_label_head', _sparse([0, 1, 2]), n_classes=3),
    'multi_label_head, names': _of('multi_label_head', _sparse(NAMES), n_classes=3, label_vocabulary=NAMES),
    'multi_label_head, evaluating': _of(
        'multi_label_head', _constant(SEVERAL), 'eval', n_classes=3, weight_column='w', thresholds=[0.4], name='mine'
    ),
    'multi_label_head, metrics of classes': _of(
        'multi_label_head', _constant(SEVERAL), 'eval', n_classes=3, classes_for_class_based_metrics=[0, 2]
    ),
    'multi_label_head, metrics of names': _of(
        'multi_label_head',
        _sparse(NAMES),
        'eval',
        n_classes=3,
        label_vocabulary=NAMES,
        classes_for_class_based_metrics=['green'],
    ),
    'multi_label_head, predicting': _of('multi_label_head', None, 'infer', n_classes=3),
    'multi_label_head, a loss of its own': _of('multi_label_head', _constant(SEVERAL), n_classes=3, more=_own_loss),
    'multi_label_head, regularization': _with_regularization,
    'multi_label_head, regularization, evaluating': _evaluated_with_regularization,
    'multi_label_head, one class': _of('multi_label_head', None, n_classes=1),
    'multi_label_head, no such threshold': _of('multi_label_head', None, n_classes=3, thresholds=[1.0]),
    'multi_label_head, no such class': _of('multi_label_head', None, n_classes=3, classes_for_class_based_metrics=[3]),
    'multi_label_head, no labels': _of('multi_label_head', None, n_classes=3),
    'multi_head': _heads,
    'multi_head, weights': lambda tf: _heads(tf, head_weights=[1.0, 2.0, 0.5]),
    'multi_head, evaluating': lambda tf: _heads(tf, 'eval', together=False),
    'multi_head, predicting': lambda tf: _heads(tf, 'infer'),
    'multi_head, its loss': _loss_of_heads,
    'multi_head, another number of weights': lambda tf: _heads(tf, head_weights=[1.0]),
    'multi_head, no name': lambda tf: tf.contrib.estimator.multi_head([tf.contrib.estimator.regression_head()]),
    'forward_features': _forwarded(),
    'forward_features, one': _forwarded('key'),
    'forward_features, sparse': _forwarded(['holes'], sparse=True, sparse_default_values={'holes': -1}),
    'forward_features, sparse without a default': _forwarded(['holes'], sparse=True),
    'forward_features, no such feature': _forwarded('other'),
    'forward_features, a number': _forwarded(3),
    'export_saved_model_for_mode': _exported,
    'export_all_saved_models': lambda tf: _exported(tf, every=True),
}
