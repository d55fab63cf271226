"""What is known of names that are gone, and that it is true: none is there, and each place is."""

import contextlib
import importlib
import sys

import pytest

from tf1_ref.legacy.dropped import elsewhere, names, remedies

PYTHON = sorted(name for name in remedies.PLACES if name.partition('.')[0] not in names.content()['gone'])


@pytest.mark.parametrize(
    ('name', 'part', 'since', 'place'),
    [
        ('time.clock', 'time.clock', 'Python 3.8', 'time.process_time'),
        ('collections.Mapping.register', 'collections.Mapping', 'Python 3.10', 'collections.abc.Mapping'),
        ('Queue.Queue', 'Queue', 'Python 3', 'queue'),
        ('os.path.walk', 'os.path.walk', '', ''),
        ('string.atoi', 'string.atoi', 'Python 3', ''),
        ('distutils.core.setup', 'distutils', 'Python 3.12', ''),
        ('scipy.sparse.linalg.eigen.arpack.eigsh',) * 2 + ('SciPy 1.17.1', 'scipy.sparse.linalg.eigsh'),
        ('scipy.misc.imread', 'scipy.misc.imread', 'SciPy 1.7.3', ''),
        ('scipy.zeros', 'scipy.zeros', 'SciPy 1.17.1', 'numpy.zeros'),
        ('sklearn.cross_validation.KFold', 'sklearn.cross_validation.KFold', 'scikit-learn 1.0.2', ''),
        ('sklearn.manifold.t_sne.TSNE',) * 2 + ('scikit-learn 1.0.2', 'sklearn.manifold.TSNE'),
        ('gym.wrappers.Monitor', 'gym.wrappers.Monitor', 'gym 0.26.2', ''),
        ('PIL.Image.ANTIALIAS', 'PIL.Image.ANTIALIAS', 'Pillow 13.0.0', 'PIL.Image.LANCZOS'),
        ('matplotlib.mlab.normpdf', 'matplotlib.mlab.normpdf', 'Matplotlib 3.5.3', ''),
        ('pandas.Panel', 'pandas.Panel', 'pandas 1.3.5', ''),
        ('h5py.highlevel.Dataset', 'h5py.highlevel', 'h5py 3.8.0', 'h5py'),
        ('networkx.connected_component_subgraphs',) * 2 + ('networkx 2.6.3', ''),
    ],
)
def test_gone(name, part, since, place):
    found = names.find(name)
    assert (found.name, found.since, found.place) == (part, since, place)
    assert found.advice


@pytest.mark.parametrize(
    'name',
    ['time.time', 'os.path.join', 'scipy.sparse.csr_matrix', 'numpy.zeros', 'pandas.DataFrame', 'types.NoneType']
    + ['scipy.misc', 'urllib.request.urlopen', 'matplotlib.pyplot.plot', 'gym.make', 'tensorflow.contrib', 'mine.x'],
)
def test_there(name):
    assert names.find(name) is None


def test_a_name_that_only_a_later_python_lacks_is_still_here():
    assert names.find('imp').is_here == (sys.version_info < (3, 12))
    assert not names.find('time.clock').is_here


@pytest.mark.parametrize('name', PYTHON)
def test_each_place_of_python_is_there(name):
    if not names.find(name).place.startswith(('tkinter', 'shutil.which')):
        assert elsewhere._at(remedies.PLACES[name]) is not None


@pytest.mark.parametrize('library', ['scipy', 'sklearn', 'matplotlib', 'PIL'])
def test_each_place_of_a_library_is_there_and_its_name_is_not(library):
    """The newest release was compared with; an older one still has some of the names."""
    real = pytest.importorskip(library, reason=f'{library} is not installed')
    if real.__version__ != names.newest_version(library):
        pytest.skip(f'{library} {names.newest_version(library)} was compared with')
    places = {name: place for name, (_, place) in names._names_of(library).items() if place}
    places.update({name: place for name, place in remedies.PLACES.items() if name.startswith(f'{library}.')})
    for name, place in places.items():
        if place.partition('.')[0] in ('numpy', 'six', 'joblib') or place.startswith('scipy.datasets'):
            continue
        elsewhere._at(place)
        module, _, last = name.rpartition('.')
        with contextlib.suppress(ImportError):  # which scikit-learn answers for some
            assert not hasattr(importlib.import_module(module), last), name


def test_each_helper_is_there():
    for helper in remedies.HELPERS.values():
        module, _, name = helper.partition(':')
        assert not name or callable(getattr(importlib.import_module(module), name))


def test_modules_whose_names_are_elsewhere():
    assert names.place_of_module('scipy.sparse.linalg.eigen.arpack', frozenset(['eigsh'])) == 'scipy.sparse.linalg'
    assert names.place_of_module('sklearn.datasets.samples_generator', frozenset()) == 'sklearn.datasets'
    assert names.place_of_module('sklearn.externals.joblib', frozenset(['dump'])) == 'joblib'
    assert names.place_of_module('sklearn.cross_validation', frozenset(['nothing'])) == ''


def test_parameters_that_are_taken_no_longer():
    assert 'normalize' in names.lost_parameters('sklearn.linear_model.RidgeCV')
    assert names.lost_parameters('scipy.zeros') == ()


def test_the_table_is_small():
    assert len(names.pathlib.Path(names.__file__).with_name('names.json').read_bytes()) < 200_000
