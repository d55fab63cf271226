"""`tf.contrib.framework`."""

from __future__ import annotations

import os
import tempfile

import numpy as np

from tests.compat.contrib.programs import batch, builds_only, x

FOLDER = tempfile.TemporaryDirectory()  # the restoring ops are run once more by the recorder
PREFIX = 'tf.contrib.framework.'


def _scoped(tf):
    layers, framework = tf.contrib.layers, tf.contrib.framework
    with framework.arg_scope([layers.fully_connected], activation_fn=tf.nn.tanh, biases_initializer=None) as scope:
        first = layers.fully_connected(x(tf, 5, 3), 7)
        with framework.arg_scope([layers.fully_connected], activation_fn=None):
            second = layers.fully_connected(first, 3)
    with framework.arg_scope(scope):
        third = layers.fully_connected(second, 2)
    return [third, framework.has_arg_scope(layers.fully_connected), framework.has_arg_scope(tf.matmul)]


def _own_scoped(tf):
    framework = tf.contrib.framework

    @framework.add_arg_scope
    def scale(value, by=2.0):
        return value * by

    with framework.arg_scope([scale], by=3.0):
        known = framework.arg_scoped_arguments(scale)
        current = sorted(value['by'] for value in framework.current_arg_scope().values())
        return [scale(x(tf, 5)), known, current]


def _variables(tf):
    framework = tf.contrib.framework
    with tf.variable_scope('a'):
        framework.model_variable('one', [3], initializer=tf.random_normal_initializer())
        framework.variable('two', [5], trainable=False, collections=['mine', tf.GraphKeys.GLOBAL_VARIABLES])
    framework.local_variable(1.0, name='near')
    framework.global_variable(2.0, name='far')
    framework.add_model_variable(tf.get_variable('three', [2]))
    return framework


def _names(variables):
    return [variable.op.name for variable in variables]


def _found(get):
    def program(tf):
        return _names(get(_variables(tf)))

    return program


def _assigned(tf):
    framework = tf.contrib.framework
    _variables(tf)
    values = {'a/one': np.array([1.0, 2.0, 3.0], np.float32)}
    assign, feed = framework.assign_from_values(values)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run(assign, feed)
        first = sess.run('a/one:0')
        framework.assign_from_values_fn({'a/one': np.array([4.0, 5.0, 6.0], np.float32)})(sess)
        return [first, sess.run('a/one:0')]


def _saved(tf, folder):
    w = tf.get_variable('w', [3], initializer=tf.constant_initializer(7.0))
    with tf.Session() as sess:
        sess.run(w.initializer)
        path = tf.train.Saver([w]).save(sess, os.path.join(folder, 'model'), write_meta_graph=False)
    return w, path


def _restored(tf):
    framework = tf.contrib.framework
    w, path = _saved(tf, FOLDER.name)
    v = tf.get_variable('v', [3])
    listed = framework.list_variables(path)
    loaded = framework.load_variable(path, 'w')
    reader = framework.load_checkpoint(path)
    with tf.Session() as sess:
        framework.assign_from_checkpoint_fn(path, {'w': v})(sess)
        first = sess.run(v)
        sess.run(w.assign([0.0, 0.0, 0.0]))
        assign, feed = framework.assign_from_checkpoint(path, [w])
        sess.run(assign, feed)
        second = sess.run(w)
        framework.assign_from_checkpoint_fn(path, [w, v], ignore_missing_vars=True)(sess)
    framework.init_from_checkpoint(path, {'w': 'v'})
    return [listed, loaded, reader.get_tensor('w'), first, second]


def _steps(tf):
    framework = tf.contrib.framework
    before = framework.get_global_step()
    step = framework.get_or_create_global_step()
    framework.assert_global_step(step)
    return [before, step.op.name, framework.get_global_step() is step, framework.assert_or_get_global_step() is step]


def _nested(tf):
    nest = tf.contrib.framework.nest
    structure = {'b': [1, (2, 3)], 'a': 4}
    return [nest.flatten(structure), nest.map_structure(lambda one: one + 1, structure), nest.is_sequence([1])]


