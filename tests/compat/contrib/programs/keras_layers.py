"""Each layer of `tf.keras.layers` by itself, with the arguments that change what it builds, in training and not."""

from __future__ import annotations

import numpy as np

from tests.compat.contrib.programs import batch, fixed

PREFIX = 'tf.keras.layers.'
VECTORS, STEPS, IMAGES, VOLUMES = (2, 6), (2, 5, 3), (2, 7, 7, 3), (2, 5, 5, 5, 2)
FRAMES = (2, 3, 5, 5, 2)
ACTIVATIONS = (
    *('elu', 'exponential', 'hard_sigmoid', 'linear', 'relu', 'selu'),
    *('sigmoid', 'softmax', 'softplus', 'softsign', 'tanh'),
)
MERGED = ('Add', 'Subtract', 'Multiply', 'Average', 'Maximum', 'Minimum', 'Concatenate')
# By the class of the layer: what it is given; its arguments, named and in a list of one dictionary for each program.
LAYERS = {
    'Activation': (VECTORS, [{'activation': one} for one in ACTIVATIONS]),
    'ActivityRegularization': (VECTORS, [{'l1': 0.1, 'l2': 0.2}]),
    'AlphaDropout': (VECTORS, [{'rate': 0.3}]),
    'AveragePooling1D': (STEPS, [{}, {'pool_size': 3, 'strides': 1, 'padding': 'same'}]),
    'AveragePooling2D': (IMAGES, [{}, {'pool_size': 3, 'padding': 'same'}]),
    'AveragePooling3D': (VOLUMES, [{}]),
    'BatchNormalization': (
        VECTORS,
        [{}, {'scale': False}, {'center': False, 'momentum': 0.9}, {'renorm': True}, {'virtual_batch_size': 1}],
    ),
    'Conv1D': (STEPS, [{'filters': 4, 'kernel_size': 2, 'padding': 'causal', 'dilation_rate': 2}]),
    'Conv2D': (IMAGES, [{'filters': 4, 'kernel_size': 3, 'dilation_rate': 2}, {'filters': 4, 'kernel_size': (1, 3)}]),
    'Conv2DTranspose': (
        IMAGES,
        [{'filters': 4, 'kernel_size': 3, 'padding': 'same', 'output_padding': 1, 'strides': 2}],
    ),
    'Conv3D': (VOLUMES, [{'filters': 4, 'kernel_size': 2}]),
    'Conv3DTranspose': (VOLUMES, [{'filters': 4, 'kernel_size': 2, 'strides': 2}]),
    'ConvLSTM2D': (
        FRAMES,
        [
            {'filters': 2, 'kernel_size': 3},
            {'filters': 2, 'kernel_size': 3, 'dropout': 0.1, 'recurrent_dropout': 0.2, 'return_sequences': True},
            {'filters': 2, 'kernel_size': 3, 'padding': 'same', 'strides': 2, 'go_backwards': True},
        ],
    ),
    'Cropping1D': (STEPS, [{}, {'cropping': (0, 2)}]),
    'Cropping2D': (IMAGES, [{'cropping': 1}, {'cropping': ((1, 0), (0, 2))}]),
    'Cropping3D': (VOLUMES, [{}]),
    'Dense': (STEPS, [{'units': 4}, {'units': 4, 'use_bias': False, 'activation': 'elu'}]),
    'DepthwiseConv2D': (IMAGES, [{'kernel_size': 3, 'depth_multiplier': 2, 'strides': 2}]),
    'Dropout': (
        STEPS,
        [{'rate': 0.3}, {'rate': 0}, {'rate': 0.0}, {'rate': 0.3, 'noise_shape': (2, 1, 3)}, {'rate': 0.3, 'seed': 7}],
    ),
    'ELU': (VECTORS, [{}, {'alpha': 0.5}]),
    'Flatten': (IMAGES, [{}, {'data_format': 'channels_first'}]),
    'GaussianDropout': (VECTORS, [{'rate': 0.3}]),
    'GaussianNoise': (VECTORS, [{'stddev': 0.3}]),
    'GlobalAveragePooling1D': (STEPS, [{}]),
    'GlobalAveragePooling2D': (IMAGES, [{}, {'data_format': 'channels_first'}]),
    'GlobalAveragePooling3D': (VOLUMES, [{}]),
    'GlobalMaxPooling1D': (STEPS, [{}]),
    'GlobalMaxPooling2D': (IMAGES, [{}]),
    'GlobalMaxPooling3D': (VOLUMES, [{}]),
    'GRU': (
        STEPS,
        [
            {'units': 4, 'return_sequences': True, 'return_state': True},
            {'units': 4, 'reset_after': True, 'implementation': 2},
            {'units': 4, 'unroll': True, 'go_backwards': True},
            {'units': 4, 'dropout': 0.1, 'recurrent_dropout': 0.2},
            {'units': 4, 'dropout': 0.1, 'recurrent_dropout': 0.2, 'implementation': 2},
        ],
    ),
    'LayerNormalization': (STEPS, [{}, {'axis': 1, 'scale': False}, {'axis': [1, 2], 'center': False}]),
    'LeakyReLU': (VECTORS, [{}, {'alpha': 0.1}]),
    'LocallyConnected1D': (
        STEPS,
        [{'filters': 4, 'kernel_size': 2}, {'filters': 4, 'kernel_size': 2, 'implementation': 2}],
    ),
    'LocallyConnected2D': (
        IMAGES,
        [
            {'filters': 2, 'kernel_size': 3},
            {'filters': 2, 'kernel_size': 3, 'implementation': 2},
            {'filters': 2, 'kernel_size': 3, 'implementation': 3},
        ],
    ),
    'LSTM': (
        STEPS,
        [
            {'units': 4, 'return_sequences': True, 'return_state': True},
            {'units': 4, 'unit_forget_bias': False, 'implementation': 2},
            {'units': 4, 'unroll': True, 'go_backwards': True},
            {'units': 4, 'time_major': True},
            {'units': 4, 'dropout': 0.1, 'recurrent_dropout': 0.2},
            {'units': 4, 'dropout': 0.1, 'recurrent_dropout': 0.2, 'implementation': 2},
        ],
    ),
    'Masking': (STEPS, [{}, {'mask_value': 1.0}]),
    'MaxPooling1D': (STEPS, [{}]),
    'MaxPooling2D': (IMAGES, [{}, {'pool_size': 3, 'strides': 1, 'padding': 'same'}]),
    'MaxPooling3D': (VOLUMES, [{}]),
    'Permute': (STEPS, [{'dims': (2, 1)}]),
    'PReLU': (STEPS, [{}, {'shared_axes': [1]}]),
    'ReLU': (VECTORS, [{}, {'max_value': 0.5}, {'max_value': 0.5, 'negative_slope': 0.1, 'threshold': 0.2}]),
    'RepeatVector': (VECTORS, [{'n': 3}]),
    'Reshape': (VECTORS, [{'target_shape': (3, 2)}, {'target_shape': (-1, 2)}]),
    'SeparableConv1D': (STEPS, [{'filters': 4, 'kernel_size': 2}]),
    'SeparableConv2D': (IMAGES, [{'filters': 4, 'kernel_size': 3, 'depth_multiplier': 2, 'padding': 'same'}]),
    'SimpleRNN': (STEPS, [{'units': 4, 'dropout': 0.1, 'recurrent_dropout': 0.2}, {'units': 4, 'unroll': True}]),
    'Softmax': (STEPS, [{}, {'axis': 1}]),
    'SpatialDropout1D': (STEPS, [{'rate': 0.3}, {'rate': 0.0}]),
    'SpatialDropout2D': (IMAGES, [{'rate': 0.3}]),
    'SpatialDropout3D': (VOLUMES, [{'rate': 0.3}]),
    'ThresholdedReLU': (VECTORS, [{}]),
    'UpSampling1D': (STEPS, [{}]),
    'UpSampling2D': (IMAGES, [{}, {'size': (2, 3), 'interpolation': 'bilinear'}]),
    'UpSampling3D': (VOLUMES, [{}]),
    'ZeroPadding1D': (STEPS, [{}]),
    'ZeroPadding2D': (IMAGES, [{}, {'padding': ((1, 0), (0, 2))}]),
    'ZeroPadding3D': (VOLUMES, [{}]),
}


