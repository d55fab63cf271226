"""`compile` and `fit` of `tf.keras`: losses of what activations of every kind give, and each class of metrics."""

from __future__ import annotations

import numpy as np

from tests.compat.contrib.programs import fixed
from tests.compat.contrib.programs.keras_training import CLASSES, COUNT, ONE_HOT, X, _fitted

PREFIX = 'tf.keras.'
STEPS = fixed(COUNT, 4, 6)
ONE_HOT_STEPS = np.eye(3, dtype=np.float32)[np.arange(COUNT * 4).reshape(COUNT, 4) % 3]
# Keyword arguments of the classes of losses.
CROSS_ENTROPIES = {
    'CategoricalCrossentropy': ({}, {'from_logits': True}, {'label_smoothing': 0.1}, {'reduction': 'sum'}),
    'BinaryCrossentropy': ({}, {'from_logits': True}, {'label_smoothing': 0.1}, {'reduction': 'sum'}),
}
METRICS = {
    'AUC': {'num_thresholds': 5},
    'BinaryAccuracy': {'threshold': 0.3},
    'CategoricalHinge': {},
    'CosineSimilarity': {},
    'FalseNegatives': {},
    'FalsePositives': {'thresholds': 0.3},
    'KLDivergence': {},
    'LogCoshError': {},
    'MeanIoU': {'num_classes': 2},
    'Precision': {'thresholds': 0.3},
    'Recall': {'top_k': 2},
    'RootMeanSquaredError': {},
    'SensitivityAtSpecificity': {'specificity': 0.5, 'num_thresholds': 5},
    'SpecificityAtSensitivity': {'sensitivity': 0.5, 'num_thresholds': 5},
    'SquaredHinge': {},
    'TopKCategoricalAccuracy': {'k': 2},
    'TrueNegatives': {},
    'TruePositives': {},
}


def _activated(activation, shape=(6,), as_layer=False):
    def model(tf):
        layers = tf.keras.layers
        if as_layer:
            last = [layers.Dense(3, input_shape=shape), as_layer(layers)]
        else:
            last = [layers.Dense(3, activation=activation, input_shape=shape)]
        return tf.keras.Sequential(last)

    return model


def _loss(name, named):
    return lambda tf: getattr(tf.keras.losses, name)(**named)


def _text(named):
    return ', '.join(str(value) if key == 'reduction' else key for key, value in named.items()) or 'as it is'


def _classified(units):
    """A model whose layers are applied and that tells classes and probabilities."""

    def program(tf):
        layers = [tf.keras.layers.Dense(5, activation='relu', input_shape=(6,)), tf.keras.layers.Dense(units)]
        model = tf.keras.Sequential([*layers, tf.keras.layers.Activation('sigmoid')])
        model.set_weights([fixed(*weights.shape) for weights in model.get_weights()])
        applied = model.layers[0].apply(tf.constant(X))
        return [model.predict_classes(X), model.predict_proba(X, batch_size=5), applied]

    return program


PROGRAMS = {}
for _activation in ('softmax', 'sigmoid', 'tanh', None):
    for _name in ('categorical_crossentropy', 'binary_crossentropy'):
        if (_activation, _name) == (None, 'binary_crossentropy'):
            continue  # of any numbers, its gradient is 1e7, and so is the rounding of the step before
        PROGRAMS[f'{_name} of {_activation}'] = _fitted(
            _activated(_activation), X, ONE_HOT, _name, ['acc', _name], optimizer='sgd'
        )
    PROGRAMS[f'sparse_categorical_crossentropy of {_activation}'] = _fitted(
        _activated(_activation), X, CLASSES, 'sparse_categorical_crossentropy', ['acc'], optimizer='sgd'
    )
for _activation in ('softmax', 'sigmoid'):
    for _name, _kinds in CROSS_ENTROPIES.items():
        for _named in _kinds:
            PROGRAMS[f'{_name} of {_activation}, {_text(_named)}'] = _fitted(
                _activated(_activation), X, ONE_HOT, _loss(_name, _named), optimizer='sgd'
            )
    PROGRAMS[f'SparseCategoricalCrossentropy of {_activation}, from_logits'] = _fitted(
        _activated(_activation),
        X,
        CLASSES,
        _loss('SparseCategoricalCrossentropy', {'from_logits': True}),
        optimizer='sgd',
    )
    for _name in ('categorical_crossentropy', 'binary_crossentropy'):
        PROGRAMS[f'{_name} of {_activation} in sequences'] = _fitted(
            _activated(_activation, (4, 6)), STEPS, ONE_HOT_STEPS, _name, ['acc', _name], optimizer='sgd'
        )
for _name, _named in METRICS.items():
    PROGRAMS[f'metrics.{_name}'] = _fitted(
        _activated('sigmoid'),
        X,
        ONE_HOT,
        metrics=lambda tf, name=_name, named=_named: [getattr(tf.keras.metrics, name)(**named)],
        optimizer='sgd',
    )
PROGRAMS.update(
    {
        'CategoricalCrossentropy of softmax in sequences': _fitted(
            _activated('softmax', (4, 6)), STEPS, ONE_HOT_STEPS, _loss('CategoricalCrossentropy', {}), optimizer='sgd'
        ),
        'categorical_crossentropy of Softmax in sequences': _fitted(
            _activated(None, (4, 6), lambda layers: layers.Softmax()),
            STEPS,
            ONE_HOT_STEPS,
            'categorical_crossentropy',
            optimizer='sgd',
        ),
        'categorical_crossentropy of Activation in sequences': _fitted(
            _activated(None, (4, 6), lambda layers: layers.Activation('softmax')),
            STEPS,
            ONE_HOT_STEPS,
            'categorical_crossentropy',
            optimizer='sgd',
        ),
        'losses.cosine_proximity': _fitted(_activated(None), X, ONE_HOT, 'cosine_proximity', optimizer='sgd'),
        'Sequential.predict_classes': _classified(3),
        'Sequential.predict_classes, of one': _classified(1),
        'activations.softmax': lambda tf: tf.keras.activations.softmax(tf.constant(STEPS)),
        'activations.softmax, axis': lambda tf: tf.keras.activations.softmax(tf.constant(STEPS), axis=1),
        'optimizers.schedules.PolynomialDecay': _fitted(
            _activated(None),
            X,
            ONE_HOT,
            optimizer=lambda tf: tf.keras.optimizers.SGD(tf.keras.optimizers.schedules.PolynomialDecay(0.1, 10)),
        ),
        'optimizers.schedules.PolynomialDecay, again': _fitted(
            _activated(None),
            X,
            ONE_HOT,
            optimizer=lambda tf: tf.keras.optimizers.SGD(
                tf.keras.optimizers.schedules.PolynomialDecay(0.1, 3, cycle=True)
            ),
        ),
    }
)
