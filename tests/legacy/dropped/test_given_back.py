"""Each name that NumPy or Python dropped does what it did, and the real modules stay as they are."""

import collections.abc
import math
import sys

import numpy as np
import pytest

from tests import needs
from tests.legacy.running import write
from tf1_ref.legacy import run_path
from tf1_ref.legacy.dropped import given_back, others

NAMES = given_back.names('numpy')


@pytest.mark.parametrize(
    ('call', 'expected'),
    [
        (lambda np: np['asscalar'](np_array(3.5)), 3.5),
        (lambda np: np['product']([2, 3]), 6),
        (lambda np: np['cumproduct']([2, 3]).tolist(), [2, 6]),
        (lambda np: bool(np['sometrue']([0, 1])), True),
        (lambda np: bool(np['alltrue']([0, 1])), False),
        (lambda np: np['rank'](np_array([[1]])), 2),
        (lambda np: np['in1d']([[1, 2], [3, 4]], [2, 3]).tolist(), [False, True, True, False]),
        (lambda np: np['msort'](np_array([[2, 1], [1, 3]])).tolist(), [[1, 1], [2, 3]]),
        (lambda np: np['cast'][float]([1]).dtype.name, 'float64'),
        (lambda np: np['mat']('1 2; 3 4').shape, (2, 2)),
        (lambda np: np['issubsctype']('f4', float), False),
        (lambda np: np['find_common_type']([np_array([1]).dtype], ['f8']).name, 'float64'),
        (lambda np: (np['Inf'], np['NINF']), (math.inf, -math.inf)),
        (lambda np: np['math'].pi, math.pi),
        (lambda np: [np['asfarray']([1], kind).dtype.name for kind in ('f4', int)], ['float32', 'float64']),
    ],
)
def test_numpy_functions(call, expected):
    assert call(NumPy()) == expected


class NumPy:
    def __getitem__(self, name):
        return NAMES.get(name) or getattr(np, name)


def np_array(value):
    return np.array(value)


def test_numpy_types_are_python_s_own():
    assert [NAMES[name] for name in ('float', 'int', 'bool', 'object', 'str', 'complex')] == [
        float, int, bool, object, str, complex,
    ]  # fmt: skip
    assert NAMES['float_'] is np.float64 if 'float_' in NAMES else np.float_ is np.float64


def test_functions_come_only_where_the_source_uses_the_old_arguments():
    assert given_back.numpy_functions(b'x = 1') == {}
    assert [*given_back.numpy_functions(b'import numpy as np; np.reshape(x, [2]); np.array(x, copy=True)')] == [
        'array',
        'asarray',
    ]
    functions = given_back.numpy_functions(b'import numpy; np.reshape(x, newshape=[2, 2]); np.fromstring(s, np.uint8)')
    assert functions['reshape'](np.arange(4), newshape=(2, 2)).tolist() == [[0, 1], [2, 3]]
    assert functions['reshape'](np.arange(4), (2, 2), 'F').tolist() == [[0, 2], [1, 3]]
    assert functions['fromstring'](b'ab', np.uint8).tolist() == [97, 98]
    assert functions['fromstring']('1 2', sep=' ').tolist() == [1.0, 2.0]


def test_keywords_that_have_another_name():
    """The values are NumPy 1.18's."""
    source = b'import numpy as np; percentile(x, interpolation=i); histogram(x, normed=True); corrcoef(x, ddof=1)'
    functions = given_back.numpy_functions(source)
    x = [1.0, 2.0, 4.0, 8.0]
    assert functions['percentile'](x, 50, interpolation='lower') == 2
    assert functions['nanquantile'](x, 0.5, interpolation='higher') == 4
    assert functions['quantile'](x, 0.5) == 3
    assert functions['histogram'](x, 2, normed=True)[0].round(5).tolist() == [0.21429, 0.07143]
    assert functions['histogram'](x, 2, normed=None)[0].tolist() == [3, 1]
    assert functions['corrcoef'](x, x, ddof=1).round(5).tolist() == [[1, 1], [1, 1]]
    assert 'save' not in functions


def test_arrays_of_lists_of_different_lengths():
    functions = given_back.numpy_functions(b'import numpy; numpy.vstack')
    ragged = functions['array']([[1], [2, 3]])
    assert ragged.dtype == object and ragged.tolist() == [[1], [2, 3]]
    assert functions['asarray']([[1, 2], [3, 4]]).dtype.kind == 'i'
    with pytest.raises(ValueError, match='inhomogeneous'):
        functions['array']([[1], [2, 3]], np.float32)
    assert functions['vstack'](row for row in ([1, 2], [3, 4])).tolist() == [[1, 2], [3, 4]]


