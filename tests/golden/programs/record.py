"""What the programs build, as plain JSON values: ops, the seeds of random ops, and the seed of a random op behind."""

from __future__ import annotations

from tests.golden.programs import control, images, math, nn, train
from tf1_ref.compat import tf

MODULES = {'math': math, 'nn': nn, 'images': images, 'control': control, 'train': train}
FLOATS = (tf.float16, tf.float32, tf.float64)


def programs():
    """All programs by `room: name`."""
    return {
        '%s: %s' % (room, name): program for room, module in MODULES.items() for name, program in module.PROGRAMS.items()
    }


def record(name, program):
    """Builds a program, something random behind it, its gradients, and something random behind those.

    Returns:
        A dictionary: 'ops' and 'gradients', each op as 'name type'; 'seeds', those of all random ops in their order.
    """
    tf.reset_default_graph()
    tf.set_random_seed(1)
    graph = tf.get_default_graph()
    built = program()
    tf.random_normal([2], name='behind')
    forward = len(graph.get_operations())
    ys = [y for y in _flat(built) if isinstance(y, tf.Tensor) and y.dtype in FLOATS]
    xs = [op.outputs[0] for op in graph.get_operations() if op.type == 'Placeholder' and op.outputs[0].dtype in FLOATS]
    xs += tf.trainable_variables()
    if ys and xs:
        try:
            tf.gradients(ys, xs)
        except (LookupError, TypeError, ValueError, NotImplementedError) as error:
            if len(graph.get_operations()) == forward:
                raise
            return {'ops': _ops(graph, 0, forward), 'seeds': _seeds(graph, forward), 'no gradient': type(error).__name__}
        tf.random_normal([2], name='behind_gradients')
    return {'ops': _ops(graph, 0, forward), 'gradients': _ops(graph, forward), 'seeds': _seeds(graph)}


def _flat(built):
    if isinstance(built, dict):
        built = list(built.values())
    if isinstance(built, (list, tuple)):
        return [y for part in built for y in _flat(part)]
    return [built]


def _ops(graph, start, end=None):
    return ['%s %s' % (op.name, op.type) for op in graph.get_operations()[start:end]]


def _seeds(graph, end=None):
    return [
        [op.name, op.get_attr('seed'), op.get_attr('seed2')]
        for op in graph.get_operations()[:end]
        if 'seed2' in op.node_def.attr
    ]
