"""What Python, and libraries beside TensorFlow, have dropped."""

import importlib

import pytest

from tests import needs

needs.modules('libcst')

from tests.legacy.port.porting import IMPORT, TOP, blockers, body
from tf1_ref.legacy.port.rules import python_names


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        ('import time\nt = time.clock()', 'import time\nt = time.process_time()'),
        ('from time import clock, time', 'from time import time\nfrom time import process_time as clock'),
        ('import collections as c\nx = c.Mapping', 'import collections as c\nx = c.abc.Mapping'),
        ('from collections import Iterable as I', 'from collections.abc import Iterable as I'),
        ('import fractions\nx = fractions.gcd(4, 6)', 'import math\nimport fractions\nx = math.gcd(4, 6)'),
        ('import inspect\na = inspect.getargspec(f).args', 'import inspect\na = inspect.getfullargspec(f).args'),
        ('import base64\nx = base64.encodestring(y)', 'import base64\nx = base64.encodebytes(y)'),
        ('from numpy import product, prod', 'from numpy import prod\nfrom numpy import prod as product'),
        (
            'from sklearn.manifold import TSNE\nt = TSNE(n_components=2, n_iter=5)',
            'from sklearn.manifold import TSNE\nt = TSNE(n_components=2, max_iter=5)',
        ),
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
    (found,) = blockers(IMPORT + text)
    assert found == '3: scipy.misc.imread is gone; use imageio.imread, or matplotlib.pyplot.imread'


@pytest.mark.parametrize('name', sorted(python_names.RENAMED))
def test_each_is_gone_and_its_successor_is_there(name):
    module, _, old = name.rpartition('.')
    new_module, new = python_names.RENAMED[name]
    assert not hasattr(importlib.import_module(module), old)
    assert hasattr(importlib.import_module(new_module), new)


def test_a_module_that_names_no_tensorflow_is_not_looked_at():
    assert TOP not in body('import time\n')
