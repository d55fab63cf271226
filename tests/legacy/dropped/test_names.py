"""What is known of names that are gone, and that it is true: none is there, and each place is."""

import collections
import contextlib
import importlib
import itertools
import json
import pathlib
import sys

import pytest

from tf1_ref.legacy.dropped import elsewhere, names, remedies

RELEASES = json.loads(pathlib.Path(__file__).with_name('releases.json').read_text())
# Releases behind a gap: there are none between.
NEVER = collections.defaultdict(tuple, imageio=((2, 8),), gym=((0, 9),))
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
        ('scipy.sparse.linalg.eigen.arpack.eigsh',) * 2 + ('SciPy 1.14', 'scipy.sparse.linalg.eigsh'),
        ('scipy.misc.imread', 'scipy.misc.imread', 'SciPy 1.3', ''),
        ('scipy.zeros', 'scipy.zeros', 'SciPy 1.12', 'numpy.zeros'),
        ('sklearn.cross_validation.KFold', 'sklearn.cross_validation.KFold', 'scikit-learn 0.20', ''),
        ('sklearn.manifold.t_sne.TSNE',) * 2 + ('scikit-learn 0.24', 'sklearn.manifold.TSNE'),
        ('gym.wrappers.Monitor', 'gym.wrappers.Monitor', 'gym 0.23', ''),
        ('PIL.Image.ANTIALIAS', 'PIL.Image.ANTIALIAS', 'Pillow 10.0', 'PIL.Image.LANCZOS'),
        ('matplotlib.mlab.normpdf', 'matplotlib.mlab.normpdf', 'Matplotlib 3.1', ''),
        ('pandas.Panel', 'pandas.Panel', 'pandas 1.2', ''),
        ('h5py.highlevel.Dataset', 'h5py.highlevel', 'h5py 3.0', 'h5py'),
        ('networkx.connected_component_subgraphs',) * 2 + ('networkx 2.4', ''),
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


def test_the_table_is_what_the_generator_found():
    """Which releases it looked at, and how much each has dropped, is kept beside it."""
    content = names.content()
    for library, releases in RELEASES.items():
        counted = {version: len(gone.split()) for version, gone in content['gone'][library].items()}
        for version, lost in content['members'].get(library, {}).items():
            for kinds, _, of_them in (entry.partition('(') for entry in lost.split()):
                counted.setdefault(version, 0)
                counted[version] += len(kinds.split(',')) * len(of_them.split(','))
        assert {version: count for version, count in releases.items() if count} == counted, library


@pytest.mark.parametrize('library', sorted({*RELEASES} - {'PIL', 'yaml', 'python'}))
def test_no_minor_release_was_left_out(library):
    """So that the first release that lacks a name is known; Pillow drops in major releases only."""
    releases = [tuple(map(int, version.split('.'))) for version in RELEASES[library]]
    for before, after in itertools.pairwise(releases):
        follows = after == (before[0], before[1] + 1) or after == (before[0] + 1, 0) or after in NEVER[library]
        assert follows, (library, before, after)


def test_the_table_is_small():
    assert len(names.pathlib.Path(names.__file__).with_name('names.json').read_bytes()) < 200_000
