"""What Python 2 did, in files that Python 3 can parse, and in Python 2's own."""

import pytest

from tests.legacy.port.porting import IMPORT, blockers, body, port, ported

HELPERS = 'from tf1_ref.legacy.dropped.python2_habits import '


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        ('for i in xrange(3):\n    pass', 'for i in range(3):\n    pass'),
        ('x = isinstance(y, basestring)', 'x = isinstance(y, str)'),
        ('x = unicode(y), long(z), unichr(3)', 'x = str(y), int(z), chr(3)'),
        ('x = reduce(f, y)', 'import functools\nx = functools.reduce(f, y)'),
        ('for k, v in d.iteritems():\n    pass', 'for k, v in d.items():\n    pass'),
        ('x = d.has_key(k)', 'x = (k in d)'),
        ('x = sorted(y, cmp=f)', 'import functools\nx = sorted(y, key=functools.cmp_to_key(f))'),
        (
            'x.sort(lambda a, b: b - a)',
            'import functools\nx.sort(key=functools.cmp_to_key(lambda a, b: b - a))',
        ),
        (
            'def f(a, b):\n    pass\nx.sort(f)',
            'import functools\ndef f(a, b):\n    pass\nx.sort(key=functools.cmp_to_key(f))',
        ),
        ('x.sort(cmp)', f'import functools\n{HELPERS}cmp as cmp_\nx.sort(key=functools.cmp_to_key(cmp_))'),
        ('x = sorted(y, f)', 'import functools\nx = sorted(y, key=functools.cmp_to_key(f))'),
        ('x = sorted(y, None, f, True)', 'x = sorted(y, key=f, reverse=True)'),
        ('raise StandardError(x)', 'raise Exception(x)'),
        ("x = file('y').read()", "x = open('y').read()"),
        ('def f():\n    pass\nx = f.func_name', 'def f():\n    pass\nx = f.__name__'),
        (
            'try:\n    f()\nexcept IOError as e:\n    x = e.message',
            "try:\n    f()\nexcept IOError as e:\n    x = getattr(e, 'message', str(e))",
        ),
        ("x = 'ab'.encode('hex')", f"{HELPERS}encode_text\nx = encode_text('ab', 'hex')"),
        ("x = y.decode('base64')", f"{HELPERS}decode_text\nx = decode_text(y, 'base64')"),
    ],
)  # fmt: skip
def test_rewrites(before, after):
    assert body(before + '\n') == after + '\n'


@pytest.mark.parametrize(
    'text',
    [
        'try:\n    xrange\nexcept NameError:\n    xrange = range\nfor i in xrange(3):\n    pass',
        'import six\nif six.PY2:\n    x = unicode(y)',
        'from functools import reduce\nx = reduce(f, y)',
        'def reduce(a):\n    pass\nx = reduce(3)',
        'x = a.sort(0), b.sort(key=f), c.sort()',
        'class A:\n    def next(self):\n        pass\nx = a.next()',
        'x = tf.summary.FileWriter.next',
        'x = it.next()',  # a class in another module may have it
        "x = y.encode('utf-8')",
        'def f(file):\n    return file(3), file',
        'x = flags.func_name, reply.message',
        'long = 3\nx = long',
        'class A:\n    __metaclass__ = B',
        'class A:\n    def __truediv__(self, other):\n        pass\n    __div__ = __truediv__',
    ],
)
def test_others_stay(text):
    assert body(text + '\n') == text + '\n'


def test_methods_that_python_3_calls_otherwise():
    text = 'class A(object):\n    def __div__(self, other):\n        return 1\n'
    text += '    def __nonzero__(self):\n        return 0\n'
    scope = {}
    exec(body(text), scope)
    assert scope['A']() / 2 == 1 and not scope['A']()


def test_cmp_of_a_class():
    text = 'class A(object):\n    def __init__(self, x):\n        self.x = x\n'
    text += '    def __cmp__(self, other):\n        return self.x - other.x\n'
    scope = {}
    exec(body(text), scope)
    one, two = scope['A'](1), scope['A'](2)
    assert one < two and two >= one and one != two and one == scope['A'](1) and sorted([two, one])[0] is one
    assert isinstance(hash(one), int)


def test_iterators():
    text = 'class A:\n    def __iter__(self):\n        return self\n    def next(self):\n        raise StopIteration\n'
    scope = {}
    exec(body(text), scope)
    assert list(scope['A']()) == []


def test_a_blocker():
    assert blockers(IMPORT + 'execfile(path)\n') == ['2: execfile is gone since Python 3; use exec(open(path).read())']


def test_a_file_in_python_2():
    after = ported('import tensorflow as tf\nprint "x", sorted([3, 1], cmp=lambda a, b: b - a)\n')
    assert 'print("x", sorted([3, 1], key=functools.cmp_to_key(lambda a, b: b - a)))' in after


def test_a_module_without_tensorflow_too():
    after, findings = port('def f(d):\n    return reduce(g, d.iteritems())\n')
    assert after == 'import functools\ndef f(d):\n    return functools.reduce(g, d.items())\n'
    assert {one.kind for one in findings} == {'changed'}


def test_standalone():
    text = IMPORT + "x = 'ab'.encode('hex')\ny = cmp(1, 2)\n"
    assert blockers(text, target='standalone') == [
        "2: encode('hex') is gone since Python 3; use codecs, or binascii",
        '3: cmp is gone since Python 3; use (a > b) - (a < b)',
    ]
