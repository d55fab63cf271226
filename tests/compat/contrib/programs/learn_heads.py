"""`tf.contrib.learn`'s other heads, and `LogisticRegressor`."""

from __future__ import annotations

from tests.compat.contrib.programs import fixed
from tests.compat.contrib.programs.learn_canned import CLASSES, NUMBERS, WEIGHTS, _head, _two, _used
from tests.compat.contrib.programs.learn_estimators import _in_folder
from tests.compat.contrib.programs.learn_experiments import values

PREFIX = 'tf.contrib.learn.'
SEVERAL = [[1, 0, 1], [0, 0, 1], [1, 1, 0], [0, 0, 0]] * 3


def _of(name, labels, mode='train', more=None, **named):
    """A program of one head: predictions, loss, and what its metrics say after one batch."""

    def program(tf):
        given = dict(named, **(more(tf) if more else {}))
        return _head(tf, getattr(tf.contrib.learn, name)(**given), labels(tf) if labels else None, mode)

    return program


def _metrics(name, labels, **named):
    def program(tf):
        head = getattr(tf.contrib.learn, name)(**named)
        logits = tf.constant(fixed(12, head.logits_dimension), name='given')
        built = head.create_model_fn_ops({'w': tf.constant(WEIGHTS)}, 'eval', labels(tf), None, logits=logits)
        with tf.Session() as sess:
            sess.run(tf.local_variables_initializer())
            found = sess.run({key: update for key, (_, update) in built.eval_metric_ops.items()})
        return {str(key): value for key, value in found.items()}

    return program


def _counts(tf):
    return tf.constant([[float(one)] for one in range(12)])


def _several(tf):
    return tf.constant(SEVERAL)


def _sparse(tf):
    places = [[row, column] for row, one in enumerate(SEVERAL) for column, is_in in enumerate(one) if is_in]
    return tf.SparseTensor(places, tf.constant([column for _, column in places], tf.int64), [12, 3])


def _own_loss(tf):
    return {'loss_fn': lambda labels, logits, weights=1.0: tf.losses.hinge_loss(labels, logits, weights)}


def _heads(tf, mode='train', logits='together', loss_weights=None):
    """Three heads over the same logits, one of which is a bare loss."""
    learn = tf.contrib.learn
    heads = [
        learn.multi_label_head(3, label_name='several', head_name='many'),
        learn.head.loss_only_head(lambda: [tf.constant(0.5), tf.constant(0.25)], head_name='bare'),
        learn.poisson_regression_head('counts', head_name='counts'),
    ]
    head = learn.multi_head(heads, loss_weights)
    labels = {'several': _several(tf), 'counts': _counts(tf)}
    given = {'logits': tf.constant(fixed(12, 4))}
    if logits == 'apart':
        given = {'logits': {'many': tf.constant(fixed(12, 3)), 'counts': tf.constant(fixed(12, 1))}}
    built = head.create_model_fn_ops({}, mode, labels, learn.no_op_train_fn, **given)
    predictions = built.predictions or {}
    told = [predictions[key] for key in sorted(predictions)]
    served = sorted(built.output_alternatives or {})
    return [
        head.logits_dimension,
        [str(key) for key in sorted(predictions)],
        told,
        built.loss,
        sorted(built.eval_metric_ops),
        served,
    ]


def _centred(name, labels, steps=3, **named):
    """Some steps of a head whose bias is centred.

    The layer that makes its logits stays as it is: 1.15 did not order a step of it and one of the bias, so that which
    came first, and what was trained, was by chance.
    """

    def program(tf):
        head = getattr(tf.contrib.learn, name)(enable_centered_bias=True, **named)
        features = {'w': tf.constant(WEIGHTS[:, 0])}
        given = {'logits_input': tf.constant(fixed(12, 2), name='given')}

        def train(loss):
            variables = [one for one in tf.trainable_variables() if 'centered' not in one.name]
            return tf.train.GradientDescentOptimizer(0.0).minimize(loss, var_list=variables)

        built = head.create_model_fn_ops(features, 'train', labels(tf), train, **given)
        names = [op.name for op in tf.get_default_graph().get_operations()]
        told = [one for one in names if 'gradients' not in one]
        with tf.Session() as sess:
            sess.run([tf.global_variables_initializer(), tf.local_variables_initializer()])
            for _ in range(steps):
                sess.run(built.train_op)
            found = sess.run({one.name: one for one in tf.global_variables()})
        summaries = [one.name for one in tf.get_collection('summaries')]
        return [told, built.train_op, sorted(found.items()), summaries]

    return program