def test_copy_false_copies_where_it_has_to():
    functions = given_back.numpy_functions(b'import numpy')  # whatever the source says: another one may ask for it
    same = np.arange(3)
    assert functions['array'](same, copy=False) is same
    assert functions['array']([1, 2], copy=False).tolist() == [1, 2]
    assert functions['array'](same, copy=True) is not same


def test_python_s_names():
    assert given_back.names('collections')['Mapping'] is collections.abc.Mapping
    assert given_back.names('fractions')['gcd'](12, 18) == 6
    assert given_back.names('time')['clock']() >= 0
    assert given_back.names('base64')['encodestring'](b'a') == b'YQ==\n'
    assert given_back.names('inspect')['getargspec'] is others.getargspec  # Python 3.10's own refuses type hints
    assert 'OrderedDict' not in given_back.names('collections')


def test_what_scipy_and_matplotlib_took_and_gave():
    needs.modules('scipy', 'matplotlib')
    mode = given_back.names('scipy.stats')['mode']
    assert mode([[1, 2], [1, 3], [4, 3]]).mode.tolist() == [[1, 3]] and mode([1, 2, 2], axis=None)[0].tolist() == [2]
    given_back.names('matplotlib')['use']('Agg', warn=False)
    given = given_back.names('matplotlib.pyplot')
    from matplotlib import pyplot, style

    heights, *_ = given['hist']([1, 2, 2], bins=2, normed=True)
    assert heights.tolist() == pytest.approx([2 / 3, 4 / 3])
    given['grid'](b=True)
    style.use('seaborn-whitegrid')
    pyplot.close('all')
    style.use('default')


def test_a_threshold_that_is_no_number():
    before = np.get_printoptions()
    given_back.numpy_functions(b'numpy.set_printoptions')['set_printoptions'](threshold=np.nan)
    assert np.get_printoptions()['threshold'] == sys.maxsize
    np.set_printoptions(**before)


def test_the_sum_of_a_generator():
    total = given_back.numpy_functions(b'import numpy as np; np.sum(f(x) for x in y)')['sum']
    assert total(x for x in [1, 2]) == 3 and total([[1, 2]], axis=1).tolist() == [3]
    assert 'sum' not in given_back.numpy_functions(b'import numpy as np; np.sum(f(x))')


def test_an_h5py_file_is_made_and_written(tmp_path):
    file = given_back.names('h5py')['File']
    with file(tmp_path / 'x.h5') as made:
        made['a'] = [3]
    with file(tmp_path / 'x.h5') as again:
        again['b'] = 4
        assert again['a'][0] == 3
    with file(tmp_path / 'x.h5', 'r') as read:
        assert sorted(read) == ['a', 'b']


def test_an_argument_that_scikit_learn_has_renamed(tmp_path, monkeypatch, capsys):
    write(
        tmp_path,
        lib___sklearn___manifold__py='def TSNE(n_components=2, *, max_iter=1000):\n    return n_components, max_iter\n',
        own___script__py='import sklearn.manifold\nfrom sklearn.manifold import TSNE\nfrom sklearn import manifold\n'
        'print(TSNE(3, n_iter=5), manifold.TSNE(n_iter=6), TSNE(max_iter=7))\n',
    )
    (tmp_path / 'lib' / 'sklearn' / '__init__.py').touch()
    monkeypatch.setattr(sys, 'path', ['', str(tmp_path / 'lib'), *sys.path])  # the first is the script's
    for name in {'sklearn', 'sklearn.manifold', *(name for name in sys.modules if name.startswith('sklearn.'))}:
        monkeypatch.setitem(sys.modules, name, None)  # behind the test it is what it was, or absent
        monkeypatch.delitem(sys.modules, name)
    run_path(tmp_path / 'own' / 'script.py')
    assert capsys.readouterr().out == '(3, 5) (2, 6) (2, 7)\n'
    from sklearn import manifold

    with pytest.raises(TypeError):
        manifold.TSNE(n_iter=5)


def test_the_real_modules_stay_as_they_are():
    assert not hasattr(collections, 'Mapping') and not hasattr(np, 'asscalar')
