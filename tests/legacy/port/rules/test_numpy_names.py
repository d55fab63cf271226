"""What NumPy has dropped."""

import numpy as np
import pytest

from tests.legacy.port.porting import body
from tf1_ref.legacy.port.rules import numpy_names


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        ('np.float', 'float'),
        ('x.astype(np.int)', 'x.astype(int)'),
        ('np.product(x)', 'np.prod(x)'),
        ('np.asscalar(x)', 'x.item()'),
        ('np.asscalar(x + 1)', '(x + 1).item()'),
        ('np.reshape(x, newshape=[1])', 'np.reshape(x, shape=[1])'),
    ],
)
def test_rewrites(before, after):
    assert body(f'import numpy as np\ny = {before}\n') == f'import numpy as np\ny = {after}\n'


@pytest.mark.parametrize('text', ['np.float32', 'np.prod(x)', 'x.int', 'np.random.product(x)'])
def test_others_stay(text):
    assert body(f'import numpy as np\ny = {text}\n') == f'import numpy as np\ny = {text}\n'


def test_the_new_names_are_there():
    for name in numpy_names.RENAMED.values():
        assert hasattr(np, name), name
