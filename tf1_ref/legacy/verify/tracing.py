"""Records, beside a result of Session.run, what was computed on the way to it. Imported by `recorder.py` alone.

Like that, it imports nothing of this project, and runs under Python 3.7 on the genuine TensorFlow 1.15.
What was computed on the way is fetched by the same call, so that random numbers are drawn once. Left out is what cannot
be fetched (the inside of loops and conditions), and what may change while it is (references to variables).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

SAMPLES = 50
# Outputs of these may never be computed, and then cannot be fetched.
DEAD = ('Switch', 'RefSwitch', 'Enter', 'RefEnter', 'Exit', 'RefExit', 'NextIteration', 'LoopCond')
NUMBERS = 'fiubc'


def run(
    sample: Callable[[Any, int], dict],
    session_run: Callable,
    session: Any,
    fetches: Any,
    feed_dict: Any = None,
    options: Any = None,
    run_metadata: Any = None,
) -> tuple:
    """What `Session.run` gives, and what was computed for it.

    Args:
        sample: makes of an array what is kept of it, from so many numbers.
        session_run: the method `run` as it was.
        session, fetches, feed_dict, options, run_metadata: its arguments.

    Returns:
        The values; and `{'variables': {name: sample}}`, those before the call, with `'ops'`: for each op its name, its
        type, the names of its inputs' ops, and a sample of each output.
    """
    graph = session.graph
    ops = _needed(graph, fetches, feed_dict or {})
    outputs = [[tensor for tensor in op.outputs if _can_be_fetched(graph, tensor)] for op in ops]
    variables = _variables(sample, session_run, session, graph)
    values, found = session_run(session, [fetches, outputs], feed_dict, options, run_metadata)
    traced = [
        [op.name, op.type, [tensor.op.name for tensor in op.inputs], [sample(value, SAMPLES) for value in results]]
        for op, results in zip(ops, found)  # noqa: B905 (Python 3.7)
    ]
    return values, {'variables': variables, 'ops': traced}


def _needed(graph, fetches, feeds):
    """The ops that a call has to compute, in the order in which they were made."""
    fed = {tensor.name for key in feeds for tensor in _elements(graph, key) if hasattr(tensor, 'op')}
    left = [getattr(element, 'op', element) for element in _elements(graph, fetches)]
    needed = set()
    while left:
        op = left.pop()
        if op not in needed:
            needed.add(op)
            left += [tensor.op for tensor in op.inputs if tensor.name not in fed]
            left += op.control_inputs
    return [op for op in graph.get_operations() if op in needed]


def _elements(graph, fetched):
    """The tensors and ops of a structure that is fetched or fed."""
    if isinstance(fetched, dict):
        fetched = list(fetched.values())
    if isinstance(fetched, (list, tuple)):
        return [element for one in fetched for element in _elements(graph, one)]
    try:
        return [graph.as_graph_element(fetched, allow_tensor=True, allow_operation=True)]
    except (TypeError, ValueError, KeyError):
        parts = [getattr(fetched, name, None) for name in ('values', 'indices', 'dense_shape')]
        return [element for part in parts if hasattr(part, 'op') for element in _elements(graph, part)]


def _can_be_fetched(graph, tensor):
    op = tensor.op
    inside = op._get_control_flow_context() is not None
    if inside or op.type in DEAD or not graph.is_fetchable(op) or tensor.dtype._is_ref_dtype:
        return False
    is_copy = op.type == 'Identity' and op.inputs[0].dtype._is_ref_dtype  # which may be the variable itself
    return not is_copy and (tensor.dtype.is_floating or tensor.dtype.is_integer or tensor.dtype.is_bool)


def _variables(sample, session_run, session, graph):
    """A sample of every variable that has a value."""
    found = {}
    variables = [one for one in graph.get_collection('variables') if one.dtype.is_floating or one.dtype.is_integer]
    for variable in variables:
        try:
            found[variable.op.name] = sample(session_run(session, variable), SAMPLES)
        except Exception:  # it has no value yet
            continue
    return found
