"""Expressions are made as libcst's parser makes them."""

import ast

import pytest

from tests import needs

needs.modules('libcst')

import libcst as cst

from tests.legacy.reading.trees.comparing import difference
from tf1_ref.legacy.reading.trees.cursor import NotMade
from tf1_ref.legacy.reading.trees.expressions import Expressions

MADE = """\
a
a.b . c
é.b(é, 'é', b)
(a)
( ( a ) ).b
f()
f ( )
f(a, * b, c = d, ** e)
f(a=b, *c)
f(a , b ,)
f(a  )
f(x for x in y)
f((x for x in y), *a)
f(a)(b)[c](d)
()
(a, b)
(a), (b)
((a), b)
(a, )
a,
a , b ,
[ ]
[a, b, ]
{a, b , }
{ }
{a: b, 'c' : d, }
a[b], a[b, c], a[(b, c)], a[(b), c], a [ b ] , a[b, ]
a[:], a[::], a[1:], a[: 2], a[1 : 2 : 3], a[..., b:, :c]
not a, - b, ~c, +d
a + b * (c - d) ** -e / f // g % h @ i << j >> k & l | m ^ n
a and b and c or not (d or e)
a < b <= c > d >= e == f != g
a is b, a is  not b, a in b, a not   in b
a if b else c if d else (e)
[a for b in c if d if e for f, g in h]
(a for b in c)
1, 1.5, 2j, 0x1F, 1e3, ..., None, True
'a', "b", 'it\\'s', u'c', r'\\d', b'e', '', ''''f' "g"''', \"\"\"h"i\"\"\"
'a' "b" 'c'
f(a,  # b
  # c
      d

  )
(a
 +  # b
 b)
"""


def parsed(text):
    return cst.parse_module(text + '\n').body[0].body[0].value


def texts():
    """The lines, those together that are one expression."""
    lines = []
    for line in MADE.splitlines():
        lines.append(line)
        try:
            ast.parse('\n'.join(lines))
        except SyntaxError:
            continue
        yield '\n'.join(lines)
        lines = []


@pytest.mark.parametrize('text', texts())
def test_it_is_made_as_libcst_makes_it(text):
    expressions = Expressions(text)
    found = expressions._of(ast.parse(text).body[0].value)
    assert difference(found, parsed(text)) == ''
    assert cst.Module([]).code_for_node(found) == text


@pytest.mark.parametrize('text', ['lambda: a', 'f"{a}"', '[*a]', '{**a}', '{a: b for c in d}', '(a := b)', '(yield)'])
def test_what_is_rare_is_left_to_libcst(text):
    with pytest.raises(NotMade):
        Expressions(text)._of(ast.parse(text).body[0].value)
