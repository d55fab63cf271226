"""`tf.contrib.graph_editor`."""

from __future__ import annotations

from tests.compat.contrib.programs import builds_only, fixed

PREFIX = 'tf.contrib.graph_editor.'


class Graph:
    """A small graph: two scopes, an op that waits for another, an output that two ops take."""

    def __init__(self, tf):
        with tf.name_scope('one'):
            self.a = tf.constant(fixed(3), name='a')
            self.b = tf.constant(fixed(3) + 2, name='b')
            self.c = tf.add(self.a, self.b, name='c')
        with tf.name_scope('two'):
            self.d = tf.multiply(self.c, self.b, name='d')
            self.e = tf.square(self.d, name='e')
            with tf.control_dependencies([self.c.op]):
                self.f = tf.negative(self.e, name='f')
        self.g = tf.subtract(self.f, self.c, name='g')
        tf.add_to_collection('mine', self.d)
        tf.add_to_collection('mine', self.e.op)
        tf.add_to_collection(tf.GraphKeys.LOSSES, self.d)


def _names(found):
    return sorted(one.name for one in found)


def _in_order(found):
    return [one.name for one in found]


def _view(view):
    return [_in_order(one) for one in (view.ops, view.inputs, view.outputs, view.passthroughs)] + [bool(view)]


def _wiring(tf, graph=None):
    """A line for each op: its inputs and what it waits for."""
    ops = (graph or tf.get_default_graph()).get_operations()
    found = [(op, [t.name for t in op.inputs], ['^' + one.name for one in op.control_inputs]) for op in ops]
    return [
        ' '.join([op.name, op.type.replace('AddV2', 'Add')] + inputs + sorted(controls))
        for op, inputs, controls in found
    ]


def _on(function):
    """A program of a function of the graph editor and the graph, with the wiring behind it and the last value."""

    def program(tf):
        graph = Graph(tf)
        found = function(tf.contrib.graph_editor, graph)
        return [found, _wiring(tf), graph.g]

    return program


def _raises(function):
    def program(tf):
        try:
            function(tf.contrib.graph_editor, Graph(tf), tf)
        except (TypeError, ValueError, KeyError, AssertionError) as error:
            return [type(error).__name__, str(error) if 'class' not in str(error) else '']

    return program


def _same(module, name):
    """A name is in its module, too."""

    def program(tf):
        found = tf.contrib.graph_editor
        return getattr(getattr(found, module), name) is getattr(found, name)

    return program


def _copied(ge, g):
    view, info = ge.copy(ge.sgv_scope('two', g.d.graph), dst_scope='three')
    originals = info.original(list(view.ops))
    return [_view(view), _in_order(originals), info.transformed({'d': g.d, 'c': [g.c]})['d'].name, str(info)[:22]]


def _copied_elsewhere(tf):
    g = Graph(tf)
    other = tf.Graph()
    view, info = tf.contrib.graph_editor.copy([g.f.op, g.g.op], other, 'there')
    found = [_view(view), _wiring(tf, other), sorted(other.get_all_collection_keys()), info.transformed(g.d) is None]
    return found + [_names(tf.get_collection('mine'))]


def _replaced(ge, g):
    view, info = ge.copy_with_input_replacements(ge.sgv(g.d.op, g.e.op), {g.c: g.a})
    return [_view(view), _in_order(info._transformed_ops.values()), info.transformed(g.e)]


def _loops(tf):
    start = tf.placeholder_with_default(fixed(2), [2], name='start')

    def body(i, x):
        return i + 1, tf.multiply(x, 2.0) + tf.reduce_sum(x)

    _, x = tf.while_loop(lambda i, _: i < 3, body, [0, start])
    chosen = tf.cond(tf.reduce_sum(x) > 0, lambda: x * 2, lambda: x * 3)
    again = tf.contrib.graph_editor.graph_replace(chosen, {start: tf.constant(fixed(2) + 1)}, 'again')
    tf.random_normal([2], name='other')
    return [chosen, again, _wiring(tf)]


def _random(tf):
    """A copy of a random op has its original's seed; what comes after counts the copies."""
    x = tf.random_uniform([3], name='x')
    y = tf.square(x, name='y')
    view, _ = tf.contrib.graph_editor.copy(
        tf.contrib.graph_editor.sgv(*tf.get_default_graph().get_operations()), dst_scope='c'
    )
    return [y, [t.name for t in view.outputs], tf.random_uniform([2], name='behind_it')]


