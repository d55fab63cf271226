"""Each function of `tf.keras.backend` that builds ops."""

from __future__ import annotations

import numpy as np

from tests.compat.contrib.programs import batch, fixed, x

PREFIX = 'tf.keras.backend.'
IMAGES, STEPS, VOLUMES = (2, 7, 7, 3), (2, 5, 3), (2, 4, 4, 4, 2)


def _of(*shapes, **named):
    """Calls the function that stands in the title with a tensor for each shape, and what is named."""
    return shapes, named


def _given(tf, one):
    """A tensor of a shape, or of an array; all else as it is."""
    if isinstance(one, tuple):
        return batch(tf, *one)
    if isinstance(one, list) and isinstance(one[0], np.ndarray):
        return [tf.constant(each) for each in one]
    return tf.constant(one) if isinstance(one, np.ndarray) else one


def _program(function, shapes, named):
    def program(tf):
        return getattr(tf.keras.backend, function)(*[_given(tf, one) for one in shapes], **named)

    return program


CALLS = {
    'abs': _of((5, 3)),
    'all': _of(np.ones([2, 3], bool), axis=1),
    'any': _of(np.ones([2, 3], bool)),
    'arange': _of(5),
    'arange, from': _of(2, 9, 3),
    'arange, empty': _of(-2),
    'argmax': _of((5, 3)),
    'argmin': _of((5, 3), axis=0),
    'batch_dot': _of((2, 5, 3), (2, 3, 4)),
    'batch_dot, of vectors': _of((2, 5), (2, 5), axes=1),
    'batch_dot, of two axes': _of((2, 5, 3), (2, 4, 5), axes=[1, 2]),
    'batch_dot, of four dimensions': _of((2, 4, 5, 3), (2, 4, 3, 2)),
    'batch_dot, of two ranks': _of((2, 5, 3), (2, 3), axes=(2, 1)),
    'batch_dot, of two ranks, reversed': _of((2, 3), (2, 5, 3), axes=(1, 2)),
    'batch_flatten': _of((2, 5, 3)),
    'batch_normalization': _of((5, 3), fixed(3), fixed(3) ** 2, fixed(3), fixed(3)),
    'bias_add': _of((2, 5, 3), fixed(3)),
    'bias_add, of images': _of(IMAGES, fixed(3)),
    'bias_add, of matrices': _of((2, 5, 3), fixed(5, 3)),
    'bias_add, channels first': _of((2, 3, 7, 7), fixed(3), data_format='channels_first'),
    'binary_crossentropy': _of((5, 1), (5, 1)),
    'binary_crossentropy, from logits': _of((5, 1), (5, 1), from_logits=True),
    'cast': _of((5, 3), 'int32'),
    'categorical_crossentropy': _of((5, 3), (5, 3)),
    'categorical_crossentropy, from logits': _of((5, 3), (5, 3), from_logits=True),
    'clip': _of((5, 3), -0.5, 0.5),
    'clip, nothing': _of((5, 3), 0.5, -0.5),
    'concatenate': _of([fixed(2, 3), fixed(2, 3)]),
    'constant': _of([1, 2], dtype='float32', shape=(2,)),
    'conv1d': _of(STEPS, fixed(2, 3, 4), padding='causal', dilation_rate=2),
    'conv2d': _of(IMAGES, fixed(3, 3, 3, 4), strides=(2, 2), padding='same'),
    'conv2d, channels first': _of((2, 3, 7, 7), fixed(3, 3, 3, 4), data_format='channels_first'),
    'conv2d_transpose': _of(IMAGES, fixed(3, 3, 4, 3), output_shape=(2, 15, 15, 4), strides=(2, 2)),
    'conv3d': _of(VOLUMES, fixed(2, 2, 2, 2, 3)),
    'cos': _of((5, 3)),
    'ctc_batch_cost': _of(
        np.array([[1, 2], [2, 1]]), np.abs(fixed(2, 6, 4)), np.array([[6], [5]]), np.array([[2], [2]])
    ),
    'ctc_decode': _of(np.abs(fixed(2, 6, 4)), np.array([6, 5])),
    'ctc_decode, beams': _of(np.abs(fixed(2, 6, 4)), np.array([6, 5]), greedy=False, beam_width=3, top_paths=2),
    'cumprod': _of((5, 3), axis=1),
    'cumsum': _of((5, 3), axis=1),
    'dot': _of((5, 3), fixed(3, 4)),
    'dot, of steps': _of((2, 5, 3), fixed(3, 4)),
    'dot, of four dimensions': _of((2, 4, 5, 3), fixed(2, 3, 4)),
    'dropout': _of((5, 3), 0.3, seed=7),
    'dropout, noise_shape': _of((5, 3), 0.3, noise_shape=(5, 1), seed=7),
    'elu': _of((5, 3)),
    'elu, alpha': _of((5, 3), 0.3),
    'equal': _of((5, 3), 0.3),
    'exp': _of((5, 3)),
    'expand_dims': _of((5, 3), 1),
    'eye': _of(3),
    'flatten': _of((2, 5, 3)),
    'gather': _of((5, 3), [1, 2]),
    'greater': _of((5, 3), 0.1),
    'hard_sigmoid': _of((5, 3)),
    'in_top_k': _of((5, 3), np.array([0, 1, 2, 0, 1]), 2),
    'l2_normalize': _of((5, 3), axis=1),
    'local_conv1d': _of(STEPS, fixed(4, 6, 2), kernel_size=(2,), strides=(1,)),
    'local_conv2d': _of(IMAGES, fixed(25, 27, 2), kernel_size=(3, 3), strides=(1, 1), output_shape=(5, 5)),
    'log': _of(np.abs(fixed(5, 3))),
    'max': _of((5, 3), axis=1),
    'maximum': _of((5, 3), 0.1),
    'mean': _of((5, 3), axis=1, keepdims=True),
    'mean, of booleans': _of(np.ones([2, 3], bool)),
    'min': _of((5, 3)),
    'minimum': _of((5, 3), 0.1),
    'normalize_batch_in_training': _of((5, 3), fixed(3), fixed(3), [0]),
    'normalize_batch_in_training, images': _of(IMAGES, fixed(3), fixed(3), [0, 1, 2]),
    'not_equal': _of((5, 3), 0.1),
    'one_hot': _of(np.array([1, 2]), 3),
    'ones': _of([2, 3]),
    'ones_like': _of((5, 3)),
    'permute_dimensions': _of((2, 5, 3), pattern=(0, 2, 1)),
    'pool2d': _of(IMAGES, pool_size=(2, 2)),
    'pool2d, average': _of(IMAGES, pool_size=(2, 2), strides=(1, 1), padding='same', pool_mode='avg'),
    'pool3d': _of(VOLUMES, pool_size=(2, 2, 2)),
    'pow': _of((5, 3), 2),
    'print_tensor': _of((5, 3), 'here: '),
    'prod': _of((5, 3), axis=0),
    'random_binomial': _of([5, 3], 0.3, seed=7),
    'random_normal': _of([5, 3], 1.0, 0.1, seed=7),
    'random_normal_variable': _of([5, 3], 1.0, 0.1, seed=7),
    'random_uniform': _of([5, 3], 1.0, 2.0, seed=7),
    'random_uniform_variable': _of([5, 3], 1.0, 2.0, seed=7),
    'relu': _of((5, 3)),
    'relu, leaking': _of((5, 3), 0.1),
    'relu, bounded': _of((5, 3), max_value=0.5),
    'relu, bounded at six': _of((5, 3), max_value=6),
    'relu, all of it': _of((5, 3), alpha=0.1, max_value=0.5, threshold=0.2),
    'relu, threshold': _of((5, 3), threshold=0.2),
    'repeat': _of((5, 3), 2),
    'repeat_elements': _of((2, 5, 3), 2, 1),
    'reshape': _of((5, 3), shape=(3, -1)),
    'resize_images': _of(IMAGES, 2, 3, 'channels_last'),
    'resize_images, bilinear': _of(IMAGES, 2, 2, 'channels_last', 'bilinear'),
    'resize_images, channels first': _of((2, 3, 7, 7), 2, 2, 'channels_first'),
    'resize_volumes': _of(VOLUMES, 2, 1, 2, 'channels_last'),
    'reverse': _of((5, 3), 1),
    'round': _of((5, 3)),
    'separable_conv2d': _of(IMAGES, fixed(3, 3, 3, 2), fixed(1, 1, 6, 4)),
    'shape': _of((5, 3)),
    'sigmoid': _of((5, 3)),
    'sign': _of((5, 3)),
    'sin': _of((5, 3)),
    'softmax': _of((5, 3)),
    'softmax, an axis': _of((2, 5, 3), axis=1),
    'softplus': _of((5, 3)),
    'softsign': _of((5, 3)),
    'sparse_categorical_crossentropy': _of(np.array([0, 1, 2, 0, 1]), (5, 3)),
    'sparse_categorical_crossentropy, of steps': _of(np.array([[0, 1, 2, 0, 1]] * 2), (2, 5, 3), from_logits=True),
    'spatial_2d_padding': _of(IMAGES),
    'spatial_3d_padding': _of(VOLUMES),
    'sqrt': _of((5, 3)),
    'square': _of((5, 3)),
    'squeeze': _of((2, 1, 3), 1),
    'stack': _of([fixed(2, 3), fixed(2, 3)], axis=1),
    'std': _of((5, 3), axis=1),
    'sum': _of((5, 3), axis=[0, 1]),
    'switch': _of(np.array(True), fixed(3), fixed(3, 3)[0]),
    'switch, by element': _of(np.array([True, False]), np.array([1.0, 2.0]), np.array([3.0, 4.0])),
    'switch, by row': _of(np.array([True, False]), fixed(2, 3), fixed(2, 3)),
    'tanh': _of((5, 3)),
    'temporal_padding': _of(STEPS),
    'tile': _of((5, 3), [1, 2]),
    'tile, a number': _of((3,), 2),
    'transpose': _of((5, 3)),
    'truncated_normal': _of([5, 3], seed=7),
    'var': _of((5, 3), axis=0),
    'variable': _of(fixed(2, 3)),
    'zeros': _of([2, 3]),
    'zeros_like': _of((5, 3)),
}


