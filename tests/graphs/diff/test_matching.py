"""Which op of one graph is which of another."""

import dataclasses
import random

import pytest

from tests import needs

needs.modules('hypothesis')

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.counting import calls
from tests.graphs.graph_changes import renamed, with_op
from tf1_ref.graphs.diff.matching import Ops, match, without_uniquifiers
from tf1_ref.graphs.graph import Graph, Op


def graph(*ops):
    return Graph('g', [], {}, [], {}, list(ops))


def cells(count, kind='Tanh'):
    """An unrolled network: one variable, and `count` times the same three ops."""
    ops = [Op('x', 'Placeholder'), Op('W', 'VariableV2')]
    state = 'x:0'
    for number in range(count):
        scope = f'cell_{number}' if number else 'cell'
        ops += [
            Op(f'{scope}/MatMul', 'MatMul', (state, 'W:0')),
            Op(f'{scope}/one', 'Const', (), (), None, {'value': '1'}),
            Op(f'{scope}/add', 'Add', (f'{scope}/MatMul:0', f'{scope}/one:0')),
            Op(f'{scope}/out', kind, (f'{scope}/add:0',)),
        ]
        state = f'{scope}/out:0'
    return graph(*ops)


def pairs(left, right):
    """Names of what is matched."""
    found = match(left, right)
    return {found.left.name(one): found.right.name(other) for one, other in found.to_right.items()}


def shuffled_names(one, seed):
    names = [f'n{number}' for number in range(len(one.ops))]
    random.Random(seed).shuffle(names)
    return dict(zip([op.name for op in one.ops], names, strict=True))


@pytest.mark.parametrize('seed', range(2))
def test_renamed_cells_are_matched_by_their_place(seed):
    one = cells(20)
    names = shuffled_names(one, seed)
    assert pairs(one, renamed(one, names)) == names


@pytest.mark.parametrize('number', [2, 41, 60, 81])
def test_with_one_op_changed_the_others_keep_their_places(number):
    one = cells(20)
    names = shuffled_names(one, 1)
    other = renamed(with_op(one, number, attributes={'other': '1'}, type='Neg'), names)
    found = pairs(one, other)
    changed = one.ops[number].name
    assert found.pop(changed, names[changed]) == names[changed]
    assert found == {name: new for name, new in names.items() if name != changed}


def test_a_further_op_shifts_the_names_of_the_others():
    one = graph(Op('x', 'Placeholder'), *chain('x', 'Relu', 'Relu_1'))
    other = graph(Op('x', 'Placeholder'), Op('Relu', 'Neg', ('x:0',)), *chain('Relu', 'Relu_1', 'Relu_2'))
    assert pairs(one, other) == {'x': 'x', 'Relu': 'Relu_1', 'Relu_1': 'Relu_2'}


def chain(first, *names):
    return [Op(name, 'Relu', (f'{before}:0',)) for before, name in zip((first, *names), names, strict=False)]


def test_what_stands_in_the_same_place_is_matched_though_its_type_is_another():
    one = graph(Op('x', 'Placeholder'), Op('a', 'Relu', ('x:0',)), Op('out', 'Mean', ('a:0',)))
    other = graph(Op('x', 'Placeholder'), Op('b', 'Tanh', ('x:0',)), Op('out', 'Mean', ('b:0',)))
    found = match(one, other)
    assert found.to_right[1] == 1 and found.confidence[1] < found.confidence[0]


def test_swapped_names_of_equal_layers_are_seen_through():
    def layers(first, second):
        ops = [Op('x', 'Placeholder')]
        before = 'x:0'
        for name in (first, second):
            ops += [Op(f'{name}/W', 'VariableV2'), Op(f'{name}/MatMul', 'MatMul', (before, f'{name}/W:0'))]
            ops += [Op(f'{name}/zeros', 'Const'), Op(f'{name}/Assign', 'Assign', (f'{name}/W:0', f'{name}/zeros:0'))]
            before = f'{name}/MatMul:0'
        return graph(*ops)

    found = pairs(layers('a', 'b'), layers('b', 'a'))
    assert {name: new for name, new in found.items() if name[0] == 'a'} == {
        f'a/{leaf}': f'b/{leaf}' for leaf in ('W', 'MatMul', 'zeros', 'Assign')
    }


def test_loops_are_ordered_too():
    ops = Ops(
        graph(
            Op('enter', 'Enter'),
            Op('merge', 'Merge', ('enter:0', 'next:0')),
            Op('next', 'NextIteration', ('merge:0',)),
            Op('exit', 'Exit', ('merge:0',)),
        )
    )
    assert sorted(ops.order) == [0, 1, 2, 3] and ops.order[0] == 0


def test_a_thousand_unrolled_cells_cost_ten_times_as_much_as_a_hundred():
    def cost(count):
        one = cells(count)
        other = renamed(one, shuffled_names(one, 0))
        assert len(match(one, other).to_right) == len(one.ops)
        return calls(match, one, other)

    assert cost(1000) < 12 * cost(100)


def test_hundreds_of_equal_branches_are_matched_in_order():
    ops = [Op('x', 'Placeholder')] + [Op(f'branch_{n}/Relu', 'Relu', ('x:0',)) for n in range(300)]
    one = graph(*ops, Op('sum', 'AddN', tuple(f'branch_{n}/Relu:0' for n in range(300))))
    names = {op.name: op.name.replace('branch', 'twig') for op in one.ops}
    assert pairs(one, renamed(one, names)) == names


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_graph_is_matched_with_a_renamed_copy(data):
    """Whatever is matched has the same type and the same inputs; nothing is left over."""
    count = data.draw(st.integers(1, 12))
    ops = []
    for number in range(count):
        inputs = data.draw(st.lists(st.integers(0, max(0, number - 1)), max_size=3 if number else 0))
        kind = data.draw(st.sampled_from(['A', 'B']))
        ops.append(Op(f'op{number}', kind, tuple(f'op{one}:0' for one in inputs)))
    one = graph(*ops)
    other = renamed(one, shuffled_names(one, data.draw(st.integers(0, 99))))
    found = match(one, other)
    assert len(found.to_right) == count == len(set(found.to_right.values()))
    for left, right in found.to_right.items():
        assert found.left.types[left] == found.right.types[right]
        assert [found.to_right[producer] for producer, _ in found.left.inputs[left]] == [
            producer for producer, _ in found.right.inputs[right]
        ]


def test_uniquifiers():
    assert without_uniquifiers('block_1/Relu_12/x_y') == 'block/Relu/x_y'
    assert dataclasses.is_dataclass(match(graph(), graph()))


def test_the_partner_of_a_name():
    found = match(graph(Op('a', 'A'), Op('b', 'B')), graph(Op('z', 'A')))
    assert found.partner('a') == 0 and found.partner('b') is None and found.partner('c') is None
