"""What was a list in Python 2: that it is one again where nothing else works, and said where it makes a difference."""

import pytest

from tests.legacy.port.porting import IMPORT, body, port, ported
from tf1_ref.legacy.port.files import port_file
from tf1_ref.legacy.port.writing.context import Options

TOP = 'import random, json\nimport numpy as np\n'


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        ('x = d.keys()[0]', 'x = list(d.keys())[0]'),
        ('x = map(f, y)[1:]', 'x = list(map(f, y))[1:]'),
        ('x = len(zip(a, b))', 'x = len(list(zip(a, b)))'),
        ('x = d.values().index(3)', 'x = list(d.values()).index(3)'),
        ('x = d.values() + [1]', 'x = list(d.values()) + [1]'),
        ('x = [1] + d.keys()', 'x = [1] + list(d.keys())'),
        ('x = range(3) + y', 'x = list(range(3)) + y'),
        ('x = a.items() + b.items()', 'x = list(a.items()) + list(b.items())'),
        ('x = map(f, y) == [1]', 'x = list(map(f, y)) == [1]'),
        ('x = d.keys() == [1]', 'x = list(d.keys()) == [1]'),
        ('x = a.values() == b.values()', 'x = list(a.values()) == list(b.values())'),
        ('x = map(f, y) * 2', 'x = list(map(f, y)) * 2'),
        ("x = '%s' % map(f, y)", "x = '%s' % list(map(f, y))"),
        ("x = '{}'.format(map(f, y))", "x = '{}'.format(list(map(f, y)))"),
        ('print(map(f, y))', 'print(list(map(f, y)))'),
        ('if filter(f, y):\n    pass', 'if list(filter(f, y)):\n    pass'),
        ('map(f, y)', 'list(map(f, y))'),
        ('x = map(None, y)', 'x = list(y)'),
        ('x = map(None, a, b)', 'import itertools\nx = list(itertools.zip_longest(a, b))'),
        ("x = filter(str.isdigit, 'a1')", "x = ''.join(filter(str.isdigit, 'a1'))"),
        ('x = filter(f, y).upper()', "x = ''.join(filter(f, y)).upper()"),
        ('for k in d.keys():\n    del d[k]', 'for k in list(d.keys()):\n    del d[k]'),
        ('for k, v in d.items():\n    d.pop(k)', 'for k, v in list(d.items()):\n    d.pop(k)'),
        ('for k in d.keys():\n    d[k + 1] = 3', 'for k in list(d.keys()):\n    d[k + 1] = 3'),
        ('x = tf.add_n(map(f, y))', 'x = tf.add_n(list(map(f, y)))'),
    ],
)
def test_in_place(before, after):
    assert body(before + '\n') == after + '\n'


@pytest.mark.parametrize(
    'use',
    ['x[0]', 'x[:2]', 'len(x)', 'x.append(3)', 'x.sort()', 'x + [3]', 'random.shuffle(x)', 'json.dumps(x)', 'np.max(x)']
    + ['x == [1]', 'y = 1 if x else 2', 'assert x', 'f(not x)', 'x += [1]', 'print(x)', 'bool(x)'],
)
def test_of_a_variable(use):
    for called in ('map(f, y)', 'zip(a, b)'):
        text = f'{TOP}x = {called}\n{use}\n'
        assert body(text) == text.replace(called, f'list({called})')


@pytest.mark.parametrize(
    'text',
    [
        'def g():\n    return @\nx = g()\nx[0]',
        'def g():\n    x = @\n    return x\nlen(g())',
        'def g():\n    return @, 1\nx, z = g()\nx.sort()',
        'def g():\n    return 1, @\ng()[1][0]',
        'g = lambda: @\ng()[0]',
        'class A:\n    def g(self):\n        return @\n    def h(self):\n        return len(self.g())',
        'class A:\n    #\n    def g(self):\n        return @\n    def h(self):\n        return len(self.g)',
        'class A:\n    def __init__(self):\n        self.x = @\n    def h(self):\n        self.x.append(3)',
        'class A:\n    def __init__(self):\n        self.x = @\na = A()\na.x.append(3)',
        'class A:\n    def __init__(self, x):\n        self.x = x\n    def h(self):\n        return self.x[0]\nA(@)',
        'x, z = @, 3\nx.sort()',
        'def g(x=@):\n    return x[0]',
        'def g(z, x):\n    return x[0]\ng(1, x=@)',
        'def g(z, x):\n    return x[0]\nz = @\ng(1, z)',
        'rows = [@ for one in y]\nrows[0][1]',
        'rows = []\nrows.append(@)\nfor row in rows:\n    len(row)',
        'rows = {}\nrows[3] = @\nrows[3].sort()',
        'rows = [@ for one in y]\nnp.sum(rows)',
        'rows = map(lambda one: @, y)\nfor row in rows:\n    row[0]',
        'x = @ if a else []\nx[0]',
        'x = @ or [3]\nx[0]',
        'x = load()\nx = @\nx[0]',
        'if a:\n    x = @\nelse:\n    x = []\nlen(x)',
        'x = @\ndef g():\n    return x[0]',
        'def g():\n    global x\n    x = @\ndef h():\n    return len(x)',
    ],
)
def test_wherever_it_goes(text):
    made = 'zip(a, b)'
    text = f'{TOP}{text}\n'
    after = ported(IMPORT + text.replace('@', made).replace('#', '@property'))
    assert after.endswith(text.replace('@', f'list({made})').replace('#', '@property'))


