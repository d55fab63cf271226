"""Methods that objects had in Python 2; the expectations are what Python 2.7.18 printed for `PROGRAM`."""

import numpy as np
import pytest

from tests import needs
from tf1_ref.legacy.dropped import python2, python2_methods

PROGRAM = b"""
try:
    raise StandardError('no')
except StandardError, e:
    found.append(e.message)
class Message(Exception):
    message = 'mine'
try:
    raise Message('other')
except Message as e:
    found.append(e.message)
x = [3, 1, 2]
x.sort(lambda a, b: b - a)
found.append(x[:])
x.sort(cmp=lambda a, b: cmp(a, b), key=lambda one: -one, reverse=True)
found.append(x[:])
found.append(sorted(['b', 'a', 'C'], lambda a, b: cmp(a, b), lambda one: one.lower()))
found.append('ab'.encode('hex') + '6364'.decode('hex'))
class V(object):
    def __init__(self, x): self.x = x
    def __cmp__(self, other): return cmp(self.x, other.x)
found.append([V(3) > V(2), V(1) == V(1), V(1) != V(1), V(3) <= V(2), V(1) in [V(1)], len({V(1): 2})])
"""


def test_they_do_what_they_did():
    needs.modules('fissix')
    scope = {**python2.BUILTINS, 'found': []}
    exec(compile(python2.to_tree(PROGRAM, 'a.py'), 'a.py', 'exec'), scope)
    assert scope['found'] == [
        'no', 'mine', [3, 2, 1], [1, 2, 3], ['a', 'b', 'C'], '6162cd', [True, True, False, False, True, 1],
    ]  # fmt: skip


def test_other_objects_are_left_alone():
    array = np.array([[3, 1], [2, 4]])
    python2_methods.sort(array, 0)
    assert array.tolist() == [[2, 1], [3, 4]]
    with pytest.raises(AttributeError, match='encode'):
        python2_methods.recode(3, 'encode', 'hex')
