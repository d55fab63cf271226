"""A graph as text that can be read, kept beside a test and held against another: versioned JSON, one line per item.

The same graph gives the same bytes: what the user called the source is not in it, keys are sorted, and what has no
value is left out.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Collection

from tf1_ref.errors import InputError
from tf1_ref.graphs.checks import check_ops
from tf1_ref.graphs.graph import Graph, Op, Variable
from tf1_ref.terminal import one_line

VERSION = 1
KEY = 'tf1_ref_snapshot'
# What can be left out; attributes and seeds are parts of operations, values of variables.
LEVELS = ('variables', 'collections', 'interface', 'ops', 'attributes', 'seeds', 'values')
PARTS = {'attributes': 'ops', 'seeds': 'ops', 'values': 'variables'}
SEEDS = ('seed', 'seed2')

_encode = json.JSONEncoder(ensure_ascii=True).encode


def check_levels(levels: str) -> tuple[str, ...]:
    """The levels that a comma-separated list names.

    Raises:
        InputError: there is no such level, or it is a part of one that is not named.
    """
    names = tuple(name for name in levels.split(',') if name)
    for name in names:
        if name not in LEVELS:
            raise InputError(f'unknown level {one_line(name)}; there are {", ".join(LEVELS)}')
        if PARTS.get(name, name) not in names:
            raise InputError(f'level {name} is a part of {PARTS[name]}; name both')
    if not names:
        raise InputError(f'no level is named; there are {", ".join(LEVELS)}')
    return names


def with_levels(graph: Graph, levels: Collection[str] = LEVELS) -> Graph:
    """The graph without the levels that are not named."""
    variables, ops = graph.variables, graph.ops
    if variables is not None and 'values' not in levels:
        variables = [dataclasses.replace(variable, value=None) for variable in variables]
    if ops is not None and not {'attributes', 'seeds'} <= set(levels):
        ops = [dataclasses.replace(op, attributes=_kept(op.attributes, levels)) for op in ops]
    return Graph(
        graph.source,
        variables if 'variables' in levels else None,
        graph.collections if 'collections' in levels else None,
        graph.placeholders if 'interface' in levels else None,
        graph.end_points if 'interface' in levels else None,
        ops if 'ops' in levels else None,
    )


def _kept(attributes, levels):
    return {key: value for key, value in attributes.items() if ('seeds' if key in SEEDS else 'attributes') in levels}


def to_text(graph: Graph) -> str:
    """The graph as JSON; `from_text` gives it back."""
    sections = [f'"{KEY}": {VERSION}']
    if graph.variables is not None:
        sections.append(_lines('variables', '[]', [_encode(_variable(variable)) for variable in graph.variables]))
    if graph.collections is not None:
        lines = [f'{_encode(key)}: {_encode(items)}' for key, items in sorted(graph.collections.items())]
        sections.append(_lines('collections', '{}', lines))
    if graph.placeholders is not None:
        sections.append(_lines('placeholders', '[]', map(_encode, graph.placeholders)))
    if graph.end_points is not None:
        lines = [f'{_encode(key)}: {_encode(tensor)}' for key, tensor in sorted(graph.end_points.items())]
        sections.append(_lines('end_points', '{}', lines))
    if graph.ops is not None:
        sections.append(_lines('ops', '[]', [_encode(_op(op)) for op in graph.ops]))
    return '{\n ' + ',\n '.join(sections) + '\n}\n'


def _lines(name, brackets, lines):
    inside = ',\n  '.join(lines)
    return f'"{name}": {brackets[0]}\n  {inside}\n {brackets[1]}' if inside else f'"{name}": {brackets}'


def _variable(variable):
    fields = {field: getattr(variable, field) for field in Variable.__slots__}
    return {key: value for key, value in fields.items() if value is not None or key == 'shape'}


def _op(op):
    fields = {field: getattr(op, field) for field in Op.__slots__}
    fields['attributes'] = dict(sorted(op.attributes.items()))
    return {key: value for key, value in fields.items() if value or (key == 'shapes' and value is not None)}


def from_text(source: str, text: str) -> Graph:
    """Reads what `to_text` wrote.

    Raises:
        InputError: it is no snapshot, or of another version.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f'{source} is no JSON ({one_line(error)}); write the snapshot anew') from error
    if not isinstance(content, dict) or KEY not in content:
        raise InputError(f'{source} is no snapshot of a graph: it has no "{KEY}"')
    version = content.pop(KEY)
    if version != VERSION:
        raise InputError(
            f'{source} is a snapshot of version {one_line(version)}, this is for version {VERSION}; write it anew'
        )
    try:
        graph = _graph(source, content)
    except (TypeError, ValueError, AttributeError) as error:
        raise InputError(f'{source} is a damaged snapshot ({one_line(error)}); write it anew') from error
    if graph.ops is not None:
        graph.with_edges(check_ops(source, graph.ops))
    return graph


def _graph(source, content):
    variables, collections, placeholders, end_points, ops = (
        content.pop(key, None) for key in ('variables', 'collections', 'placeholders', 'end_points', 'ops')
    )
    if content:
        raise ValueError(f'unknown section {next(iter(content))}')
    return Graph(
        source,
        None if variables is None else [_read_variable(**fields) for fields in _a(list, variables)],
        None if collections is None else {_s(key): _strings(items) for key, items in _a(dict, collections).items()},
        None if placeholders is None else _strings(placeholders),
        None if end_points is None else {_s(key): _s(tensor) for key, tensor in _a(dict, end_points).items()},
        None if ops is None else [_read_op(**fields) for fields in _a(list, ops)],
    )


def _read_variable(name, shape, dtype, trainable=None, collections=None, initializer=None, value=None):
    return Variable(
        _s(name),
        _shape(shape),
        _s(dtype),
        None if trainable is None else _a(bool, trainable),
        None if collections is None else tuple(_strings(collections)),
        None if initializer is None else _s(initializer),
        None if value is None else _s(value),
    )


def _read_op(name, type, inputs=(), control_inputs=(), shapes=None, attributes=None, device=''):
    return Op(
        _s(name),
        _s(type),
        tuple(_strings(inputs)),
        tuple(_strings(control_inputs)),
        None if shapes is None else tuple(map(_shape, _a(list, shapes))),
        {_s(key): _s(value) for key, value in _a(dict, attributes or {}).items()},
        _s(device),
    )


def _shape(sizes):
    if sizes is None:
        return None
    return tuple(None if size is None else _a(int, size) for size in _a(list, sizes))


def _strings(values):
    return [_s(value) for value in _a((list, tuple), values)]


def _s(value):
    if not _a(str, value).isprintable():
        raise ValueError(f'{value!r} cannot be printed')
    return value


def _a(kind, value):
    if not isinstance(value, kind):
        raise TypeError(f'{value!r:.50} in the wrong place')
    return value