def _own_softmax(tf):
    return lambda labels, logits, weights=1.0: tf.losses.sparse_softmax_cross_entropy(labels, logits, weights)


def _classes(tf):
    return tf.constant([[one] for one in CLASSES])


def _two_of_one(tf):
    return tf.expand_dims(_two(tf), 1)


def _named(tf):
    return tf.constant([['abc'[one]] for one in CLASSES])


def _logistic(tf, folder):
    def model_fn(features, labels, mode):
        logits = tf.layers.dense(features, 1, name='fc')
        loss = train_op = None
        if mode != tf.contrib.learn.ModeKeys.INFER:
            loss = tf.losses.sigmoid_cross_entropy(labels, logits)
            train_op = tf.contrib.layers.optimize_loss(loss, tf.train.get_global_step(), 0.1, 'SGD')
        return tf.sigmoid(logits), loss, train_op

    def input_fn():
        return tf.constant(fixed(12, 3)), tf.expand_dims(_two(tf), 1)

    config = tf.contrib.learn.RunConfig(tf_random_seed=7, model_dir=folder)
    one = tf.contrib.learn.LogisticRegressor(model_fn, [0.4, 0.5], config=config)
    one.fit(input_fn=input_fn, steps=4)
    predicted = list(one.predict(input_fn=lambda: input_fn()[0]))
    return [values(one), one.evaluate(input_fn=input_fn, steps=2), predicted]


