"""What TensorFlow's own profiler says of a model, with the batch put in; Python 3.7 reads this file too."""

BATCH = 3


def profile(tf, build):
    """Builds a model and profiles it, with a batch of 3 put in the place of the unknown one.

    Returns:
        `parameters` of the trainable variables, and `float_ops` of convolutions and matrix products by their names; the
        two graphs, as built and with the batch.
    """
    graph, with_batch = tf.Graph(), tf.Graph()
    with graph.as_default():
        build()
    graph_def = graph.as_graph_def()
    for node in graph_def.node:
        if node.op == 'Placeholder':
            node.attr['shape'].shape.dim[0].size = BATCH
    with with_batch.as_default():
        tf.import_graph_def(graph_def, name='')
    options = tf.profiler.ProfileOptionBuilder
    trainable = dict(options.trainable_variables_parameter(), output='none')
    float_ops = dict(options.float_operation(), output='none')
    products = {op.name for op in with_batch.get_operations() if 'Conv' in op.type or 'MatMul' in op.type}
    counted = _float_ops(tf.profiler.profile(with_batch, cmd='scope', options=float_ops))
    found = {
        'parameters': tf.profiler.profile(graph, cmd='scope', options=trainable).total_parameters,
        'float_ops': {name: count for name, count in sorted(counted) if name in products},
    }
    return found, graph, with_batch


def _float_ops(node):
    if node.float_ops:
        yield node.name, node.float_ops
    for child in node.children:
        yield from _float_ops(child)
