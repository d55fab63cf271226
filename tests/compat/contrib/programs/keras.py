"""`tf.keras`, as far as scripts of TensorFlow 1 use it: layers, models and what trains them."""

from __future__ import annotations

import numpy as np

from tests.compat.contrib.programs import batch, fixed, x

PREFIX = 'tf.keras.'
LABELS = np.arange(10) % 3


def _layer(name, shape, *arguments, **named):
    return lambda tf: getattr(tf.keras.layers, name)(*arguments, **named)(x(tf, *shape))


def _recurrent(name):
    def program(tf):
        return tf.identity(getattr(tf.keras.layers, name)(7)(x(tf, 2, 5, 3)), 'outputs')

    return program


def _sequential(tf):
    keras = tf.keras
    return keras.Sequential(
        [
            keras.layers.Dense(7, activation='relu', input_shape=(5,)),
            keras.layers.Dense(3, activation='softmax', kernel_regularizer=keras.regularizers.l2(0.01)),
        ]
    )


def _trained(tf, model, optimizer, loss='sparse_categorical_crossentropy', labels=LABELS, data=(10, 5)):
    model.compile(optimizer=optimizer, loss=loss, metrics=['accuracy'])
    history = model.fit(fixed(*data), labels, batch_size=5, epochs=2, shuffle=False, verbose=0)
    losses = [float(one) for one in history.history['loss']]
    evaluated = [float(one) for one in model.evaluate(fixed(*data), labels, verbose=0)]
    return [losses, sorted(history.history), evaluated, model.predict(fixed(*data))] + model.get_weights()


def _fitted(optimizer):
    return lambda tf: _trained(tf, _sequential(tf), optimizer(tf))


def _convolutional(tf):
    layers = tf.keras.layers
    model = tf.keras.Sequential()
    model.add(layers.Conv2D(3, (3, 3), activation='relu', input_shape=(7, 7, 1)))
    model.add(layers.MaxPooling2D(2))
    model.add(layers.BatchNormalization())
    model.add(layers.Flatten())
    model.add(layers.Dense(3, activation='softmax'))
    return _trained(tf, model, 'sgd', data=(10, 7, 7, 1))


def _functional(tf):
    inputs = tf.keras.Input(shape=(5,))
    h = tf.keras.layers.Dense(7, 'tanh')(inputs)
    outputs = tf.keras.layers.Dense(1)(tf.keras.layers.concatenate([h, inputs]))
    model = tf.keras.models.Model(inputs, outputs)
    return _trained(tf, model, 'adam', 'mse', LABELS.astype(np.float32))


def _subclassed(tf):
    class Own(tf.keras.Model):
        def __init__(self):
            super().__init__()
            self.first, self.second = tf.keras.layers.Dense(7, 'relu'), tf.keras.layers.Dense(3)

        def call(self, inputs):
            return self.second(self.first(inputs))

    model = Own()
    return [model(x(tf, 5, 3)), [variable.name for variable in model.trainable_variables]]


def _within_a_session(tf):
    h = tf.keras.layers.Dense(7, activation='relu')(batch(tf, 5, 3))
    loss = tf.reduce_mean(tf.square(tf.keras.layers.Dense(1)(h)))
    tf.train.GradientDescentOptimizer(0.1).minimize(loss)
    return loss


def _dropped(tf):
    h = tf.keras.layers.Dropout(0.4)(x(tf, 5, 3), training=True)
    return tf.keras.layers.Dense(2)(h)


def _initialized(tf):
    names = ['glorot_normal', 'glorot_uniform', 'he_normal', 'he_uniform', 'lecun_normal', 'lecun_uniform', 'Ones']
    return [getattr(tf.keras.initializers, name)()([3, 5]) for name in names] + [
        tf.keras.initializers.RandomNormal(0.0, 0.1)([3, 5]),
        tf.keras.initializers.RandomUniform(-0.1, 0.1)([3, 5]),
        tf.keras.initializers.TruncatedNormal(0.0, 0.1)([3, 5]),
        tf.keras.initializers.Orthogonal()([3, 5]),
    ]


def _named(tf):
    kinds = ['ConvLSTM2D', 'Conv2D', 'LSTM2Layer', 'ResNet50V2', '_Own', 'A']
    own = [type(kind, (tf.keras.layers.Layer,), {})() for kind in kinds]
    return [layer.name for layer in [*own, tf.keras.layers.ConvLSTM2D(2, 3), tf.keras.layers.Conv2D(2, 3)]]