PROGRAMS = {
    'poisson_regression_head': _of('poisson_regression_head', _counts),
    'poisson_regression_head, weights': _of(
        'poisson_regression_head',
        lambda tf: tf.constant(abs(NUMBERS)),
        label_dimension=2,
        weight_column_name='w',
        head_name='mine',
    ),
    'poisson_regression_head, integers': _of('poisson_regression_head', lambda tf: tf.constant([[1]] * 12)),
    'binary_svm_head': _of('binary_svm_head', _two),
    'binary_svm_head, weights': _of('binary_svm_head', lambda tf: tf.expand_dims(_two(tf), 1), weight_column_name='w'),
    'binary_svm_head, metrics': _metrics('binary_svm_head', _two),
    'binary_svm_head, predicting': _of('binary_svm_head', None, 'infer', thresholds=[0.3]),
    'multi_label_head': _of('multi_label_head', _several, n_classes=3),
    'multi_label_head, sparse': _of('multi_label_head', _sparse, n_classes=3),
    'multi_label_head, weights': _of('multi_label_head', _several, 'eval', n_classes=3, weight_column_name='w'),
    'multi_label_head, a loss of its own': _of('multi_label_head', _several, n_classes=3, more=_own_loss),
    'multi_label_head, metrics': _metrics(
        'multi_label_head', _several, n_classes=3, weight_column_name='w', metric_class_ids=[0, 2], head_name='mine'
    ),
    'multi_label_head, no such class': _of('multi_label_head', _several, n_classes=3, metric_class_ids=[3]),
    'multi_label_head, one class': _of('multi_label_head', _several, n_classes=1),
    'multi_label_head, a loss without weights': _of(
        'multi_label_head', _several, n_classes=3, loss_fn=lambda labels, logits: None
    ),
    'regression_head, a centred bias': _centred('regression_head', lambda tf: tf.constant(NUMBERS), label_dimension=2),
    'regression_head, a link': _of('regression_head', _counts, more=lambda tf: {'link_fn': tf.exp}),
    'regression_head, sparse': _of('regression_head', _sparse),
    'regression_head, labels of another size': _of('regression_head', _several),
    'poisson_regression_head, a centred bias': _centred('poisson_regression_head', _counts, weight_column_name='w'),
    'binary_svm_head, a centred bias': _centred('binary_svm_head', _two, head_name='mine'),
    'multi_label_head, a centred bias': _centred('multi_label_head', _several, n_classes=3, weight_column_name='w'),
    'multi_class_head, two classes with a centred bias': _centred(
        'multi_class_head', _two_of_one, n_classes=2, weight_column_name='w', head_name='mine'
    ),
    'multi_class_head, a centred bias': _centred('multi_class_head', _classes, n_classes=3),
    'multi_class_head, thresholds': _metrics(
        'multi_class_head', _two_of_one, n_classes=2, thresholds=[0.25, 0.75], weight_column_name='w'
    ),
    'multi_class_head, metrics of classes': _metrics(
        'multi_class_head', _classes, n_classes=3, metric_class_ids=[2, 0], weight_column_name='w', head_name='mine'
    ),
    'multi_class_head, no such class': _of('multi_class_head', _classes, n_classes=3, metric_class_ids=[3]),
    'multi_class_head, metrics of two classes': _of('multi_class_head', _two, n_classes=2, metric_class_ids=[1]),
    'multi_class_head, a loss of its own': _of(
        'multi_class_head', _two_of_one, n_classes=2, weight_column_name='w', more=_own_loss
    ),
    'multi_class_head, a loss of three classes': _of(
        'multi_class_head', _classes, n_classes=3, more=lambda tf: {'loss_fn': _own_softmax(tf)}
    ),
    'multi_class_head, keys': _of('multi_class_head', _named, n_classes=3, label_keys=['a', 'b', 'c']),
    'multi_class_head, keys, predicting': _of(
        'multi_class_head', None, 'infer', n_classes=3, label_keys=['a', 'b', 'c']
    ),
    'multi_class_head, keys and a centred bias': _of(
        'multi_class_head',
        _named,
        n_classes=3,
        label_keys=['a', 'b', 'c'],
        metric_class_ids=[1],
        enable_centered_bias=True,
    ),
    'multi_class_head, keys of two classes': _of('multi_class_head', _two, n_classes=2, label_keys=['a', 'b']),
    'multi_class_head, too few keys': _of('multi_class_head', _named, n_classes=3, label_keys=['a', 'b']),
    'multi_class_head, weights that are not there': _of('multi_class_head', _two, n_classes=2, weight_column_name='v'),
    'multi_class_head, labels of a dict without a name': _of(
        'multi_class_head', lambda tf: {'l': _two(tf)}, n_classes=2
    ),
    'DNNClassifier, keys': _used('DNNClassifier', _named, n_classes=3, label_keys=['a', 'b', 'c']),
    'LinearRegressor, a centred bias': _used(
        'LinearRegressor',
        lambda tf: tf.constant(NUMBERS[:, :1]),
        more=lambda tf: {'optimizer': tf.train.GradientDescentOptimizer(0.0), 'enable_centered_bias': True},
    ),
    'multi_head': _heads,
    'multi_head, weights': lambda tf: _heads(tf, loss_weights=[1.0, 2.0, 0.5]),
    'multi_head, evaluating': lambda tf: _heads(tf, 'eval', 'apart'),
    'multi_head, predicting': lambda tf: _heads(tf, 'infer'),
    'multi_head, another number of weights': lambda tf: _heads(tf, loss_weights=[1.0]),
    'multi_head, no name': lambda tf: tf.contrib.learn.multi_head([tf.contrib.learn.poisson_regression_head()]),
    'head': lambda tf: [
        tf.contrib.learn.head.multi_class_head(3).logits_dimension,
        tf.contrib.learn.head.regression_head is tf.contrib.learn.regression_head,
    ],
    'LogisticRegressor': _in_folder(_logistic),
}
