"""Where Python 2 had lists and integers, and what of it is certain."""

import pytest

from tests.legacy.port.porting import IMPORT, blockers, body, port


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        ('x = d.values() + [1]', 'x = list(d.values()) + [1]'),
        ('x = [1] + d.keys()', 'x = [1] + list(d.keys())'),
        ('x = range(3) + y', 'x = list(range(3)) + y'),
        ('x = a.items() + b.items()', 'x = list(a.items()) + list(b.items())'),
        ('for i in range(n / 2):\n    pass', 'for i in range(n // 2):\n    pass'),
        ('x = range(0, (n - 1) / 2 + 1, k)', 'x = range(0, (n - 1) // 2 + 1, k)'),
        ('x = [0] * (n / 2)', 'x = [0] * (n // 2)'),
        ('x = y[:n / 2], y[n/2:]', 'x = y[:n // 2], y[n//2:]'),
    ],
)
def test_rewrites(before, after):
    assert body(before + '\n') == after + '\n'


@pytest.mark.parametrize(
    'text',
    [
        'x = d.values() + y',  # y may add what it likes
        'x = range(int(n / 2))',
        'x = np_range(n / 2)',
        'x = [0.5] + n / 2',
        'x = y[n // 2], y[f(n / 2)]',
        'x = d.values()\ny = x[0]',
        'x = list(map(f, y))\nz = x[0], len(x)',
        'x = range(3)\ny = x[0], len(x)',
        'def range(a):\n    return a\nx = range(n / 2)',
    ],
)
def test_stays(text):
    after, findings = port(IMPORT + text + '\n')
    assert after.endswith(text + '\n')
    assert [one for one in findings if one.kind != 'changed'] == []


@pytest.mark.parametrize(
    ('text', 'what'),
    [
        ('x = map(f, y)\nz = x[0]', '3: x: map() gives no list since Python 3, for []; '),
        ('x = zip(a, b)\nz = len(x)', '3: x: zip() gives no list since Python 3, for len(); '),
        ('x = d.keys()\nz = x[0]', '3: x: keys() gives no list since Python 3, for []; '),
        ('x = range(3)\nx[0] = 1', '3: x: range() gives no list since Python 3, for []; '),
    ],
)
def test_blocks(text, what):
    (found,) = blockers(IMPORT + text + '\n')
    assert found.startswith(what)


@pytest.mark.parametrize('text', ['x = y[n / 2]', 'x[(n + 1) / 2 - 1] = y', 'x = y[0, n / 2]'])
def test_a_place_that_is_divided_is_noted_as_it_may_be_a_key(text):
    after, findings = port(IMPORT + text + '\n')
    assert after.endswith(text + '\n')
    (found,) = (one for one in findings if one.kind != 'changed')
    assert (found.kind, found.line, found.advice) == ('note', 2, 'write // if it is one')
