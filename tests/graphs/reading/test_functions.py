import pytest

from tests.graphs.graph_texts import as_bytes
from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.graphs.diff.comparison import compare
from tf1_ref.graphs.reading import graph_def
from tf1_ref.graphs.reading.from_tensorflow import from_graph
from tf1_ref.graphs.reading.graph_def import from_graph_def
from tf1_ref.graphs.reading.snapshots import from_text, to_text

CALLS = 'node { name: "%s" op: "%s" attr { key: "f" value { func { name: "%s" } } } }'
FUNCTION = (
    'function { signature { name: "%s" input_arg { name: "x" type: DT_FLOAT } } %s ret { key: "y" value: "%s" } }'
)


def graph(*functions, calls=(('call', 'PartitionedCall', 'outer'),)):
    nodes = ' '.join(CALLS % call for call in calls)
    return from_graph_def('g', as_bytes(f'{nodes} library {{ {" ".join(functions)} }}'))


def call(name, called):
    """A node of a function."""
    return (CALLS % (name, 'PartitionedCall', called)).replace('node', 'node_def', 1)


def inner(kind='Neg', result='n:y:0'):
    return FUNCTION % ('inner', f'node_def {{ name: "n" op: "{kind}" input: "x" }}', result)


def outer(*called):
    return FUNCTION % ('outer', ' '.join(call(f'c{name}', name) for name in called), 'c:output')


def test_a_function_is_its_name_and_a_digest_of_its_body():
    before, after = (graph(inner(kind), outer('inner')).ops[0].attributes['f'] for kind in ('Neg', 'Exp'))
    assert before.startswith('outer() ') and len(before) == len('outer() ') + 16
    assert before != after
    assert graph(inner(), outer('inner')).ops[0].attributes['f'] == before
    assert graph(inner(result='x'), outer('inner')).ops[0].attributes['f'] != before
    assert graph(inner(), outer()).ops[0].attributes['f'] != before


def test_the_number_of_a_function_that_a_function_calls_does_not_count():
    """TensorFlow counts the functions of a process: a graph that is built twice has other numbers in it."""

    def chosen(x):
        return tf.cond(x > 1, lambda: x + 1, lambda: x)

    one, same = mapped(chosen), mapped(chosen)
    assert one.ops[-1] == same.ops[-1] and compare(one, same).differences == []


def test_a_function_that_the_graph_lacks_is_its_name():
    assert graph(inner()).ops[0].attributes == {'f': 'outer()'}


def test_functions_that_call_themselves():
    here = graph(FUNCTION % ('inner', call('n', 'outer'), 'n'), outer('inner'))
    assert here.ops[0].attributes['f'].startswith('outer() ')


def test_a_node_whose_type_is_a_function():
    before, after = (graph(inner(kind), calls=[('n', 'inner', 'none')]).ops[0] for kind in ('Neg', 'Exp'))
    assert before.attributes['_function'] != after.attributes['_function']


def test_what_is_in_functions_counts_as_well(monkeypatch):
    monkeypatch.setattr(graph_def, 'MOST_NODES', 5)
    assert graph(inner(), outer()).ops
    with pytest.raises(InputError, match='5 nodes, or inputs and attributes, or more'):
        graph(inner(), outer('a', 'b'))


def mapped(function):
    tf.reset_default_graph()
    tf.set_random_seed(1)
    tf.data.make_one_shot_iterator(tf.data.Dataset.range(3).map(function)).get_next(name='next')
    return from_graph('g', tf.get_default_graph())


def test_a_change_within_the_function_of_a_dataset_is_found():
    one, same, other = mapped(lambda x: x + 1), mapped(lambda x: x + 1), mapped(lambda x: x + 2)
    assert compare(one, from_text('snapshot', to_text(one))).differences == []
    assert {d.layer for d in compare(one, other).differences} == {'attributes'}
    assert one.ops[-1] == same.ops[-1]
