"""`compile` and `fit` of `tf.keras` with every loss, metric and regularizer, and with layers that change with training.

What counts most here is `behind`: how many ops stand in the graph when the next model is built.
"""

from __future__ import annotations

import os
import tempfile

import numpy as np

from tests.compat.contrib.programs import fixed

PREFIX = 'tf.keras.'
COUNT = 16
NUMBERS = fixed(COUNT, 1) * 0.5 + 0.5
CLASSES = np.arange(COUNT) % 3
ONE_HOT = np.eye(3, dtype=np.float32)[CLASSES]
YES_NO = np.arange(COUNT).reshape(COUNT, 1) % 2
WORDS = np.arange(COUNT * 5).reshape(COUNT, 5) % 20


def _history(history):
    return [one for key in sorted(history.history) for one in [key] + [float(v) for v in history.history[key]]]


def _fitted(model, data, labels, loss='mse', metrics=(), optimizer='adam', fit=None, **compiled):
    """Trains for two epochs; the history, evaluation and prediction of the model that `model(tf)` builds."""

    def program(tf):
        np.random.seed(3)  # which tf.keras asks for the seeds of some layers
        built = model(tf)
        how = optimizer(tf) if callable(optimizer) else optimizer
        measured = metrics(tf) if callable(metrics) else list(metrics)
        built.compile(how, loss=loss(tf) if callable(loss) else loss, metrics=measured, **compiled)
        named = dict({'batch_size': 4, 'epochs': 2, 'shuffle': False, 'verbose': 0}, **(fit(tf) if fit else {}))
        trained = _history(built.fit(data, labels, **named))
        return [trained, built.predict(data), [variable.name for variable in built.weights]]

    return program


def _dense(units=1, activation=None, **named):
    def model(tf):
        layers = tf.keras.layers
        return tf.keras.Sequential(
            [layers.Dense(8, activation='relu', input_shape=(6,), **named), layers.Dense(units, activation=activation)]
        )

    return model


def _of(*layers, **shape):
    """A model of layers, each a function of `tf.keras.layers`, with a Dense(1) last."""

    def model(tf):
        return tf.keras.Sequential([layer(tf.keras.layers) for layer in layers] + [tf.keras.layers.Dense(1)])

    return model


def _regularized(tf):
    keras = tf.keras
    return _dense(
        kernel_regularizer=keras.regularizers.l1_l2(0.1, 0.2),
        bias_regularizer=keras.regularizers.l1(0.1),
        activity_regularizer=keras.regularizers.l2(0.01),
    )(tf)


def _constrained(tf):
    return _dense(kernel_constraint=tf.keras.constraints.max_norm(1.0))(tf)


def _two_outputs(tf):
    layers = tf.keras.layers
    inputs = layers.Input((6,))
    h = layers.Dense(4, activation='tanh')(inputs)
    outputs = [layers.Dense(1, name='number')(h), layers.Dense(3, activation='softmax', name='kind')(h)]
    return tf.keras.Model(inputs, outputs)


def _kept(tf):
    model = _dense()(tf)
    model.compile('adam', 'mse')
    model.fit(fixed(COUNT, 6), NUMBERS, verbose=0, shuffle=False)
    folder = tempfile.mkdtemp()
    model.save_weights(os.path.join(folder, 'weights.h5'))
    model.load_weights(os.path.join(folder, 'weights.h5'))
    model.save(os.path.join(folder, 'model.h5'))
    again = tf.keras.models.load_model(os.path.join(folder, 'model.h5'))
    trained = _history(again.fit(fixed(COUNT, 6), NUMBERS, verbose=0, shuffle=False))
    return [trained, again.predict(fixed(COUNT, 6)), [variable.name for variable in again.optimizer.weights]]


def _fetched_to_be_saved(tf):
    """Which weights are fetched together, in which order, while a model is saved."""
    layers = tf.keras.layers
    model = tf.keras.Sequential(
        [layers.Dense(4, input_shape=(6,), name='z'), layers.BatchNormalization(name='a'), layers.Dense(1, name='m')]
    )
    model.compile('adam', 'mse')
    model.fit(fixed(COUNT, 6), NUMBERS, verbose=0, shuffle=False)
    session, fetched = tf.keras.backend.get_session(), []
    run = session.run

    def run_and_note(fetches, *others, **named):
        if isinstance(fetches, list):
            fetched.append([fetch.name for fetch in fetches])
        return run(fetches, *others, **named)

    session.run = run_and_note
    model.save(os.path.join(tempfile.mkdtemp(), 'model.h5'))
    session.run = run
    return fetched


