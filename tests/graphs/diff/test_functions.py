"""Graphs of the golden programs by the genuine TensorFlow 1.15.5 against the same built here: functions' rewrites."""

import zipfile

import pytest

from tests.golden.programs import record
from tests.graphs.golden import functions as generator
from tf1_ref.compat import tf
from tf1_ref.compat.process import supported
from tf1_ref.graphs.diff import functions, rewrites
from tf1_ref.graphs.diff.comparison import compare
from tf1_ref.graphs.reading.sources import open_graph

with zipfile.ZipFile(generator.GRAPHS) as file:
    NAMES = file.namelist()
# What was found where functions were compared, and of that what comes only in graphs in which something else differs.
FOUND = {f'{cause} since 2.x' for cause, _, _ in rewrites.GAINED_IN_2} | {one.cause for one in rewrites.OF_FUNCTIONS}
FOUND |= {rewrites.TYPES[kind][1] for kind in ('SelectV2', 'StatelessCase')}
NOT_ALONE = {'a checkpoint may lack parts since 2.x'}
newest_only = pytest.mark.skipif(
    not tf.__version__.startswith(supported.NEWEST), reason=f'the table is of TensorFlow {supported.NEWEST}'
)


@pytest.fixture(scope='module')
def files(tmp_path_factory):
    """The genuine graph and the one built here, as files, by the name of a program."""
    folder = tmp_path_factory.mktemp('graphs')
    programs = record.programs()

    def pair(name):
        paths = [folder / f'{NAMES.index(name)}_{side}.pb' for side in ('genuine', 'here')]
        if not paths[0].exists():
            with zipfile.ZipFile(generator.GRAPHS) as genuine:
                paths[0].write_bytes(genuine.read(name))
            paths[1].write_bytes(generator.graph_def(programs[name]))
        return paths

    return pair


@newest_only
def test_nothing_differs_that_is_not_known_and_all_that_is_known_is_needed(files):
    found = {name: generator.used(*files(name)) for name in NAMES}
    assert {name for name, used in found.items() if used is None} == {*generator.LEFT}  # each with its cause
    needed = set().union(*filter(None, found.values()))
    known = {(key, edit) for key, found in functions.edits().items() for edit in found}
    assert known - needed == set()
    assert FOUND - {one[-1] for one in needed} == NOT_ALONE


@newest_only
@pytest.mark.parametrize('name', ['images: image.decode_image', 'nn: conv3d', 'arguments: parse, sparse'])
def test_the_other_way_round_too(files, name):
    one, other = map(open_graph, map(str, files(name)))
    assert compare(other, one).differences == []


def test_edits_of_a_function_are_known_in_its_scope_only():
    edit = '+ DecodeImage = DecodeImage(*)'
    assert functions.edit_cause(edit, 'net/decode_image_1', None) == functions.SCOPES['decode_image']
    assert functions.edit_cause(edit, 'net/other', None) is None
    assert functions.edit_cause('+ DecodeImage = DecodeJpeg(*)', 'decode_image', None) is None
    assert functions.edit_cause(edit, 'decode_image', 'Conv3D') is None


def test_every_cause_has_edits():
    names = {*functions.SCOPES, *(f'gradient of {kind}' for kind in functions.GRADIENTS)}
    assert {*functions.edits()} == names
