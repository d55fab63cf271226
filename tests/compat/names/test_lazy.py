import types

import pytest

from tf1_ref.compat.names import lazy, unsupported

SUPPORTED = {'string': 'digits lower=ascii_lowercase', 'json': 'json=*', 'made_up.part': 'answer'}
REFUSED = {'left': ('it has left', 'right')}


@pytest.fixture
def module():
    """A module whose names are fetched, and the modules that its loader was asked for."""
    asked = []

    def load(name):
        asked.append(name)
        return types.SimpleNamespace(answer=42)

    module = types.ModuleType('face')
    module.__getattr__, module.__dir__ = lazy.module('tf.face', SUPPORTED, REFUSED, vars(module), made_up=load)
    return module, asked


def test_names_come_from_their_modules_when_they_are_asked_for(module):
    face, asked = module
    assert asked == [] and 'digits' not in vars(face)
    assert face.digits == '0123456789' and face.lower.startswith('abc')
    assert face.json.dumps([1]) == '[1]'
    assert 'digits' in vars(face)


def test_a_library_is_loaded_by_its_loader_once(module):
    face, asked = module
    assert (face.answer, face.answer, asked) == (42, 42, ['made_up.part'])


def test_what_is_listed(module):
    face, _ = module
    assert dir(face) == face.__all__ == ['answer', 'digits', 'json', 'lower']


def test_refused_and_unknown_names(module):
    face, _ = module
    with pytest.raises(unsupported.Unsupported, match='tf.face.left is not supported: it has left; use right'):
        _ = face.left
    with pytest.raises(AttributeError, match="module 'tf.face' has no attribute 'nothing'"):
        _ = face.nothing