def _called(name, shape, arguments):
    """A layer that is called in training, in a model of its own, and outside of one."""

    def program(tf):
        np.random.seed(3)
        keras = tf.keras
        inputs = keras.Input(shape[1:], shape[0])
        model = keras.Model(inputs, getattr(keras.layers, name)(**arguments)(inputs))
        outputs = [model(batch(tf, *shape), training=True), model(batch(tf, *shape), training=False)]
        outputs += [getattr(keras.layers, name)(**arguments)(batch(tf, *shape))]
        return outputs + model.updates

    return program


def _without_batch(name, shape, arguments):
    """A layer in a model whose batches may be of any size."""

    def program(tf):
        np.random.seed(3)
        inputs = tf.keras.Input(shape[1:])
        outputs = getattr(tf.keras.layers, name)(**arguments)(inputs)
        return tf.keras.Model(inputs, outputs)(batch(tf, *shape))

    return program


def _merged(name, *shapes, **arguments):
    def program(tf):
        inputs = [tf.keras.Input(shape[1:]) for shape in shapes]
        model = tf.keras.Model(inputs, getattr(tf.keras.layers, name)(**arguments)(inputs))
        return model([batch(tf, *shape) for shape in shapes])

    return program


def _wrapped(wrap, shape, mask=False):
    """What `wrap(layers)` gives, called in a model."""

    def program(tf):
        np.random.seed(3)
        inputs = tf.keras.Input(shape[1:])
        h = tf.keras.layers.Masking()(inputs) if mask else inputs
        return tf.keras.Model(inputs, wrap(tf.keras.layers)(h))(batch(tf, *shape), training=True)

    return program


