"""Arguments of every kind that people hand to the functions that they use most. Runs under Python 3.7 too.

`CALLS` has the calls, `KINDS` the arguments of each kind; `outcomes` tells what becomes of every pair.
"""

from __future__ import annotations

import json

import numpy as np

SIZES = {
    '2': lambda tf: 2,
    'True': lambda tf: True,
    'np.bool_': lambda tf: np.bool_(True),
    'np.int8': lambda tf: np.int8(2),
    'np.uint8': lambda tf: np.uint8(2),
    'np.int32': lambda tf: np.int32(2),
    'np.int64': lambda tf: np.int64(2),
    '2.0': lambda tf: 2.0,
    '2.5': lambda tf: 2.5,
    'np.float32': lambda tf: np.float32(2),
    'np.float64': lambda tf: np.float64(2),
    'array': lambda tf: np.array(2),
    'array of floats': lambda tf: np.array(2.0),
    'Dimension': lambda tf: tf.Dimension(2),
    'a size of a shape': lambda tf: tf.zeros([2, 3]).shape[0],
    'an unknown size': lambda tf: tf.placeholder(tf.float32, [None, 3]).shape[0],
    'tensor': lambda tf: tf.constant(2),
    'tensor of int64': lambda tf: tf.constant(2, tf.int64),
    'tensor of floats': lambda tf: tf.constant(2.0),
    'text': lambda tf: '2',
    'None': lambda tf: None,
    '-1': lambda tf: -1,
    'list': lambda tf: [2],
    'tuple': lambda tf: (2,),
    'array of one': lambda tf: np.array([2]),
    'TensorShape': lambda tf: tf.TensorShape([2]),
}
SHAPES = {
    'list': lambda tf: [2, 3],
    'tuple': lambda tf: (2, 3),
    'range': lambda tf: range(2, 4),
    'array': lambda tf: np.array([2, 3]),
    'array of int32': lambda tf: np.array([2, 3], np.int32),
    'array of floats': lambda tf: np.array([2.0, 3.0]),
    'TensorShape': lambda tf: tf.TensorShape([2, 3]),
    'shape of a tensor': lambda tf: tf.zeros([2, 3]).shape,
    'Dimensions': lambda tf: [tf.Dimension(2), tf.Dimension(3)],
    'a Dimension': lambda tf: [tf.Dimension(2), 3],
    'np.int64': lambda tf: [np.int64(2), np.int64(3)],
    'np.int32 and int': lambda tf: (np.int32(2), 3),
    'bool': lambda tf: [True, 3],
    'np.bool_': lambda tf: [np.bool_(True), 3],
    'bools': lambda tf: [True, True],
    'floats': lambda tf: [2.0, 3.0],
    'a float': lambda tf: [2, 3.0],
    'np.float32': lambda tf: [np.float32(2), 3],
    'arrays': lambda tf: [np.array(2), np.array(3)],
    'tensor': lambda tf: tf.constant([2, 3]),
    'tensor of int64': lambda tf: tf.constant([2, 3], tf.int64),
    'tensors': lambda tf: [tf.constant(2), tf.constant(3)],
    'a tensor': lambda tf: [tf.constant(2), 3],
    'a tensor of int64': lambda tf: [tf.constant(2, tf.int64), 3],
    'tf.shape': lambda tf: tf.shape(tf.zeros([2, 3])),
    'a size of tf.shape': lambda tf: [tf.shape(tf.zeros([2, 3]))[0], 3],
    '6': lambda tf: 6,
    'np.int64 alone': lambda tf: np.int64(6),
    '[]': lambda tf: [],
    '()': lambda tf: (),
    'None': lambda tf: None,
    'a None': lambda tf: [None, 3],
    '-1': lambda tf: [-1, 3],
    'nested': lambda tf: [[2, 3]],
    'text': lambda tf: '23',
    'texts': lambda tf: ['2', '3'],
}
AXES = {
    '1': lambda tf: 1,
    '-1': lambda tf: -1,
    'np.int32': lambda tf: np.int32(1),
    'np.int64': lambda tf: np.int64(1),
    'True': lambda tf: True,
    'False': lambda tf: False,
    '1.0': lambda tf: 1.0,
    'np.float64': lambda tf: np.float64(1),
    'list': lambda tf: [1],
    'tuple': lambda tf: (1,),
    'lists': lambda tf: [0, 1],
    'range': lambda tf: range(2),
    'np.int64s': lambda tf: [np.int64(0), np.int64(1)],
    'array': lambda tf: np.array(1),
    'array of one': lambda tf: np.array([1]),
    'tensor': lambda tf: tf.constant(1),
    'tensor of int64': lambda tf: tf.constant(1, tf.int64),
    'tensor of one': lambda tf: tf.constant([1]),
    'Dimension': lambda tf: tf.Dimension(1),
    'None': lambda tf: None,
    '[]': lambda tf: [],
    'text': lambda tf: '1',
    '7': lambda tf: 7,
}
DTYPES = {
    'tf.float64': lambda tf: tf.float64,
    'name': lambda tf: 'float64',
    'np.float64': lambda tf: np.float64,
    'np.dtype': lambda tf: np.dtype('float64'),
    'float': lambda tf: float,
    'int': lambda tf: int,
    'bool': lambda tf: bool,
    'number': lambda tf: 2,
    'as_dtype': lambda tf: tf.as_dtype('float64'),
    'as_numpy_dtype': lambda tf: tf.float64.as_numpy_dtype,
    'of a tensor': lambda tf: tf.zeros([1], tf.float64).dtype,
    'of a variable': lambda tf: tf.Variable([1.0], dtype=tf.float64).dtype,
    'of an array': lambda tf: np.zeros(1).dtype,
    'None': lambda tf: None,
    'no such name': lambda tf: 'float65',
    'type code': lambda tf: 'd',
    'int32': lambda tf: tf.int32,
    'tf.half': lambda tf: tf.half,
}
FLAGS = {
    'True': lambda tf: True,
    'False': lambda tf: False,
    '1': lambda tf: 1,
    '0': lambda tf: 0,
    'np.bool_': lambda tf: np.bool_(True),
    'np.int64': lambda tf: np.int64(1),
    '1.0': lambda tf: 1.0,
    'array': lambda tf: np.array(True),
    'tensor': lambda tf: tf.constant(True),
    'text': lambda tf: 'yes',
    'None': lambda tf: None,
    'list': lambda tf: [True],
}
NUMBERS = {
    '0.5': lambda tf: 0.5,
    '1': lambda tf: 1,
    'True': lambda tf: True,
    'np.float32': lambda tf: np.float32(0.5),
    'np.float64': lambda tf: np.float64(0.5),
    'np.float16': lambda tf: np.float16(0.5),
    'np.int64': lambda tf: np.int64(1),
    'np.bool_': lambda tf: np.bool_(True),
    'array': lambda tf: np.array(0.5),
    'array of float32': lambda tf: np.array(0.5, np.float32),
    'array of one': lambda tf: np.array([0.5], np.float32),
    'list': lambda tf: [0.5],
    'tensor': lambda tf: tf.constant(0.5),
    'tensor of float64': lambda tf: tf.constant(0.5, tf.float64),
    'tensor of ints': lambda tf: tf.constant(1),
    'fed': lambda tf: tf.placeholder_with_default(0.5, []),
    'variable': lambda tf: tf.Variable(0.5),
    'None': lambda tf: None,
    'text': lambda tf: '0.5',
    'complex': lambda tf: 0.5 + 0j,
}
VALUES = {
    'list': lambda tf: [[1.0, 2.0], [3.0, 4.0]],
    'tuples': lambda tf: ((1.0, 2.0), (3.0, 4.0)),
    'array of float32': lambda tf: np.array([[1, 2], [3, 4]], np.float32),
    'array of float64': lambda tf: np.array([[1.0, 2.0], [3.0, 4.0]]),
    'array of ints': lambda tf: np.array([[1, 2], [3, 4]]),
    'array of bools': lambda tf: np.array([[True, False], [False, True]]),
    'array of objects': lambda tf: np.array([[1.0, 2.0], [3.0, 4.0]], object),
    'ints': lambda tf: [[1, 2], [3, 4]],
    'bools': lambda tf: [[True, False], [False, True]],
    'mixed': lambda tf: [[1, 2.0], [3.0, 4]],
    'bool and int': lambda tf: [True, 1],
    'int and bool': lambda tf: [1, True],
    'float and bool': lambda tf: [1.0, False],
    'large ints': lambda tf: [2**40, 1],
    'np.float32s': lambda tf: [np.float32(1), np.float32(2)],
    'np.float64s': lambda tf: [np.float64(1), np.float64(2)],
    'np.int64s': lambda tf: [np.int64(1), np.int64(2)],
    'arrays': lambda tf: [np.array([1.0, 2.0], np.float32), np.array([3.0, 4.0], np.float32)],
    'array and list': lambda tf: [np.array([1.0, 2.0], np.float32), [3.0, 4.0]],
    'range': lambda tf: range(3),
    'tensor': lambda tf: tf.constant([[1.0, 2.0], [3.0, 4.0]]),
    'tensors': lambda tf: [tf.constant([1.0, 2.0]), tf.constant([3.0, 4.0])],
    'tensor and list': lambda tf: [tf.constant([1.0, 2.0]), [3.0, 4.0]],
    'tensors of scalars': lambda tf: [[tf.constant(1.0), 2.0], [3.0, 4.0]],
    'variable': lambda tf: tf.Variable([[1.0, 2.0], [3.0, 4.0]]),
    'variables': lambda tf: [tf.Variable([1.0, 2.0]), tf.Variable([3.0, 4.0])],
    '1': lambda tf: 1,
    '1.0': lambda tf: 1.0,
    'True': lambda tf: True,
    'np.float64': lambda tf: np.float64(1),
    'np.int32': lambda tf: np.int32(1),
    'np.bool_': lambda tf: np.bool_(True),
    'TensorShape': lambda tf: tf.TensorShape([2, 3]),
    'Dimension': lambda tf: tf.Dimension(2),
    'Dimensions': lambda tf: [tf.Dimension(2), 3],
    'ragged': lambda tf: [[1.0, 2.0], [3.0]],
    'text': lambda tf: 'a',
    'bytes': lambda tf: b'a',
    'array of texts': lambda tf: np.array(['a', 'b']),
    'complex': lambda tf: [1j, 2.0],
    '[]': lambda tf: [],
    'None': lambda tf: None,
    'a None': lambda tf: [1.0, None],
    'dict': lambda tf: {'a': 1.0},
    'indexed': lambda tf: tf.IndexedSlices(tf.constant([[1.0, 2.0]]), tf.constant([0]), tf.constant([2, 2])),
    'sparse': lambda tf: tf.SparseTensor([[0, 0]], [1.0], [2, 2]),
    'dtype': lambda tf: tf.float32,
}
NAMES = {
    'text': lambda tf: 'n',
    'path': lambda tf: 'a/b',
    'slash at the end': lambda tf: 'n/',
    'None': lambda tf: None,
    'empty': lambda tf: '',
    'bytes': lambda tf: b'n',
    'np.str_': lambda tf: np.str_('n'),
    'number': lambda tf: 3,
    'blank': lambda tf: 'a b',
    'colon': lambda tf: 'n:0',
    'under': lambda tf: '_n',
}
KINDS = {
    'size': SIZES,
    'shape': SHAPES,
    'axis': AXES,
    'dtype': DTYPES,
    'flag': FLAGS,
    'number': NUMBERS,
    'value': VALUES,
    'name': NAMES,
}