@pytest.mark.parametrize(
    'text',
    [
        'def g():\n    x = d.keys()',
        'x = a.keys() == b.keys()',
        'x = a.items() != b.items()',
        'x = range(3) == range(y)',
        'x = [*map(f, y)]',
        'x = h.values()\nx.pop(3)',
        "x = h.values()\nx['a']",
        'x = list(map(f, y))\nz = x[0], len(x)',
        'x = range(3)\ny = x[0], len(x), np.array(x)',
        'for a in zip(b, c):\n    f(a)',
        'x = zip(a, b)\nfor y in x:\n    f(y)',
        'x = zip(a, b)\ny = next(x)\nfor y in x:\n    f(y)',
        'if a:\n    x = zip(a, b)\n    f(x)\nelse:\n    x = zip(c, d)\n    f(x)',
        'x = zip(a, b)\nif a:\n    f(x)\nelse:\n    g(x)',
        'x = zip(a, b)\nx = list(x)\nx[0]',
        'class A:\n    def f(self):\n        self.x = zip(a, b)\n        self.x = list(self.x)\n        self.x[0]',
        'for y in z:\n    x = zip(a, y)\n    for one in x:\n        f(one)',
        'opt.apply_gradients(zip(a, b))',
        'x, y = zip(*a)\nlen(x)',
        'def g(x):\n    x = map(f, x[0])',
        'for k in d.keys():\n    d[k] = 3',
        'def zip(a, b):\n    return [a]\nx = zip(a, b)\nx[0]',
        'class A:\n    def keys(self):\n        return []\nx = a.keys()\nx.sort()',
        'import six\nif six.PY2:\n    x = zip(a, b)\n    x[0]',
        'x = np.fromiter(map(f, y), float)',
        "x = list(filter(f, 'ab'))\ny = ''.join(filter(f, 'ab'))",
    ],
)
def test_stays(text):
    text = f'{TOP}{text}\n'
    after, findings = port(IMPORT + text)
    assert after.endswith(text)
    assert [str(one) for one in findings if one.kind != 'changed'] == []


@pytest.mark.parametrize(
    'text',
    [
        'x = zip(a, b)\nfor y in x:\n    f(y)\nfor y in x:\n    f(y)',
        'x = zip(a, b)\nfor epoch in range(3):\n    for y in x:\n        f(y)',
        'def g(x):\n    for epoch in range(3):\n        for y in x:\n            f(y)\ng(zip(a, b))',
        'def g(x=zip(a, b)):\n    return sum(x)',
        'class A:\n    def f(self):\n        self.x = zip(a, b)\n    def g(self):\n        return sum(self.x)',
        'x = zip(a, b)\ny = [one for two in z for one in x]',
        'x = zip(a, b) if a else None\nif x:\n    f(x)',
    ],
)
def test_notes(text):
    after, findings = port(f'{IMPORT}{text}\n')
    assert after.endswith(f'{text}\n')
    (found,) = (one for one in findings if one.kind != 'changed')
    assert (found.kind, found.advice) == ('note', 'put list(...) around it if it was written for Python 2')


def test_what_other_modules_use():
    for text in (
        'def g():\n    return zip(a, b)\n',
        'def g():\n    return 3, zip(a, b)\n',
        'def g():\n    return {3: map(f, y)}\n',
        'def g():\n    yield map(f, y)\n',
        'def g():\n    yield 3, map(f, y)\n',
        'x = d.keys()\n',
        'class A:\n    def f(self):\n        self.x = map(f, y)\n',
    ):
        after, findings = port(IMPORT + text)
        assert after.endswith(text) and [one.kind for one in findings] == ['changed', 'note']


