"""Turns what a program has built and computed into plain JSON values. Runs under Python 3.7 too."""

from __future__ import annotations

import hashlib
import importlib
import sys

import numpy as np

SEED = 777
VALUES = 6
NAMES = 150
PLAIN = (str, int, float, bool, type(None))
# Collections that say no more than the list of variables does.
OF_VARIABLES = ('variables', 'trainable_variables')


def programs(family):
    """The programs of a family, by title."""
    return importlib.import_module('tests.compat.contrib.programs.' + family).PROGRAMS


def program(tf, function):
    """What a program has built and computed from the graph seed 777.

    Returns:
        `variables` ([name, shape, dtype, trainable, collections, digest of the initial value]), `collections` (the
        others, as lists of names), `ops` (names, of which there are too many to read for a digest), `behind` (the op
        seed of a random op behind it), `outputs`, `losses` (the regularisation's values) and `updated` (variables
        after the update ops); of a program of `builds_only` no values, of one that raises an error its type (`raises`).
    """
    try:
        return _program(tf, function)
    except Exception as error:
        if 'is not installed; install it with' in str(error):  # is nothing that a program does
            raise
        print('raises %s: %s' % (type(error).__name__, error), file=sys.stderr)
        return {'raises': type(error).__name__}


def _program(tf, function):
    tf.reset_default_graph()
    tf.set_random_seed(SEED)
    graph = tf.get_default_graph()
    outputs = _flat(function(tf))
    ops = shortened([op.name for op in graph.get_operations()])
    tf.random_normal([2], name='behind')
    behind = graph.get_operation_by_name('behind/RandomStandardNormal').get_attr('seed2')
    losses = tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)
    updates = tf.get_collection(tf.GraphKeys.UPDATE_OPS)
    variables = tf.global_variables() + tf.local_variables()
    if getattr(function, 'builds_only', False):
        found = {
            'variables': [_variable(tf, v) + [v.device] for v in variables],
            'collections': _collections(graph),
            'ops': ops,
        }
        return dict(found, behind=behind)
    start = [tf.global_variables_initializer(), tf.local_variables_initializer(), tf.tables_initializer()]
    with tf.Session() as sess:
        sess.run(start)
        initial = sess.run(variables)
        found = {
            'variables': [_variable(tf, v) + [_digest(value)] for v, value in zip(variables, initial)],
            'collections': _collections(graph),
            'ops': ops,
            'behind': behind,
            'outputs': [_output(tf, sess, output) for output in outputs],
        }
        if losses:
            found['losses'] = [_sample(value) for value in sess.run(losses)]
        if updates:
            sess.run(updates)
            found['updated'] = {v.op.name: _sample(sess.run(v)) for v in variables}
    return found


def shortened(names):
    """Names of ops; of more than can be read their number, and a digest."""
    return names if len(names) <= NAMES else [len(names), hashlib.sha256(' '.join(names).encode()).hexdigest()[:16]]


def _flat(value):
    if isinstance(value, dict):
        return [one for key in sorted(value) for one in [key] + _flat(value[key])]
    if isinstance(value, (list, tuple)):
        return [one for item in value for one in _flat(item)]
    return [value]


def _output(tf, sess, output):
    """A plain value as it is; a tensor's name, static shape and some of its values; of another object its type."""
    if isinstance(output, PLAIN):
        return output
    if isinstance(output, (np.ndarray, np.generic)):
        return _sample(np.asarray(output))
    if isinstance(output, (tf.Operation, tf.data.Dataset)) or not hasattr(output, 'dtype'):
        return getattr(output, 'name', type(output).__name__)
    return [output.name, _shape(output), _sample(sess.run(output))]


def _shape(value):
    return value.get_shape().as_list() if value.get_shape().ndims is not None else None


def _variable(tf, variable):
    keys = tf.get_default_graph().get_all_collection_keys()
    found = [key for key in keys if any(variable is other for other in tf.get_collection(key))]
    trainable = 'trainable' if any(variable is other for other in tf.trainable_variables()) else 'not trainable'
    return [variable.op.name, _shape(variable), variable.dtype.base_dtype.name, trainable, sorted(map(str, found))]


def _collections(graph):
    keys = [key for key in graph.get_all_collection_keys() if isinstance(key, str) and not key.startswith('_')]
    return {
        key: [getattr(item, 'name', type(item).__name__) for item in graph.get_collection(key)]
        for key in sorted(keys)
        if key not in OF_VARIABLES
    }


def _digest(value):
    return hashlib.sha256(np.ascontiguousarray(value).tobytes()).hexdigest()[:16]


def _sample(value):
    """Shape, and some of the values spread over the array."""
    value = np.asarray(value)
    chosen = value.ravel()[:: max(1, value.size // VALUES)][: VALUES + 1]
    return [list(value.shape), [_plain(one) for one in chosen.tolist()]]


def _plain(one):
    if isinstance(one, bytes):
        return one.decode('utf-8', 'replace')
    return float('%.8g' % one) if isinstance(one, float) else one
