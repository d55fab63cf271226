import dataclasses

from tests.graphs.graph_texts import ADDED, as_bytes
from tf1_ref.graphs.edges import edges_of, in_order, users_of
from tf1_ref.graphs.graph import Edges, Op
from tf1_ref.graphs.reading import graph_files

OPS = [
    Op('x', 'Placeholder'),
    Op('two', 'Split', ('x:0',)),
    Op('sum', 'Add', ('two:1', 'two:0'), ('x',)),
]


def test_edges_are_places():
    edges = edges_of(OPS)
    assert edges == Edges({'x': 0, 'two': 1, 'sum': 2}, [(), ((0, 0),), ((1, 1), (1, 0))], [(), (), (0,)])
    consumers, waiting = users_of(edges)
    assert consumers == [((1, 0),), ((2, 0), (2, 1)), ()] and waiting == [(2,), (), ()]
    assert in_order(edges, consumers, waiting) == [0, 1, 2]


def test_what_the_graph_does_not_hold_has_no_place():
    edges = edges_of([Op('a', 'Neg', ('b:3',), ('c',))])
    assert edges.inputs == [((-1, 3),)] and edges.controls == [(-1,)]
    assert users_of(edges) == ([()], [()])


def test_an_order_begins_with_what_needs_nothing():
    edges = edges_of(OPS[::-1])
    assert in_order(edges, *users_of(edges)) == [2, 1, 0]


def test_what_leads_the_same_way_is_held_once():
    edges = edges_of(OPS)
    renamed = edges_of([Op('y', 'Placeholder'), Op('z', 'Split', ('y:0',)), Op('s', 'Add', ('z:1', 'z:0'), ('y',))])
    assert renamed.share(edges) and renamed.inputs is edges.inputs and renamed.controls is edges.controls
    for other in (OPS[:2], [*OPS[:2], Op('sum', 'Add', ('two:0', 'two:1'), ('x',))], [*OPS[:2], Op('s', 'Add')]):
        other = edges_of(other)
        assert not other.share(edges) and other.inputs is not edges.inputs


def test_a_graph_from_a_file_knows_its_edges_and_a_changed_copy_does_not():
    graph = graph_files.from_bytes('added', as_bytes(ADDED))
    assert graph.edges == edges_of(graph.ops)
    assert dataclasses.replace(graph, ops=graph.ops[:1]).edges is None