def _estimated(tf):
    keras = tf.keras
    layers = [keras.layers.Dense(5, 'relu', input_shape=(6,)), keras.layers.Dropout(0.3), keras.layers.Dense(3)]
    model = keras.Sequential([*layers, keras.layers.Activation('softmax')])
    model.compile(keras.optimizers.Adam(0.01), 'categorical_crossentropy', metrics=['acc'])
    with tempfile.TemporaryDirectory() as folder:
        config = tf.estimator.RunConfig(folder, tf_random_seed=5)
        estimator = keras.estimator.model_to_estimator(model, config=config)
        data = tf.data.Dataset.from_tensor_slices
        estimator.train(lambda: data((X, ONE_HOT)).batch(4).repeat(2))
        found = estimator.evaluate(lambda: data((X, ONE_HOT)).batch(4))
        predicted = [next(iter(one.values())) for one in estimator.predict(lambda: data(X).batch(4))]
        return [[found[key] for key in sorted(found)], np.array(predicted), sorted(estimator.get_variable_names())]


def _from_dataset(tf):
    np.random.seed(3)
    model = _dense()(tf)
    model.compile('adam', 'mse')
    data = tf.data.Dataset.from_tensor_slices((fixed(COUNT, 6), NUMBERS)).shuffle(COUNT, seed=5).batch(4).repeat()
    return _history(model.fit(data, steps_per_epoch=3, epochs=2, verbose=0))


def _root_of_mean(tf):
    def rmse(y_true, y_pred):
        return tf.keras.backend.sqrt(tf.keras.backend.mean(tf.keras.backend.square(y_pred - y_true)))

    return [rmse]


X = fixed(COUNT, 6)
IMAGES = fixed(COUNT, 8, 8, 1)
STEPS = fixed(COUNT, 3, 2)
METRICS = {
    'number': ('mae', 'mse', 'mape', 'msle', 'cosine_proximity', 'hinge', 'squared_hinge', 'logcosh', 'poisson')
    + ('binary_accuracy', 'binary_crossentropy'),
    'one-hot': ('acc', 'accuracy', 'categorical_accuracy', 'categorical_crossentropy', 'crossentropy')
    + ('top_k_categorical_accuracy', 'categorical_hinge'),
    'class': ('acc', 'sparse_categorical_accuracy', 'sparse_categorical_crossentropy', 'crossentropy')
    + ('sparse_top_k_categorical_accuracy',),
}
OF = {
    'number': (_dense(1, 'sigmoid'), NUMBERS, 'mse'),
    'one-hot': (_dense(3, 'softmax'), ONE_HOT, 'categorical_crossentropy'),
    'class': (_dense(3, 'softmax'), CLASSES, 'sparse_categorical_crossentropy'),
}
LOSSES = ('mae', 'mape', 'msle', 'cosine_similarity', 'hinge', 'squared_hinge', 'logcosh', 'poisson')
LOSSES += ('kullback_leibler_divergence', 'binary_crossentropy')
OPTIMIZERS = ('sgd', 'adam', 'rmsprop', 'adagrad', 'adadelta', 'adamax', 'nadam')


def _of_cells_of_nn(build):
    """A layer RNN of what `build(tf.nn.rnn_cell)` gives: a cell, or a list."""

    def model(tf):
        layer = tf.keras.layers.RNN(build(tf.nn.rnn_cell), input_shape=(3, 2))
        return tf.keras.Sequential([layer, tf.keras.layers.Dense(1)])

    return _fitted(model, STEPS, NUMBERS)


def _outputs(count, penalty=None, **compiled):
    """A model of several outputs, and a second one whose weights depend on all that is built for the first."""

    def program(tf):
        keras = tf.keras
        inputs = keras.Input((6,))
        outputs = []
        for number in range(count):
            regularizer = keras.regularizers.l2(0.1) if penalty and not number else None
            outputs.append(keras.layers.Dense(1, name=f'output{number}', kernel_regularizer=regularizer)(inputs))
        model = keras.Model(inputs, outputs)
        model.compile('sgd', 'mse', **compiled)
        predicted = model.predict(X)
        trained = _history(model.fit(X, [NUMBERS] * count, verbose=0, shuffle=False))
        second = keras.Sequential([keras.layers.Dense(2, input_shape=(6,))])
        return [trained, predicted, second.get_weights()[0], [variable.name for variable in second.weights]]

    return program


