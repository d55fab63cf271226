"""What NumPy has dropped."""

import numpy as np
import pytest

from tests.legacy.port.porting import IMPORT, blockers, body, port
from tf1_ref.legacy.port.rules import numpy_names


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        ('np.float', 'float'),
        ('x.astype(np.int)', 'x.astype(int)'),
        ('np.product(x)', 'np.prod(x)'),
        ('np.asscalar(x)', 'x.item()'),
        ('np.asscalar(x + 1)', '(x + 1).item()'),
        ('np.reshape(x, newshape=[1])', 'np.reshape(x, [1])'),
        ('np.reshape(a=x, newshape=[1], order="F")', 'np.reshape(x, [1], order="F")'),
        ('np.NINF', "float('-inf')"),
        ('np.rank(x)', 'np.ndim(x)'),
        ('np.msort(x)', 'np.sort(x, axis=0)'),
        ('np.fromstring(x, np.uint8)', 'np.frombuffer(x, np.uint8).copy()'),
        ('np.array(x, np.int, copy=False)', 'np.asarray(x, int)'),
        ('np.sum(z for z in x)', 'sum(z for z in x)'),
    ],
)
def test_rewrites(before, after):
    assert body(f'import numpy as np\ny = {before}\n') == f'import numpy as np\ny = {after}\n'


@pytest.mark.parametrize(
    'text',
    [
        'np.float32',
        'np.prod(x)',
        'x.int',
        'np.random.product(x)',
        'np.reshape(x, [1])',
        'np.fromstring(x, sep=" ")',
        'np.array(x, copy=True)',
        'np.msort',
    ],
)
def test_others_stay(text):
    assert body(f'import numpy as np\ny = {text}\n') == f'import numpy as np\ny = {text}\n'


def test_a_threshold_that_is_no_number():
    for before, after in (
        ('threshold=np.nan', 'threshold=sys.maxsize'),
        ('3, np.NaN', '3, sys.maxsize'),
        ('nanstr=np.nan', 'nanstr=np.nan'),
    ):
        lines = body(f'import numpy as np\nnp.set_printoptions({before})\n')
        assert lines.endswith(f'import numpy as np\nnp.set_printoptions({after})\n')


def test_pickled_objects():
    for text, is_told in {
        "np.load(x, encoding='latin1')": True,
        'np.load(x).item()': True,
        "np.load(x, encoding='latin1', allow_pickle=True)": False,
        'np.load(x, None, True).item()': False,
        'np.load(x)': False,
    }.items():
        _, findings = port(f'{IMPORT}import numpy as np\ny = {text}\n')
        assert any('pickled' in one.what for one in findings if one.kind == 'note') == is_told, text


def test_the_new_names_are_there():
    assert [name for name in numpy_names.RENAMED.values() if not hasattr(np, name)] == []


def test_what_has_no_successor_is_a_blocker():
    assert blockers(IMPORT + 'import numpy as np\nx = np.cast[np.float32](y)\n') == [
        '3: numpy.cast is no longer in NumPy; use np.asarray(x).astype(dtype)'
    ]


@pytest.mark.skipif(np.lib.NumpyVersion(np.__version__) < '2.4.0', reason='NumPy dropped the last of them with 2.4')
def test_every_name_is_gone():
    names = (*numpy_names.RENAMED, *numpy_names.NUMBERS, *numpy_names.GONE, 'asscalar', 'msort')
    assert [name for name in names if hasattr(np, name)] == ['row_stack']  # which it wants to drop