def _smart(tf):
    framework = tf.contrib.framework
    fed = tf.placeholder_with_default(True, [])
    return [
        framework.smart_cond(True, lambda: 1, lambda: 2),
        framework.smart_cond(fed, lambda: x(tf, 3), lambda: x(tf, 3) * 2.0),
        framework.smart_case([(False, lambda: 1), (True, lambda: 3)], default=lambda: 2),
        framework.smart_constant_value(tf.constant(True)),
    ]


def _deprecated(tf):
    framework = tf.contrib.framework

    @framework.deprecated('2017-01-01', 'use another')
    @framework.deprecated_args('2017-01-01', 'no b', 'b')
    @framework.deprecated_arg_values('2017-01-01', 'not this', a=7)
    def function(a, b=1):
        return a + b

    return function(1, 2)


def _devices(tf):
    choose = tf.contrib.framework.VariableDeviceChooser(num_tasks=2)
    with tf.device(choose):
        return [tf.get_variable(name, [3]) for name in 'abc']


def _shape(expected, known=True):
    def program(tf):
        given = x(tf, 5, 3) if known else batch(tf, 5, 3)
        return tf.contrib.framework.with_shape(expected(tf) if callable(expected) else expected, given)

    return program


def _same_shape(expected_known, known):
    def program(tf):
        with tf.name_scope('expected'):
            expected = x(tf, 5, 3) if expected_known else batch(tf, 5, 3)
        return tf.contrib.framework.with_same_shape(expected, x(tf, 5, 3) if known else batch(tf, 5, 3))

    return program


