"""The op at which two programs part; what is traced of real ones is in test_tracing."""

import pytest

from tf1_ref.legacy.verify.cause import Cause, find


def value(*numbers):
    return {'shape': [len(numbers)], 'values': list(numbers)}


def call(variables=None, **ops):
    """One call: its variables, and ops by name as (type, inputs, values)."""
    return {
        'variables': {name: value(number) for name, number in (variables or {}).items()},
        'ops': [[name, kind, inputs, [value(one) for one in values]] for name, (kind, inputs, *values) in ops.items()],
    }


ONE = call(a=('Const', [], 1.0), b=('Relu', ['a'], 1.0), c=('Add', ['b', 'a'], 2.0))


def test_the_first_op_is_named_and_not_what_follows():
    other = call(a=('Const', [], 1.0), b=('Relu', ['a'], 3.0), c=('Add', ['b', 'a'], 4.0))
    found = find([ONE, ONE], [ONE, other])
    assert found == Cause(2, 'b', 'Relu', '1.0 became 3.0')
    assert str(found) == 'call 2: b (Relu): 1.0 became 3.0'


def test_the_same_has_no_cause():
    assert find([ONE], [ONE]) is None
    rounded = call(a=('Const', [], 1.00001), b=('Relu', ['a'], 1.0), c=('Add', ['b', 'a'], 2.0))
    assert find([ONE], [rounded]) is None


def test_what_is_on_one_side_only_is_passed_over():
    other = call(b=('Elu', ['x'], 3.0), new=('Const', [], 7.0), c=('Add', ['b', 'a'], 4.0))
    assert find([ONE], [other]) == Cause(1, 'b', 'Relu', '1.0 became 3.0, as Elu')
    inside_a_loop = call(a=('Const', [], 1.0), b=('Relu', ['a']), c=('Add', ['b', 'a'], 4.0))
    assert find([ONE], [inside_a_loop]) == Cause(1, 'c', 'Add', '2.0 became 4.0')


def test_an_update_is_known_by_its_variable():
    """Ops that give references cannot be fetched: what they did is seen before the next call."""
    step = call({'v': 1.0}, v=('VariableV2', []), grad=('Mul', [], 5.0), up=('ApplyAdam', ['v', 'm', 'grad']))
    after, other = call({'v': 2.0}, c=('Add', [], 1.0)), call({'v': 2.5}, c=('Add', [], 9.0))
    assert find([step, after], [step, other]) == Cause(
        1, 'up', 'ApplyAdam', '2.0 became 2.5 in the variable v, from the same inputs'
    )
    assert find([call(), after], [call(), other]).type == 'variable'  # something else has changed it


@pytest.mark.parametrize(
    ('one', 'other', 'said'),
    [
        ({'shape': [2], 'values': [1.0, 2.0]}, {'shape': [1], 'values': [1.0]}, r'shape \[2\] became \[1\]'),
        ({'shape': [], 'values': [1.0]}, {'shape': [], 'type': 'S'}, 'numbers became none'),
    ],
)
def test_shapes_and_types(one, other, said):
    def with_value(sample):
        return {'variables': {}, 'ops': [['a', 'Op', [], [sample]]]}

    assert find([with_value(one)], [with_value(other)]).words == said.replace('\\', '')