def _x(tf):
    return tf.constant([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])


def _images(tf):
    return tf.reshape(tf.range(48, dtype=tf.float32), [1, 4, 4, 3])


def _named(tf, name):
    with tf.name_scope(name) as scope:
        tf.no_op('op')
        return scope


def _scoped(tf, name):
    with tf.variable_scope(name) as scope:
        return scope.name


def _sequences(tf):
    return tf.ones([2, 4, 3])


# 'function, what is handed over' : what kinds of arguments it is tried with, and the call.
CALLS = {
    'zeros, shape': ('shape', lambda tf, v: tf.zeros(v)),
    'zeros, size': ('size', lambda tf, v: tf.zeros([v, 3])),
    'zeros, dtype': ('dtype', lambda tf, v: tf.zeros([2], v)),
    'ones, shape': ('shape', lambda tf, v: tf.ones(v)),
    'ones, dtype': ('dtype', lambda tf, v: tf.ones([2], v)),
    'fill, shape': ('shape', lambda tf, v: tf.fill(v, 1.0)),
    'fill, value': ('number', lambda tf, v: tf.fill([2], v)),
    'constant, value': ('value', lambda tf, v: tf.constant(v)),
    'constant, as float32': ('value', lambda tf, v: tf.constant(v, tf.float32)),
    'constant, as int32': ('value', lambda tf, v: tf.constant(v, tf.int32)),
    'constant, shape': ('shape', lambda tf, v: tf.constant(1.0, shape=v)),
    'constant, dtype': ('dtype', lambda tf, v: tf.constant(1, v)),
    'convert_to_tensor, value': ('value', lambda tf, v: tf.convert_to_tensor(v)),
    'convert_to_tensor, dtype': ('dtype', lambda tf, v: tf.convert_to_tensor([1, 2], v)),
    'placeholder, shape': ('shape', lambda tf, v: tf.placeholder(tf.float32, v)),
    'placeholder, size': ('size', lambda tf, v: tf.placeholder(tf.float32, [v, 3])),
    'placeholder, dtype': ('dtype', lambda tf, v: tf.placeholder(v, [2])),
    'placeholder_with_default, value': ('value', lambda tf, v: tf.placeholder_with_default(v, None)),
    'placeholder_with_default, shape': ('shape', lambda tf, v: tf.placeholder_with_default(_x(tf), v)),
    'Variable, value': ('value', lambda tf, v: tf.Variable(v)),
    'Variable, trainable': ('flag', lambda tf, v: len(tf.Variable(1.0, trainable=v).name) and 1),
    'Variable, dtype': ('dtype', lambda tf, v: tf.Variable([1], dtype=v)),
    'get_variable, shape': ('shape', lambda tf, v: tf.zeros_like(tf.get_variable('v', v))),
    'get_variable, size': ('size', lambda tf, v: tf.zeros_like(tf.get_variable('v', [v, 3]))),
    'get_variable, dtype': ('dtype', lambda tf, v: tf.zeros_like(tf.get_variable('v', [2], v))),
    'get_variable, value': ('value', lambda tf, v: tf.get_variable('v', initializer=v)),
    'get_variable, name': ('name', lambda tf, v: tf.get_variable(v, [2]).op.name),
    'variable_scope, name': ('name', _scoped),
    'name_scope, name': ('name', _named),
    'identity, name': ('name', lambda tf, v: tf.identity(1.0, name=v).name),
    'reshape, shape': ('shape', lambda tf, v: tf.reshape(_x(tf), v)),
    'reshape, size': ('size', lambda tf, v: tf.reshape(_x(tf), [v, -1])),
    'reshape, value': ('value', lambda tf, v: tf.reshape(v, [-1])),
    'tile, sizes': ('shape', lambda tf, v: tf.tile([[1.0]], v)),
    'tile, size': ('size', lambda tf, v: tf.tile([[1.0]], [v, 2])),
    'slice, size': ('shape', lambda tf, v: tf.slice(tf.ones([4, 5]), [0, 0], v)),
    'strided_slice, index': ('size', lambda tf, v: _x(tf)[:, v]),
    'strided_slice, end': ('size', lambda tf, v: _x(tf)[:, :v]),
    'transpose, axes': ('axis', lambda tf, v: tf.transpose(_x(tf), v)),
    'expand_dims, axis': ('axis', lambda tf, v: tf.expand_dims(_x(tf), v)),
    'squeeze, axis': ('axis', lambda tf, v: tf.squeeze(tf.ones([1, 1, 2]), v)),
    'concat, axis': ('axis', lambda tf, v: tf.concat([_x(tf), _x(tf)], v)),
    'concat, values': ('value', lambda tf, v: tf.concat(v, 0)),
    'stack, axis': ('axis', lambda tf, v: tf.stack([_x(tf), _x(tf)], v)),
    'stack, values': ('value', lambda tf, v: tf.stack(v)),
    'unstack, axis': ('axis', lambda tf, v: tf.unstack(_x(tf), axis=v)),
    'unstack, number': ('size', lambda tf, v: tf.unstack(_x(tf), v)),
    'split, number': ('size', lambda tf, v: tf.split(tf.ones([2, 4]), v)),
    'split, sizes': ('shape', lambda tf, v: tf.split(tf.ones([5]), v)),
    'split, axis': ('axis', lambda tf, v: tf.split(tf.ones([2, 2]), 2, v)),
    'gather, indices': ('axis', lambda tf, v: tf.gather(_x(tf), v)),
    'gather, axis': ('axis', lambda tf, v: tf.gather(_x(tf), [0], axis=v)),
    'gather_nd, indices': ('axis', lambda tf, v: tf.gather_nd(_x(tf), v)),
    'one_hot, depth': ('size', lambda tf, v: tf.one_hot([0, 1], v)),
    'one_hot, dtype': ('dtype', lambda tf, v: tf.one_hot([0, 1], 2, dtype=v)),
    'one_hot, on': ('number', lambda tf, v: tf.one_hot([0, 1], 2, on_value=v)),
    'pad, widths': ('shape', lambda tf, v: tf.pad(_x(tf), [v, v])),
    'range, limit': ('size', lambda tf, v: tf.range(v)),
    'range, limit of numbers': ('number', lambda tf, v: tf.range(v)),
    'range, dtype': ('dtype', lambda tf, v: tf.range(3, dtype=v)),
    'linspace, number': ('size', lambda tf, v: tf.linspace(0.0, 1.0, v)),
    'eye, size': ('size', lambda tf, v: tf.eye(v)),
    'cast, dtype': ('dtype', lambda tf, v: tf.cast(_x(tf), v)),
    'cast, value': ('value', lambda tf, v: tf.cast(v, tf.float32)),
    'to_float, value': ('value', lambda tf, v: tf.to_float(v)),
    'shape, out_type': ('dtype', lambda tf, v: tf.shape(_x(tf), out_type=v)),
    'shape, value': ('value', lambda tf, v: tf.shape(v)),
    'size, value': ('value', lambda tf, v: tf.size(v)),
    'reduce_mean, axis': ('axis', lambda tf, v: tf.reduce_mean(_x(tf), v)),
    'reduce_mean, value': ('value', lambda tf, v: tf.reduce_mean(v)),
    'reduce_mean, keepdims': ('flag', lambda tf, v: tf.reduce_mean(_x(tf), 1, v)),
    'reduce_sum, axis': ('axis', lambda tf, v: tf.reduce_sum(_x(tf), v)),
    'reduce_sum, keep_dims': ('flag', lambda tf, v: tf.reduce_sum(_x(tf), 1, keep_dims=v)),
    'reduce_sum, value': ('value', lambda tf, v: tf.reduce_sum(v)),
    'reduce_max, axis': ('axis', lambda tf, v: tf.reduce_max(_x(tf), v)),
    'argmax, axis': ('axis', lambda tf, v: tf.argmax(_x(tf), v)),
    'argmax, output_type': ('dtype', lambda tf, v: tf.argmax(_x(tf), 1, output_type=v)),
    'cumsum, axis': ('axis', lambda tf, v: tf.cumsum(_x(tf), v)),
    'reverse, axis': ('axis', lambda tf, v: tf.reverse(_x(tf), v)),
    'matmul, value': ('value', lambda tf, v: tf.matmul(v, [[1.0, 2.0], [3.0, 4.0]])),
    'matmul, transpose': ('flag', lambda tf, v: tf.matmul(_x(tf), _x(tf), transpose_b=v)),
    'add, value': ('value', lambda tf, v: tf.add(_x(tf)[:, :2], v)),
    'a + value': ('value', lambda tf, v: _x(tf)[:, :2] + v),
    'value * a': ('value', lambda tf, v: v * _x(tf)[:, :2]),
    'ints + value': ('value', lambda tf, v: tf.constant([[1, 2], [3, 4]]) + v),
    'a ** value': ('number', lambda tf, v: _x(tf) ** v),
    'ints / value': ('number', lambda tf, v: tf.constant([1, 2]) / v),
    'multiply, number': ('number', lambda tf, v: tf.multiply(_x(tf), v)),
    'maximum, number': ('number', lambda tf, v: tf.maximum(_x(tf), v)),
    'pow, number': ('number', lambda tf, v: tf.pow(_x(tf), v)),
    'div, value': ('value', lambda tf, v: tf.div([[7.0, 8.0], [9.0, 10.0]], v)),
    'mod, number': ('number', lambda tf, v: tf.mod(_x(tf), v)),
    'square, value': ('value', lambda tf, v: tf.square(v)),
    'exp, value': ('value', lambda tf, v: tf.exp(v)),
    'log, value': ('value', lambda tf, v: tf.log(v)),
    'abs, value': ('value', lambda tf, v: tf.abs(v)),
    'sqrt, value': ('value', lambda tf, v: tf.sqrt(v)),
    'tanh, value': ('value', lambda tf, v: tf.tanh(v)),
    'sigmoid, value': ('value', lambda tf, v: tf.sigmoid(v)),
    'identity, value': ('value', lambda tf, v: tf.identity(v)),
    'stop_gradient, value': ('value', lambda tf, v: tf.stop_gradient(v)),
    'zeros_like, value': ('value', lambda tf, v: tf.zeros_like(v)),
    'zeros_like, dtype': ('dtype', lambda tf, v: tf.zeros_like(_x(tf), v)),
    'ones_like, value': ('value', lambda tf, v: tf.ones_like(v)),
    'add_n, values': ('value', lambda tf, v: tf.add_n(v)),
    'equal, value': ('value', lambda tf, v: tf.equal(_x(tf)[:, :2], v)),
    'less, number': ('number', lambda tf, v: tf.less(_x(tf), v)),
    'logical_and, flag': ('flag', lambda tf, v: tf.logical_and([True, False], v)),
    'logical_not, flag': ('flag', lambda tf, v: tf.logical_not(v)),
    'where, condition': ('flag', lambda tf, v: tf.where(v, 1.0, 2.0)),
    'cond, flag': ('flag', lambda tf, v: tf.cond(v, lambda: 1.0, lambda: 2.0)),
    'boolean_mask, mask': ('value', lambda tf, v: tf.boolean_mask([[1.0, 2.0], [3.0, 4.0]], v)),
    'clip_by_value, number': ('number', lambda tf, v: tf.clip_by_value(_x(tf), 0.0, v)),
    'clip_by_norm, number': ('number', lambda tf, v: tf.clip_by_norm(_x(tf), v)),
    'global_norm, values': ('value', lambda tf, v: tf.global_norm(v)),
    'assign, value': ('value', lambda tf, v: tf.assign(tf.Variable([[0.0, 0.0], [0.0, 0.0]]), v)),
    'random_normal, shape': ('shape', lambda tf, v: tf.zeros_like(tf.random_normal(v))),
    'random_normal, dtype': ('dtype', lambda tf, v: tf.zeros_like(tf.random_normal([2], dtype=v))),
    'random_normal, number': ('number', lambda tf, v: tf.zeros_like(tf.random_normal([2], v))),
    'random_uniform, shape': ('shape', lambda tf, v: tf.zeros_like(tf.random_uniform(v))),
    'random_uniform, size': ('size', lambda tf, v: tf.zeros_like(tf.random_uniform([v]))),
    'random_uniform, limit': ('number', lambda tf, v: tf.zeros_like(tf.random_uniform([2], 0, v))),
    'random_uniform, seed': ('size', lambda tf, v: tf.zeros_like(tf.random_uniform([2], seed=v))),
    'truncated_normal, shape': ('shape', lambda tf, v: tf.zeros_like(tf.truncated_normal(v))),
    'constant_initializer, value': (
        'value',
        lambda tf, v: tf.get_variable('v', [2, 2], initializer=tf.constant_initializer(v)),
    ),
    'truncated_normal_initializer, number': (
        'number',
        lambda tf, v: tf.zeros_like(tf.get_variable('v', [2], initializer=tf.truncated_normal_initializer(stddev=v))),
    ),
    'nn.relu, value': ('value', lambda tf, v: tf.nn.relu(v)),
    'nn.softmax, value': ('value', lambda tf, v: tf.nn.softmax(v)),
    'nn.softmax, axis': ('axis', lambda tf, v: tf.nn.softmax(_x(tf), v)),
    'nn.dropout, number': ('number', lambda tf, v: tf.zeros_like(tf.nn.dropout(_x(tf), v))),
    'nn.dropout, rate': ('number', lambda tf, v: tf.zeros_like(tf.nn.dropout(_x(tf), rate=v))),
    'nn.dropout, noise_shape': (
        'shape',
        lambda tf, v: tf.zeros_like(tf.nn.dropout(tf.ones([2, 3]), 0.5, noise_shape=v)),
    ),
    'nn.bias_add, value': ('value', lambda tf, v: tf.nn.bias_add(v, [1.0, 2.0])),
    'nn.embedding_lookup, ids': ('axis', lambda tf, v: tf.nn.embedding_lookup(_x(tf), v)),
    'nn.moments, axes': ('axis', lambda tf, v: tf.nn.moments(_x(tf), v)[0]),
    'nn.top_k, k': ('size', lambda tf, v: tf.nn.top_k(_x(tf), v)[0]),
    'nn.l2_normalize, axis': ('axis', lambda tf, v: tf.nn.l2_normalize(_x(tf), v)),
    'nn.max_pool, ksize': ('size', lambda tf, v: tf.nn.max_pool(_images(tf), [1, v, v, 1], [1, 1, 1, 1], 'SAME')),
    'nn.conv2d, strides': (
        'size',
        lambda tf, v: tf.nn.conv2d(_images(tf), tf.ones([2, 2, 3, 2]), [1, v, v, 1], 'SAME'),
    ),
    'nn.sparse_softmax_cross_entropy_with_logits, labels': (
        'axis',
        lambda tf, v: tf.nn.sparse_softmax_cross_entropy_with_logits(labels=v, logits=[[1.0, 2.0], [0.5, 3.0]]),
    ),
    'nn.softmax_cross_entropy_with_logits, labels': (
        'value',
        lambda tf, v: tf.nn.softmax_cross_entropy_with_logits(labels=v, logits=[[1.0, 2.0], [0.5, 3.0]]),
    ),
    'nn.sigmoid_cross_entropy_with_logits, labels': (
        'value',
        lambda tf, v: tf.nn.sigmoid_cross_entropy_with_logits(labels=v, logits=tf.constant([[1.0, 2.0], [0.5, 3.0]])),
    ),
    'layers.dense, units': (
        'size',
        lambda tf, v: tf.layers.dense(_x(tf), v, kernel_initializer=tf.ones_initializer()),
    ),
    'layers.dense, use_bias': (
        'flag',
        lambda tf, v: tf.layers.dense(_x(tf), 2, use_bias=v, kernel_initializer=tf.ones_initializer()),
    ),
    'layers.conv2d, filters': (
        'size',
        lambda tf, v: tf.layers.conv2d(_images(tf), v, 2, kernel_initializer=tf.ones_initializer()),
    ),
    'layers.conv2d, kernel_size': (
        'size',
        lambda tf, v: tf.layers.conv2d(_images(tf), 1, v, kernel_initializer=tf.ones_initializer()),
    ),
    'layers.conv2d, strides': (
        'size',
        lambda tf, v: tf.layers.conv2d(_images(tf), 1, 2, strides=v, kernel_initializer=tf.ones_initializer()),
    ),
    'layers.max_pooling2d, pool_size': ('size', lambda tf, v: tf.layers.max_pooling2d(_images(tf), v, 1)),
    'layers.dropout, training': ('flag', lambda tf, v: tf.zeros_like(tf.layers.dropout(_x(tf), 0.5, training=v))),
    'layers.dropout, rate': ('number', lambda tf, v: tf.zeros_like(tf.layers.dropout(_x(tf), v, training=True))),
    'layers.batch_normalization, training': (
        'flag',
        lambda tf, v: tf.layers.batch_normalization(_x(tf), training=v),
    ),
    'layers.flatten, value': ('value', lambda tf, v: tf.layers.flatten(v)),
    'losses.mean_squared_error, labels': (
        'value',
        lambda tf, v: tf.losses.mean_squared_error(v, tf.constant([[1.0, 2.0], [0.5, 3.0]])),
    ),
    'losses.mean_squared_error, weights': ('number', lambda tf, v: tf.losses.mean_squared_error([1.0], [3.0], v)),
    'image.resize_images, size': ('shape', lambda tf, v: tf.image.resize_images(_images(tf), v)),
    'image.resize_images, sizes': ('size', lambda tf, v: tf.image.resize_images(_images(tf), [v, v])),
    'image.resize_bilinear, size': ('shape', lambda tf, v: tf.image.resize_bilinear(_images(tf), v)),
    'image.resize_image_with_crop_or_pad, size': (
        'size',
        lambda tf, v: tf.image.resize_image_with_crop_or_pad(_images(tf), v, v),
    ),
    'image.crop_to_bounding_box, size': (
        'size',
        lambda tf, v: tf.image.crop_to_bounding_box(_images(tf), 0, 0, v, v),
    ),
    'random_crop, size': ('shape', lambda tf, v: tf.zeros_like(tf.random_crop(tf.ones([4, 5]), v))),
    'nn.rnn_cell.BasicLSTMCell, units': (
        'size',
        lambda tf, v: tf.zeros_like(
            tf.nn.dynamic_rnn(tf.nn.rnn_cell.BasicLSTMCell(v), _sequences(tf), dtype='float')[0]
        ),
    ),
    'nn.rnn_cell.GRUCell, units': (
        'size',
        lambda tf, v: tf.zeros_like(tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(v), _sequences(tf), dtype=tf.float32)[0]),
    ),
    'nn.dynamic_rnn, lengths': (
        'axis',
        lambda tf, v: tf.zeros_like(
            tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(2), _sequences(tf), v, dtype=tf.float32)[0]
        ),
    ),
    'nn.rnn_cell.DropoutWrapper, number': (
        'number',
        lambda tf, v: tf.zeros_like(
            tf.nn.dynamic_rnn(
                tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.GRUCell(2), output_keep_prob=v),
                _sequences(tf),
                dtype=tf.float32,
            )[0]
        ),
    ),
    'train.exponential_decay, step': ('number', lambda tf, v: tf.train.exponential_decay(0.1, v, 10, 0.9)),
    'train.exponential_decay, staircase': ('flag', lambda tf, v: tf.train.exponential_decay(0.1, 3, 10, 0.9, v)),
    'train.GradientDescentOptimizer, rate': (
        'number',
        lambda tf, v: tf.train.GradientDescentOptimizer(v).minimize(tf.square(tf.Variable(1.0))).type,
    ),
    'train.AdamOptimizer, rate': (
        'number',
        lambda tf, v: tf.train.AdamOptimizer(v).minimize(tf.square(tf.Variable(1.0))).type,
    ),
    'gradients, ys': ('value', lambda tf, v: tf.gradients(v, tf.Variable(1.0))[0] is None),
    'py_func, dtype': ('dtype', lambda tf, v: tf.py_func(lambda x: x.astype(np.float64), [_x(tf)], v)),
    'data.Dataset.batch, size': (
        'size',
        lambda tf, v: tf.data.Dataset.range(4).batch(v).make_one_shot_iterator().get_next(),
    ),
    'data.Dataset.repeat, number': (
        'size',
        lambda tf, v: tf.data.Dataset.range(4).repeat(v).make_one_shot_iterator().get_next(),
    ),
    'data.Dataset.from_tensor_slices, value': (
        'value',
        lambda tf, v: tf.data.Dataset.from_tensor_slices(v).make_one_shot_iterator().get_next(),
    ),
    'summary.scalar, number': ('number', lambda tf, v: len(tf.summary.scalar('s', v).name) and 1),
    'set_random_seed, seed': ('size', lambda tf, v: tf.set_random_seed(v)),
    'contrib.layers.fully_connected, units': (
        'size',
        lambda tf, v: tf.contrib.layers.fully_connected(_x(tf), v, weights_initializer=tf.ones_initializer()),
    ),
    'contrib.layers.conv2d, kernel_size': (
        'size',
        lambda tf, v: tf.contrib.layers.conv2d(_images(tf), 1, v, weights_initializer=tf.ones_initializer()),
    ),
    'contrib.layers.batch_norm, is_training': (
        'flag',
        lambda tf, v: tf.contrib.layers.batch_norm(_x(tf), is_training=v),
    ),
}


