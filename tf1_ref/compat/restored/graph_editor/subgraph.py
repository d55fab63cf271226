"""Views of a part of a graph: some of its ops, what they take, and what they give.

Source: tf.contrib.graph_editor of TensorFlow 1.15 (subgraph.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import op_selector

from tf1_ref.compat.restored.graph_editor import select, util, walks

LISTS = ('_ops', '_passthrough_ts', '_input_ts', '_output_ts')


class SubGraphView:
    """Some ops of a graph, with the tensors that they take and give in an order of one's own.

    A tensor that none of the ops takes or gives, but that belongs to the view, passes through: it is among the inputs
    and among the outputs. A view does not change its graph, nor does it notice changes; what the graph editor's own
    functions rewire they also rewire in the views that they are given.
    """

    def __init__(self, inside_ops: Any = (), passthrough_ts: Any = ()):
        """Takes the ops.

        Args:
            inside_ops: ops, or a graph.
            passthrough_ts: tensors that pass through; those that one of the ops takes or gives are not looked at.

        Raises:
            TypeError: other objects.
            ValueError: they are of several graphs.
        """
        self._ops = op_selector.make_list_of_op(inside_ops)
        ts = op_selector.make_list_of_t(passthrough_ts)
        both = [*self._ops, *ts]
        self._graph = op_selector.get_unique_graph(both) if both else None
        taken, given, inside = walks.compute_boundary_ts(self._ops)
        connected = {*taken, *given, *inside}
        self._passthrough_ts = [t for t in ts if t not in connected]
        self._input_ts = taken + self._passthrough_ts
        self._output_ts = given + self._passthrough_ts

    def __copy__(self) -> SubGraphView:
        other = type(self).__new__(type(self))
        other.__dict__.update(self.__dict__)
        other._assign_from(self)
        return other

    def copy(self) -> SubGraphView:
        """Makes another view of the same."""
        return self.__copy__()

    def _assign_from(self, other):
        """Becomes a view of what another one shows."""
        if not isinstance(other, SubGraphView):
            raise TypeError(f'Expected SubGraphView, got: {type(other)}')
        self._graph = other._graph
        for name in LISTS:
            setattr(self, name, list(getattr(other, name)))

    def remap_default(self, remove_input_map: bool = True, remove_output_map: bool = True) -> SubGraphView:
        """Makes a view whose inputs, outputs, or both are all there are, in their own order.

        Args:
            remove_input_map: whether its inputs are.
            remove_output_map: whether its outputs are.
        """
        other = self.copy()
        taken, given, _ = walks.compute_boundary_ts(self._ops)
        if remove_input_map:
            other._input_ts = taken + self._passthrough_ts
        if remove_output_map:
            other._output_ts = given + self._passthrough_ts
        return other

    def remap_inputs(self, new_input_indices: Sequence[int | tf1.Tensor]) -> SubGraphView:
        """Makes a view with some of the inputs, in another order; argument and errors as of `remap`."""
        return self.remap(new_input_indices=new_input_indices)

    def remap_outputs(self, new_output_indices: Sequence[int | tf1.Tensor]) -> SubGraphView:
        """Makes a view with some of the outputs, in another order; argument and errors as of `remap`."""
        return self.remap(new_output_indices=new_output_indices)

    def remap(
        self,
        new_input_indices: Sequence[int | tf1.Tensor] | None = None,
        new_output_indices: Sequence[int | tf1.Tensor] | None = None,
    ) -> SubGraphView:
        """Makes a view with some of the inputs and outputs, in another order.

        Args:
            new_input_indices: indices of inputs, or the inputs, each once; all by default.
            new_output_indices: indices of outputs, or the outputs; all by default.

        Raises:
            ValueError: there is no such input or output, or an input is there twice.
        """
        other = self.copy()
        if new_input_indices is not None:
            other._input_ts = _chosen(self._input_ts, new_input_indices, repeated=False)
        if new_output_indices is not None:
            other._output_ts = _chosen(self._output_ts, new_output_indices, repeated=True)
        return other

    def remap_outputs_make_unique(self) -> SubGraphView:
        """Makes a view that has each output once."""
        other = self.copy()
        other._output_ts = list(dict.fromkeys(self._output_ts))
        return other

    def remap_outputs_to_consumers(self) -> SubGraphView:
        """Makes a view that has each output as often as there are ops that take it."""
        other = self.copy()
        other._output_ts = [t for t in dict.fromkeys(self._output_ts) for _ in t.consumers()]
        return other

    def remove_unused_ops(self, control_inputs: bool = True) -> SubGraphView:
        """Makes a view without the ops that neither depend on its inputs nor have its outputs depend on them.

        Args:
            control_inputs: whether ops that wait for others depend on them.
        """
        other = self.copy()
        used = walks.get_walks_union_ops(
            self.connected_inputs, self.connected_outputs, within_ops=self._ops, control_inputs=control_inputs
        )
        other._ops = [op for op in self._ops if op in set(used)]
        return other

    def find_op_by_name(self, op_name: str) -> tf1.Operation:
        """Finds the op of a name.

        Raises:
            ValueError: there is none.
            AssertionError: there are several.
        """
        found = [op for op in self._ops if op.name == op_name]
        if not found:
            raise ValueError(f'{op_name} not in subgraph.')
        if len(found) > 1:
            raise AssertionError(f'More than 1 op named: {op_name}!')
        return found[0]

    def __str__(self):
        if not self:
            return 'SubGraphView: empty'
        lines = [f'SubGraphView (graphid={id(self.graph)}):']
        for title, found in (('ops', self._ops), ('inputs', self._input_ts), ('outputs', self._output_ts)):
            lines.append(f'** {title}[{len(found)}]:' if found else f'** {title}: empty')
            lines += [f'  {one.name}' + ' *' * (one in self._passthrough_ts) for one in found]
        return '\n'.join(lines) + '\n'

    def __bool__(self):
        return self._graph is not None

    def __enter__(self) -> SubGraphView:
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        pass

    @property
    def graph(self) -> tf1.Graph | None:
        """The graph, None for a view of nothing."""
        return self._graph

    @property
    def ops(self) -> list[tf1.Operation]:
        """The ops."""
        return self._ops

    @property
    def inputs(self) -> util.ListView:
        """The tensors that it takes."""
        return util.ListView(self._input_ts)

    @property
    def outputs(self) -> util.ListView:
        """The tensors that it gives."""
        return util.ListView(self._output_ts)

    @property
    def connected_inputs(self) -> list[tf1.Tensor]:
        """The inputs that do not pass through."""
        return [t for t in self._input_ts if t not in self._passthrough_ts]

    @property
    def connected_outputs(self) -> list[tf1.Tensor]:
        """The outputs that do not pass through."""
        return [t for t in self._output_ts if t not in self._passthrough_ts]

    @property
    def passthroughs(self) -> util.ListView:
        """The tensors that pass through."""
        return util.ListView(self._passthrough_ts)

    def op(self, op_id: int) -> tf1.Operation:
        """Gives the op at an index.

        Raises:
            IndexError: there are fewer.
        """
        return self._ops[op_id]

    def is_passthrough(self, t: tf1.Tensor) -> bool:
        """Tells whether a tensor passes through."""
        return t in self._passthrough_ts

    def input_index(self, t: tf1.Tensor) -> int:
        """Finds the index of an input.

        Raises:
            ValueError: it is none.
        """
        return self._input_ts.index(t)

    def output_index(self, t: tf1.Tensor) -> int:
        """Finds the index of an output.

        Raises:
            ValueError: it is none.
        """
        return self._output_ts.index(t)

    def consumers(self) -> list[tf1.Operation]:
        """Finds the ops that take an output of the view and do not belong to it."""
        members = set(self._ops)
        return list(dict.fromkeys(op for t in self._output_ts for op in t.consumers() if op not in members))


def make_view(*args, **kwargs) -> SubGraphView:
    """Makes a view of chosen ops, and of tensors that pass through.

    Args:
        *args: a view, which is given back; or regular expressions, ops, tensors and lists of them, as of
            `select_ops_and_ts`.
        **kwargs: `graph`, where the regular expressions look; it is checked that all is of it.

    Raises:
        TypeError: an argument of another type.
        ValueError: another keyword, or another graph.
    """
    graph = kwargs.get('graph')
    is_view = len(args) == 1 and isinstance(args[0], SubGraphView)
    view = args[0] if is_view else SubGraphView(*select.select_ops_and_ts(*args, **kwargs))
    if graph is None or not view.graph:
        return view
    if not isinstance(graph, tf1.Graph):
        raise TypeError(f'Expected a tf.Graph, got: {type(graph)}')
    if view.graph is not graph:
        raise ValueError('Graph mismatch.')
    return view


def make_view_from_scope(scope: str, graph: Any) -> SubGraphView:
    """Makes a view of the ops in a name scope.

    Args:
        scope: the scope's name, with or without a slash at its end.
        graph: the graph, or ops of it.
    """
    return SubGraphView(select.get_name_scope_ops(graph, scope))


def _chosen(ts: list[tf1.Tensor], indices: Sequence[int | tf1.Tensor], repeated: bool) -> list[tf1.Tensor]:
    indices = [index if isinstance(index, int) else ts.index(index) for index in indices]
    for index in indices:
        if not 0 <= index < len(ts):
            raise ValueError(f'Out of [0, {len(ts)}[ range: {index}')
    if not repeated and len(set(indices)) != len(indices):
        raise ValueError(f'Found repetition in mapping: {indices}')
    return [ts[index] for index in indices]
