"""A graph for prediction alone: what it does not need for that is cut off, and its variables are constants."""

from __future__ import annotations

from tf1_ref.compat import tf


def freeze(sess, names) -> tf.GraphDef:
    """Makes a graph for prediction of the session's.

    Of each `tf.cond` whose predicate is a constant, such as BatchNorm's `is_train`, only the branch that is taken is
    left: the other one assigns to variables.

    Args:
        sess: a session that holds the weights.
        names: of the operations whose outputs shall be computed.

    Returns:
        The graph, without variables.
    """
    graph_def = tf.graph_util.extract_sub_graph(_without_dead_branches(sess.graph.as_graph_def()), names)
    return tf.graph_util.convert_variables_to_constants(sess, graph_def, names)


def _without_dead_branches(graph_def):
    nodes = {node.name: node for node in graph_def.node}
    dead, instead = set(), {}  # outputs that are never computed; outputs by what takes their place

    def found(name):
        while name in instead:
            name = instead[name]
        return name

    def is_alive(name):
        name = found(name).lstrip('^')
        return not {name, name.partition(':')[0]} & dead

    def constant(name):
        """The value of a boolean constant, or of what passes one on; None if that is not known."""
        node = nodes.get(found(name))
        while node is not None and node.op == 'Identity':
            node = nodes.get(found(node.input[0]))
        is_known = node is not None and node.op == 'Const'
        return bool(tf.make_ndarray(node.attr['value'].tensor)) if is_known else None

    before = None
    while before != (before := (len(dead), len(instead))):
        for node in graph_def.node:
            alive = [name for name in node.input if is_alive(name)]
            if node.op == 'Merge' and len(alive) == 1:
                instead[node.name] = alive[0]
            elif not alive if node.op == 'Merge' else len(alive) < len(node.input):
                dead.add(node.name)
            elif node.op in ('Switch', 'RefSwitch') and (taken := constant(node.input[1])) is not None:
                outputs = [node.name, f'{node.name}:1']
                instead[outputs[taken]] = node.input[0]
                dead.add(outputs[not taken])
    for node in graph_def.node:
        node.input[:] = [found(name) for name in node.input]
    return graph_def
