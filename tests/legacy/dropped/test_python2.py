"""Python 2 sources, converted in memory: what they print is what Python 2 printed."""

import textwrap

import pytest

from tests import needs
from tests.legacy.running import run, write
from tf1_ref.errors import InputError
from tf1_ref.legacy.dropped import python2

PROGRAM = '''
"""A Python 2 program."""
import sys
reload(sys)
sys.setdefaultencoding('utf-8')
import cPickle, StringIO, urllib, urllib2, itertools, string
import package.outer

class Pairs(object):
    def __init__(self, pairs):
        self.pairs = dict(pairs)

    def swapped(self):
        return [(lambda (a, b): (b, a))(pair) for pair in sorted(self.pairs.iteritems())]

def area((width, height), scale=1L):
    # in Python 2 parameters could be taken apart
    return width * height * scale

print "division", 7 / 2, -7 / 2, 7 / 2.0, 7 // 2
total = 9
total /= 2
print "in place", total
print "lists", range(3) + [3], zip([1], [2]), map(None, [1], [2]), filter(lambda x: x > 1, [1, 2])
print "%s" % "text", u"unicode", 0777, `1`, 5 <> 6, round(2.5), cmp(1, 2)
print "dict", Pairs([("a", 1)]).swapped(), {"k": 1}.has_key("k"), {"k": 1}.keys()
print >>sys.stdout, "to a file", area((2, 3))
print "pickled", cPickle.loads(cPickle.dumps([1, u"x"])), urllib.quote("a b"), string.uppercase[:3]
print "no new line",
print "here", list(itertools.izip([1], [2])), reduce(lambda x, y: x + y, xrange(4)), package.outer.NAME
exec "made = 3"
print made, isinstance("s", basestring), unichr(97), long(3), max(xrange(3))
try:
    raise ValueError, "no"
except ValueError, error:
    print "caught", error
'''
PRINTED = """
division 3 -4 3.5 3
in place 4
lists [0, 1, 2, 3] [(1, 2)] [(1, 2)] [2]
text unicode 511 1 True 3.0 -1
dict [(1, 'a')] True ['k']
to a file 6
pickled [1, 'x'] a%20b ABC
no new line here [(1, 2)] 6 package.inner
3 True a 3 2
caught no
"""


@pytest.fixture
def folder(tmp_path):
    write(tmp_path, old__py=PROGRAM, fails__py='import outside\n\nprint "before"\noutside.f((1, 0))\n')
    # A tuple parameter and a comment shift the lines of the converted source.
    (tmp_path / 'outside.py').write_text(
        '# a comment\ndef f((a, b)):\n\n\treturn a / b\n        # a tab is eight spaces\n'
    )
    package = tmp_path / 'package'
    package.mkdir()
    (package / '__init__.py').write_text('')
    (package / 'outer.py').write_text('import inner\nfrom inner import NAME\n')
    (package / 'inner.py').write_text('NAME = __name__\nprint >>__import__("sys").stderr, "loaded"\n')
    return tmp_path


def test_a_program_and_its_modules(folder):
    needs.modules('fissix')
    done = run(['--py2', 'old.py'], folder)
    assert done.stderr == 'loaded\n'
    assert done.stdout == PRINTED[1:]


def test_tracebacks_have_the_lines_of_the_source(folder):
    needs.modules('fissix')
    done = run(['--py2', 'fails.py'], folder)
    assert done.returncode == 1 and done.stdout == 'before\n'
    assert 'fails.py", line 4, in <module>\n    outside.f((1, 0))\n' in done.stderr
    assert 'outside.py", line 4, in f\n    return a / b\n' in done.stderr
    assert 'tf1_ref' not in done.stderr.replace(str(folder), '')


def test_division_of_arrays_tensors_and_classes():
    import numpy as np

    class Old:
        def __div__(self, other):
            return 'div'

        def __rdiv__(self, other):
            return 'rdiv'

    assert python2.divide(np.array([7, -7]), 2).tolist() == [3, -4]
    assert python2.divide(np.array([7.0]), 2).tolist() == [3.5]
    assert python2.divide(np.int32(7), np.int64(2)) == 3 and python2.divide(7, np.float32(2)) == 3.5
    assert python2.divide(Old(), 1) == 'div' and python2.divide(1, Old()) == 'rdiv'
    array = np.array([7, 8])
    same = python2.divide_in_place(array, 2)
    assert same is array and array.tolist() == [3, 4]


def test_division_from_the_future_stays():
    needs.modules('fissix')
    tree = python2.to_tree(b'from __future__ import division\nx = 1 / 2\n', 'a.py')
    scope = {}
    exec(compile(tree, 'a.py', 'exec'), scope)
    assert scope['x'] == 0.5


def test_print_from_the_future_stays():
    needs.modules('fissix')
    scope = {**python2.BUILTINS}
    code = b'from __future__ import print_function\nprint(1, 2, sep="")\n'
    exec(compile(python2.to_tree(code, 'a.py'), 'a.py', 'exec'), scope)


def test_what_is_no_python_2_either():
    needs.modules('fissix')
    with pytest.raises(InputError, match=r'a\.py, line 2: is no Python 2 either'):
        python2.to_tree(textwrap.dedent('x = 1\nx = = 2\n').encode(), 'a.py')


def test_a_source_in_another_encoding():
    needs.modules('fissix')
    scope = {**python2.BUILTINS}
    exec(compile(python2.to_tree(b'x = u"\xe9"\r\n', 'a.py'), 'a.py', 'exec'), scope)
    assert scope['x'] == '\xe9'


def test_map_fills_up():
    mapped = python2.BUILTINS['map']
    assert mapped(None, [1, 2], 'a') == [(1, 'a'), (2, None)] and mapped(max, [1, 5], [3, 4]) == [3, 5]
