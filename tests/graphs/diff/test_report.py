"""The verdict as text and as JSON."""

import json

import pytest

from tf1_ref.graphs.diff.comparison import compare
from tf1_ref.graphs.diff.report import as_json, as_text, shown, unified_variables
from tf1_ref.graphs.graph import Graph, Op, Variable


def graph(source, scope='conv1', more=(), trainable=True, seed='5'):
    ops = [
        Op('x', 'Placeholder', (), (), ((None, 3),)),
        Op(f'{scope}/W', 'VariableV2'),
        Op(f'{scope}/b', 'VariableV2'),
        Op('drawn', 'RandomUniform', ('x:0',), attributes={'seed': '1', 'seed2': seed}),
        Op('out', 'AddN', ('drawn:0', f'{scope}/W:0', f'{scope}/b:0')),
    ]
    variables = [Variable(f'{scope}/{leaf}', (3,), 'float32', trainable) for leaf in 'Wb']
    return Graph(source, variables, {}, ['x'], {'out': 'out:0'}, [*more, *ops])


def test_text():
    comparison = compare(graph('a.pb'), graph('b.pb', 'layer1', [Op('first', 'NoOp')], seed='6'))
    assert as_text(comparison).splitlines() == [
        'variables  renamed conv1/* (2 variables, 99 % sure)',
        '  - conv1/*',
        '  + layer1/*',
        'topology  extra first',
        '  + NoOp first',
        '    from which follow: 1 seeds (seed2)',
        'different: a.pb and b.pb (1 in variables, 1 in topology, 1 follow from these)',
    ]
    assert as_text(compare(graph('a'), graph('b'))) == 'same: a and b'


def test_colour_marks_the_sides():
    text = as_text(compare(graph('a'), graph('b', seed='7')), colour=True)
    assert '\033[31m  - 5\033[0m' in text and '\033[32m  + 7\033[0m' in text


def test_json_points_from_what_follows_to_its_cause():
    content = json.loads(json.dumps(as_json(compare(graph('a'), graph('b', more=[Op('first', 'NoOp')], seed='6')))))
    assert (content['left'], content['right'], content['same']) == ('a', 'b', False)
    extra, seed = content['differences']
    assert (extra['layer'], extra['kind'], extra['right'], extra['follows_from']) == (
        'topology',
        'extra',
        'NoOp first',
        None,
    )
    assert (seed['layer'], seed['left'], seed['right'], seed['follows_from']) == ('seeds', '5', '6', extra['number'])
    assert content['known_rewrites'] == [] and content['layers'][0] == 'variables'


def test_known_rewrites_are_no_differences():
    old = Graph('old', [], {}, [], {}, [Op('a', 'Add')])
    new = Graph('new', [], {}, [], {}, [Op('a', 'AddV2')])
    text = as_text(compare(old, new)).splitlines()
    assert text[0].startswith('known rewrite (1): the operator + builds AddV2')
    assert text[1] == 'same: old and new (1 known rewrites between versions)'


def test_long_lists_are_cut_and_odd_names_do_no_harm():
    names = [f'v\033[2J{number}' for number in range(30)]
    left = Graph('a', [Variable(name, (number,), 'float32') for number, name in enumerate(names)])
    text = as_text(compare(left, Graph('b', [])))
    assert '\033' not in text and 'variables  and 10 more; --format=json has them all' in text
    assert len(shown('x' * 1000)) == 200


@pytest.mark.parametrize('tells', [True, None])
def test_a_unified_diff_of_the_variables(tells):
    lines = unified_variables(graph('a', trainable=tells), graph('b', 'conv2', trainable=tells))
    assert lines[:2] == ['--- a', '+++ b']
    assert ('-conv1/W  [3]  float32' + ('  trainable' if tells else '')) in lines
    assert unified_variables(graph('a'), graph('b')) == []
