import pytest

from tf1_ref.errors import InputError
from tf1_ref.graphs.checks import check_ops, reads
from tf1_ref.graphs.graph import Op


def test_a_graph_in_any_order_and_a_loop_are_fine():
    check_ops('g', [Op('b', 'Neg', ('a:0',)), Op('a', 'Const')])
    loop = [
        Op('enter', 'Enter'),
        Op('merge', 'Merge', ('enter:0', 'next:0')),
        Op('next', 'NextIteration', ('merge:0',)),
    ]
    check_ops('g', loop)
    check_ops('g', loop[::-1])


def test_what_is_read_before_it_stands_is_looked_at_once():
    """Thousands that each read two that stand behind them: as many ways lead through them as numbers of 300 digits."""
    ops = [Op(f'n{i}', 'Add', (f'n{i + 1}:0', f'n{i + 2}:0')) for i in range(2000)]
    ops += [Op('n2000', 'Const'), Op('n2001', 'Const')]
    assert check_ops('g', ops).inputs[0] == ((1, 0), (2, 0))
    ops[-1] = Op('n2001', 'Neg', (), ('n7',))
    with pytest.raises(InputError, match='a cycle'):
        check_ops('g', ops)


@pytest.mark.parametrize(
    ('ops', 'said'),
    [
        ([Op('a', 'Neg', ('b:0',)), Op('b', 'Neg', ('a:0',))], 'g: a cycle, each reads the one before it: b, a'),
        ([Op('a', 'Neg', ('a:0',))], 'g: a cycle, each reads the one before it: a'),
        ([Op('a', 'NoOp', (), ('b',)), Op('b', 'NoOp', (), ('a',))], 'g: a cycle'),
        ([Op(f'n{i}', 'Neg', (f'n{(i + 1) % 9}:0',)) for i in range(9)], ' and 4 more'),
        ([Op('a', 'Neg', ('b:0',))], 'g: a reads b, which is not there; is it whole?'),
        ([Op('a', 'Neg'), Op('a', 'Neg')], 'g: two operations are called a'),
        ([Op('', 'Neg')], "g: '' can be no name of an operation"),
        ([Op('a\x1b[31m\n', 'Neg')], 'can be no name of an operation'),
        ([Op('名前', 'Neg')], 'can be no name of an operation'),
        ([Op('_a', 'Neg')], 'can be no name of an operation'),
        ([Op('a', 'Ne g')], "g: a has 'Ne g' for a type"),
        ([Op('x' * 100000, 'Neg', ('b:0',))], 'xxx... reads b'),
    ],
)
def test_what_is_no_graph(ops, said):
    with pytest.raises(InputError) as raised:
        check_ops('g', ops)
    message = str(raised.value)
    assert said in message and message.isprintable() and message.isascii() and len(message) < 400


def test_what_an_operation_reads():
    assert reads(Op('a', 'Add', ('b:0', 'c:1'), ('d',))) == ['b', 'c', 'd']
