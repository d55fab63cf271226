"""One small graph as a value, and changes of it: what the tests of the diff's parts hold against each other."""

import dataclasses

from tf1_ref.graphs.diff.differences import Findings
from tf1_ref.graphs.diff.known_rewrites import KnownRewrites
from tf1_ref.graphs.diff.matching import match
from tf1_ref.graphs.diff.missing_ops import MissingOps
from tf1_ref.graphs.graph import Graph, Op, Variable

VARIABLES = ('trainable_variables', 'variables')


def dense():
    """`out = relu(x @ W + b)`."""
    return Graph(
        'dense',
        [
            Variable('W', (3, 5), 'float32', True, VARIABLES, 'RandomUniform'),
            Variable('b', (5,), 'float32', True, VARIABLES, 'Const'),
        ],
        {'losses': ['out:0'], 'trainable_variables': ['W:0', 'b:0'], 'variables': ['W:0', 'b:0']},
        ['x'],
        {'out': 'out:0'},
        [
            Op('x', 'Placeholder', shapes=((None, 3),), attributes={'dtype': 'float32'}),
            Op('W', 'VariableV2', shapes=((3, 5),)),
            Op('W/init', 'RandomUniform', attributes={'seed': '1', 'seed2': '2'}),
            Op('W/Assign', 'Assign', ('W:0', 'W/init:0')),
            Op('b', 'VariableV2', shapes=((5,),)),
            Op('b/init', 'Const', attributes={'value': 'float32 [5] all 0'}),
            Op('b/Assign', 'Assign', ('b:0', 'b/init:0')),
            Op('mul', 'MatMul', ('x:0', 'W:0'), shapes=((None, 5),), attributes={'transpose_b': 'False'}),
            Op('add', 'BiasAdd', ('mul:0', 'b:0'), shapes=((None, 5),)),
            Op('noise', 'RandomUniform', attributes={'seed': '1', 'seed2': '9'}),
            Op('out', 'Relu', ('add:0',), ('noise',), ((None, 5),)),
        ],
    )


def changed(graph, name, /, **changes):
    """The graph with one op changed; with `name=`, wherever it is read."""
    new = changes.get('name', name)

    def op(one):
        one = dataclasses.replace(one, **changes) if one.name == name else one
        inputs = tuple(f'{new}:0' if tensor == f'{name}:0' else tensor for tensor in one.inputs)
        return dataclasses.replace(one, inputs=inputs)

    return dataclasses.replace(graph, ops=[op(one) for one in graph.ops])


def without(graph, *names):
    """The graph without ops, which nothing that stays may read; waiting for them is left out."""
    ops = [one for one in graph.ops if one.name not in names]
    kept = [tuple(name for name in one.control_inputs if name not in names) for one in ops]
    return dataclasses.replace(
        graph, ops=[dataclasses.replace(one, control_inputs=held) for one, held in zip(ops, kept, strict=True)]
    )


def with_ops(graph, place, *ops):
    """The graph with further ops before the one at `place`."""
    return dataclasses.replace(graph, ops=[*graph.ops[:place], *ops, *graph.ops[place:]])


class Sides:
    """Two graphs, with all that the parts of the diff need."""

    def __init__(self, left, right):
        self.graphs = left, right
        self.findings = Findings(match(left, right))
        self.known = KnownRewrites(self.findings)
        self.missing = MissingOps(self.findings)

    def found(self):
        """`(layer, kind, name, left, right)` of what has been found."""
        return [(d.layer, d.kind, d.name, d.left, d.right) for d in self.findings.all]
