"""Every single change of a graph that a test can think of, made at every variable and op of a `Graph` value."""

import dataclasses

from tf1_ref.graphs.diff.layers import ATTRIBUTES, COLLECTIONS, INTERFACE, SEEDS, TOPOLOGY, VALUES, VARIABLES

# Types that another op could have in its place.
OTHER_TYPES = {'AddV2': 'Sub', 'Relu': 'Tanh', 'Const': 'Placeholder', 'VariableV2': 'Placeholder'}


def renamed(graph, names):
    """The graph with other names for its ops, wherever they are named."""

    def tensor(name):
        op, colon, output = name.partition(':')
        return f'{names.get(op, op)}{colon}{output}'

    def colocation(text):
        return ' '.join(f'loc:@{tensor(word.removeprefix("loc:@"))}' for word in text.split())

    def attributes(op):
        return {key: colocation(text) if key == '_class' else text for key, text in op.attributes.items()}

    return dataclasses.replace(
        graph,
        variables=[dataclasses.replace(v, name=names.get(v.name, v.name)) for v in graph.variables],
        collections={key: [tensor(item) for item in items] for key, items in graph.collections.items()},
        placeholders=[names.get(name, name) for name in graph.placeholders],
        end_points={
            tensor(name) if name == name_of(end) else name: tensor(end) for name, end in graph.end_points.items()
        },
        ops=[
            dataclasses.replace(
                op,
                name=names.get(op.name, op.name),
                inputs=tuple(map(tensor, op.inputs)),
                control_inputs=tuple(sorted(names.get(name, name) for name in op.control_inputs)),
                attributes=attributes(op),
            )
            for op in graph.ops
        ],
    )


def name_of(tensor):
    return tensor.partition(':')[0]


def with_op(graph, number, **changes):
    """The graph with one op changed."""
    ops = list(graph.ops)
    ops[number] = dataclasses.replace(ops[number], **changes)
    return dataclasses.replace(graph, ops=ops)


def with_variable(graph, number, **changes):
    """The graph with one variable changed."""
    variables = list(graph.variables)
    variables[number] = dataclasses.replace(variables[number], **changes)
    return dataclasses.replace(graph, variables=variables)


def changes_of_variable(graph, number):
    """Yields `(what, layer, changed graph)` for every change of one variable."""
    variable = graph.variables[number]
    yield 'name', VARIABLES, renamed(graph, {variable.name: f'{variable.name}_other'})
    yield 'shape', VARIABLES, with_variable(graph, number, shape=(*variable.shape, 3))
    if variable.shape:
        yield 'one size', VARIABLES, with_variable(graph, number, shape=(variable.shape[0] + 1, *variable.shape[1:]))
    yield 'dtype', VARIABLES, with_variable(graph, number, dtype='float64')
    yield 'trainable', VARIABLES, with_variable(graph, number, trainable=not variable.trainable)
    yield 'initializer', VARIABLES, with_variable(graph, number, initializer='RandomUniform')
    if variable.value is not None:
        yield 'value', VALUES, with_variable(graph, number, value='other')
    yield 'collection less', COLLECTIONS, with_variable(graph, number, collections=variable.collections[1:])
    more = tuple(sorted([*variable.collections, 'losses']))
    yield 'collection more', COLLECTIONS, with_variable(graph, number, collections=more)
    others = [v for v in graph.variables if v is not variable]
    yield 'removed', VARIABLES, dataclasses.replace(graph, variables=others)
    twin = dataclasses.replace(variable, name=f'{variable.name}_twin')
    yield 'duplicated', VARIABLES, dataclasses.replace(graph, variables=[*graph.variables, twin])
    if number + 1 < len(graph.variables):
        variables = list(graph.variables)
        variables[number], variables[number + 1] = variables[number + 1], variables[number]
        yield 'order', VARIABLES, dataclasses.replace(graph, variables=variables)


