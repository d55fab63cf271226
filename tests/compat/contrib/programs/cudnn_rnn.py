"""`tf.contrib.cudnn_rnn`: graphs of what runs on a GPU only, in a graph of their own; values of the cells."""

from __future__ import annotations

import os
import tempfile

from tests.compat.contrib.programs import fixed

PREFIX = 'tf.contrib.cudnn_rnn.'


def _lines(graph):
    """A line for each op but what gradients and transposes need; those of cuDNN with their device and attributes."""
    for op in graph.get_operations():
        beside = op.name.startswith('gradients/') or 'transpose' in op.name.rpartition('/')[0]
        if beside and 'Cudnn' not in op.type:
            continue
        line = [op.name, op.type.replace('AddV2', 'Add'), op.device if 'Cudnn' in op.type else '']
        if 'Cudnn' in op.type:
            keys = sorted(key for key in op.node_def.attr if key != 'T' and key[0] != '_')
            line += ['{}={!r}'.format(key, op.get_attr(key)) for key in keys] + [one.name for one in op.inputs[:3]]
        yield ' '.join(line)


def _graph(function):
    """What a function builds, in a graph of its own: nothing of it can be run."""

    def program(tf):
        with tf.Graph().as_default() as graph:
            tf.set_random_seed(777)
            found = function(tf)
            keys = (tf.GraphKeys.GLOBAL_VARIABLES, tf.GraphKeys.SAVEABLE_OBJECTS)
            collections = [[one.name for one in tf.get_collection(key)] for key in keys]
            return [list(found or ()), collections, list(_lines(graph))]

    return program


def _layer(kind, trained=False, **settings):
    """A layer, called, with the names under which it is saved."""

    def build(tf):
        arguments = dict(settings)
        call = arguments.pop('call', {})
        layer = getattr(tf.contrib.cudnn_rnn, kind)(2, 3, **arguments)
        shape = [4, 5, 3] if settings.get('input_mode') == 'skip_input' else [4, 5, 7]
        inputs = tf.placeholder(tf.float32, shape, name='inputs')
        outputs, states = layer(inputs, **{key: value(tf) for key, value in call.items()})
        if trained:
            tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_sum(outputs))
        saveable = layer.saveable
        found = [layer.canonical_weight_shapes, layer.canonical_bias_shapes, layer.num_dirs, layer.input_size]
        found += [[outputs.name, str(outputs.shape)], [[one.name, str(one.shape)] for one in states]]
        found += [[spec.name for spec in saveable.specs], saveable.name, layer.name, layer.rnn_mode, layer.direction]
        found += [layer.state_shape(5), [v.name for v in layer.trainable_variables], str(layer.kernel.shape)]
        return [str(one) if isinstance(one, (tuple, list)) else one for one in found]

    return _graph(build)


def _restored(kind, **settings):
    """A saver of a layer: what it builds to restore one, too."""

    def build(tf):
        layer = getattr(tf.contrib.cudnn_rnn, kind)(2, 3, **settings)
        with tf.variable_scope('outer'):
            layer.build([4, 5, 7])
        layer.saveable.restore([tf.placeholder(tf.float32, name='saved') for _ in layer.saveable.specs], None)
        return [spec.name for spec in layer.saveable.specs]

    return _graph(build)


def _converted(kind, direction='unidirectional', **sizes):
    """Kernels and biases through cuDNN's matrices and back: no op of a GPU is between."""

    def program(tf):
        converter = getattr(tf.contrib.cudnn_rnn, kind)(2, 3, 5, direction=direction, **sizes)
        ways = 1 if direction == 'unidirectional' else 2
        canonical = []
        for layer in range(2):
            columns = 5 if layer == 0 else 3 * ways
            for _ in range(ways):
                if 'GRU' in kind:
                    canonical += [fixed(columns + 3, 6), fixed(columns, 3), fixed(3, 3)]
                else:
                    canonical += [fixed(columns + 3, 12 if 'LSTM' in kind else 3)]
        for _ in range(2 * ways):
            canonical += [fixed(6), fixed(3), fixed(3) + 1] if 'GRU' in kind else [fixed(12 if 'LSTM' in kind else 3)]
        canonical = [tf.constant(one) for one in canonical]
        weights, biases = converter._tf_canonical_to_cu_canonical(canonical, None)
        again = converter._cu_canonical_to_tf_canonical(weights, biases)
        return [list(weights), list(biases), [list(one) for one in again]]

    return program


def _projected(tf):
    converter = tf.contrib.cudnn_rnn.CudnnParamsFormatConverterLSTM(1, 3, 5, num_proj=2)
    converter.opaque_to_tf_canonical(tf.placeholder(tf.float32, [None], name='flat'))
    converter.tf_canonical_to_opaque(
        [tf.placeholder(tf.float32, [7, 12]), tf.placeholder(tf.float32, [12])], [tf.placeholder(tf.float32, [3, 2])]
    )


def _cells(kind, bidirectional=False, reuse=False):
    """The cells on the CPU, trained a step; the variables are those that a layer saves."""

    def program(tf):
        def cell():
            return getattr(tf.contrib.cudnn_rnn, kind)(3)

        x = tf.constant(fixed(2, 4, 5), name='x')
        if bidirectional:
            both = [cell() for _ in range(2)], [cell() for _ in range(2)]
            outputs, state, _ = tf.contrib.rnn.stack_bidirectional_dynamic_rnn(*both, inputs=x, dtype=tf.float32)
        else:
            cells = tf.nn.rnn_cell.MultiRNNCell([cell() for _ in range(2)])
            outputs, state = tf.nn.dynamic_rnn(cells, x, dtype=tf.float32)
        loss = tf.reduce_sum(tf.square(outputs))
        grads = tf.gradients(loss, tf.trainable_variables())
        return [outputs, list(state), grads]

    return program


