"""What objects of other libraries had: that it is told, and given back as it was."""

import importlib

import numpy as np
import pytest

from tf1_ref.legacy.dropped import members, names
from tf1_ref.legacy.dropped.members import member


@pytest.mark.parametrize(
    ('kind', 'name', 'since', 'advice'),
    [
        ('pandas.DataFrame', 'ix', 'pandas 1.0', 'use loc for labels, or iloc for positions'),
        ('pandas.DataFrame', 'iteritems', 'pandas 2.0', 'use items'),
        ('pandas.DataFrame', 'convert_objects', 'pandas 0.25', 'replace it by hand'),
        ('h5py.Dataset', 'value', 'h5py 3.0', 'use [()]'),
        ('matplotlib.axes.Axes', 'set_axis_bgcolor', 'Matplotlib 2.2', 'use set_facecolor'),
        ('networkx.Graph', 'node', 'networkx 2.4', 'use nodes'),
        ('numpy.ndarray', 'itemset', 'NumPy 2.0', 'use x[index] = value'),
        ('sklearn.model_selection.GridSearchCV', 'grid_scores_', 'scikit-learn 0.20', 'use cv_results_'),
        ('gym.Env', 'seed', 'gym 0.26', 'use reset(seed=...)'),
        ('PIL.ImageDraw.ImageDraw', 'textsize', 'Pillow 10.0', 'use textbbox((0, 0), text), whose last two'),
    ],
)
def test_lost(kind, name, since, advice):
    found = members.of_class(kind, name)
    assert (found.since, found.advice[: len(advice)]) == (since, advice)
    assert found.what == f'{kind}.{name} is gone since {since}'


@pytest.mark.parametrize(
    ('kind', 'name'),
    [('pandas.DataFrame', 'loc'), ('h5py.File', 'value'), ('numpy.ndarray', 'tobytes'), ('gym.Env', 'action_space')]
    + [('sklearn.linear_model.Ridge', 'n_features_in_'), ('matplotlib.axes.Axes', 'lines'), ('no.Class', 'ix')],
)
def test_not_lost(kind, name):
    assert members.of_class(kind, name) is None


def test_names_that_tell_themselves():
    assert [*members.telling('ix')] == ['pandas'] and [*members.telling('set_axis_bgcolor')] == ['matplotlib']
    assert not members.telling('append') and not members.telling('value') and not members.telling('encoder')


def test_none_is_a_class_s_that_is_installed():
    """The newest release was compared with; an older one still has some of them."""
    for library in ('numpy', 'matplotlib', 'PIL', 'h5py', 'sklearn', 'scipy'):
        real = pytest.importorskip(library, reason=f'{library} is not installed')
        if real.__version__ != names.newest_version(library):
            continue
        for kind in members.classes():
            if kind.startswith(f'{library}.'):
                module, _, last = kind.rpartition('.')
                found = getattr(importlib.import_module(module), last)
                assert [one for one in dir(found) if members.of_class(kind, one)] == []


def test_what_has_it_gives_its_own():
    class Mine:
        ix = 3

    assert member(Mine(), 'ix') == 3
    with pytest.raises(AttributeError, match="^'int' object has no attribute 'ix'$"):
        member(3, 'ix')


def test_arrays():
    array = np.arange(4.0)
    member(array, 'itemset')(1, 7)
    assert array.tolist() == [0, 7, 2, 3] and member(array, 'ptp')() == 7
    assert member(np.float32(2), 'tostring')() == b'\0\0\0@'


def test_axes():
    figure = pytest.importorskip('matplotlib.figure', reason='Matplotlib is not installed')
    axes = figure.Figure().add_subplot()
    member(axes, 'set_axis_bgcolor')('red')
    assert axes.get_facecolor() == member(axes, 'get_axis_bgcolor')() == (1, 0, 0, 1)
    assert member(axes, 'hold')(True) is None and member(axes, 'ishold')()


def test_datasets(tmp_path):
    h5py = pytest.importorskip('h5py', reason='h5py is not installed')
    with h5py.File(tmp_path / 'file.h5', 'w') as file:
        file['x'] = [1, 2]
        assert member(file['x'], 'value').tolist() == [1, 2]


def test_texts():
    pillow = pytest.importorskip('PIL.ImageDraw', reason='Pillow is not installed')
    draw = pillow.Draw(pytest.importorskip('PIL.Image').new('L', [30, 30]))
    width, height = member(draw, 'textsize')('wide text')
    assert width > height > 0 and member(draw.getfont(), 'getsize')('wide text') == (width, height)


def test_frames():
    pandas = pytest.importorskip('pandas', reason='pandas is not installed')
    frame = pandas.DataFrame({'a': [1, 2, 3], 'b': [4.0, 5.0, 6.0]}, index=['x', 'y', 'z'])
    mixed = member(frame, 'ix')
    assert (mixed[0, 'a'], mixed['y', 'b'], mixed[0:2].shape, mixed[:, 0].tolist()) == (1, 5, (2, 2), [1, 2, 3])
    mixed[1, 'a'] = 8
    assert frame.a.tolist() == [1, 8, 3]
    assert member(frame, 'as_matrix')(['b']).tolist() == [[4], [5], [6]]
    assert member(frame, 'append')(frame).index.tolist() == [*'xyzxyz']
    assert member(frame, 'append')({'a': 7}, ignore_index=True).a.tolist() == [1, 8, 3, 7]


def test_graphs():
    networkx = pytest.importorskip('networkx', reason='networkx is not installed')
    graph = networkx.Graph()
    member(graph, 'add_path')([1, 2, 3])
    assert member(graph, 'node')[1] == {} and sorted(member(graph, 'edges_iter')()) == [(1, 2), (2, 3)]