def _recomputed(tf):
    """What gradient checkpointing does: a stretch is computed again, behind the gradients that are there already."""
    ge = tf.contrib.graph_editor
    x = tf.constant(fixed(2, 3), name='x')
    w = tf.get_variable('w', [3, 3])
    h = x
    for layer in range(3):
        h = tf.tanh(tf.matmul(h, w), name='h{}'.format(layer))
    loss = tf.reduce_sum(tf.square(h), name='loss')
    forward = ge.get_forward_walk_ops([w.op], inclusive=True)
    backward = ge.get_backward_walk_ops([loss.op], inclusive=True)
    between = [op for op in backward if op in forward and op.type in ('MatMul', 'Tanh')]
    stop = [t for t in ge.filter_ts(between, True) if t.op.name == 'h0']
    copied, info = ge.copy_with_input_replacements(ge.sgv(between), {})
    for copy in sorted(info._transformed_ops.values(), key=lambda op: op.name):
        ge.add_control_inputs(copy, [loss.op])
    again = info._transformed_ops[h.op].outputs[0]
    grads = tf.gradients(loss, [w], grad_ys=None)
    return [sorted(_in_order(between)), _names(stop), grads, again, _in_order(ge.select_ops('^h1', graph=x.graph))]


def _handlers(tf):
    ge = tf.contrib.graph_editor
    g = Graph(tf)
    transformer = ge.Transformer()
    transformer.transform_op_handler = lambda info, op, inputs: ge.copy_op_handler(info, op, inputs, copy_shape=True)
    transformer.transform_external_input_handler = ge.keep_t_if_possible_handler
    transformer.assign_collections_handler = lambda info, elem, elem_: None
    view, info = transformer(ge.sgv_scope('two', g.c.graph), g.c.graph, 'two', 'two')
    reused, _ = transformer(ge.sgv(g.d.op), g.c.graph, 'two', 'two', reuse_dst_scope=True)
    return [_view(view), _view(reused), tf.get_collection('mine')[0], _wiring(tf)]


def _node_def(tf):
    ge = tf.contrib.graph_editor
    g = Graph(tf)

    def named(node_def):
        node_def.name = 'named'
        return node_def

    transformer = ge.Transformer()
    transformer.transform_op_handler = lambda info, op, inputs: ge.copy_op_handler(info, op, inputs, nodedef_fn=named)
    view, _ = transformer(g.e.op, g.c.graph, '')
    return [_view(view), _wiring(tf)]


def _collections(tf):
    g = Graph(tf)
    tf.contrib.graph_editor.copy(tf.contrib.graph_editor.sgv_scope('two', g.c.graph), dst_scope='three')
    graph = tf.get_default_graph()
    return [[key, _in_order(tf.get_collection(key))] for key in sorted(graph.get_all_collection_keys())]


def _views(ge, g):
    view = ge.sgv(g.d.op, g.e.op, g.a)
    other = view.remap([2, g.c], [1, 1, 0])
    found = [other.input_index(g.c), other.output_index(g.a), _in_order(other.consumers()), view.op(1).name]
    found += [_view(one) for one in (view, other, other.remap_default(), other.remap_default(remove_output_map=False))]
    found += [_view(view.remap_inputs([])), _view(view.remap_outputs([g.e])), _view(other.remap_outputs_make_unique())]
    found += [_view(ge.sgv(g.c.op).remap_outputs_to_consumers()), _view(ge.SubGraphView())]
    found += [_view(ge.sgv('', graph=g.c.graph).remap([], [0]).remove_unused_ops())]
    found += [_in_order(one) for one in (other.connected_inputs, other.connected_outputs)]
    found += [view.find_op_by_name('two/d').name, view.is_passthrough(g.a), view.is_passthrough(g.c)]
    return found + [str(other).split('):')[1], str(ge.SubGraphView()), list(view.inputs + [g.b])[-1].name]


def _walks(ge, g):
    controls = ge.ControlOutputs(g.c.graph)
    found = [
        ge.get_forward_walk_ops(g.c.op),
        ge.get_forward_walk_ops([g.c], inclusive=False),
        ge.get_forward_walk_ops(g.c.op, within_ops=[g.c.op, g.d.op]),
        ge.get_forward_walk_ops(g.c.op, within_ops_fn=lambda op: op.name != 'two/e'),
        ge.get_forward_walk_ops(g.c.op, stop_at_ts=[g.d]),
        ge.get_forward_walk_ops(g.c.op, stop_at_ts=[g.d], control_outputs=controls),
        ge.get_forward_walk_ops([]),
    ]
    return [_names(one) for one in found]


