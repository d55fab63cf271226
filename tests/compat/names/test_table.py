"""The tables of names."""

import json
import os
import pathlib
import sys

import pytest

from tests import needs, warm
from tests.compat.names import generate_table
from tf1_ref.compat.names import table as api
from tf1_ref.compat.process import versions


@pytest.fixture(scope='module')
def tables():
    return api.load()


def test_what_the_door_gives_back_is_not_stale():
    """The part of the table that changes with this project; it is of the newest TensorFlow, with all extras."""
    needs.modules('tf_keras', 'tf_slim', 'tensorflow_estimator')  # without them it cannot be walked
    if versions.check_tensorflow_version() != generate_table.VERSIONS[-1]:
        pytest.skip(f'the table is of TensorFlow {generate_table.VERSIONS[-1]}')
    content = json.loads(generate_table.FILE.read_text())
    now = generate_table.renewed(content, generate_table.walk(generate_table.PUBLIC, sys.executable, '--own'))
    assert now['door'] == content['door'], 'python -m tests.compat.names.generate_table --own'
    assert {name: list(why) for name, why in now['refused'].items()} == content['refused']


def test_every_place_is_there():
    """On this TensorFlow, whichever it is; in a process of its own, as it imports more than a thousand modules."""
    needs.modules('tf_keras', 'tf_slim', 'tensorflow_estimator')
    script = pathlib.Path(__file__).with_name('try_places.py')
    environment = {**os.environ, 'PYTHONPATH': str(generate_table.REPOSITORY)}
    done = warm.run([sys.executable, str(script)], env=environment, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    assert json.loads(done.stdout.splitlines()[-1]) == [], 'python -m tests.compat.names.generate_table'


def test_what_is_everywhere_and_nowhere(tables):
    assert tables.missing_in('tensorflow.placeholder') == []
    assert tables.missing_in('tensorflow.nn') == []
    assert tables.missing_in('tensorflow.layers.dense') == tables.versions
    assert tables.missing_in('tensorflow.layers') == tables.versions
    assert tables.missing_in('tensorflow.no_such_name') is None


def test_what_the_door_gives_back(tables):
    assert tables.given_back('tensorflow.contrib.layers.xavier_initializer')
    assert tables.given_back('tensorflow.contrib')
    assert not tables.given_back('tensorflow.placeholder')


def test_the_known_part_of_a_name(tables):
    assert tables.known_part('tensorflow.Session.run') == 'tensorflow.Session'
    assert tables.known_part('tensorflow.no_such_name.at_all') == 'tensorflow'
    assert tables.known_part('numpy.float') == ''


@pytest.mark.parametrize(
    ('name', 'needs_door', 'is_gone'),
    [
        ('tensorflow.placeholder', False, False),
        ('tensorflow.layers.dense', True, True),
        ('tensorflow.contrib', True, True),
        ('tensorflow.contrib.layers.flatten', True, True),
        ('tensorflow.contrib.no_such_name', True, True),
        ('tensorflow.no_such_name', False, False),
        ('numpy.float', False, False),
    ],
)
def test_what_has_left_tensorflow(tables, name, needs_door, is_gone):
    assert (tables.needs_door(name), tables.is_gone(name)) == (needs_door, is_gone)


def test_modules(tables):
    assert tables.is_module('tensorflow.nn') and not tables.is_module('tensorflow.nn.relu')
    assert {'relu', 'conv2d'} <= tables.children('tensorflow.nn')


def test_a_version_that_has_lost_a_name():
    content = {
        'versions': ['2.16', '2.21'],
        'modules': {'tensorflow': {'all': 'a', '2.16': 'b', '': 'c', 'new 2.21': 'd'}},
        'door': {'tensorflow': 'c'},
        'refused': {'tensorflow.e': ['why', 'what']},
        'lost': {'tensorflow.a': 'x y'},
    }
    tables = api.Table(content)
    assert [tables.missing_in(f'tensorflow.{name}') for name in 'abcd'] == [[], ['2.21'], ['2.16', '2.21'], ['2.16']]
    assert [tables.given_back(f'tensorflow.{name}') for name in 'abcd'] == [False, False, True, False]
    assert tables.refused == {'tensorflow.e': ('why', 'what')}
    assert tables.lost == {'tensorflow.a': ['x', 'y']}


def test_a_public_name_that_is_refused_is_not_given_back_from_where_its_code_went(tables):
    name = 'tensorflow.contrib.distribute.initialize_tpu_system'
    assert tables.place(name).module == 'tf.tpu.experimental'
    assert tables.refused_part(name) == name and not tables.given_back(name) and not tables.needs_door(name)
    assert tables.reason(name) == tables.refused[name]


def test_what_may_stay_behind_a_module(tables):
    assert tables.stays('tensorflow.nn', 'relu')
    assert tables.stays('tensorflow.contrib.rnn', 'GRUCell') and tables.stays('tensorflow.layers', '')
    assert not tables.stays('tensorflow.contrib.rnn', 'GRUCell', has_door=False)
    assert not tables.stays('tensorflow.nn', 'rnn_cell.GRUCell')
    assert not tables.stays('tensorflow.nn', 'no_such_name')
    assert not tables.stays('tensorflow.contrib.rnn', 'no_such_name')
