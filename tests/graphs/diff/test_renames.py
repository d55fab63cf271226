"""Renamed things as few differences."""

from tf1_ref.graphs.diff.differences import Findings
from tf1_ref.graphs.diff.layers import INTERFACE, TOPOLOGY, VARIABLES
from tf1_ref.graphs.diff.matching import match
from tf1_ref.graphs.diff.renames import Rename, note_renames
from tf1_ref.graphs.graph import Graph


def found(*names, layer=VARIABLES):
    """What is noted of `(left, right)` names, or `(left, right, layer)`: `(layer, left, right, names, follows)`."""
    empty = Graph('', [], ops=[])
    findings = Findings(match(empty, empty))
    renames = [Rename(*pair[:2], *(pair[2:] or (layer,)), confidence=0.9) for pair in names]
    note_renames(renames, findings, lambda left, right: None)
    return [(d.layer, d.left, d.right, len(d.names), d.cause is not None) for d in findings.all]


def test_a_scope_is_renamed_once():
    pairs = [('conv1/W', 'layer1/W'), ('conv1/b', 'layer1/b'), ('fc/W', 'out/W')]
    assert found(*pairs) == [
        (VARIABLES, 'conv1/*', 'layer1/*', 2, False),
        (VARIABLES, 'fc/W', 'out/W', 1, False),
    ]


def test_scopes_around_and_prefixes():
    assert found(('a/W', 'net/a/W'), ('b', 'net/b')) == [(VARIABLES, '*', 'net/*', 2, False)]
    assert found(('net/a/W', 'a/W'), ('net/b', 'b')) == [(VARIABLES, 'net/*', '*', 2, False)]
    assert found(('a/W', 'old_a/W'), ('b', 'old_b')) == [(VARIABLES, '*', 'old_*', 2, False)]
    assert found(('a', 'x/a'), ('b', 'y/b')) == [(VARIABLES, 'a', 'x/a', 1, False), (VARIABLES, 'b', 'y/b', 1, False)]


def test_ops_follow_the_variable_or_placeholder_whose_name_is_in_theirs():
    pairs = [('conv1/W', 'layer1/W'), ('update_conv1/W/Apply', 'update_layer1/W/Apply', TOPOLOGY)]
    assert found(*pairs) == [
        (VARIABLES, 'conv1/W', 'layer1/W', 1, False),
        (TOPOLOGY, 'update_conv1/W/Apply', 'update_layer1/W/Apply', 1, True),
    ]
    pairs = [('x', 'images', INTERFACE), ('grad/x_grad/Mul', 'grad/images_grad/Mul', TOPOLOGY)]
    assert [follows for *_, follows in found(*pairs)] == [False, True]


def test_two_that_change_places_are_one_difference():
    assert [follows for *_, follows in found(('a/W', 'b/W'), ('b/W', 'a/W'))] == [False, True]


def test_many_ops_with_nothing_in_common_are_one_line():
    pairs = [(f'op{number}', f'n{number * 7}') for number in range(30)]
    assert found(*pairs, layer=TOPOLOGY) == [(TOPOLOGY, '30 ops', '30 other names', 30, False)]
