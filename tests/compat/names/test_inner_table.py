"""The names of modules that are no public API, parsed line by line."""

import zipfile

import pytest

from tests.compat.names import generate_table
from tf1_ref.compat.names import inner_table, table
from tf1_ref.compat.names.inner_table import CONSTANTS_APART, Inner, Place

TEXT = (
    'python.ops.a\tall\t:here\t2.16.2:some\t!:gone\ttensorflow.python.b:f g=h\ttf.nn:relu\t'
    f'=:X=1{CONSTANTS_APART}Y="a b"\t&:other=python.ops.b\n'
    'python.ops.b\t2.16.2 2.17.1\t:here\n'
)


@pytest.fixture
def inner():
    return Inner(TEXT)


@pytest.mark.parametrize(
    ('name', 'place'),
    [
        ('here', Place('', 'here')),
        ('some', Place('2.16.2', 'some')),
        ('gone', Place('!', 'gone')),
        ('f', Place('tensorflow.python.b', 'f')),
        ('g', Place('tensorflow.python.b', 'h')),
        ('relu', Place('tf.nn', 'relu')),
        ('X', Place('=', '1')),
        ('Y', Place('=', '"a b"')),
        ('other', None),
        ('nothing', None),
        ('b', Place('', 'b')),  # a module that another one had imported is where it was
    ],
)
def test_places(inner, name, place):
    assert inner.place('python.ops.a', name) == place


def test_modules(inner):
    assert 'python.ops.a' in inner and 'python.ops' in inner and 'python.ops.c' not in inner
    assert inner.paths() == ['python.ops.a', 'python.ops.b']
    assert (inner.versions('python.ops.a'), inner.versions('python.ops.b')) == (['all'], ['2.16.2', '2.17.1'])
    assert inner.modules('python.ops.a') == {'other': 'python.ops.b'} and inner.modules('python.ops.b') == {}
    assert inner.children('python.ops') == {'a', 'b'} and {'here', 'relu'} <= inner.children('python.ops.a')


@pytest.mark.parametrize(
    ('name', 'parts'),
    [
        ('python.ops.a.relu', ('python.ops.a', 'relu', '')),
        ('python.ops.a.Class.method.more', ('python.ops.a', 'Class', 'method.more')),
        ('python.ops.a', ('python.ops.a', '', '')),
        ('elsewhere.x', ('', 'elsewhere', 'x')),
    ],
)
def test_the_parts_of_a_name(inner, name, parts):
    assert inner.split(name) == parts


def test_a_function_that_has_the_name_of_its_module_is_what_is_imported():
    assert inner_table.load().split('contrib.framework.python.ops.arg_scope')[:2] == (
        'contrib.framework.python.ops',
        'arg_scope',
    )


def test_public_names():
    assert Place('tf.nn', 'relu').public == 'tensorflow.nn.relu' and Place('tf', 'cond').public == 'tensorflow.cond'
    assert Place('tensorflow.python.b', 'f').public == '' and Place('tf_slim.nets.vgg', 'vgg_16').public == ''


def test_the_files_take_less_than_a_megabyte_of_a_wheel(tmp_path):
    with zipfile.ZipFile(tmp_path / 'wheel', 'w', zipfile.ZIP_DEFLATED) as wheel:
        for file in (generate_table.FILE, generate_table.INNER):
            wheel.write(file, file.name)
    assert (tmp_path / 'wheel').stat().st_size < 1e6 / 3


def test_no_constant_is_a_place_on_the_machine_that_wrote_the_table():
    shipped = inner_table.load()
    places = (place for path in shipped.paths() for place in shipped.names(path).values())
    values = [place.name for place in places if place.module == inner_table.CONSTANT]
    assert len(values) > 100 and [value for value in values if value.startswith(("'/", '"/'))] == []


def test_the_longest_known_part_is_looked_for_among_the_first_parts():
    """A chain of attributes may have thousands, and each of them is asked for."""
    asked = []
    name = 'python.ops' + '.a' * 100_000
    assert inner_table.longest(name, lambda one: asked.append(one) or one == 'python') == 'python'
    assert len(asked) == inner_table.DEEPEST
    path, first, rest = inner_table.load().split(name)
    assert (path, first, rest) == ('python.ops', 'a', name[len('python.ops.a.') :])


def test_no_name_has_more_parts_than_are_looked_at():
    known = table.load()
    names = {*known._names, *known._door, *known._modules, *known._door_modules, *known.inner.paths()}
    assert max(name.count('.') for name in names) < inner_table.DEEPEST