def _kept(tf):
    model = _sequential(tf)
    copy = tf.keras.models.model_from_json(model.to_json())
    copy.set_weights(model.get_weights())
    return [model.count_params(), copy.predict(fixed(10, 5))]


def _losses(tf):
    y, z = tf.nn.softmax(x(tf, 5, 3)), tf.one_hot([0, 1, 2, 1, 0], 3)
    names = ['mse', 'mae', 'categorical_crossentropy', 'binary_crossentropy', 'hinge']
    return [getattr(tf.keras.losses, name)(z, y) for name in names]


IMAGES = (2, 7, 7, 3)
PROGRAMS = {
    'layers.Dense': _layer('Dense', (5, 3), 7),
    'layers.Dense, activation': _layer('Dense', (5, 3), 7, activation='relu', kernel_initializer='he_normal'),
    'layers.Activation': _layer('Activation', (5, 3), 'tanh'),
    'layers.Flatten': lambda tf: tf.keras.layers.Flatten()(batch(tf, 2, 3, 5)),
    'layers.Reshape': _layer('Reshape', (2, 15), (3, 5)),
    'layers.Permute': _layer('Permute', (2, 3, 5), (2, 1)),
    'layers.RepeatVector': _layer('RepeatVector', (5, 3), 2),
    'layers.Lambda': lambda tf: tf.keras.layers.Lambda(lambda one: one * 2.0)(x(tf, 5, 3)),
    'layers.Conv1D': _layer('Conv1D', (2, 11, 3), 5, 3),
    'layers.Conv2D': _layer('Conv2D', IMAGES, 5, 3, padding='same'),
    'layers.Conv2DTranspose': _layer('Conv2DTranspose', (2, 5, 5, 3), 2, 3, 2),
    'layers.SeparableConv2D': _layer('SeparableConv2D', IMAGES, 5, 3),
    'layers.DepthwiseConv2D': _layer('DepthwiseConv2D', IMAGES, 3),
    'layers.MaxPooling2D': _layer('MaxPooling2D', IMAGES),
    'layers.AveragePooling2D': _layer('AveragePooling2D', IMAGES),
    'layers.GlobalAveragePooling2D': _layer('GlobalAveragePooling2D', IMAGES),
    'layers.UpSampling2D': _layer('UpSampling2D', IMAGES),
    'layers.ZeroPadding2D': _layer('ZeroPadding2D', IMAGES),
    'layers.BatchNormalization': lambda tf: tf.keras.layers.BatchNormalization()(x(tf, *IMAGES), training=True),
    'layers.Dropout': _dropped,
    'layers.Embedding': lambda tf: tf.identity(
        tf.keras.layers.Embedding(5, 3)(tf.constant([[1, 2], [3, 4]])), 'outputs'
    ),
    'layers.SimpleRNN': _recurrent('SimpleRNN'),
    'layers.LSTM': _recurrent('LSTM'),
    'layers.GRU': _recurrent('GRU'),
    'layers.LeakyReLU': _layer('LeakyReLU', (5, 3)),
    'layers.add': lambda tf: tf.keras.layers.add([x(tf, 5, 3), x(tf, 5, 3)]),
    'Sequential, SGD': _fitted(lambda tf: tf.keras.optimizers.SGD(0.1, momentum=0.9)),
    'Sequential, Adam': _fitted(lambda tf: tf.keras.optimizers.Adam(0.01)),
    'Sequential, RMSprop': _fitted(lambda tf: 'rmsprop'),
    'Sequential, tf.train': _fitted(lambda tf: tf.train.AdamOptimizer(0.01)),
    'Sequential, images': _convolutional,
    'Model': _functional,
    'Model, subclassed': _subclassed,
    'Model, in a session': _within_a_session,
    'models.model_from_json': _kept,
    'initializers': _initialized,
    'layers, names': _named,
    'losses': _losses,
    'utils.to_categorical': lambda tf: tf.keras.utils.to_categorical([0, 2, 1]),
    'backend': lambda tf: [tf.keras.backend.floatx(), tf.keras.backend.int_shape(x(tf, 5, 3))],
}
