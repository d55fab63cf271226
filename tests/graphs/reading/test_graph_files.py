import pytest
from google.protobuf import text_format

from tests.graphs.graph_texts import ADDED, as_bytes
from tf1_ref.errors import InputError
from tf1_ref.graphs.reading import snapshots
from tf1_ref.graphs.reading.graph_def import from_graph_def
from tf1_ref.graphs.reading.graph_files import from_bytes, from_text
from tf1_ref.graphs.reading.messages import TEXT

VARIABLE = text_format.Parse('variable_name: "W:0" initializer_name: "W/Assign"', TEXT.VariableDef())
META = f"""
meta_info_def {{ tags: "serve" }} graph_def {{ {ADDED} }}
collection_def {{ key: "variables" value {{ bytes_list {{ value: "{text_format.text_encoding.CEscape(VARIABLE.SerializeToString(), False)}" }} }} }}
collection_def {{ key: "losses" value {{ node_list {{ value: "sum:0" }} }} }}
collection_def {{ key: "rates" value {{ float_list {{ value: 0.5 }} }} }}
collection_def {{ key: "nothing" value {{ node_list {{ }} }} }}
signature_def {{ key: "serving_default" value {{ outputs {{ key: "logit" value {{ name: "sum:0" }} }} }} }}
"""  # noqa: E501
COLLECTIONS = {'losses': ['sum:0'], 'rates': ['0.5'], 'variables': ['W:0']}


def check_meta_graph(graph):
    assert graph.collections == COLLECTIONS
    assert graph.end_points == {'serving_default/logit': 'sum:0'}
    assert graph.variables[0].trainable is False and graph.variables[0].initializer == 'Const'
    assert graph.ops == from_graph_def('g', as_bytes(ADDED)).ops


def test_each_kind_is_recognised_binary_and_as_text():
    expected = from_graph_def('g', as_bytes(ADDED))
    assert from_bytes('g', as_bytes(ADDED)) == from_text('g', ADDED) == expected
    assert from_text('g', f'# written by hand\n\n{ADDED}') == expected
    assert from_text('g', snapshots.to_text(expected)) == expected
    for read, content in ((from_text, META), (from_bytes, as_bytes(META, 'MetaGraphDef'))):
        check_meta_graph(read('g', content))
    training = 'meta_graphs { graph_def { node { name: "t" op: "NoOp" } } }'
    saved_model = f'saved_model_schema_version: 1 {training} meta_graphs {{ {META} }}'
    for read, content in ((from_text, saved_model), (from_bytes, as_bytes(saved_model, 'SavedModel'))):
        check_meta_graph(read('g', content))


def test_fields_of_later_versions_are_passed_over():
    later = 'node { name: "a" op: "NoOp" later { deep: 1 } } library { function { signature { name: "f" } } } newer: 3'
    assert [op.name for op in from_text('g', later).ops] == ['a']


@pytest.mark.parametrize(
    ('text', 'said'),
    [
        ('node { name: "a" ', 'g is a damaged GraphDef ('),
        ('node { name: 3 }', 'g is a damaged GraphDef ('),
        ('node { name: "a" op: "A" input: "b" } node { name: "b" op: "A" input: "a" }', 'g: a cycle, each reads'),
        ('hello: 3', 'g is no GraphDef, MetaGraph, SavedModel or snapshot'),
        ('', 'g is no GraphDef'),
        ('graph_def { }', 'g is no GraphDef'),
        ('{"a": 1}', 'g is no snapshot of a graph'),
        ('node { attr { key: "a" value { func { ' * 400, 'g is a damaged GraphDef'),
    ],
)
def test_text_that_cannot_be_read(text, said):
    with pytest.raises(InputError) as raised:
        from_text('g', text)
    assert str(raised.value).startswith(said) and '\n' not in str(raised.value)


def test_bytes_that_cannot_be_read():
    for content, said in [
        (b'', 'g is empty'),
        (b'\x00' * 100, 'g is no GraphDef'),
        (b'\x0a\x05ab', 'g is damaged, or no graph .it ends within the record that begins at byte 0'),
    ]:
        with pytest.raises(InputError, match=said):
            from_bytes('g', content)
    for end in range(1, len(as_bytes(ADDED)), 7):
        try:
            from_bytes('g', as_bytes(ADDED)[:end])  # whole nodes may be left, or an attribute less
        except InputError as error:
            assert '\n' not in str(error)
