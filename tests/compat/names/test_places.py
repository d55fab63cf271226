"""Where names of 1.15.5 are found: on made-up modules, one rule at a time."""

import pytest

from tests.compat.names import decided, generate_table, places


def function(module, name, *parameters, public=None):
    return ['function', module, name, public, list(parameters)]


OLD = {
    'tensorflow.python.a': {
        'stays': function('tensorflow.python.a', 'stays'),
        'public': function('tensorflow.python.a', 'public', public=['nn.public']),
        'moved': function('tensorflow.python.a', 'moved', 'x', 'name'),
        'other_now': function('tensorflow.python.a', 'other_now', 'x', 'name'),
        'sometimes': function('tensorflow.python.a', 'sometimes'),
        'gone': function('tensorflow.python.a', 'gone'),
        'CONSTANT': ['value', None, None, None, "'text'"],
        '_op_def_lib': ['value', None, None, None, None],
        'b': ['module', 'tensorflow.python.b', None, None, None],
    },
    'tensorflow.python.b': {'again': function('tensorflow.python.a', 'moved', 'x', 'name')},
    'tensorflow.contrib.layers': {'dense': function('tensorflow.contrib.layers.python.d', 'dense', 'x')},
    'tensorflow.contrib.layers.python.d': {
        'dense': function('tensorflow.contrib.layers.python.d', 'dense', 'x'),
        'helper': function('tensorflow.contrib.layers.python.d', 'helper', 'x'),
        'moved': function('tensorflow.contrib.layers.python.d', 'moved', 'x', 'name'),
    },
}
NEW = {
    'tensorflow.python.a': {'stays': function('tensorflow.python.a', 'stays')},
    'tensorflow.python.c': {
        'moved': function('tensorflow.python.c', 'moved', 'x', 'name', 'more'),
        'other_now': function('tensorflow.python.c', 'other_now', 'y'),
    },
}
OLDER = {**NEW, 'tensorflow.python.a': {**NEW['tensorflow.python.a'], 'sometimes': function('a', 'sometimes')}}
LIBRARIES = {'tf_slim.layers.d': {'helper': function('tf_slim.layers.d', 'helper', 'x')}}


@pytest.fixture
def table():
    return places.Places(
        OLD, {'2.16.2': OLDER, '2.21.0': NEW}, LIBRARIES, {'nn.public', 'contrib.layers.dense'}
    ).table()


@pytest.mark.parametrize(
    ('name', 'place'),
    [
        ('stays', places.HERE),
        ('public', 'tf.nn'),
        ('moved', 'tensorflow.python.c'),
        ('other_now', '!'),  # the one of today takes other parameters
        ('sometimes', '2.16.2'),
        ('gone', '!'),
        ("CONSTANT='text'", places.CONSTANT),
        ('b=python.b', '&'),
    ],
)
def test_places(table, name, place):
    assert name in table['python.a'][place]


def test_noise_is_left_out(table):
    assert not any('_op_def_lib' in names for names in table['python.a'].values())


def test_a_name_that_another_module_defined_is_where_that_one_is(table):
    assert table['python.b'] == {'tensorflow.python.c': ['again=moved']}


def test_contrib(table):
    """Its code is where a library took it over; another function of the same name is another function."""
    assert table['contrib.layers.python.d'] == {
        '!': ['moved'],
        'tf.contrib.layers': ['dense'],
        'tf_slim.layers.d': ['helper'],
    }


def test_where_code_of_a_module_may_have_gone():
    assert decided.moved_to('contrib.tpu.python.tpu.tpu') == decided.MOVED_TO['contrib.tpu']
    assert decided.moved_to('contrib.rnn.python.ops') == () and decided.moved_to('python.ops') == ('python.',)


def test_places_by_hand_are_renewed_without_a_walk(monkeypatch):
    monkeypatch.setitem(decided.PLACES, 'contrib.a:moved', 'tf1_ref.new:other')
    before = "contrib.a\tall\t!:gone moved\t&:moved=python.b\t=:N=1\x1fM='x y'\ncontrib.b\t\n"
    after = "contrib.a\tall\t!:gone\t&:moved=python.b\t=:M='x y'\x1fN=1\ttf1_ref.new:moved=other\ncontrib.b\t\n"
    assert generate_table.by_hand(before) == after == generate_table.by_hand(after)