# What ends the process of 1.15.5 by a failed check of its own.
ABORTS = (('split, sizes', 'nested'),)


def outcomes(tf, title):
    """What became of a call with arguments of each kind that it takes.

    Returns:
        By what came of it, as text, the kinds: `[dtype, static shape, shape, values]` of a tensor, of a list of its
        first two, of what is no tensor the value or its type. A kind that raises an error, also when it is run, is
        left out.
    """
    kinds, call = CALLS[title]
    tf.reset_default_graph()
    tf.set_random_seed(1)
    taken = {}
    for number, (kind, argument) in enumerate(KINDS[kinds].items()):
        if (title, kind) in ABORTS:
            continue
        with tf.variable_scope('case_%d' % number):  # noqa: UP031  (Python 3.7 reads this)
            try:
                got = call(tf, argument(tf))
            except Exception:  # which one is TensorFlow's own business
                continue
        taken[kind] = list(got)[:2] if isinstance(got, (list, tuple)) else [got]
    found = {}
    with tf.Session() as sess:
        tensors = {kind: [one for one in got if _is_computed(one)] for kind, got in taken.items()}
        try:
            if title.startswith('data.'):  # an iterator that is asked twice gives the next element
                raise ValueError(title)
            sess.run([one.initializer for one in tf.global_variables()])
            values = sess.run(tensors)
        except Exception:
            values = {kind: _values(tf, sess, kind, tensors, KINDS[kinds]) for kind in tensors}
    for kind, got in taken.items():
        if values[kind] is not None:
            left = list(values[kind])
            told = [_told(one, left.pop(0) if _is_computed(one) else None) for one in got]
            found.setdefault(json.dumps(told[0] if len(told) == 1 else told), []).append(kind)
    tf.reset_default_graph()
    return found