def _rnn(**named):
    def program(tf):
        weights = tf.constant(fixed(3, 3))

        def step(inputs, states):
            h = tf.tanh(tf.matmul(inputs, weights) + states[0])
            return h, [h]

        last, outputs, states = tf.keras.backend.rnn(step, batch(tf, *STEPS), [tf.zeros([2, 3])], **named)
        return [last, outputs] + list(states)

    return program


def _masked(tf):
    return _rnn(mask=tf.constant(np.arange(10).reshape(2, 5) % 3 > 0))(tf)


def _in_phases(tf):
    backend = tf.keras.backend
    outputs = backend.in_train_phase(lambda: x(tf, 5) * 2.0, lambda: x(tf, 5))
    return [outputs, backend.in_test_phase(x(tf, 5), x(tf, 5) * 2.0, training=True), backend.learning_phase()]


def _updated(tf):
    backend = tf.keras.backend
    variable = backend.variable(fixed(3), name='updated')
    new = [backend.update(variable, fixed(3)), backend.update_add(variable, fixed(3))]
    new += [backend.update_sub(variable, fixed(3)), backend.moving_average_update(variable, fixed(3), 0.9)]
    return [tensor.name for tensor in new]


def _mapped(tf):
    backend = tf.keras.backend
    mapped = backend.map_fn(lambda one: one * 2.0, x(tf, 5, 3))
    return [mapped, backend.foldl(lambda a, b: a + b, x(tf, 5, 3)), backend.foldr(lambda a, b: a + b, x(tf, 5, 3))]


def _called(tf):
    backend = tf.keras.backend
    variable = backend.variable(2.0)
    inputs = backend.placeholder([None, 3])
    function = backend.function([inputs], [inputs * variable])
    values = [function([fixed(2, 3)])[0] for _ in range(2)]
    backend.set_value(variable, 5.0)
    values += [backend.get_value(variable), backend.eval(variable + 1.0), backend.count_params(variable)]
    gradients = backend.gradients(backend.sum(inputs * variable), [variable])
    return values + [gradients[0].name, backend.ndim(inputs), backend.int_shape(inputs), backend.dtype(inputs)]


PROGRAMS = {title: _program(title.split(',')[0], *call) for title, call in CALLS.items()}
PROGRAMS.update(
    {
        'rnn': _rnn(),
        'rnn, a length': _rnn(input_length=5),
        'rnn, backwards': _rnn(go_backwards=True),
        'rnn, unrolled': _rnn(unroll=True),
        'rnn, masked': _masked,
        'in_train_phase': _in_phases,
        'update': _updated,
        'map_fn': _mapped,
        'function': _called,
    }
)