def changes_of_op(graph, number):
    """Yields `(what, layers that may name it, changed graph)` for every change of one op."""
    op = graph.ops[number]
    is_variable = any(variable.name == op.name for variable in graph.variables)
    is_interface = op.name in graph.placeholders or any(op.name == name_of(end) for end in graph.end_points.values())
    own = (
        (VARIABLES, TOPOLOGY)
        if is_variable or '/Initializer/' in op.name
        else (INTERFACE, TOPOLOGY)
        if is_interface
        else (TOPOLOGY,)
    )
    yield 'name', own, renamed(graph, {op.name: f'{op.name}_other'})
    yield 'type', (*own, TOPOLOGY), with_op(graph, number, type=OTHER_TYPES.get(op.type, 'Other'))
    yield 'device', (ATTRIBUTES,), with_op(graph, number, device='/job:ps')
    for key, text in op.attributes.items():
        layer = SEEDS if key in ('seed', 'seed2') else ATTRIBUTES
        allowed = (layer, INTERFACE) if op.name in graph.placeholders else (layer,)
        other = 'loc:@other' if key == '_class' else f'{text} 1'
        yield f'attribute {key}', allowed, with_op(graph, number, attributes={**op.attributes, key: other})
    yield 'attribute more', (ATTRIBUTES,), with_op(graph, number, attributes={**op.attributes, 'other': '1'})
    yield from _changes_of_edges(graph, number)
    for output, shape in enumerate(op.shapes or ()):
        for other in ((*(shape or ()), 5), (None,) * len(shape or ()) if shape and any(shape) else (7, 7, 7)):
            shapes = (*op.shapes[:output], other, *op.shapes[output + 1 :])
            allowed = (ATTRIBUTES, INTERFACE) if op.name in graph.placeholders else (ATTRIBUTES,)
            yield f'shape {output}', allowed, with_op(graph, number, shapes=shapes)
    if not is_variable:
        yield 'removed', (INTERFACE, TOPOLOGY), _without(graph, number)
        twin = dataclasses.replace(op, name=f'{op.name}_twin')
        yield 'duplicated', (TOPOLOGY,), dataclasses.replace(graph, ops=[*graph.ops, twin])


def _changes_of_edges(graph, number):
    op = graph.ops[number]
    for slot, tensor in enumerate(op.inputs):
        other = next(one for one in graph.ops if one.name != name_of(tensor) and one.shapes)
        inputs = (*op.inputs[:slot], f'{other.name}:0', *op.inputs[slot + 1 :])
        yield f'input {slot}', (TOPOLOGY,), with_op(graph, number, inputs=inputs)
        output = f'{name_of(tensor)}:{int(tensor.partition(":")[2]) + 1}'
        inputs = (*op.inputs[:slot], output, *op.inputs[slot + 1 :])
        yield f'output at input {slot}', (TOPOLOGY,), with_op(graph, number, inputs=inputs)
    if len(op.inputs) > 1 and op.inputs[0] != op.inputs[1]:
        inputs = (op.inputs[1], op.inputs[0], *op.inputs[2:])
        yield 'order of inputs', (TOPOLOGY,), with_op(graph, number, inputs=inputs)
    for control in op.control_inputs:
        controls = tuple(name for name in op.control_inputs if name != control)
        yield 'control input less', (TOPOLOGY,), with_op(graph, number, control_inputs=controls)
    first = next(one.name for one in graph.ops if one.name not in (op.name, *op.control_inputs))
    controls = tuple(sorted([*op.control_inputs, first]))
    yield 'control input more', (TOPOLOGY,), with_op(graph, number, control_inputs=controls)


def _without(graph, number):
    """The graph without an op; what used it uses its first input instead, if it has one."""
    op = graph.ops[number]
    instead = op.inputs[0] if op.inputs else None

    def inputs(other):
        tensors = (instead if name_of(tensor) == op.name else tensor for tensor in other.inputs)
        return tuple(tensor for tensor in tensors if tensor is not None)

    ops = [
        dataclasses.replace(
            other, inputs=inputs(other), control_inputs=tuple(n for n in other.control_inputs if n != op.name)
        )
        for other in graph.ops
        if other is not op
    ]
    return dataclasses.replace(
        graph,
        ops=ops,
        placeholders=[name for name in graph.placeholders if name != op.name],
        end_points={name: end for name, end in graph.end_points.items() if name_of(end) != op.name},
    )