def _values(tf, sess, kind, tensors, kinds):
    """The values of one kind, where those of all cannot be computed; None if this is the one."""
    scope = 'case_%d/' % list(kinds).index(kind)  # noqa: UP031
    try:
        sess.run([one.initializer for one in tf.global_variables(scope)])
        return sess.run(tensors[kind])
    except Exception:
        return None


def _is_tensor(got):
    return all(hasattr(got, one) for one in ('get_shape', 'dtype', 'op', 'eval')) and not hasattr(got, 'indices')


def _is_computed(got):
    return _is_tensor(got) and got.op.type != 'Placeholder'


def _told(got, value):
    if not _is_tensor(got):
        return got if isinstance(got, (str, int, float, bool, type(None))) else type(got).__name__
    shape = got.get_shape()
    told = [got.dtype.base_dtype.name, shape.as_list() if shape.ndims is not None else None]
    if value is None:
        return told
    value = np.asarray(value)
    return told + [list(value.shape), [_plain(one) for one in value.ravel()[:4].tolist()]]


def _plain(one):
    if isinstance(one, complex):
        return [_plain(one.real), _plain(one.imag)]
    if isinstance(one, bytes):
        return one.decode()
    return float('%.5g' % one) if isinstance(one, float) else one  # noqa: UP031