def _stateful(tf):
    layer = tf.keras.layers.LSTM(4, stateful=True, batch_input_shape=STEPS)
    model = tf.keras.Sequential([layer])
    predicted = [model.predict(fixed(2, 5, 3)) for _ in range(2)]
    layer.reset_states()
    return predicted + [model.predict(fixed(2, 5, 3)), [state.name for state in layer.states]]


def _started(tf):
    layers = tf.keras.layers
    inputs = tf.keras.Input((5, 3))
    _, *states = layers.LSTM(4, return_state=True)(inputs)
    model = tf.keras.Model(inputs, layers.LSTM(4, return_sequences=True)(inputs, initial_state=states))
    return model(batch(tf, *STEPS))


def _title(arguments):
    return ', '.join('{}={}'.format(*pair) for pair in sorted(arguments.items()))


PROGRAMS = {
    f'{name}, {how}, {_title(arguments)}': make(name, shape, arguments)
    for name, (shape, settings) in LAYERS.items()
    for arguments in settings
    for how, make in (('in training', _called), ('any batch', _without_batch))
}
PROGRAMS.update(
    (f'BatchNormalization, of {what}', _called('BatchNormalization', shape, {}))
    for what, shape in (('steps', STEPS), ('images', IMAGES), ('volumes', VOLUMES))
)
PROGRAMS.update({name: _merged(name, VECTORS, VECTORS) for name in MERGED})
PROGRAMS.update(
    {
        'Add, of three': _merged('Add', VECTORS, VECTORS, VECTORS),
        'Add, of two ranks': _merged('Add', STEPS, (2, 3)),
        'Concatenate, an axis': _merged('Concatenate', STEPS, STEPS, axis=1),
        'Dot': _merged('Dot', VECTORS, VECTORS, axes=1),
        'Dot, normalized': _merged('Dot', VECTORS, VECTORS, axes=-1, normalize=True),
        'Dot, of matrices': _merged('Dot', STEPS, STEPS, axes=(2, 2)),
        'Dot, of matrices, an axis': _merged('Dot', STEPS, STEPS, axes=1, normalize=True),
        'Dot, of a matrix and a vector': _merged('Dot', STEPS, (2, 3), axes=(2, 1)),
        'Attention': _merged('Attention', STEPS, STEPS),
        'Attention, scaled': _merged('Attention', STEPS, STEPS, use_scale=True, causal=True),
        'AdditiveAttention': _merged('AdditiveAttention', STEPS, STEPS),
        'Bidirectional': _wrapped(lambda layers: layers.Bidirectional(layers.LSTM(4)), STEPS),
        'Bidirectional, sum': _wrapped(
            lambda layers: layers.Bidirectional(layers.GRU(4, return_sequences=True), merge_mode='sum'), STEPS, True
        ),
        'Bidirectional, ave': _wrapped(lambda layers: layers.Bidirectional(layers.SimpleRNN(4), 'ave'), STEPS),
        'TimeDistributed': _wrapped(lambda layers: layers.TimeDistributed(layers.Conv2D(2, 3)), FRAMES),
        'TimeDistributed, masked': _wrapped(lambda layers: layers.TimeDistributed(layers.Dense(4)), STEPS, True),
        'LSTM, masked': _wrapped(lambda layers: layers.LSTM(4, return_sequences=True), STEPS, True),
        'GRU, masked, unrolled': _wrapped(lambda layers: layers.GRU(4, unroll=True), STEPS, True),
        'SimpleRNN, masked': _wrapped(lambda layers: layers.SimpleRNN(4), STEPS, True),
        'RNN, of cells': _wrapped(
            lambda layers: layers.RNN([layers.GRUCell(4), layers.SimpleRNNCell(2), layers.LSTMCell(3)]), STEPS
        ),
        'RNN, of StackedRNNCells': _wrapped(
            lambda layers: layers.RNN(layers.StackedRNNCells([layers.LSTMCell(3)] * 1), return_sequences=True), STEPS
        ),
        'LSTM, stateful': _stateful,
        'LSTM, started': _started,
    }
)
