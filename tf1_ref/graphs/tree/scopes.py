"""A model's scopes as a tree, with what is in each: parameters, multiply-adds, memory. Needs no TensorFlow."""

from __future__ import annotations

import collections
import dataclasses
import math
from collections.abc import Sequence

from tf1_ref.graphs.graph import Graph, Op, Shape
from tf1_ref.graphs.tree.costs import UPDATES, bytes_of, costs, dtype_of
from tf1_ref.graphs.tree.sizes import PLACEHOLDERS

FLOATS = ('float16', 'bfloat16', 'float32', 'float64')


@dataclasses.dataclass
class Scope:
    """A scope, a variable, or what a scope has besides its parts; the numbers are those of everything in it.

    Attributes:
        name: the last component of its name; of the root, what the user called the model.
        kind: 'scope', 'variable', or 'operations': those that are in a scope, but in no scope within.
        shape: of the variable; or, for one batch, of the last output in a scope, and of the root's as `output_of` has
            it; None if there is none or it is not known.
        parameters: how many values the trainable variables have; all variables where the source tells nothing of that.
        multiply_adds: of convolutions and matrix products.
        parameter_bytes: of all variables, the optimizer's too.
        activation_bytes: see `tf1_ref.graphs.tree.costs`.
        operations: how many; of the kind 'operations', those that are directly in the scope.
        types: of the kind 'operations', how many there are of each type.
        unknown: how many operations could not be counted, because a size is not known.
        parts: in the order of creation.
    """

    name: str
    kind: str = 'scope'
    shape: Shape = None
    parameters: int = 0
    multiply_adds: int = 0
    parameter_bytes: int = 0
    activation_bytes: int = 0
    operations: int = 0
    unknown: int = 0
    types: collections.Counter = dataclasses.field(default_factory=collections.Counter)
    parts: list[Scope] = dataclasses.field(default_factory=list)


SUMS = ('parameters', 'multiply_adds', 'parameter_bytes', 'activation_bytes', 'operations', 'unknown')


def scope_tree(graph: Graph, batch: int = 1) -> Scope:
    """Makes the tree of a graph.

    Args:
        graph: with variables, operations or both.
        batch: see `costs`.

    Returns:
        The root; scopes that have neither variables nor costs, such as those of initializers, are left out.
    """
    root = Scope(graph.source)
    parts: dict[str, Scope] = {}
    for variable in graph.variables or ():
        _scope(root, parts, variable.name)  # so that parts come in the order of the variables
    counted = list(costs(graph, batch)) if graph.ops else []
    for op, cost in counted:
        scope = _scope(root, parts, op.name.rpartition('/')[0])
        own = next((part for part in scope.parts if part.kind == 'operations'), None)
        if own is None:
            own = Scope('', 'operations')
            scope.parts.append(own)
        own.multiply_adds += cost.multiply_adds
        own.activation_bytes += cost.activation_bytes
        own.operations += 1
        own.types[op.type] += 1
        own.unknown += not cost.is_known
        if cost.activation_bytes or cost.multiply_adds:
            own.shape = cost.shape
    for variable in graph.variables or ():
        _add_variable(_scope(root, parts, variable.name), variable)
    _sum(root)
    output = output_of([op for op, _ in counted], graph.ops or [])
    if output is not None:
        root.shape = next(cost.shape for op, cost in counted if op is output)
    return root


def output_of(in_order: Sequence[Op], ops: Sequence[Op]) -> Op | None:
    """The output of a model: the last operation whose floating-point numbers depend on a placeholder and go nowhere.

    Gradients, updates of variables and summaries are no outputs, and what only they read is one.

    Args:
        in_order: the operations, each behind those that it reads.
        ops: the same in the order of the graph.

    Returns:
        The operation; None if there is none such.
    """
    depends: set[str] = set()
    read: set[str] = set()
    for op in in_order:
        producers = {tensor.partition(':')[0] for tensor in op.inputs}
        if op.type in PLACEHOLDERS or producers & depends:
            depends.add(op.name)
        if not _is_aside(op):
            read |= producers
    outputs = [op for op in ops if op.name in depends - read and dtype_of(op) in FLOATS and not _is_aside(op)]
    return outputs[-1] if outputs else None


def _is_aside(op):
    """Whether an operation trains or reports, rather than being of the model."""
    trains = op.type.startswith(UPDATES) or any(part.startswith('gradients') for part in op.name.split('/'))
    return trains or 'Summary' in op.type


def _scope(root, parts, name):
    """The part of the tree with this name, made if need be."""
    scope, path = root, ''
    for component in name.split('/') if name else ():
        path = f'{path}/{component}' if path else component
        if path not in parts:
            parts[path] = Scope(component)
            scope.parts.append(parts[path])
        scope = parts[path]
    return scope


def _add_variable(scope, variable):
    scope.kind, scope.shape = 'variable', variable.shape
    if variable.shape is None or None in variable.shape:
        scope.unknown += 1
        return
    if variable.trainable is not False:
        scope.parameters += math.prod(variable.shape)
    scope.parameter_bytes += bytes_of(variable.shape, variable.dtype)


def _sum(scope):
    """Adds up from the leaves; leaves out what has nothing, and the only row of operations."""
    for part in scope.parts:
        _sum(part)
        for name in SUMS:
            setattr(scope, name, getattr(scope, name) + getattr(part, name))
        if scope.kind == 'scope' and part.shape is not None and part.kind != 'variable':
            scope.shape = part.shape
    scope.parts = [part for part in scope.parts if part.kind == 'variable' or _has_something(part)]
    if scope.kind == 'variable' or all(part.kind != 'scope' for part in scope.parts):
        scope.parts = [part for part in scope.parts if part.kind != 'operations']


def _has_something(scope):
    return scope.parameter_bytes or scope.multiply_adds or scope.activation_bytes or scope.unknown
