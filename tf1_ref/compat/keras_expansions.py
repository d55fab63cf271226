"""The layers of tf_keras, built from the ops that `tf.layers` and `tf.keras` of 1.15 built them from.

As in `tf1_ref.compat.expansions`, each function gets the original of the one that it replaces first.
"""

from __future__ import annotations

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import nn_ops
from tf_keras.src import backend
from tf_keras.src.engine import base_layer
from tf_keras.src.utils import control_flow_util, conv_utils

from tf1_ref.compat import hooks

CONVOLUTIONAL = 'tf_keras.src.layers.convolutional'
BATCH_NORMALIZATION = 'tf_keras.src.layers.normalization.batch_normalization:BatchNormalizationBase'
# 1.15 raised smaller ones to it, for the sake of CUDNN.
SMALLEST_EPSILON = 1.001e-5


@hooks.replaces('tf_keras.src.layers.reshaping.flatten:Flatten.call')
def flatten(original, self, inputs):
    """A reshape to `[batch, -1]`, where the batch size is read from the graph if it is not known."""
    rank = inputs.shape.ndims
    if self.data_format == 'channels_first' and rank is not None and rank > 1:
        inputs = tf1.transpose(inputs, [0, *range(2, rank), 1])
    batch_size = tf1.dimension_value(inputs.shape[0]) or tf1.shape(inputs)[0]
    outputs = tf1.reshape(inputs, (batch_size, -1))
    outputs.set_shape(self.compute_output_shape(inputs.shape))
    return outputs


@hooks.replaces(f'{CONVOLUTIONAL}.base_conv:Conv.convolution_op')
def convolution(original, self, inputs, kernel):
    """The convolution that 1.15 made when the layer was built, a constant for the dilation rate included."""
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


@hooks.replaces(f'{CONVOLUTIONAL}.conv2d_transpose:Conv2DTranspose.call')
def conv2d_transpose(original, self, inputs):
    """A transposed convolution whose output sizes are computed in the graph even where they are known."""
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


@hooks.replaces(f'{BATCH_NORMALIZATION}.build')
def build_batch_norm(original, self, input_shape):
    """Constants stand for a gamma and a beta that are not wanted; 1.15 made them where the variables would be."""
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


@hooks.replaces(f'{BATCH_NORMALIZATION}._fused_batch_norm')
def fused_batch_norm(original, self, inputs, mask, training):
    """Fused batch normalization that gives the kernel empty averages while training, as constants of their own."""
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


@hooks.replaces('tf_keras.src.layers.rnn.base_rnn:RNN.build')
def build_rnn(original, self, input_shape):
    """The weights of the cell stand in the scope of the layer, not in one of their own: `lstm/kernel`."""
    shape = input_shape[0] if isinstance(input_shape, list) else input_shape
    if isinstance(shape, tf1.TensorShape) and isinstance(self.cell, base_layer.Layer) and not self.cell.built:
        sizes = shape.as_list()
        self.cell.build(tuple(sizes[1:] if self.time_major else [sizes[0], *sizes[2:]]))
        self.cell.built = True
    original(self, input_shape)
