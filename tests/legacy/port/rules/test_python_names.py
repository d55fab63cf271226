"""What Python, and libraries beside TensorFlow, have dropped."""

import pytest

from tests.legacy.port.porting import IMPORT, TOP, blockers, body


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        ('import time\nt = time.clock()', 'import time\nt = time.process_time()'),
        ('from time import clock, time', 'from time import time\nfrom time import process_time as clock'),
        ('import collections as c\nx = c.Mapping', 'import collections as c\nx = c.abc.Mapping'),
        ('from collections import Iterable as I', 'from collections.abc import Iterable as I'),
        ('import fractions\nx = fractions.gcd(4, 6)', 'import math\nimport fractions\nx = math.gcd(4, 6)'),
        (
            'import inspect\na = inspect.getargspec(f).args',
            'from tf1_ref.legacy.dropped.others import getargspec\nimport inspect\na = getargspec(f).args',
        ),
        ('import base64\nx = base64.encodestring(y)', 'import base64\nx = base64.encodebytes(y)'),
        ('from numpy import product, prod', 'from numpy import prod\nfrom numpy import prod as product'),
        (
            'from sklearn.manifold import TSNE\nt = TSNE(n_components=2, n_iter=5)',
            'from sklearn.manifold import TSNE\nt = TSNE(n_components=2, max_iter=5)',
        ),
        ('import numpy as np\np = np.lib.pad(x, 1)', 'import numpy as np\np = np.pad(x, 1)'),
        ('from numpy.lib import pad, flip', 'from numpy import pad\nfrom numpy import flip'),
        (
            "import numpy as np\np = np.percentile(x, 5, interpolation='lower')",
            "import numpy as np\np = np.percentile(x, 5, method='lower')",
        ),
        (
            'import numpy as np\nh = np.histogram(x, normed=True)',
            'import numpy as np\nh = np.histogram(x, density=True)',
        ),
        ('import numpy as np\nc = np.corrcoef(x, y, bias=1)', 'import numpy as np\nc = np.corrcoef(x, y)'),
        ('x = image.tostring()', 'x = image.tobytes()'),
        ('x = f(a)[0].tostring()', 'x = f(a)[0].tobytes()'),
    ],
)
def test_rewrites(before, after):
    assert body(before + '\n') == after + '\n'


@pytest.mark.parametrize(
    'text',
    [
        'import time\nt = time.time()',
        'from collections import OrderedDict',
        'import collections\nx = collections.Counter()',
        'x = clock()',
        'x = ElementTree.tostring(root)',
        'x = self.tostring',
    ],
)
def test_others_stay(text):
    assert body(text + '\n') == text + '\n'


@pytest.mark.parametrize(
    'text', ['import scipy.misc\nx = scipy.misc.imread(y)\n', 'import os\nfrom scipy.misc import imread as r\n']
)
def test_what_other_libraries_have_dropped(text):
    (found,) = blockers(IMPORT + text, target='standalone')
    assert found == ('3: scipy.misc.imread is gone since SciPy 1.3; use imageio.imread, or matplotlib.pyplot.imread')


def test_a_module_that_names_no_tensorflow_is_not_looked_at():
    assert TOP not in body('import time\n')


def test_a_statement_that_is_nested_in_what_is_tried_is_no_obstacle():
    text = 'try:\n    if x:\n        import cPickle\nexcept ImportError:\n    from collections import Mapping\n'
    assert body(text) == text


def test_what_is_tried_beside_what_is_not():
    """What was found out on the way up from one place holds for the next one, as far as they share it."""
    tried = 'try:\n    import cPickle\n    if x:\n        y = unicode\n    y = unicode\nexcept ImportError:\n    pass\n'
    assert body(tried) == tried
    for text in (tried + 'y = unicode\n', 'y = unicode\n' + tried, f'def f():\n    y = unicode\n{tried}'):
        ported = body(text)
        assert ported.count('unicode') == 2 and ported.count('y = str\n') == 1


def test_a_long_chain_of_branches():
    text = 'if 1: pass\n' + 'elif unicode: pass\n' * 200
    assert body(text).count('elif str: pass') == 200