MODULES = {
    'def g():\n    return @\n': 'from data import g\nlen(g())\n',
    'def g():\n    return 3, @\n': 'import data\nx, y = data.g()\ny[0]\n',
    'def g():\n    yield @\n': 'from data import *\nfor x in g():\n    x[0]\n',
    'def g():\n    yield 3, @\n': 'import data as d\nfor x, y in d.g():\n    y.sort()\n',
    'X = @\n': 'from data import X\nX[0]\n',
    'def g():\n    return {3: @}\n': 'from data import g\ng()[3][0]\n',
    'class A:\n    def rows(self):\n        return @\n': 'from data import A\nA().rows()[0]\n',
    'from train import g\ng(3, @)\n': 'import tensorflow\ndef g(x, y):\n    return y[0]\n',
    'import train\ntrain.g(x=@)\n': 'import tensorflow\ndef g(x):\n    return len(x)\n',
    'from train import A\nA(@)\n': 'class A:\n    def __init__(self, x):\n        self.x = x[0]\n',
    'from train import g\ndef h():\n    return g(@)\n': 'import data\ndef g(x):\n    return x\ndata.h()[0]\n',
}


@pytest.mark.parametrize(('text', 'other'), MODULES.items())
def test_to_other_modules(text, other, tmp_path):
    for made in ('zip(a, b)', 'map(f, y)'):
        (tmp_path / 'data.py').write_text(f'# tensorflow\n{text}'.replace('@', made))
        (tmp_path / 'train.py').write_text(other)
        after = port_file(tmp_path / 'data.py', Options()).after.decode()
        assert after == f'# tensorflow\n{text}'.replace('@', f'list({made})')


def test_where_other_modules_need_no_list_nothing_is_said(tmp_path):
    text = '# tensorflow\ndef g():\n    return map(f, y)\ndef h():\n    yield 3, zip(a, b)\n'
    (tmp_path / 'data.py').write_text(text)
    (tmp_path / 'train.py').write_text('import data\nfor x in data.g():\n    pass\nfor x, y in data.h():\n    sum(y)\n')
    ported = port_file(tmp_path / 'data.py', Options())
    assert ported.after.decode() == text and ported.findings == []


def test_notes_on_dictionaries():
    for text in ('x = d.keys()\nd[3] = 4\nf(x)\n', 'x = d.values() + y\n'):
        after, findings = port(IMPORT + text)
        assert after.endswith(text) and [one.kind for one in findings] == ['changed', 'note']


def test_what_is_python_2_for_certain_is_a_list_throughout():
    text = 'x = zip(a, b)\nfor i in xrange(3):\n    for y in x:\n        f(y)\n'
    assert 'x = list(zip(a, b))\n' in body(text)


def test_a_file_in_python_2():
    text = "print 'x'\nx = filter(f, 'ab')\nself.y = filter(f, y)\nfor z in filter(f, y):\n    pass\n"
    after = ported(IMPORT + text)
    assert "x = ''.join(filter(f, 'ab'))\nself.y = list(filter(f, y))\nfor z in filter(f, y):\n" in after


def test_names_of_its_own_in_python_2():
    text = 'def reduce(a, unicode=3):\n    return a, unicode\nclass xrange(object):\n    pass\n'
    text += 'class A:\n    def has_key(self, a):\n        return a\nx = reduce(1), xrange(), A().has_key(3)\n'
    assert ported(f'{IMPORT}{text}print x\n').endswith(f'{text}print(x)\n')


def test_a_second_time_nothing_changes():
    text = f'{IMPORT}{TOP}x = map(None, a, b)\nx[0]\ny = zip(a, b)\nfor z in y, y:\n    f(z)\n'
    text += "x = filter(f, 'ab')\ny = filter(f, y)\ny.upper()\n"
    once = ported(text)
    assert ported(once) == once


def test_what_the_programs_give():
    text = "rows = zip([3, 1], 'ab')\nrows.sort()\nwords = map(str.strip, [' a', 'b '])\nfirst = words[0], len(rows)\n"
    scope = {}
    exec(port(text)[0], scope)
    assert (scope['rows'], scope['first']) == ([(1, 'b'), (3, 'a')], ('a', 2))