PROGRAMS = {
    'assert_scalar_int': lambda tf: tf.contrib.framework.assert_scalar_int(7),
    'assert_scalar_int, a tensor': lambda tf: tf.contrib.framework.assert_scalar_int(tf.constant(7, tf.int64)),
    'assert_scalar_int, floats': lambda tf: tf.contrib.framework.assert_scalar_int(7.0),
    'assert_scalar_int, unknown': lambda tf: tf.contrib.framework.assert_scalar_int(tf.placeholder(tf.int32)),
    'with_shape': _shape([5, 3]),
    'with_shape, any': _shape([-1, 3], known=False),
    'with_shape, unknown': _shape([5, 3], known=False),
    'with_shape, tensor': _shape(lambda tf: tf.placeholder_with_default(np.array([5, 3], np.int32), [2], name='shape')),
    'with_same_shape': _same_shape(True, True),
    'with_same_shape, unknown': _same_shape(True, False),
    'with_same_shape, both unknown': _same_shape(False, False),
    'with_same_shape, of an unknown one': _same_shape(False, True),
    'arg_scope': _scoped,
    'has_arg_scope': _scoped,
    'add_arg_scope': _own_scoped,
    'arg_scoped_arguments': _own_scoped,
    'current_arg_scope': _own_scoped,
    'model_variable': _found(lambda framework: framework.get_model_variables()),
    'variable': _found(lambda framework: framework.get_variables('a/two')),
    'local_variable': _found(lambda framework: framework.get_local_variables()),
    'global_variable': _found(lambda framework: framework.get_variables()),
    'add_model_variable': _found(lambda framework: framework.get_model_variables('three')),
    'get_variables': _found(lambda framework: framework.get_variables('a')),
    'get_model_variables': _found(lambda framework: framework.get_model_variables('a')),
    'get_local_variables': _found(lambda framework: framework.get_local_variables()),
    'get_trainable_variables': _found(lambda framework: framework.get_trainable_variables()),
    'get_variables_by_name': _found(lambda framework: framework.get_variables_by_name('one')),
    'get_variables_by_suffix': _found(lambda framework: framework.get_variables_by_suffix('wo')),
    'get_variables_to_restore': _found(lambda framework: framework.get_variables_to_restore(exclude=['a/two'])),
    'get_unique_variable': _found(lambda framework: [framework.get_unique_variable('a/one')]),
    'get_variable_full_name': lambda tf: [
        tf.contrib.framework.get_variable_full_name(variable) for variable in _variables(tf).get_variables()
    ],
    'filter_variables': _found(
        lambda framework: framework.filter_variables(framework.get_variables(), ['a/'], ['two'], reg_search=False)
    ),
    'assign_from_values': _assigned,
    'assign_from_values_fn': _assigned,
    'assign_from_checkpoint': _restored,
    'assign_from_checkpoint_fn': _restored,
    'init_from_checkpoint': _restored,
    'list_variables': _restored,
    'load_checkpoint': _restored,
    'load_variable': _restored,
    'get_global_step': _steps,
    'get_or_create_global_step': _steps,
    'assert_global_step': _steps,
    'assert_or_get_global_step': _steps,
    'create_global_step': lambda tf: tf.contrib.framework.create_global_step().op.name,
    'VariableDeviceChooser': builds_only(_devices),
    'nest': _nested,
    'smart_case': _smart,
    'smart_cond': _smart,
    'smart_constant_value': _smart,
    'deprecated': _deprecated,
    'deprecated_args': _deprecated,
    'deprecated_arg_values': _deprecated,
    'get_name_scope': lambda tf: [tf.contrib.framework.get_name_scope()],
    'get_graph_from_inputs': lambda tf: tf.contrib.framework.get_graph_from_inputs([x(tf, 3)]) is x(tf, 3).graph,
    'get_placeholders': lambda tf: (
        [tf.placeholder(tf.float32)]
        and [one.name for one in tf.contrib.framework.get_placeholders(tf.get_default_graph())]
    ),
    'reduce_sum_n': lambda tf: tf.contrib.framework.reduce_sum_n([x(tf, 3), x(tf, 5)]),
    'TensorSpec': lambda tf: [tf.contrib.framework.TensorSpec([3], tf.float32, 'a').name],
    'BoundedTensorSpec': lambda tf: tf.contrib.framework.BoundedTensorSpec([3], tf.float32, 0, 1).maximum,
    'argsort': lambda tf: tf.contrib.framework.argsort(x(tf, 5)),
    'sort': lambda tf: tf.contrib.framework.sort(x(tf, 5), direction='DESCENDING'),
    'is_tensor': lambda tf: [tf.contrib.framework.is_tensor(x(tf, 3)), tf.contrib.framework.is_tensor(3)],
    'convert_to_tensor_or_sparse_tensor': lambda tf: tf.contrib.framework.convert_to_tensor_or_sparse_tensor([1, 2]),
    'assert_same_float_dtype': lambda tf: tf.contrib.framework.assert_same_float_dtype([x(tf, 3)]).name,
    'assert_scalar': lambda tf: tf.contrib.framework.assert_scalar(tf.constant(1.0)),
    'prepend_name_scope': lambda tf: tf.contrib.framework.prepend_name_scope('a/b:0', 'c'),
    'strip_name_scope': lambda tf: tf.contrib.framework.strip_name_scope('c/a/b:0', 'c'),
    'remove_squeezable_dimensions': lambda tf: tf.contrib.framework.remove_squeezable_dimensions(x(tf, 5, 1), x(tf, 5)),
    'convolutional_delta_orthogonal': lambda tf: tf.get_variable(
        'w', [3, 3, 2, 5], initializer=tf.contrib.framework.convolutional_delta_orthogonal()
    ),
    'convolutional_orthogonal_1d': lambda tf: tf.get_variable(
        'w', [3, 2, 5], initializer=tf.contrib.framework.convolutional_orthogonal_1d()
    ),
    'convolutional_orthogonal_2d': lambda tf: tf.get_variable(
        'w', [3, 3, 2, 5], initializer=tf.contrib.framework.convolutional_orthogonal_2d()
    ),
    'convolutional_orthogonal_3d': lambda tf: tf.get_variable(
        'w', [2, 2, 2, 2, 3], initializer=tf.contrib.framework.convolutional_orthogonal_3d()
    ),
}
