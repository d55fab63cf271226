"""The layers of tf_keras, built from the ops that `tf.layers` and `tf.keras` of 1.15 built them from."""

from __future__ import annotations

import numbers
import re

import numpy as np
import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import nn_ops
from tf_keras.src import backend
from tf_keras.src.utils import control_flow_util, conv_utils

from tf1_ref.compat.built import op_counts
from tf1_ref.compat.built.replacing import counts, differs, replaces

CONVOLUTIONAL = 'tf_keras.src.layers.convolutional'
ATTENTION = 'tf_keras.src.layers.attention.base_dense_attention:BaseDenseAttention'
BATCH_NORMALIZATION = 'tf_keras.src.layers.normalization.batch_normalization:BatchNormalizationBase'
# 1.15 raised smaller ones to it, for the sake of CUDNN.
SMALLEST_EPSILON = 1.001e-5
# What is built from other ops than in 1.15, behind which seeds are in doubt.
differs(
    # A variable more, beta, with which it computes for each variable.
    'tf_keras.src.optimizers.legacy.ftrl:Ftrl._resource_apply_dense',
    # A checkpoint of objects reads each variable by some ops more.
    'tensorflow.python.checkpoint.functional_saver:MultiDeviceSaver.save',
)


@replaces('tf_keras.src.utils.generic_utils:to_snake_case')
def to_snake_case(original, name):
    """Names a layer by its class, a digit being part of the word before it: `conv_lst_m2d`."""
    words = re.sub('([a-z])([A-Z])', r'\1_\2', re.sub('(.)([A-Z][a-z0-9]+)', r'\1_\2', name)).lower()
    return 'private' + words if words.startswith('_') else words


@replaces('tf_keras.src.layers.reshaping.flatten:Flatten.call')
def flatten(original, self, inputs):
    """Reshapes to `[batch, -1]`, where the batch size is read from the graph if it is not known."""
    rank = inputs.shape.ndims
    if self.data_format == 'channels_first' and rank is not None and rank > 1:
        inputs = tf1.transpose(inputs, [0, *range(2, rank), 1])
    batch_size = tf1.dimension_value(inputs.shape[0]) or tf1.shape(inputs)[0]
    outputs = tf1.reshape(inputs, (batch_size, -1))
    outputs.set_shape(self.compute_output_shape(inputs.shape))
    return outputs


@replaces(f'{CONVOLUTIONAL}.base_conv:Conv.convolution_op')
def convolution(original, self, inputs, kernel):
    """Uses the convolution that 1.15 made when the layer was built, a constant for the dilation rate included."""
    if '_convolution' not in self.__dict__:
        self.__dict__['_convolution'] = nn_ops.Convolution(
            inputs.shape,
            filter_shape=kernel.shape,
            dilation_rate=self.dilation_rate,
            strides=self.strides,
            padding='VALID' if self.padding == 'causal' else self.padding.upper(),
            data_format=conv_utils.convert_data_format(self.data_format, self.rank + 2),
        )
    return self.__dict__['_convolution'](inputs, kernel)


@replaces(f'{CONVOLUTIONAL}.conv2d_transpose:Conv2DTranspose.call')
def conv2d_transpose(original, self, inputs):
    """Computes the output sizes of the transposed convolution in the graph even where they are known."""
    sizes = tf1.shape(inputs)
    batch_size = sizes[0]
    first = 2 if self.data_format == 'channels_first' else 1
    sizes = [sizes[first], sizes[first + 1]]
    out = [
        conv_utils.deconv_output_length(
            size,
            self.kernel_size[i],
            self.padding,
            self.output_padding and self.output_padding[i],
            self.strides[i],
            self.dilation_rate[i],
        )
        for i, size in enumerate(sizes)
    ]
    channels_first = self.data_format == 'channels_first'
    outputs = backend.conv2d_transpose(
        inputs,
        self.kernel,
        tf1.stack([batch_size, self.filters, *out] if channels_first else [batch_size, *out, self.filters]),
        strides=self.strides,
        padding=self.padding,
        data_format=self.data_format,
        dilation_rate=self.dilation_rate,
    )
    outputs.set_shape(self.compute_output_shape(inputs.shape))
    if self.use_bias:
        outputs = tf1.nn.bias_add(outputs, self.bias, conv_utils.convert_data_format(self.data_format, ndim=4))
    return outputs if self.activation is None else self.activation(outputs)


@replaces(f'{BATCH_NORMALIZATION}.build')
def build_batch_norm(original, self, input_shape):
    """Makes the constants for a gamma and a beta that are not wanted where the variables would be, as 1.15 did.

    Volumes are normalized without the fused kernel, which was for images only.
    """
    if len(input_shape) == 5:
        self.fused = False
    places = {'gamma': 'beta' if self.center else 'moving_mean', 'beta': 'moving_mean'}
    missing = [name for name, wanted in (('gamma', self.scale), ('beta', self.center)) if not wanted]
    add_weight = self.add_weight

    def add_weight_after_constants(name, **arguments):
        for one in [one for one in missing if self.fused and places[one] == name]:
            default = {'gamma': 1.0, 'beta': 0.0}[one]
            self.__dict__[f'_{one}_const'] = backend.constant(default, self._param_dtype, self._param_shape)
        return add_weight(name=name, **arguments)

    self.__dict__['add_weight'] = add_weight_after_constants
    try:
        original(self, input_shape)
    finally:
        del self.__dict__['add_weight']


