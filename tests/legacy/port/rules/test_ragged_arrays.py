"""Arrays of rows that nobody can see beforehand."""

import pytest

from tests.legacy.port.porting import IMPORT, blockers, body, no_sibling, port
from tf1_ref.legacy.port.rewrite import port_source
from tf1_ref.legacy.port.writing.context import Options

NUMPY1 = 'from tf1_ref.legacy.dropped import numpy1\n'


@pytest.mark.parametrize(
    'text',
    [
        'x = np.array(list(zip(a, b)))',
        'def f(data):\n    return np.array(data)',
        'data = []\nx = np.array(data)',
        'rows = [list(r) for r in a]\nx = np.array(rows)',
        'x = np.asarray([f(r) for r in a])',
        'x = np.array([[1], [2, 3]])',
        'x = np.array([np.zeros(2), np.zeros(n)])',
        'a = np.ones(3)\nb = [1, 2]\nx = np.array([a, b])',
        'x = np.array([y[1:], y[:1]])',
    ],
)
def test_goes_through_this_project(text):
    text = f'import numpy as np\n{text}\n'
    before, found, after = text.rpartition('np.array(' if 'np.array(' in text else 'np.asarray(')
    assert body(text) == NUMPY1 + before + found.replace('np.', 'numpy1.') + after


@pytest.mark.parametrize(
    'text',
    [
        'x = np.array([1, 2])',
        'a = 3\nx = np.array([a, b, a * 2, y[0], f(z), np.pi, len(y)])',
        'x = np.array([[1, 2], [3, 4]])',
        'x = np.array(f(y))',
        'x = np.array([len(r) for r in a])',
        'x = np.array(data, dtype=object)',
        'y = np.zeros([3])\nx = np.array(y)',
        'x = np.array(a.b)',
        'x = other.array(data)',
    ],
)
def test_stays(text):
    assert body(f'import numpy as np\n{text}\n') == f'import numpy as np\n{text}\n'


def test_iterators_become_lists():
    text = 'import numpy as np\nx = np.mean(map(f, a))\ny = np.array(d.values(), np.float32)\n'
    assert body(text) == text.replace('map(f, a)', 'list(map(f, a))').replace('d.values()', 'list(d.values())')


def test_standalone():
    text = IMPORT + 'import numpy as np\ndef f(data):\n    return np.array(data)\nx = np.array([[1], [2, 3]])\n'
    assert blockers(text, target='standalone') == [
        '5: numpy.array: rows that differ in length are no array since NumPy 1.24; give it dtype=object'
    ]
    notes = [one for one in port(text, target='standalone')[1] if one.kind == 'note']
    assert [one.line for one in notes if one.rule == 'ragged_arrays'] == [4]


def test_a_source_that_does_not_mention_tensorflow_is_noted_only():
    text = b'import numpy as np\ndef f(data):\n    return np.array(data)\n'
    after, (note,), _ = port_source('a.py', text, Options(), no_sibling)
    assert after == text and (note.kind, note.line, note.advice) == ('note', 3, 'give it dtype=object if they do')
    after, _, _ = port_source('a.py', text + b'x = np.array([[1], [2, 3]])\n', Options(), no_sibling)
    assert b'x = numpy1.array([[1], [2, 3]])' in after and b'np.array(data)' in after