def _saved(kind):
    """A checkpoint of the cells, read again."""

    def program(tf):
        found = []
        with tempfile.TemporaryDirectory() as folder:
            for step in range(2):
                with tf.Graph().as_default(), tf.Session() as sess:
                    tf.set_random_seed(7 + step)
                    cells = tf.nn.rnn_cell.MultiRNNCell([getattr(tf.contrib.cudnn_rnn, kind)(3)])
                    outputs, _ = tf.nn.dynamic_rnn(cells, tf.constant(fixed(2, 4, 5)), dtype=tf.float32)
                    sess.run(tf.global_variables_initializer())
                    path = os.path.join(folder, 'model')
                    tf.train.Saver().save(sess, path) if step == 0 else tf.train.Saver().restore(sess, path)
                    found.append(sess.run(outputs))
            return found + sorted(tf.train.load_checkpoint(path).get_variable_to_shape_map())

    return program


def _raises(function):
    def program(tf):
        try:
            with tf.Graph().as_default():
                function(tf.contrib.cudnn_rnn, tf)
        except (ValueError, TypeError, RuntimeError) as error:
            # AutoGraph puts in front where the code is.
            kind = type(error).__name__
            return [kind, str(error).strip().rpartition(f'{kind}: ')[2]]

    return program


LENGTHS = {'call': {'sequence_lengths': lambda tf: tf.constant([4, 3, 2, 1, 4])}}
BATCHES = {'call': {'time_major': lambda tf: False, 'training': lambda tf: False}}
GIVEN = {'call': {'initial_state': lambda tf: (tf.ones([2, 5, 3]), tf.zeros([2, 5, 3]))}}
PROGRAMS = {
    'CudnnLSTM': _layer('CudnnLSTM'),
    'CudnnLSTM, bidirectional': _layer('CudnnLSTM', direction='bidirectional', dropout=0.5, seed=3),
    'CudnnLSTM, lengths': _layer('CudnnLSTM', **LENGTHS),
    'CudnnLSTM, batches first': _layer('CudnnLSTM', **BATCHES),
    'CudnnLSTM, state': _layer('CudnnLSTM', name='mine', **GIVEN),
    'CudnnLSTM, skipping': _layer('CudnnLSTM', input_mode='skip_input'),
    'CudnnLSTM, trained': _layer('CudnnLSTM', trained=True),
    'CudnnLSTM, of a direction': _raises(lambda cudnn, tf: cudnn.CudnnLSTM(1, 2, direction='both')),
    'CudnnLSTM, of an input mode': _raises(lambda cudnn, tf: cudnn.CudnnLSTM(1, 2, input_mode='none')),
    'CudnnLSTM, of integers': _raises(lambda cudnn, tf: cudnn.CudnnLSTM(1, 2, dtype=tf.int32)),
    'CudnnLSTM, of a matrix': _raises(lambda cudnn, tf: cudnn.CudnnLSTM(1, 2).build([3, 4])),
    'CudnnLSTM, of unknown columns': _raises(lambda cudnn, tf: cudnn.CudnnLSTM(1, 2).build([3, 4, None])),
    'CudnnLSTM, of a list': _raises(
        lambda cudnn, tf: cudnn.CudnnLSTM(1, 2)(tf.ones([3, 4, 5]), initial_state=[tf.ones([1, 4, 2])] * 2)
    ),
    'CudnnLSTM, not built': _raises(lambda cudnn, tf: cudnn.CudnnLSTM(1, 2).input_size),
    'CudnnLSTM, shapes not known': _raises(lambda cudnn, tf: cudnn.CudnnLSTM(1, 2).canonical_weight_shapes),
    'CudnnGRU': _layer('CudnnGRU', direction='bidirectional'),
    'CudnnRNNTanh': _layer('CudnnRNNTanh'),
    'CudnnRNNRelu': _layer('CudnnRNNRelu', direction='bidirectional'),
    'CudnnLSTMSaveable': _restored('CudnnLSTM', direction='bidirectional'),
    'CudnnGRUSaveable': _restored('CudnnGRU'),
    'CudnnRNNTanhSaveable': _restored('CudnnRNNTanh'),
    'CudnnRNNReluSaveable': _restored('CudnnRNNRelu', direction='bidirectional'),
    'CudnnParamsFormatConverterLSTM': _converted('CudnnParamsFormatConverterLSTM', 'bidirectional'),
    'CudnnParamsFormatConverterLSTM, projected': _graph(_projected),
    'CudnnParamsFormatConverterGRU': _converted('CudnnParamsFormatConverterGRU'),
    'CudnnParamsFormatConverterGRU, bidirectional': _converted('CudnnParamsFormatConverterGRU', 'bidirectional'),
    'CudnnParamsFormatConverterTanh': _converted('CudnnParamsFormatConverterTanh'),
    'CudnnParamsFormatConverterRelu': _converted('CudnnParamsFormatConverterRelu', 'bidirectional'),
    'CudnnCompatibleLSTMCell': _cells('CudnnCompatibleLSTMCell'),
    'CudnnCompatibleLSTMCell, bidirectional': _cells('CudnnCompatibleLSTMCell', bidirectional=True),
    'CudnnCompatibleLSTMCell, saved': _saved('CudnnCompatibleLSTMCell'),
    'CudnnCompatibleGRUCell': _cells('CudnnCompatibleGRUCell'),
    'CudnnCompatibleGRUCell, bidirectional': _cells('CudnnCompatibleGRUCell', bidirectional=True),
    'CudnnCompatibleGRUCell, saved': _saved('CudnnCompatibleGRUCell'),
}
