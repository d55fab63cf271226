"""Which sources are Python 2, told by the line at which Python 3 stumbles."""

import pytest

from tf1_ref.legacy.run import sources

PYTHON_2 = [
    'print "a"',
    'print x, y',
    'print >>f, x',
    'exec "x = 1" in scope',
    'raise ValueError, "no"',
    'try:\n  f()\nexcept ValueError, e:\n  g()',
    'try:\n  f()\nexcept (A, B), e:\n  g()',
    'x = 0777',
    'x = 10L',
    'if a <> b: pass',
    'x = `y`',
    's = ur"x"',
]
BROKEN = ['x = (1', 'def f(:', 'x = = 2', 'import', 'return = 3', 'x = "a']


@pytest.mark.parametrize('line', PYTHON_2)
def test_python_2_is_named_with_its_line(line):
    with pytest.raises(sources.Python2Error, match=r'a\.py, line \d+: .* is Python 2; run it with --py2'):
        sources.to_code(f'import os\n{line}\n'.encode(), 'a.py')


@pytest.mark.parametrize('line', BROKEN)
def test_other_errors_stay_python_s_own(line):
    with pytest.raises(SyntaxError) as raised:
        sources.to_code(f'import os\n{line}\n'.encode(), 'a.py')
    assert raised.value.filename == 'a.py'


def test_an_encoding_that_the_source_names():
    scope = {}
    exec(sources.to_code('# -*- coding: latin-1 -*-\nx = "\xe9"\n'.encode('latin-1'), 'a.py'), scope)
    assert scope['x'] == '\xe9'
