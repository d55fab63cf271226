"""The table of moved names is what its generator finds: in the TensorFlow at hand, and in the genuine article."""

import sys

import pytest

from tests import needs
from tests.compat.names import generate_moved

AGAIN = 'python -m tests.compat.names.generate_moved'


@pytest.fixture(scope='module')
def places():
    return generate_moved.places(sys.executable, generate_moved.recorded())


def test_the_table_is_that_of_this_tensorflow(places):
    assert generate_moved.text(*generate_moved.tables([places])) == generate_moved.FILE.read_text(), AGAIN


def test_every_decision_is_still_needed(places, monkeypatch):
    for key in generate_moved.DECIDED:
        monkeypatch.setattr(
            generate_moved, 'DECIDED', {one: what for one, what in generate_moved.DECIDED.items() if one != key}
        )
        assert generate_moved.text(*generate_moved.tables([places])) != generate_moved.FILE.read_text(), key
        monkeypatch.undo()


def test_the_names_are_those_of_the_genuine_article():
    names = generate_moved.recorded()
    assert generate_moved.walk(needs.oracle(), *names) == names, AGAIN


def test_a_place_that_one_version_lacks_is_not_taken():
    one = {'ops.a': {'f': ['tensorflow.python.x', 'tensorflow.python.y'], 'g': ['tensorflow.python.x']}}
    other = {'ops.a': {'f': ['tensorflow.python.y'], 'g': []}}
    assert generate_moved.tables([one, other]) == ({'ops.a': {'tensorflow.python.y': ['f']}}, {'ops.a': ['g']})