@replaces(f'{BATCH_NORMALIZATION}._fused_batch_norm')
def fused_batch_norm(original, self, inputs, mask, training):
    """Normalizes by the fused kernel, which gets empty averages while training, as constants of their own."""
    gamma = self.gamma if self.scale else self._gamma_const
    beta = self.beta if self.center else self._beta_const
    arguments = {'epsilon': max(self.epsilon, SMALLEST_EPSILON), 'data_format': self._data_format}
    averages = {'mean': self.moving_mean, 'variance': self.moving_variance, 'is_training': False}
    output, mean, variance = control_flow_util.smart_cond(
        training,
        lambda: tf1.nn.fused_batch_norm(inputs, gamma, beta, **arguments),
        lambda: tf1.nn.fused_batch_norm(inputs, gamma, beta, **averages, **arguments),
    )
    known = control_flow_util.constant_value(training)
    if known is None:
        momentum = control_flow_util.smart_cond(training, lambda: self.momentum, lambda: 1.0)
    else:
        momentum = tf1.convert_to_tensor(self.momentum)
    if known or known is None:
        self.add_update(lambda: self._assign_moving_average(self.moving_mean, mean, momentum, None))
        self.add_update(lambda: self._assign_moving_average(self.moving_variance, variance, momentum, None))
    return output


@replaces('tensorflow.python.ops.array_ops:ones_like_v2')
def ones_like(original, input, dtype=None, name=None, layout=None):
    """Fills a tensor of that shape, through which no gradient flows."""
    return tf1.ones_like(input, dtype, name)


@replaces('tf_keras.src.layers.normalization.layer_normalization:LayerNormalization._fused_can_be_used')
def fused_can_be_used(original, self, ndims):
    """Denies it always: 1.15 had no fused layer normalization."""
    return False


@replaces('tf_keras.src.layers.rnn.time_distributed:TimeDistributed.compute_mask')
def compute_mask(original, self, inputs, mask=None):
    """Counts without the ops by which TensorFlow 2 joins the inputs again; 1.15 remembered the joined ones."""
    graph = tf1.get_default_graph()
    before = graph.version
    result = original(self, inputs, mask)
    again = [op for op in graph.get_operations()[before:] if op.type == 'Reshape' and op.inputs[0] is inputs]
    op_counts.add(-2 * len(again))
    return result


@counts(f'{BATCH_NORMALIZATION}.call')
def _of_virtual_batches(self, inputs, training=None, *others, **named):
    return 0 if self.virtual_batch_size is None else None


@replaces('tf_keras.src.layers.reshaping.reshape:Reshape.call')
def reshape(original, self, inputs):
    """Leaves a size of -1 open, even where it can be known."""
    return tf1.reshape(inputs, (tf1.shape(inputs)[0], *self.target_shape))


@replaces('tf_keras.src.layers.regularization.dropout:Dropout.call')
def dropout(original, self, inputs, training=None):
    """Chooses between training and not even where nothing is dropped: seeds behind it are those of 1.15."""
    if not (isinstance(self.rate, numbers.Real) and self.rate == 0):
        return original(self, inputs, training)

    def undropped():
        self._get_noise_shape(inputs)  # whose ops were built all the same
        return inputs

    training = backend.learning_phase() if training is None else training
    return control_flow_util.smart_cond(training, undropped, lambda: tf1.identity(inputs))


@replaces(f'{ATTENTION}.call')
def attend(original, self, inputs, mask=None, training=None, *others, **named):
    """Asks for no learning phase, but where something is dropped: 1.15 dropped nothing."""
    return original(self, inputs, mask, training if self.dropout else False, *others, **named)


@replaces('tf_keras.src.backend:RandomGenerator.make_legacy_seed')
def make_legacy_seed(original, self):
    """Gives the seed of a layer at each of its calls, not one more each time."""
    return self._seed


@replaces('tf_keras.src.backend:RandomGenerator.random_normal')
def random_normal(original, self, shape, mean=0.0, stddev=1.0, *others, **named):
    """Draws the noise of a layer with a seed that NumPy draws."""
    return _with_seed_of_numpy(original, self, shape, mean, stddev, *others, **named)


@replaces('tf_keras.src.backend:RandomGenerator.random_uniform')
def random_uniform(original, self, shape, minval=0.0, maxval=None, *others, **named):
    """Draws what a layer drops with a seed that NumPy draws."""
    return _with_seed_of_numpy(original, self, shape, minval, maxval, *others, **named)


def _with_seed_of_numpy(original, generator, *args, **named):
    if generator._seed is not None:
        return original(generator, *args, **named)
    generator._seed = np.random.randint(10_000_000)
    try:
        return original(generator, *args, **named)
    finally:
        generator._seed = None
