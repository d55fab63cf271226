"""Networks and linear models of `tf.contrib.learn` together."""

from __future__ import annotations

from tests.compat.contrib.programs.learn_canned import _columns, _in_folder, _number, _of, _two, values

PREFIX = 'tf.contrib.learn.'


def _used(symbol, labels, parts='linear dnn', **named):
    """Trains, evaluates and predicts."""

    def program(tf, folder):
        config = tf.contrib.learn.RunConfig(tf_random_seed=7, model_dir=folder)
        given = dict(named)
        if 'linear' in parts:
            given['linear_feature_columns'] = _columns(tf, 'dict')
        if 'dnn' in parts:
            given.update(dnn_feature_columns=_columns(tf, 'dict')[:1], dnn_hidden_units=[5, 4])
        estimator = getattr(tf.contrib.learn, symbol)(config=config, **given)
        input_fn = _of(tf, labels, 'dict')
        # Each of the two parts counts a step, and the hook that ends training reads the counter in the same run:
        # whether it sees 0, 1 or 2 of them is a race, here and on 1.15.5. From 3 on it asks again, and two runs made 4.
        estimator.fit(input_fn=input_fn, steps=3)
        names = [op.name for op in estimator._graph.get_operations() if 'gradients' not in op.name]
        names = [
            name for name in names if name.endswith('/part_0') or '_head/predictions/' in name or 'fraction' in name
        ]
        found = estimator.evaluate(input_fn=input_fn, steps=1)
        told = {key: one for key, one in found.items() if 'auc' not in key}
        return [names, values(estimator), told, list(estimator.predict(input_fn=lambda: input_fn()[0]))]

    return _in_folder(program)


CLASSIFIER, REGRESSOR = 'DNNLinearCombinedClassifier', 'DNNLinearCombinedRegressor'
PROGRAMS = {
    'DNNLinearCombinedClassifier': _used(CLASSIFIER, _two),
    'DNNLinearCombinedClassifier, counted once': _used(
        CLASSIFIER, _two, fix_global_step_increment_bug=True, gradient_clip_norm=0.1
    ),
    'DNNLinearCombinedRegressor': _used(REGRESSOR, _number, dnn_dropout=0.5, dnn_optimizer='Adam'),
    'DNNLinearCombinedRegressor, linear alone': _used(REGRESSOR, _number, 'linear'),
    'DNNLinearCombinedRegressor, a network alone': _used(REGRESSOR, _number, 'dnn'),
    'DNNLinearCombinedRegressor, nothing': lambda tf: tf.contrib.learn.DNNLinearCombinedRegressor(),
}