# Numbers of words, of which 0 is none, and a number for each.
OF_WORDS = (WORDS[..., np.newaxis] % 5).astype(np.float32)
_SEQUENCE = _of(
    lambda layers: layers.Embedding(20, 4, mask_zero=True), lambda layers: layers.LSTM(3, return_sequences=True)
)
PROGRAMS = {}
for _labels, _names in METRICS.items():
    for _name in _names:
        _model, _data, _loss = OF[_labels]
        PROGRAMS[f'metric {_name} of a {_labels}'] = _fitted(_model, X, _data, _loss, [_name])
for _name in LOSSES:
    PROGRAMS[f'loss {_name}'] = _fitted(_dense(1, 'sigmoid'), X, NUMBERS, _name, optimizer='sgd')
for _name in OPTIMIZERS:
    PROGRAMS[f'optimizer {_name}'] = _fitted(_dense(), X, NUMBERS, optimizer=_name)
PROGRAMS.update(
    {
        'loss Huber': _fitted(_dense(), X, NUMBERS, lambda tf: tf.keras.losses.Huber()),
        'loss categorical, smoothed, of logits': _fitted(
            _dense(3),
            X,
            ONE_HOT,
            lambda tf: tf.keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=0.1),
        ),
        'loss sparse, of logits': _fitted(
            _dense(3), X, CLASSES, lambda tf: tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        ),
        'an own metric': _fitted(_dense(), X, NUMBERS, metrics=_root_of_mean),
        'metrics Precision and Recall': _fitted(
            _dense(1, 'sigmoid'),
            X,
            YES_NO,
            metrics=lambda tf: [tf.keras.metrics.Precision(), tf.keras.metrics.Recall(), tf.keras.metrics.AUC(7)],
        ),
        'optimizer of tf.train': _fitted(_dense(), X, NUMBERS, optimizer=lambda tf: tf.train.AdamOptimizer(0.01)),
        'momentum, decay and clipping': _fitted(
            _dense(),
            X,
            NUMBERS,
            optimizer=lambda tf: tf.keras.optimizers.SGD(0.1, momentum=0.9, nesterov=True, decay=0.1, clipnorm=1.0),
        ),
        'regularizers': _fitted(_regularized, X, NUMBERS),
        'a constraint': _fitted(_constrained, X, NUMBERS),
        'sample weights': _fitted(_dense(), X, NUMBERS, fit=lambda tf: {'sample_weight': np.arange(COUNT) / COUNT}),
        'class weights': _fitted(
            _dense(3, 'softmax'),
            X,
            CLASSES,
            'sparse_categorical_crossentropy',
            fit=lambda tf: {'class_weight': {0: 1.0, 1: 2.0, 2: 3.0}},
        ),
        'validation': _fitted(_dense(), X, NUMBERS, metrics=['mae'], fit=lambda tf: {'validation_split': 0.25}),
        'callbacks': _fitted(
            _dense(),
            X,
            NUMBERS,
            fit=lambda tf: {
                'validation_data': (X, NUMBERS),
                'callbacks': [
                    tf.keras.callbacks.EarlyStopping(patience=1),
                    tf.keras.callbacks.ReduceLROnPlateau(patience=1),
                    tf.keras.callbacks.LearningRateScheduler(lambda epoch: 0.01),
                ],
            },
        ),
        'two outputs': _fitted(
            _two_outputs,
            X,
            {'number': NUMBERS, 'kind': ONE_HOT},
            {'number': 'mse', 'kind': 'categorical_crossentropy'},
            lambda tf: {'number': 'mae', 'kind': 'acc'},
            loss_weights={'number': 1.0, 'kind': 0.5},
        ),
        'kept and loaded': _kept,
        'kept, layer by layer': _fetched_to_be_saved,
        'from a dataset': _from_dataset,
        'estimator.model_to_estimator': _estimated,
        'LSTM': _fitted(_of(lambda layers: layers.LSTM(3, input_shape=(3, 2))), STEPS, NUMBERS),
        'LSTM, dropout': _fitted(
            _of(
                lambda layers: layers.Embedding(20, 4),
                lambda layers: layers.LSTM(3, dropout=0.2, recurrent_dropout=0.2),
            ),
            WORDS,
            NUMBERS,
        ),
        'LSTM, both ways, dropout': _fitted(
            _of(
                lambda layers: layers.Bidirectional(
                    layers.LSTM(3, dropout=0.2, recurrent_dropout=0.3, return_sequences=True), input_shape=(3, 2)
                ),
                lambda layers: layers.GRU(2, dropout=0.1, unroll=True),
            ),
            STEPS,
            NUMBERS,
        ),
        'RNN, of cells': _fitted(
            _of(lambda layers: layers.RNN([layers.LSTMCell(3, dropout=0.2), layers.GRUCell(2)], input_shape=(3, 2))),
            STEPS,
            NUMBERS,
        ),
        'RNN, of a cell of tf.nn': _of_cells_of_nn(lambda cells: cells.BasicLSTMCell(3)),
        'RNN, of cells of tf.nn': _of_cells_of_nn(lambda cells: [cells.GRUCell(3), cells.LSTMCell(2)]),
        'LSTM, masked': _fitted(
            _of(lambda layers: layers.Embedding(20, 4, mask_zero=True), lambda layers: layers.LSTM(3)), WORDS, NUMBERS
        ),
        'Model, two outputs': _outputs(2, metrics=['mae']),
        'Model, two outputs, a penalty': _outputs(2, penalty=True, loss_weights=[1.0, 0.5]),
        'Model, four outputs': _outputs(4),
        'LSTM, masked outputs': _fitted(_SEQUENCE, WORDS, OF_WORDS, metrics=['mae', 'accuracy']),
        'LSTM, masked outputs, cross entropy': _fitted(
            _SEQUENCE, WORDS, OF_WORDS % 2, 'binary_crossentropy', lambda tf: [tf.keras.metrics.BinaryAccuracy()]
        ),
        'LSTM, masked outputs, weights': _fitted(
            _SEQUENCE,
            WORDS,
            OF_WORDS,
            metrics=['mae'],
            fit=lambda tf: {'sample_weight': np.linspace(0.5, 2, WORDS.size).reshape(WORDS.shape)},
            sample_weight_mode='temporal',
        ),
        'GRU, both ways': _fitted(
            _of(
                lambda layers: layers.Embedding(20, 4, input_length=5),
                lambda layers: layers.SpatialDropout1D(0.2),
                lambda layers: layers.Bidirectional(layers.GRU(3, return_sequences=True)),
                lambda layers: layers.GRU(2),
            ),
            WORDS,
            NUMBERS,
        ),
        'TimeDistributed': _fitted(
            _of(
                lambda layers: layers.TimeDistributed(layers.Dense(4), input_shape=(3, 2)),
                lambda layers: layers.Masking(),
                lambda layers: layers.SimpleRNN(3, return_sequences=True),
                lambda layers: layers.TimeDistributed(layers.Dense(2)),
                lambda layers: layers.Flatten(),
            ),
            STEPS,
            NUMBERS,
        ),
        'noise': _fitted(
            _of(
                lambda layers: layers.Dense(8, input_shape=(6,)),
                lambda layers: layers.GaussianNoise(0.1),
                lambda layers: layers.GaussianDropout(0.3),
                lambda layers: layers.AlphaDropout(0.2),
                lambda layers: layers.Dropout(0.2),
            ),
            X,
            NUMBERS,
        ),
        'normalized': _fitted(
            _of(
                lambda layers: layers.Dense(8, input_shape=(6,)),
                lambda layers: layers.BatchNormalization(),
                lambda layers: layers.LayerNormalization(),
            ),
            X,
            NUMBERS,
            optimizer='sgd',  # Adam makes full steps of the rounding in front of a normalization
        ),
        'images': _fitted(
            _of(
                lambda layers: layers.Conv2D(2, 3, padding='same', input_shape=(8, 8, 1)),
                lambda layers: layers.UpSampling2D(),
                lambda layers: layers.Conv2DTranspose(2, 3, strides=2, padding='same'),
                lambda layers: layers.MaxPooling2D(4),
                lambda layers: layers.Flatten(),
            ),
            IMAGES,
            NUMBERS,
        ),
    }
)