def _behind(ge, g):
    found = [
        ge.get_backward_walk_ops(g.e.op),
        ge.get_backward_walk_ops([g.e], inclusive=False),
        ge.get_backward_walk_ops(g.e.op, within_ops=[g.d.op, g.e.op]),
        ge.get_backward_walk_ops(g.e.op, stop_at_ts=[g.c]),
        ge.get_backward_walk_ops(g.f.op, stop_at_ts=[g.d]),
        ge.get_backward_walk_ops(g.f.op, stop_at_ts=[g.d], control_inputs=True),
    ]
    return [_names(one) for one in found]


def _between(ge, g):
    controls = ge.ControlOutputs(g.c.graph)
    found = [
        ge.get_walks_intersection_ops([g.c.op], [g.e.op]),
        ge.get_walks_intersection_ops([g.c.op], [g.e.op], forward_inclusive=False, backward_inclusive=False),
        ge.get_walks_intersection_ops(g.c, g.f, within_ops=[g.d.op, g.f.op], control_ios=controls),
    ]
    return [_names(one) for one in found]


def _either(ge, g):
    controls = ge.ControlOutputs(g.c.graph)
    return [
        _names(ge.get_walks_union_ops([g.e.op], [g.c.op])),
        _names(ge.get_walks_union_ops([g.e], [g.e], forward_inclusive=False, control_ios=controls)),
    ]


def _beside(ge, g):
    controls = ge.ControlOutputs(g.c.graph)
    found = [ge.get_ops_ios(g.c.op), ge.get_ops_ios([g.f.op], control_inputs=True)]
    return [_names(one) for one in found + [ge.get_ops_ios(g.c.op, control_ios=controls)]]


def _bounded(ge, g):
    found = [
        ge.get_within_boundary_ops(g.c.graph, g.e.op, [g.c.op]),
        ge.get_within_boundary_ops(g.c.graph, g.e.op, [g.c.op], inclusive=False),
        ge.get_within_boundary_ops([g.d.op, g.e.op, g.g.op], g.e.op, [g.f.op], control_inputs=True),
    ]
    return [_in_order(one) for one in found]


def _selected(ge, g):
    graph = g.c.graph
    found = [
        ge.select_ops('^two', graph=graph),
        ge.select_ops('(?#ops)^two', '^one/a', graph=graph, restrict_ops_regex=True),
        ge.select_ops('(?#ts)^two', graph=graph),
        ge.select_ops(g.c, [g.d.op, g.e], g.d.op, positive_filter=lambda op: 'e' not in op.name),
    ]
    return [_in_order(one) for one in found]


def _selected_ts(ge, g):
    graph = g.c.graph
    found = [
        ge.select_ts('^two', graph=graph),
        ge.select_ts('(?#ts)^two', '^one/a', graph=graph, restrict_ts_regex=True),
        ge.select_ts('(?#ops)^two', graph=graph),
        ge.select_ts(g.c, [g.d.op, g.e], g.c, positive_filter=lambda t: 'c' not in t.name),
    ]
    return [_in_order(one) for one in found]


def _controls(ge, g):
    controls = ge.ControlOutputs(g.c.graph)
    before = [[op.name, _names(found)] for op, found in controls.get_all().items()]
    ge.add_control_inputs(g.f.op, [g.a.op, g.b.op])
    controls.update()
    return before + [_names(controls.get(g.a.op)), list(controls.get(g.e.op)), controls.graph is g.c.graph]


def _placeholders(ge, g):
    return [
        ge.ph(g.c.dtype, [2, 3], 'there').name,
        ge.make_placeholder_from_dtype_and_shape(g.c.dtype).name,
        ge.make_placeholder_from_dtype_and_shape(g.c.dtype, prefix='other').name,
        ge.make_placeholder_from_tensor(g.c).name,
        ge.make_placeholder_from_tensor(g.c, scope='there').name,
        ge.make_placeholder_from_tensor(g.c, scope='', prefix='other').name,
    ]


def _placeholder_names(ge, g):
    again = ge.make_placeholder_from_tensor(g.c)
    found = [ge.placeholder_name(), ge.placeholder_name(g.c), ge.placeholder_name(g.c, 'x'), ge.placeholder_name(again)]
    return found + [ge.placeholder_name(scope='y', prefix='z'), ge.placeholder_name(g.c, '')]


