import random
import types

import numpy as np
import pytest

from tf1_ref.compat.names import lazy, unsupported
from tf1_ref.errors import SetupError

SUPPORTED = {
    'string': 'digits lower=ascii_lowercase below.deeper.upper=ascii_uppercase below.hexdigits',
    'json': 'json=*',
    'made_up.part': 'answer below.answer',
}
REFUSED = {'left': ('it has left', 'right'), 'below.deeper.left': ('so has this', '')}


@pytest.fixture
def module():
    """A module whose names are fetched, and the modules that its loader was asked for."""
    asked = []

    def load(name):
        asked.append(name)
        return types.SimpleNamespace(answer=42)

    module = types.ModuleType('face')
    module.HELPER, module.lazy = 'what the file needs itself', lazy
    hooks = lazy.module('tf.face', dict(SUPPORTED), dict(REFUSED), vars(module), made_up=load)
    module.__getattr__, module.__dir__ = hooks
    return module, asked


def test_names_come_from_their_modules_when_they_are_asked_for(module):
    face, asked = module
    assert asked == [] and 'digits' not in vars(face)
    assert face.digits == '0123456789' and face.lower.startswith('abc')
    assert face.json.dumps([1]) == '[1]'
    assert 'digits' in vars(face)


def test_a_library_that_draws_when_it_is_imported_takes_none_of_the_scripts_numbers():
    """On 1.15.5 the first use of tf.contrib.layers draws nothing: a seeded script goes on as if it were not there."""

    def load(_):
        return types.SimpleNamespace(drawn=(random.random(), np.random.rand()))

    face = types.ModuleType('face')
    face.__getattr__, _ = lazy.module('tf.face', {'made_up': 'drawn'}, {}, vars(face), made_up=load)
    random.seed(3)
    np.random.seed(3)
    assert face.drawn == pytest.approx((0.23796462709189137, 0.5507979025745755))
    assert (random.random(), np.random.rand()) == face.drawn


def test_a_library_is_loaded_by_its_loader_once(module):
    face, asked = module
    assert (face.answer, face.answer, asked) == (42, 42, ['made_up.part'])


def test_what_is_listed(module):
    face, _ = module
    assert dir(face) == face.__all__ == ['answer', 'below', 'digits', 'json', 'lower']
    assert dir(face.below) == ['answer', 'deeper', 'hexdigits'] and dir(face.below.deeper) == ['upper']


def test_nothing_else_is_in_it(module):
    face, _ = module
    assert [name for name in vars(face) if not name.startswith('_')] == ['below']
    assert face.__supported__['lower'] == ('string', 'ascii_lowercase')
    assert face.__refused__ == {'left': REFUSED['left']}


def test_names_with_dots_are_in_modules_below(module):
    face, asked = module
    assert face.below.deeper.upper.startswith('ABC') and face.below.hexdigits.startswith('012')
    assert (face.below.answer, asked) == (42, ['made_up.part'])
    assert face.below.deeper.__name__ == 'face.below.deeper'
    with pytest.raises(unsupported.Unsupported, match='^tf.face.below.deeper.left is not supported: so has this$'):
        _ = face.below.deeper.left


def test_refused_and_unknown_names(module):
    face, _ = module
    with pytest.raises(unsupported.Unsupported, match='tf.face.left is not supported: it has left; use right'):
        _ = face.left
    with pytest.raises(AttributeError, match="module 'tf.face' has no attribute 'nothing'"):
        _ = face.nothing


@pytest.mark.parametrize(('missing', 'kind'), [('tf_keras', SetupError), ('tf_keras.src.no_such', ModuleNotFoundError)])
def test_what_rests_on_tf_keras_says_how_to_install_it(missing, kind):
    def fails(source):
        raise ModuleNotFoundError(f'No module named {missing!r}', name=missing)

    with pytest.raises(kind, match=missing):
        lazy.fetch('made_up.part', 'answer', made_up=fails)
