"""What is read without white space says the same as what libcst parses: the same names, on the same lines."""

import ast

import pytest

from tests import needs

needs.modules('libcst')

import libcst as cst

from tests.legacy.port.porting import no_sibling
from tf1_ref.compat.names import table
from tf1_ref.legacy.reading import source
from tf1_ref.legacy.reading.names import Names
from tf1_ref.legacy.reading.trees.unspaced import MAKE, NotRead, Unspaced

TEXT = """\
'''doc'''
import os, numpy.random, tensorflow.contrib.layers as L, tensorflow as tf
from tensorflow import nn, train as t
from tensorflow.contrib import *
from . import a1 as a2
from .a3 import a4
global b1
try:
    import tensorflow.keras as K
except (ImportError, OSError) as error:
    K = error
except tf.errors.OpError: pass
else: b2 = tf.add
finally:
    b3 = tf.sub
@tf.custom_gradient
@decorated(tf.a,
           tf.b)
def f(c1, c2: tf.c = tf.d, *c3: tf.e, c4: tf.f = tf.g, c5, **c6: tf.h) -> tf.i:
    global c7
    def inner():
        nonlocal c2
        c2 = tf.nn
        return c2.relu
    return (yield c1), (yield from c2), tf.j
f(tf), f(m, *x, k=tf.k, *tf.l, **tf.m)
async def g(d1, /, d2=tf.n):
    async with tf.o as d3, d4 as (d5, d6): await tf.p
    async for d7 in tf.q: continue
    return [d8 async for d8 in d7]
class H(tf.r, metaclass=tf.s):
    e1 = tf.t
    def e2(self):
        self.nn = tf.nn
        return self.nn.relu(e1)
for i1, (i2, *i3) in tf.u, tf.v:
    if i1 and i2 or not tf.w:
        break
    elif tf.x: del tf.y, i1
    else: assert tf.z, tf.aa
else:
    raise tf.bb from tf.cc
while (j1 := tf.dd):
    j1 += -tf.ee + j1[tf.ff:tf.gg:1, tf.hh] * tf.ii[0]
k1: tf.jj = tf.nn
k2: tf.kk
k1.relu
k3 = k4, [k5, *k6] = L, [tf.nn, tf.train]
k5.relu
(tf
 .nn
 .relu)(tf.nn . # and so on
        elu)
l1 = {tf.ll: tf.mm, **tf.nn}, {tf.oo, *tf.pp}, (tf.qq,)
l2 = [m1.relu for m1 in [tf.nn] if m1.elu if m1 for m2 in m1], {m3 for m3 in tf.rr}
l3 = {m4: tf.ss for m4 in tf.tt}, (m5 for m5 in m5), lambda n1, *n2, n3=tf.uu: n1(tf.vv)
l4 = tf.ww if tf.xx else tf.yy if a < tf.zz <= tf.ab else ...
l5 = f'{tf.ac!r:>{tf.ad}} {tf.ae}' 'more', b'bytes', 1.5, 2j, None, True
with tf.af as o1, open(tf.ag) as o2.o3: o1.relu
getattr(tf, 'nn').relu, getattr(tf, 'nn\\n'), getattr(tf, "a'b"), getattr(tf, x), getattr(1, 'a')
import importlib; p1 = importlib.import_module('tensorflow.contrib'); p1.layers
conv2d, layers
"""


def said(module):
    """What a module says, node for node: its kind, its names, its line, and what it stands for."""
    names = Names(module, table.load(), no_sibling)
    for node in names.nodes():
        text = node.value if isinstance(node, cst.Name) else node.attr.value if isinstance(node, cst.Attribute) else ''
        if text not in ('None', 'True'):  # constants, which are names to libcst
            yield type(node).__name__, text, names.line(node), names.of(node)


def test_it_says_what_libcst_says():
    parsed = source.parse('a.py', TEXT.encode())
    assert isinstance(parsed.to_read, Unspaced)
    expected, found = list(said(parsed)), list(said(parsed.to_read))
    assert found == expected and len(found) > 240
    assert sum(name is not None for *_, name in found) > 150


def test_every_node_is_known_but_for_what_is_new():
    known = {kind.__name__ for kind in MAKE}
    kinds = {kind for base in (ast.expr, ast.stmt, ast.excepthandler) for kind in base.__subclasses__()}
    kinds = {kind for kind in kinds if kind.__module__ == ast.expr.__module__}  # others make some of their own
    assert {kind.__name__ for kind in kinds} - known <= {
        'Match',
        'TryStar',
        'TypeAlias',
        'TemplateStr',
        'Interpolation',
    }


@pytest.mark.parametrize('text', ['match tf.a:\n    case 1: tf.b\n', 'x = f"""{tf.a}\n{tf.b}"""\n'])
def test_what_is_new_is_parsed_by_libcst(text):
    with pytest.raises(NotRead):
        Unspaced(ast.parse(text))
    parsed = source.parse('a.py', text.encode())
    assert parsed.to_read is parsed


def test_of_python_2_and_of_no_python_there_is_nothing_else_to_read():
    for text in ('print 1\n', 'x = = 2\n'):
        parsed = source.parse('a.py', text.encode())
        assert parsed.to_read is parsed