def _utilities(tf):
    g, util = Graph(tf), tf.contrib.graph_editor.util
    tree = {'x': [g.a, (g.b, g.c)], 'y': g.d}
    other = tf.Graph()
    tf.import_graph_def(g.c.graph.as_graph_def(), name='')
    with other.as_default():
        tf.import_graph_def(g.c.graph.as_graph_def(), name='all')
    found = [sorted(_in_order(util.flatten_tree(tree))), util.transform_tree(tree, lambda t: t.op.name)]
    found += [util.scope_finalize('a'), util.scope_finalize('a/'), util.scope_finalize('')]
    found += [
        util.scope_dirname('a/b/c'),
        util.scope_basename('a/b/c'),
        util.scope_dirname('a'),
        util.scope_basename('a'),
    ]
    found += ['losses' in util.get_predefined_collection_names(), [one.name for one in util.ListView([g.a, g.b])]]
    found += [_in_order(util.find_corresponding([g.a, g.b.op], other, 'all')), util.concatenate_unique([1], [2, 1, 2])]
    return found + [util.is_iterable(g.a), util.is_iterable([g.a]), util.get_unique_graph([g.a]) is g.a.graph]


def _detached(ge, g):
    view, inputs = ge.detach_inputs(ge.sgv_scope('two', g.c.graph), control_inputs=True)
    return [_view(view), _in_order(inputs)]


def _given_back(ge, g):
    """All that is detached is fed, so that there is a value."""
    view, inputs, outputs = ge.detach(ge.sgv(g.e.op))
    ge.reroute_ts([g.d], inputs)
    ge.reroute_ts([g.e], outputs)
    return [_view(view), _in_order(inputs), _in_order(outputs)]


def _bypassed(ge, g):
    view, inputs = ge.bypass(ge.sgv(g.e.op))
    return [_view(view), _in_order(inputs)]


def _without(name, arguments):
    """A function whose graph afterwards lacks a value for a placeholder."""

    def program(tf):
        g = Graph(tf)
        ge = tf.contrib.graph_editor
        found = getattr(ge, name)(*arguments(ge, g))
        return [_view(one) if isinstance(one, ge.SubGraphView) else _in_order(one) for one in found] + [_wiring(tf)]

    return program


def _views_of(name, arguments):
    return _on(lambda ge, g: [_view(one) for one in getattr(ge, name)(*arguments(ge, g))])


