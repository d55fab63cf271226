"""What is nested more deeply than Python takes is refused before fissix spends minutes on it."""

import pytest

from tests import needs

needs.modules('fissix')

from tf1_ref.legacy.dropped import python2_syntax

DEEP = {
    'parentheses': (lambda n: 'x = ' + '(' * n + '1' + ')' * n, python2_syntax.BRACKETS),
    'lists': (lambda n: 'x = ' + '[' * n + ']' * n, python2_syntax.BRACKETS),
    'blocks': (lambda n: ''.join(f'{" " * at}if 1:\n' for at in range(n)) + ' ' * n + 'pass', python2_syntax.INDENTS),
}


@pytest.mark.parametrize('kind', DEEP)
def test_what_python_takes_and_one_level_more(kind):
    made, most = DEEP[kind]
    tool = python2_syntax.tool(['print'])
    assert str(tool.refactor_string(f'print 1\n{made(most)}\n', 'a.py')) == f'print(1)\n{made(most)}\n'
    with pytest.raises(python2_syntax.TooDeep, match='nested more deeply than Python takes') as raised:
        tool.refactor_string(f'print 1\n{made(most + 1)}\n', 'a.py')
    assert raised.value.lineno == (most + 3 if kind == 'blocks' else 2)


@pytest.mark.parametrize('repeated', ['-', 'not ', 'lambda: ', '1 if 1 else '])
def test_operators_nest_as_well(repeated):
    with pytest.raises(python2_syntax.TooDeep) as raised:
        python2_syntax.tool(['print']).refactor_string(f'print 1\nx = {repeated * 4000}1\n', 'a.py')
    assert raised.value.lineno in (1, 2)


def test_brackets_that_close_count_no_more():
    text = 'x = [' + '(1), ' * 1000 + ']\n' + 'y = {1: [()]}\n' * 100
    assert str(python2_syntax.tool([]).refactor_string(text, 'a.py')) == text


def test_fixers_that_fissix_lacks_are_left_out():
    assert str(python2_syntax.tool(['print', 'of_no_fissix']).refactor_string('print 1\n', 'a.py')) == 'print(1)\n'
