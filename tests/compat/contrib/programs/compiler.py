"""`tf.contrib.compiler`."""

from __future__ import annotations

import tempfile

from tests.compat.contrib.programs import fixed, x

PREFIX = 'tf.contrib.compiler.'


def _compiled(tf):
    def model(a, b):
        w = tf.get_variable('w', initializer=fixed(3, 2), use_resource=True)
        return tf.matmul(a, w) + b, tf.reduce_sum(a)

    tf.contrib.compiler.xla.check_function_argument_count(model, 2, None)
    return tf.contrib.compiler.xla.compile(model, [x(tf, 4, 3), tf.ones([2])])


def _scope(tf):
    with tf.contrib.compiler.jit.experimental_jit_scope():
        y = tf.square(x(tf, 3), name='y')
    return [y, y.op.get_attr('_XlaCompile'), y.op.get_attr('_XlaSeparateCompiledGradients')]


def _model(tf, seen, specify=None, named=False):
    """A model function that tells how it is called."""

    def metrics(labels, logits):
        return {'error': tf.metrics.mean_absolute_error(labels, logits), 'mean': tf.metrics.mean(logits)}

    def model_fn(features, labels, mode, params):
        seen.append([mode, sorted(params)])
        with tf.variable_scope('model', use_resource=True):
            logits = tf.layers.dense(features, 2, name='fc', kernel_initializer=tf.ones_initializer())
        loss = tf.losses.mean_squared_error(labels, logits)
        train_op = None
        if mode == 'train':
            train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss, tf.train.get_global_step())
        if specify:
            return specify(tf, mode, loss, train_op)
        tensors = {'logits': logits, 'labels': labels} if named else [labels, logits]
        return tf.contrib.tpu.TPUEstimatorSpec(mode, loss=loss, train_op=train_op, eval_metrics=(metrics, tensors))

    return model_fn


def _called(mode, specify=None, named=False, params=None):
    """The specification that a compiled model function gives, and what of it is computed."""

    def program(tf):
        seen = []
        with tf.variable_scope('', use_resource=True):
            tf.train.get_or_create_global_step()
        model = tf.contrib.compiler.xla.estimator_model_fn(_model(tf, seen, specify, named))
        x, y = tf.constant(fixed(4, 3)), tf.constant(fixed(4, 2))
        spec = model(x, y, mode, {} if params is None else params)
        found = [
            type(spec).__name__,
            spec.mode,
            spec.loss,
            seen,
            model.__name__,
            getattr(spec, 'scaffold', None) is None,
        ]
        metrics = getattr(spec, 'eval_metric_ops', None)
        return found + [spec.train_op, sorted(metrics) if metrics else metrics]

    return program


def _spec(**named):
    def specify(tf, mode, loss, train_op):
        more = {name: value(tf) for name, value in named.items()}
        return tf.contrib.tpu.TPUEstimatorSpec(mode, loss=loss, train_op=train_op, **more)

    return specify


def _plain(**named):
    def specify(tf, mode, loss, train_op):
        more = {name: value(tf) for name, value in named.items()}
        return tf.estimator.EstimatorSpec(mode, loss=loss, train_op=train_op, **more)

    return specify


def _trained(make):
    """Trains and evaluates; the losses, the weights, and how the model function was called."""

    def program(tf):
        seen = []

        def input_fn(params=None):
            return tf.data.Dataset.from_tensor_slices((fixed(8, 3), fixed(8, 2))).repeat(2).batch(4, True)

        with tempfile.TemporaryDirectory() as folder:
            estimator = make(tf, _model(tf, seen), folder)
            estimator.train(input_fn, max_steps=3)
            values = [[name, estimator.get_variable_value(name)] for name in estimator.get_variable_names()]
            found = estimator.evaluate(input_fn, steps=2)
        return [seen, values, found]

    return program


def _tpu(tf, model_fn, folder):
    decorate = tf.contrib.compiler.xla.estimator_model_fn()
    return tf.contrib.tpu.TPUEstimator(
        model_fn=decorate(model_fn),
        config=tf.contrib.tpu.RunConfig(model_dir=folder, tf_random_seed=7),
        use_tpu=False,
        train_batch_size=4,
        eval_batch_size=4,
    )


def _with_resources(program):
    """All variables are resources, the global step of an Estimator too."""

    def run(tf):
        was = tf.resource_variables_enabled()
        tf.enable_resource_variables()
        try:
            return program(tf)
        finally:
            if not was:
                tf.disable_resource_variables()

    return run


def _plain_estimator(tf, model_fn, folder):
    return tf.estimator.Estimator(
        tf.contrib.compiler.xla.estimator_model_fn(model_fn), folder, tf.estimator.RunConfig(tf_random_seed=7)
    )


ERROR = {'eval_metrics': lambda tf: (lambda a, b: {}, {'a': tf.ones([2])})}
MORE = {'eval_metrics': lambda tf: (lambda a: {}, {'a': tf.ones([2]), 'b': tf.ones([2])})}
PROGRAMS = {
    'xla': _compiled,
    'jit': _scope,
    'xla.estimator_model_fn': _called('train'),
    'xla.estimator_model_fn, evaluating': _called('eval'),
    'xla.estimator_model_fn, tensors by name': _called('eval', named=True),
    'xla.estimator_model_fn, predicting': _called('infer'),
    'xla.estimator_model_fn, on a TPU': _called('train', params={'use_tpu': True}),
    'xla.estimator_model_fn, a scaffold': _called(
        'train', _spec(scaffold_fn=lambda tf: lambda: tf.train.Scaffold(init_op=tf.no_op(name='mine')))
    ),
    'xla.estimator_model_fn, no scaffold': _called('train', _spec(scaffold_fn=lambda tf: lambda: None)),
    'xla.estimator_model_fn, ignored scaffold': _called('train', _plain(scaffold=lambda tf: tf.train.Scaffold())),
    'xla.estimator_model_fn, plain metrics': _called(
        'eval', _plain(eval_metric_ops=lambda tf: {'mean': tf.metrics.mean([1.0])})
    ),
    'xla.estimator_model_fn, no metrics': _called('eval', _plain()),
    'xla.estimator_model_fn, missing tensor': _called('eval', _spec(**ERROR)),
    'xla.estimator_model_fn, tensor too many': _called('eval', _spec(**MORE)),
    'xla.estimator_model_fn, TPUEstimator': _trained(_tpu),
    'xla.estimator_model_fn, Estimator': _with_resources(_trained(_plain_estimator)),
}