PROGRAMS = {
    'bypass': _on(_bypassed),
    'connect': _views_of('connect', lambda ge, g: (ge.sgv(g.a.op), ge.sgv(g.e.op))),
    'connect, disconnected': _without('connect', lambda ge, g: (ge.sgv(g.a.op), ge.sgv(g.e.op), True)),
    'detach': _on(_given_back),
    'detach_control_inputs': _on(lambda ge, g: ge.detach_control_inputs(g.f.op)),
    'detach_control_outputs': _on(lambda ge, g: ge.detach_control_outputs(g.c.op, ge.ControlOutputs(g.c.graph))),
    'detach_inputs': builds_only(_on(_detached)),
    'detach_outputs': _without('detach_outputs', lambda ge, g: (g.c.op, ge.ControlOutputs(g.c.graph))),
    'add_control_inputs': _on(lambda ge, g: ge.add_control_inputs(g.g.op, [g.d.op, g.e.op])),
    'add_control_inputs, twice': _raises(lambda ge, g, tf: ge.add_control_inputs(g.f.op, g.c.op)),
    'add_control_inputs, of a tensor': _raises(lambda ge, g, tf: ge.add_control_inputs(g.f, g.c.op)),
    'remove_control_inputs': _on(lambda ge, g: ge.remove_control_inputs(g.f.op, g.c.op)),
    'remove_control_inputs, of none': _raises(lambda ge, g, tf: ge.remove_control_inputs(g.f.op, g.d.op)),
    'reroute_inputs': _views_of('reroute_inputs', lambda ge, g: (ge.sgv(g.e.op), ge.sgv(g.f.op))),
    'reroute_ios': _views_of('reroute_ios', lambda ge, g: (ge.sgv(g.c.op), ge.sgv(g.d.op))),
    'reroute_outputs': _views_of('reroute_outputs', lambda ge, g: (g.c.op, g.f.op)),
    'reroute_ts': _on(lambda ge, g: ge.reroute_ts([g.a, g.c], [g.c, g.e])),
    'reroute_ts, taken twice': _on(lambda ge, g: [ge.reroute_ts(g.a, g.d), ge.swap_ts([g.a, g.a], [g.b, g.b])]),
    'reroute_ts, some': _on(lambda ge, g: ge.reroute_ts(g.a, g.c, can_modify=[g.g.op, g.d.op], cannot_modify=g.d.op)),
    'reroute_ts, of other shapes': _raises(lambda ge, g, tf: ge.reroute_ts(g.a, tf.ones([2]))),
    'reroute_ts, of other types': _raises(lambda ge, g, tf: ge.reroute_ts(g.a, tf.ones([3], tf.int32))),
    'reroute_ts, of other numbers': _raises(lambda ge, g, tf: ge.reroute_ts([g.a], [g.b, g.c])),
    'swap_inputs': _views_of(
        'swap_inputs', lambda ge, g: (ge.sgv(g.c.op).remap_inputs([0]), ge.sgv(g.d.op).remap_inputs([1]))
    ),
    'swap_inputs, passing through': _views_of('swap_inputs', lambda ge, g: (ge.sgv(g.g.op).remap_inputs([1]), [g.d])),
    'swap_ios': _views_of('swap_ios', lambda ge, g: (ge.sgv(g.a.op), ge.sgv(g.b.op))),
    'swap_outputs': _views_of('swap_outputs', lambda ge, g: (g.a.op, g.b.op)),
    'swap_ts': _on(lambda ge, g: ge.swap_ts([g.a], [g.b])),
    'can_be_regex': _on(lambda ge, g: [ge.can_be_regex('a'), ge.can_be_regex(ge.make_regex('a')), ge.can_be_regex(1)]),
    'check_cios': _on(
        lambda ge, g: [ge.check_cios(), ge.check_cios(control_ios=ge.ControlOutputs(g.c.graph))[0], ge.check_cios(True)]
    ),
    'check_cios, of both': _raises(
        lambda ge, g, tf: ge.check_cios(False, ge.ControlOutputs(g.c.graph), ge.ControlOutputs(g.c.graph))
    ),
    'check_cios, of another type': _raises(lambda ge, g, tf: ge.check_cios(control_outputs=1)),
    'compute_boundary_ts': _on(
        lambda ge, g: [_in_order(one) for one in ge.compute_boundary_ts([g.c.op, g.d.op, g.g.op])]
    ),
    'filter_ops': _on(
        lambda ge, g: [_in_order(ge.filter_ops(g.c.graph, True)), _in_order(ge.filter_ops(g.c.op, lambda op: False))]
    ),
    'filter_ops_from_regex': _on(lambda ge, g: _in_order(ge.filter_ops_from_regex(g.c.graph, 'two/[de]'))),
    'filter_ts': _on(
        lambda ge, g: [_in_order(ge.filter_ts(g.c.graph, True)), _in_order(ge.filter_ts(g.d.op, lambda t: t is g.c))]
    ),
    'filter_ts_from_regex': _on(lambda ge, g: _in_order(ge.filter_ts_from_regex([g.d.op, g.e.op], '[bd]:0'))),
    'get_backward_walk_ops': _on(_behind),
    'get_forward_walk_ops': _on(_walks),
    'get_name_scope_ops': _on(lambda ge, g: _in_order(ge.get_name_scope_ops(g.c.graph, 'two/'))),
    'get_ops_ios': _on(_beside),
    'get_walks_intersection_ops': _on(_between),
    'get_walks_union_ops': _on(_either),
    'get_within_boundary_ops': _on(_bounded),
    'get_within_boundary_ops, of itself': _raises(
        lambda ge, g, tf: ge.get_within_boundary_ops(g.c.graph, g.e.op, [g.e.op])
    ),
    'make_regex': _on(lambda ge, g: [ge.make_regex('a').pattern, ge.make_regex(ge.make_regex('b')).pattern]),
    'make_regex, of a number': _raises(lambda ge, g, tf: ge.make_regex(1)),
    'select_ops': _on(_selected),
    'select_ops, of another keyword': _raises(lambda ge, g, tf: ge.select_ops('a', other=1)),
    'select_ops, without a graph': _raises(lambda ge, g, tf: ge.select_ops('a')),
    'select_ops_and_ts': _on(
        lambda ge, g: [_in_order(one) for one in ge.select_ops_and_ts('^one', '(?#ts)two/d', g.e, graph=g.c.graph)]
    ),
    'select_ts': _on(_selected_ts),
    'SubGraphView': _on(_views),
    'SubGraphView, of an input twice': _raises(lambda ge, g, tf: ge.sgv(g.d.op).remap_inputs([0, 0])),
    'SubGraphView, of an input too many': _raises(lambda ge, g, tf: ge.sgv(g.d.op).remap_inputs([2])),
    'SubGraphView, of two graphs': _raises(
        lambda ge, g, tf: ge.SubGraphView([g.d.op, tf.Graph().create_op('NoOp', [], [], name='n')])
    ),
    'make_view': _on(lambda ge, g: [_view(ge.make_view(ge.make_view('^two', graph=g.c.graph), graph=g.c.graph))]),
    'make_view, of another graph': _raises(lambda ge, g, tf: ge.make_view(g.c.op, graph=tf.Graph())),
    'make_view_from_scope': _on(lambda ge, g: _view(ge.make_view_from_scope('one', g.c.graph))),
    'sgv': _on(lambda ge, g: _view(ge.sgv(g.c.op, [g.d, g.g]))),
    'sgv_scope': _on(lambda ge, g: _view(ge.sgv_scope('two/', g.c.graph))),
    'Transformer': _handlers,
    'TransformerInfo': _on(lambda ge, g: str(ge.copy(g.d.op, dst_scope='x')[1]).split(']')[1:]),
    'TransformerInfo, of something else': _raises(lambda ge, g, tf: ge.copy(g.d.op)[1].transformed(1)),
    'assign_renamed_collections_handler': _collections,
    'copy': builds_only(_on(_copied)),
    'copy, to another graph': _copied_elsewhere,
    'copy, of a random op': _random,
    'copy, out of its scope': _raises(lambda ge, g, tf: ge.copy(g.c.op, src_scope='two')),
    'copy, to no graph': _raises(lambda ge, g, tf: ge.copy(g.c.op, dst_graph='graph')),
    'copy_op_handler': _node_def,
    'copy_with_input_replacements': _on(_replaced),
    'copy_with_input_replacements, recomputed': _recomputed,
    'graph_replace': _on(lambda ge, g: ge.graph_replace([g.g, g.b], {g.c: g.a}, 'again')),
    'graph_replace, of one': _on(lambda ge, g: ge.graph_replace(g.f, {g.c: g.a})),
    'graph_replace, of a loop': _loops,
    'graph_replace, of others': _raises(lambda ge, g, tf: ge.graph_replace(g.d, {g.g: g.a})),
    'keep_t_if_possible_handler': _on(lambda ge, g: _replaced(ge, g)[0]),
    'replace_t_with_placeholder_handler': builds_only(_on(lambda ge, g: _view(ge.copy(g.e.op)[0]))),
    'transform_op_if_inside_handler': _on(lambda ge, g: _view(ge.copy_with_input_replacements(g.f.op, {})[0])),
    'ControlOutputs': _on(_controls),
    'ControlOutputs, of no graph': _raises(lambda ge, g, tf: ge.ControlOutputs(1)),
    'make_placeholder_from_dtype_and_shape': _on(_placeholders),
    'make_placeholder_from_tensor': _on(lambda ge, g: ge.make_placeholder_from_tensor(g.d).name),
    'ph': _on(lambda ge, g: ge.ph(g.c.dtype, [2]).name),
    'placeholder_name': _on(_placeholder_names),
    'placeholder_name, of an op': _raises(lambda ge, g, tf: ge.placeholder_name(g.c.op)),
    'get_consuming_ops': _on(
        lambda ge, g: [_names(ge.get_consuming_ops([g.c, g.d])), _in_order(ge.get_generating_ops([g.c, g.d]))]
    ),
    'get_tensors': _on(
        lambda ge, g: [
            _in_order(ge.get_tensors(g.c.graph)),
            _in_order(ge.make_list_of_op([g.c, g.d.op], ignore_ts=True)),
            _in_order(ge.make_list_of_t(g.c)),
        ]
    ),
    'edit': _same('edit', 'bypass'),
    'reroute': _same('reroute', 'swap_ts'),
    'select': _same('select', 'select_ops'),
    'subgraph': _same('subgraph', 'SubGraphView'),
    'transform': _same('transform', 'copy'),
    'util': _utilities,
}
