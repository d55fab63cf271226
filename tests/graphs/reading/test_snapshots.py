import json

import pytest

from tests.graphs.graph_texts import ADDED, as_bytes
from tf1_ref.errors import InputError
from tf1_ref.graphs.graph import Graph, Op, Variable
from tf1_ref.graphs.reading.graph_def import from_graph_def
from tf1_ref.graphs.reading.snapshots import LEVELS, check_levels, from_text, to_text, with_levels

GRAPH = Graph(
    'g',
    [
        Variable('W', (3, None), 'float32', True, ('trainable_variables', 'variables'), 'Const', 'abc'),
        Variable('v', None, 'int64', False, ()),
    ],
    {'variables': ['W:0', 'v:0'], 'losses': ['sum:0']},
    ['x'],
    {'logit': 'sum:0'},
    [
        Op('x', 'Placeholder', shapes=((None, 3), None, ())),
        Op('sum', 'Add', ('x:0', 'W:0'), ('v',), None, {'seed2': '3', 'T': 'float32', 'seed': '1'}, '/cpu:0'),
        *(Op(name, 'VariableV2') for name in ('W', 'v')),
    ],
)
TEXT = """\
{
 "tf1_ref_snapshot": 1,
 "variables": [
  {"name": "W", "shape": [3, null], "dtype": "float32", "trainable": true, "collections": ["trainable_variables", \
"variables"], "initializer": "Const", "value": "abc"},
  {"name": "v", "shape": null, "dtype": "int64", "trainable": false, "collections": []}
 ],
 "collections": {
  "losses": ["sum:0"],
  "variables": ["W:0", "v:0"]
 },
 "placeholders": [
  "x"
 ],
 "end_points": {
  "logit": "sum:0"
 },
 "ops": [
  {"name": "x", "type": "Placeholder", "shapes": [[null, 3], null, []]},
  {"name": "sum", "type": "Add", "inputs": ["x:0", "W:0"], "control_inputs": ["v"], \
"attributes": {"T": "float32", "seed": "1", "seed2": "3"}, "device": "/cpu:0"},
  {"name": "W", "type": "VariableV2"},
  {"name": "v", "type": "VariableV2"}
 ]
}
"""


def test_there_and_back():
    assert to_text(GRAPH) == TEXT
    assert from_text('g', TEXT) == GRAPH
    graph = from_graph_def('g', as_bytes(ADDED))
    assert from_text('g', to_text(graph)) == graph
    assert from_text('h', '{"tf1_ref_snapshot": 1}') == Graph('h', None)
    assert from_text('h', to_text(Graph('h', [], {}, [], {}, []))) == Graph('h', [], {}, [], {}, [])


def test_same_graph_same_bytes():
    turned = Graph(
        'another name',
        GRAPH.variables,
        dict(reversed(GRAPH.collections.items())),
        GRAPH.placeholders,
        GRAPH.end_points,
        [Op(op.name, op.type, op.inputs, op.control_inputs, op.shapes, dict(reversed(op.attributes.items())), op.device)
         for op in GRAPH.ops],
    )  # fmt: skip
    assert to_text(turned) == TEXT


def test_levels():
    def keys(levels):
        return list(json.loads(to_text(with_levels(GRAPH, levels))))[1:]

    assert keys(['variables']) == ['variables']
    assert keys(['collections', 'interface']) == ['collections', 'placeholders', 'end_points']
    assert keys(LEVELS) == ['variables', 'collections', 'placeholders', 'end_points', 'ops']
    assert with_levels(GRAPH) == GRAPH
    assert with_levels(GRAPH, ['variables']).variables[0].value is None
    assert with_levels(GRAPH, ['ops']).ops[1].attributes == {}
    assert with_levels(GRAPH, ['ops', 'seeds']).ops[1].attributes == {'seed2': '3', 'seed': '1'}
    assert with_levels(GRAPH, ['ops', 'attributes']).ops[1].attributes == {'T': 'float32'}
    assert check_levels('variables,ops') == ('variables', 'ops')


@pytest.mark.parametrize(
    ('levels', 'said'),
    [
        ('variable', 'unknown level variable; there are variables, '),
        ('seeds', 'level seeds is a part of ops; name both'),
        ('', 'no level is named'),
    ],
)
def test_levels_that_are_none(levels, said):
    with pytest.raises(InputError, match=said):
        check_levels(levels)


@pytest.mark.parametrize(
    ('text', 'said'),
    [
        ('{', 'g is no JSON ('),
        ('[' * 100000, 'g is no JSON ('),
        ('{"tf1_ref_snapshot": ' + '9' * 5000 + '}', 'g is no JSON ('),
        ('[]', 'g is no snapshot of a graph'),
        ('{"variables": []}', 'g is no snapshot of a graph'),
        ('{"tf1_ref_snapshot": 2}', 'g is a snapshot of version 2, this is for version 1; write it anew'),
        ('{"tf1_ref_snapshot": [1,\n2]}', 'g is a snapshot of version [1, 2], '),
        ('{"tf1_ref_snapshot": 1, "weights": []}', 'g is a damaged snapshot (unknown section weights)'),
        ('{"tf1_ref_snapshot": 1, "variables": {}}', 'g is a damaged snapshot ({} in the wrong place)'),
        ('{"tf1_ref_snapshot": 1, "variables": [3]}', 'g is a damaged snapshot ('),
        ('{"tf1_ref_snapshot": 1, "variables": [{"name": "W"}]}', 'g is a damaged snapshot ('),
        (TEXT.replace('[3, null]', '["3"]'), "g is a damaged snapshot ('3' in the wrong place)"),
        (TEXT.replace('"v", "shape"', '"\\u001b", "shape"'), 'g is a damaged snapshot ('),
        (TEXT.replace('"logit"', '"\\ud800"'), 'g is a damaged snapshot ('),
        (TEXT.replace('"type": "Add"', '"kind": "Add"'), 'g is a damaged snapshot ('),
        (TEXT.replace('"x:0", ', '"y:0", '), 'g: sum reads y, which is not there'),
    ],
)  # fmt: skip
def test_what_is_no_snapshot(text, said):
    with pytest.raises(InputError) as raised:
        from_text('g', text)
    message = str(raised.value)
    assert message.startswith(said) and message.isprintable() and len(message) < 400
