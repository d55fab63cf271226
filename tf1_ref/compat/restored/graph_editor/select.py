"""Ops and tensors of a graph, chosen by name or by a function.

Source: tf.contrib.graph_editor of TensorFlow 1.15 (select.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import op_selector

from tf1_ref.compat.restored.graph_editor import walks

# An expression that begins with one of these comments is for tensors only, or for ops only.
TENSORS, OPS = '(?#ts)', '(?#ops)'


def can_be_regex(obj: Any) -> bool:
    """Tells whether an object is a regular expression, compiled or not."""
    return isinstance(obj, (str, re.Pattern))


def make_regex(obj: str | re.Pattern) -> re.Pattern:
    """Compiles a regular expression.

    Raises:
        ValueError: `obj` is none.
    """
    if not can_be_regex(obj):
        raise ValueError(f'Expected a string or a regex, got: {type(obj)}')
    return re.compile(obj)


def filter_ts(ops: Any, positive_filter: Callable[[tf1.Tensor], Any] | bool) -> list[tf1.Tensor]:
    """Finds tensors that ops take or give.

    Args:
        ops: ops, or a graph.
        positive_filter: a function that says of a tensor whether it counts; True for all.
    """
    ops = op_selector.make_list_of_op(ops)
    found = list(dict.fromkeys([*walks.inputs_of(ops), *walks.outputs_of(ops)]))
    return [t for t in found if positive_filter is True or positive_filter(t)]


def filter_ts_from_regex(ops: Any, regex: str | re.Pattern) -> list[tf1.Tensor]:
    """Finds tensors that ops take or give by their names.

    Args:
        ops: ops, or a graph.
        regex: a regular expression, which looks for something anywhere in a name.

    Raises:
        ValueError: `regex` is none.
    """
    found = make_regex(regex)
    return filter_ts(ops, lambda t: found.search(t.name))


def filter_ops(ops: Any, positive_filter: Callable[[tf1.Operation], Any] | bool) -> list[tf1.Operation]:
    """Finds ops of which a function says that they count.

    Args:
        ops: ops, or a graph.
        positive_filter: the function; True for all.
    """
    return [op for op in op_selector.make_list_of_op(ops) if positive_filter is True or positive_filter(op)]


def filter_ops_from_regex(ops: Any, regex: str | re.Pattern) -> list[tf1.Operation]:
    """Finds ops by their names.

    Args:
        ops: ops, or a graph.
        regex: a regular expression, which looks for something anywhere in a name.

    Raises:
        ValueError: `regex` is none.
    """
    found = make_regex(regex)
    return filter_ops(ops, lambda op: found.search(op.name))


def get_name_scope_ops(ops: Any, scope: str) -> list[tf1.Operation]:
    """Finds the ops in a name scope, and the op of its name.

    Args:
        ops: ops, or a graph.
        scope: the scope's name, with or without a slash at its end.
    """
    return filter_ops_from_regex(ops, f'^{scope.removesuffix("/")}(/.*)?$')


def select_ops(
    *args,
    graph: tf1.Graph | None = None,
    positive_filter: Callable[[tf1.Operation], Any] | None = None,
    restrict_ops_regex: bool = False,
    restrict_ts_regex: Any = None,
    **others,
) -> list[tf1.Operation]:
    """Chooses ops, by regular expression or as they are.

    Args:
        *args: regular expressions, ops, lists of them; tensors count for nothing.
        graph: where the regular expressions look.
        positive_filter: a function that says of an op whether it counts.
        restrict_ops_regex: whether only expressions that begin with '(?#ops)' count.
        restrict_ts_regex: not looked at.
        **others: there are no others.

    Raises:
        TypeError: an argument of another type.
        ValueError: another keyword, or a regular expression without a graph.
    """
    passes = _passes(graph, restrict_ops_regex, (OPS, TENSORS), others)

    def found(arg):
        return filter_ops_from_regex(graph, arg) if passes(arg) else []

    return _select(args, found, lambda arg: op_selector.make_list_of_op(arg, ignore_ts=True), positive_filter)


def select_ts(
    *args,
    graph: tf1.Graph | None = None,
    positive_filter: Callable[[tf1.Tensor], Any] | None = None,
    restrict_ts_regex: bool = False,
    restrict_ops_regex: Any = None,
    **others,
) -> list[tf1.Tensor]:
    """Chooses tensors, by regular expression or as they are.

    Args:
        *args: regular expressions, tensors, lists of them; ops count for nothing.
        graph: where the regular expressions look.
        positive_filter: a function that says of a tensor whether it counts.
        restrict_ts_regex: whether only expressions that begin with '(?#ts)' count.
        restrict_ops_regex: not looked at.
        **others: there are no others.

    Raises:
        TypeError: an argument of another type.
        ValueError: another keyword, or a regular expression without a graph.
    """
    passes = _passes(graph, restrict_ts_regex, (TENSORS, OPS), others)

    def found(arg):
        return filter_ts_from_regex(graph, arg) if passes(arg) else []

    return _select(args, found, lambda arg: op_selector.make_list_of_t(arg, ignore_ops=True), positive_filter)


def select_ops_and_ts(*args, **kwargs) -> tuple[list[tf1.Operation], list[tf1.Tensor]]:
    """Chooses ops and tensors.

    Args:
        *args: regular expressions, ops, tensors, lists of them; expressions for tensors begin with '(?#ts)'.
        **kwargs: `graph` and `positive_filter` of `select_ops`.

    Raises:
        TypeError: an argument of another type.
        ValueError: another keyword, or a regular expression without a graph.
    """
    ops = select_ops(*args, restrict_ops_regex=False, **kwargs)
    return ops, select_ts(*args, restrict_ts_regex=True, **kwargs)


def _passes(graph: tf1.Graph | None, restricted: bool, comments: tuple[str, str], others: dict) -> Callable:
    """Makes what tells of an expression whether it is looked for."""
    for keyword in others:
        raise ValueError(f'Wrong keywords argument: {keyword}.')
    if graph is not None and not isinstance(graph, tf1.Graph):
        raise TypeError(f'Expected a tf.Graph, got: {type(graph)}')
    mine, other = comments

    def passes(arg):
        if graph is None:
            raise ValueError("Use the keyword argument 'graph' to use regex.")
        pattern = make_regex(arg).pattern
        return not pattern.startswith(other) and (not restricted or pattern.startswith(mine))

    return passes


def _select(args: tuple, by_regex: Callable, as_list: Callable, positive_filter: Callable | None) -> list:
    found = [one for arg in args for one in (by_regex(arg) if can_be_regex(arg) else as_list(arg))]
    return list(dict.fromkeys(one for one in found if positive_filter is None or positive_filter(one)))
