"""Where Python 2 had integers, and what of it is certain."""

import pytest

from tests.legacy.port.porting import IMPORT, body, port


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        ('for i in range(n / 2):\n    pass', 'for i in range(n // 2):\n    pass'),
        ('x = range(0, (n - 1) / 2 + 1, k)', 'x = range(0, (n - 1) // 2 + 1, k)'),
        ('x = [0] * (n / 2)', 'x = [0] * (n // 2)'),
        ('x = y[:n / 2], y[n/2:]', 'x = y[:n // 2], y[n//2:]'),
        (
            'import numpy as np\nx = np.zeros(n / 2), np.full(k / 2, 0.5)',
            'import numpy as np\nx = np.zeros(n // 2), np.full(k // 2, 0.5)',
        ),
        (
            'import numpy as np\nx = np.ones([2, (n + 1) / 2], y / 2)',
            'import numpy as np\nx = np.ones([2, (n + 1) // 2], y / 2)',
        ),
    ],
)
def test_rewrites(before, after):
    assert body(before + '\n') == after + '\n'


@pytest.mark.parametrize(
    'text',
    [
        'x = range(int(n / 2))',
        'x = np_range(n / 2)',
        'x = [0.5] + n / 2',
        'x = y[n // 2], y[f(n / 2)]',
        'x = zeros(n / 2)',
        'import numpy as np\nx = np.zeros(int(n / 2)), np.full(3, n / 2), np.arange(n / 2)',
        'def range(a):\n    return a\nx = range(n / 2)',
    ],
)
def test_stays(text):
    after, findings = port(IMPORT + text + '\n')
    assert after.endswith(text + '\n')
    assert [one for one in findings if one.kind != 'changed'] == []


@pytest.mark.parametrize('text', ['x = y[n / 2]', 'x[(n + 1) / 2 - 1] = y', 'x = y[0, n / 2]'])
def test_a_place_that_is_divided_is_noted_as_it_may_be_a_key(text):
    after, findings = port(IMPORT + text + '\n')
    assert after.endswith(text + '\n')
    (found,) = (one for one in findings if one.kind != 'changed')
    assert (found.kind, found.line, found.advice) == ('note', 2, 'write // if it is one')
