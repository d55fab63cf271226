"""What the modules of the graph editor share: collections of tensors, control outputs, the names of placeholders.

Source: tf.contrib.graph_editor of TensorFlow 1.15 (util.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import op_selector

PREFIX = 'geph'  # of placeholders that stand where a part of a graph was cut off


class ListView:
    """A list that cannot be changed."""

    def __init__(self, list_: list):
        """Takes a list, whose changes it shows.

        Args:
            list_: the list.

        Raises:
            TypeError: it is none.
        """
        if not isinstance(list_, list):
            raise TypeError(f'Expected a list, got: {type(list_)}.')
        self._list = list_

    def __iter__(self) -> Iterator:
        return iter(self._list)

    def __len__(self) -> int:
        return len(self._list)

    def __bool__(self) -> bool:
        return bool(self._list)

    def __getitem__(self, i: int | slice) -> Any:
        return self._list[i]

    def __add__(self, other: Iterable) -> list:
        return [*self._list, *other]


class ControlOutputs:
    """Knows for each op of a graph the ops that wait for it."""

    def __init__(self, graph: tf1.Graph):
        """Looks at a graph.

        Args:
            graph: the graph.

        Raises:
            TypeError: it is not one.
        """
        if not isinstance(graph, tf1.Graph):
            raise TypeError(f'Expected a tf.Graph, got: {type(graph)}')
        self._graph, self._version, self._waiting = graph, None, {}
        self.update()

    def update(self) -> ControlOutputs:
        """Looks at the graph again if it has changed since, and returns itself."""
        if self._version != self._graph.version:
            self._waiting.clear()
            for op in self._graph.get_operations():
                for before in op.control_inputs:
                    waiting = self._waiting.setdefault(before, [])
                    if op not in waiting:
                        waiting.append(op)
            self._version = self._graph.version
        return self

    def get_all(self) -> dict[tf1.Operation, list[tf1.Operation]]:
        """Gives the ops that wait, by the op that they wait for."""
        return self._waiting

    def get(self, op: tf1.Operation) -> Sequence[tf1.Operation]:
        """Gives the ops that wait for `op`."""
        return self._waiting.get(op, ())

    @property
    def graph(self) -> tf1.Graph:
        """The graph."""
        return self._graph


def flatten_tree(tree: Any, leaves: list | None = None) -> list:
    """Lists the leaves of nested collections.

    Args:
        tree: a collection of collections, of which a dictionary counts by its values, or a leaf.
        leaves: a list that they are added to.
    """
    leaves = [] if leaves is None else leaves
    if isinstance(tree, dict):
        tree = tree.values()
    if not op_selector.is_iterable(tree):
        leaves.append(tree)
        return leaves
    for child in tree:
        flatten_tree(child, leaves)
    return leaves


def transform_tree(tree: Any, fn: Callable[[Any], Any], iterable_type: type = tuple) -> Any:
    """Makes nested collections, each of its own type, with other leaves.

    Args:
        tree: a collection of collections, or a leaf.
        fn: what becomes of a leaf.
        iterable_type: what becomes of a collection that is neither a dictionary nor a sequence.
    """
    if not op_selector.is_iterable(tree):
        return fn(tree)
    if isinstance(tree, dict):
        return type(tree)((key, transform_tree(child, fn)) for key, child in tree.items())
    children = (transform_tree(child, fn) for child in tree)
    if hasattr(tree, '_fields'):
        return type(tree)(*children)
    return type(tree)(children) if isinstance(tree, Sequence) else iterable_type(children)


def scope_finalize(scope: str) -> str:
    """Gives a scope with the slash at its end."""
    return scope if not scope or scope.endswith('/') else f'{scope}/'


def scope_dirname(scope: str) -> str:
    """Gives what stands before the last part of a name, slash included."""
    return scope[: scope.rfind('/') + 1]


def scope_basename(scope: str) -> str:
    """Gives the last part of a name."""
    return scope[scope.rfind('/') + 1 :]


def placeholder_name(t: tf1.Tensor | None = None, scope: str | None = None, prefix: str = PREFIX) -> str:
    """Names a placeholder so that one sees that the graph editor made it.

    Args:
        t: the tensor that it stands for.
        scope: its scope; the one of `t` by default.
        prefix: how the name begins.

    Raises:
        TypeError: `t` is no tensor.
    """
    scope = scope if scope is None else scope_finalize(scope)
    if t is None:
        return f'{scope or ""}{prefix}'
    if not isinstance(t, tf1.Tensor):
        raise TypeError(f'Expected a tf.Tenfor, got: {type(t)}')  # 1.15's spelling
    name = scope_basename(t.op.name)
    if not name.startswith(f'{prefix}__'):
        name = f'{prefix}__{name}_{t.value_index}'
    return (scope_dirname(t.op.name) if scope is None else scope) + name


def make_placeholder_from_tensor(t: tf1.Tensor, scope: str | None = None, prefix: str = PREFIX) -> tf1.Tensor:
    """Makes a placeholder of a tensor's type and shape, in the graph that is the default.

    Args:
        t: the tensor that it stands for.
        scope: its scope; the one of `t` by default.
        prefix: how its name begins.

    Raises:
        TypeError: `t` is no tensor.
    """
    return tf1.placeholder(t.dtype, t.get_shape(), placeholder_name(t, scope, prefix))


def make_placeholder_from_dtype_and_shape(
    dtype: tf1.DType, shape: Any = None, scope: str | None = None, prefix: str = PREFIX
) -> tf1.Tensor:
    """Makes a placeholder in the graph that is the default.

    Args:
        dtype: its type.
        shape: its shape, not known by default.
        scope: its scope.
        prefix: its name in there.
    """
    return tf1.placeholder(dtype, shape, placeholder_name(scope=scope, prefix=prefix))


def get_predefined_collection_names() -> list[str]:
    """Lists the names of collections that TensorFlow has given itself."""
    return [getattr(tf1.GraphKeys, key) for key in dir(tf1.GraphKeys) if not key.startswith('__')]


def find_corresponding_elem(
    target: tf1.Operation | tf1.Tensor, dst_graph: tf1.Graph, dst_scope: str = '', src_scope: str = ''
) -> tf1.Operation | tf1.Tensor:
    """Finds the op or tensor of the same name in another graph.

    Args:
        target: an op or a tensor.
        dst_graph: where to look.
        dst_scope: what stands before the name there.
        src_scope: what stands before it here, and not there.

    Raises:
        ValueError: the name does not begin with `src_scope`.
        TypeError: `target` is neither op nor tensor.
        KeyError: there is none of that name.
    """
    src_scope = scope_finalize(src_scope)
    if not target.name.startswith(src_scope):
        raise ValueError(f'{target.name} does not start with {src_scope}')
    name = scope_finalize(dst_scope) + target.name[len(src_scope) :]
    if isinstance(target, tf1.Tensor):
        return dst_graph.get_tensor_by_name(name)
    if isinstance(target, tf1.Operation):
        return dst_graph.get_operation_by_name(name)
    raise TypeError(f'Expected tf.Tensor or tf.Operation, got: {type(target)}')


def find_corresponding(targets: Any, dst_graph: tf1.Graph, dst_scope: str = '', src_scope: str = '') -> Any:
    """Finds the ops and tensors of the same names in another graph.

    Args:
        targets: an op, a tensor, or nested collections of them.
        dst_graph: where to look.
        dst_scope: what stands before the names there.
        src_scope: what stands before them here, and not there.

    Raises:
        ValueError: a name does not begin with `src_scope`.
        TypeError: something is neither op nor tensor.
        KeyError: there is none of a name.
    """
    return transform_tree(targets, lambda one: find_corresponding_elem(one, dst_graph, dst_scope, src_scope))
