"""The random operations of a graph, brought to where they were when a run was interrupted.

TensorFlow 1 keeps the state of a random operation in its kernel, where it can neither be read nor set; a new session
begins it anew. What an operation draws depends on how often it was run before, with which shapes, and on nothing else:
so it is run as often again. (In a loop whose iterations run at once, no two runs draw alike, resumed or not.)
"""

from __future__ import annotations


def fetches_that_draw(train_op, cost) -> list:
    """What to run so that every random operation of a training step draws as it does in one.

    Args:
        train_op: the op that runs one step of the optimizer.
        cost: scalar tensor.

    Returns:
        The random operations themselves. Where one lies within a `cond` or a loop it cannot be run by itself: then
        `cost` too, and `train_op` if that is where it is. Empty if there are none, or none that repeats itself: without
        any seed, or drawn from the step's number alone, as `tf.random.stateless_uniform` does.
    """
    graph, ops = cost.graph, ancestors([train_op, cost])
    functions = graph.as_graph_def().library.function
    within_functions = any({'seed', 'seed2'} <= {*node.attr} for function in functions for node in function.node_def)
    seeded = [op for op in ops if _draws(op, within_functions)]
    fetches = [op for op in seeded if graph.is_fetchable(op)]
    within = {op for op in seeded if not graph.is_fetchable(op)}
    if within & ancestors([cost]).keys():
        fetches.append(cost)
    if within - ancestors([cost]).keys():
        fetches.append(train_op)
    return fetches


def ancestors(fetches) -> dict:
    """The operations that are run for some fetches, in the order of their creation; the values say nothing."""
    waiting = [getattr(fetch, 'op', fetch) for fetch in fetches]
    found = set(waiting)
    while waiting:
        op = waiting.pop()
        for other in (*(tensor.op for tensor in op.inputs), *op.control_inputs):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return dict.fromkeys(op for op in fetches[0].graph.get_operations() if op in found)


def _draws(op, within_functions):
    """Whether an operation draws random numbers from a seed, or calls a function that may be one that does."""
    if op.op_def is None:
        return False
    attributes = op.op_def.attr
    if op.op_def.is_stateful and {'seed', 'seed2'} <= {attribute.name for attribute in attributes}:
        return bool(op.get_attr('seed') or op.get_attr('seed2'))
    return within_functions and any(attribute.type in ('func', 'list(func)') for attribute in attributes)
