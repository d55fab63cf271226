"""The tree is the one that libcst's parser makes, whatever is made without it."""

import ast

import pytest

from tests import needs

needs.modules('libcst')

import libcst as cst

from tests.legacy.reading.trees.comparing import difference
from tf1_ref.legacy.reading.trees import quick

TEXT = '''\
# coding: utf-8
"""doc
string"""

import a.b . c as d, e
from a.b import (c as  d , e,
   # f
   )
from . import g
from __future__ import division
from h import *
x = y = 1  # trailing
x, (y, *z) = (
  1,
# dedented

    2)
x += 1; y = 2
_0
x;
x //= (3)
x @= y
x: int = 3
raise A
raise A(b)
raise A from b
assert x, y
assert(x)
x = \\
    3
x = f"{y}" + f(lambda z: z)
del x
if (a and
    b): pass
elif(a):
    x = f(  # g
        b,  # c
    # d

            e)
    # footer
else:

    """text"""
    return
while not a:
    for i, j in k, l: x
    for (i) in (x for x in y):
        with a(b) as c, (d): break
    else:
      with (a
  ): x = 3
  # end
if"x": y
if x if y else[z]:
    return(a)
try:
    é = 'é' + f(x)
except (A, B) as e:
    b
finally:
\tc
@tf.d(e)
def f(g, h=1, *i):
    return (a,
      # x
            b)
class H(tf.r):
    async def e2(self):
        async for a in b(c):
            return a
'''


def parse(text):
    """The tree, and how much of the text libcst got."""
    given = []

    def parse_module(content):
        given.append(content)
        return cst.parse_module(content)

    content = text if isinstance(text, bytes) else text.encode()
    module = quick.parse(content, ast.parse(content), parse_module)
    assert difference(module, cst.parse_module(content)) == ''
    assert module.bytes == content
    return given[0].decode(errors='replace')


def test_the_tree_is_the_same():
    skeleton = parse(TEXT)
    assert len(skeleton) < len(TEXT) - 200
    assert 'trailing' in skeleton and 'doc' not in skeleton


@pytest.mark.parametrize('text', ['x = 1\r\ny = 2\r\n', b'# coding: latin-1\nx = "\xe9"\n', b'\xef\xbb\xbfx = 1\n'])
def test_other_encodings_and_ends_of_lines_are_left_to_libcst(text):
    assert 'x = ' in parse(text)


def test_names_in_the_place_of_statements_are_in_no_text():
    assert parse('_0\n__ = f(a)\nx;\n') == '___0\nx;\n'


def test_an_empty_source():
    assert parse('') == '' and parse('# a') == '# a'
