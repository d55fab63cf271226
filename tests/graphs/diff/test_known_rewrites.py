"""Graphs of the genuine TensorFlow 1.15.5 and 1.4.0 against the same built here: nothing differs that is not known."""

import functools
import pathlib
import re

import pytest

from tests.graphs.diff import test_functions
from tests.graphs.golden.genuine import LEARNING_RATE, SEED, TRAINING
from tests.graphs.golden.genuine_1_4 import GRAPHS, build
from tests.graphs.graph_changes import with_op
from tf1_ref import listings
from tf1_ref.compat import tf
from tf1_ref.compat.built import replacing
from tf1_ref.graphs.diff import rewrites
from tf1_ref.graphs.diff.comparison import compare
from tf1_ref.graphs.diff.differences import FOLLOWS_FROM_REWRITES, SHIFTED_SEEDS
from tf1_ref.graphs.diff.layers import LAYERS
from tf1_ref.graphs.reading.from_tensorflow import from_graph
from tf1_ref.graphs.reading.sources import open_graph
from tf1_ref.models import whole
from tf1_ref.training.optimizers import OPTIMIZERS

GOLDEN = pathlib.Path(__file__).parents[1] / 'golden'
OLD = ['cnn.meta', 'cnn.pb', 'cnn.pbtxt', 'cnn_training.meta', 'resnet.meta', 'srcnn.meta', 'srcnn_training.meta']
OLD += ['batch_norm_cnn_training.meta', *(f'{graph}.pb' for graph in GRAPHS)]
IN_FORWARD_GRAPHS = {cause for _, cause in rewrites.TYPES.values()} | set(rewrites.GAINED.values())


@functools.cache
def genuine(file):
    return open_graph(str(GOLDEN / file))


@functools.cache
def here(file):
    """The graph that this file holds, built on today's TensorFlow."""
    graph = file.partition('.')[0]
    name, training = graph.removesuffix('_training'), '_training' in file
    tf.reset_default_graph()
    tf.set_random_seed(SEED)
    if graph in GRAPHS:
        build(graph, tf, lambda name: listings.path(name).read_text())
    else:
        end_points = getattr(whole, name)()
        if training:
            OPTIMIZERS[TRAINING[name]](end_points['cost'], LEARNING_RATE)
    return from_graph('here', tf.get_default_graph())


@functools.cache
def plain(file):
    """The same as TensorFlow 2 builds it by itself, its own gradients included."""
    applies, replacing._applies = replacing._applies, lambda graph: False
    try:
        return here.__wrapped__(file)
    finally:
        replacing._applies = applies


@pytest.mark.parametrize('file', OLD)
def test_all_differences_are_recognised(file):
    for one, other in [(genuine(file), here(file)), (here(file), genuine(file))]:
        comparison = compare(one, other)
        assert [(d.layer, d.kind, d.name, d.left, d.right) for d in comparison.differences] == []
        assert comparison.following == []
        assert comparison.rewrites  # there is something to recognise
        if 'training' not in file:
            assert set(comparison.rewrites) <= IN_FORWARD_GRAPHS


@pytest.mark.parametrize('file', [file for file in OLD if 'training' in file])
def test_what_tensorflow_2_builds_by_itself_is_recognised(file):
    """But for op seeds, which count other ops."""
    layers = [layer for layer in LAYERS if layer != 'seeds']
    for one, other in [(genuine(file), plain(file)), (plain(file), genuine(file))]:
        comparison = compare(one, other, layers)
        assert [(d.layer, d.kind, d.name, d.left, d.right) for d in comparison.differences] == []
        assert len(comparison.rewrites) > 5


@pytest.mark.parametrize('file', OLD)
def test_variables_collections_interface_and_forward_topology_are_equal(file):
    old, new = genuine(file), here(file)
    told = (lambda v: v) if old.collections is not None else (lambda v: (v[0], v[1], v[2]))
    tables = [[(v.name, v.shape, v.dtype, v.trainable, v.collections) for v in graph.variables] for graph in (old, new)]
    assert list(map(told, tables[0])) == list(map(told, tables[1]))
    assert old.placeholders == new.placeholders
    assert old.collections in (None, new.collections)
    assert forward(old) == forward(new)
    if 'training' not in file:
        assert old.end_points == new.end_points


def forward(graph):
    """Name, type and edges of every op up to the gradients, in order; a type that has two names by the older one."""
    names = [op.name for op in graph.ops]
    end = next((place for place, name in enumerate(names) if name.startswith('gradients')), len(names))
    return [(op.name, rewrites.canonical_type(op.type), op.inputs, op.control_inputs) for op in graph.ops[:end]]


def test_every_rewrite_of_the_table_is_needed():
    """An entry that no genuine graph needs any longer should go."""
    used = set()
    for file in OLD:
        used |= set(compare(genuine(file), plain(file) if 'training' in file else here(file)).rewrites)
    known = {cause for _, cause in rewrites.TYPES.values()} | set(rewrites.GAINED.values())
    known |= {entry.cause for entry in rewrites.REWRITES}
    known -= test_functions.FOUND - used
    assert used - known <= {FOLLOWS_FROM_REWRITES, SHIFTED_SEEDS}
    later = {cause for cause in known if is_later_than_this_tensorflow(cause)}
    assert known - used == {rewrites.TYPES['Variable'][1], *later}  # the first of before 1.0, see test_rewrites


def is_later_than_this_tensorflow(cause):
    since = re.search(r'since (\d+)\.(\d+)', cause)
    return bool(since) and tuple(map(int, since.groups())) > tuple(map(int, tf.__version__.split('.')[:2]))


@pytest.mark.parametrize('file', ['cnn_training.meta', 'cnn_1_4_training.pb'])
def test_a_real_difference_is_not_taken_for_a_rewrite(file):
    """A change of the graph built here, at every seventh op with inputs, is still found across versions."""
    old, new = genuine(file), here(file)
    names = {op.name for op in old.ops}
    places = [n for n, op in enumerate(new.ops) if op.name in names and op.inputs and 'gradients' not in op.name]
    for number in places[::7]:
        inputs = (f'{new.ops[number - 1].name}:0', *new.ops[number].inputs[1:])
        other = with_op(new, number, inputs=inputs, control_inputs=('nothing',))
        assert compare(old, other).differences, new.ops[number].name
