import types

import pytest

from tf1_ref.compat.names import views


@pytest.fixture
def real():
    """A module with a name, and one that it only gives when it is asked."""
    module = types.ModuleType('real', 'What it is for.')
    module.size, module.__path__ = 13, ['somewhere']
    module.__getattr__ = lambda name: {'late': 17}[name]
    return module


def test_a_view_has_the_names_of_its_module_but_for_those_given(real):
    view = views.of(real, {'size': 11})
    assert (view.size, real.size) == (11, 13)
    assert (view.__name__, view.__doc__, view.__path__) == ('real', 'What it is for.', ['somewhere'])
    assert isinstance(view, types.ModuleType)


def test_what_the_module_gives_later_the_view_gives_too(real):
    view = views.of(real, {})
    real.found = 19
    assert (view.found, view.late) == (19, 17)
    assert 'late' not in vars(view)


def test_names_are_looked_up_when_they_are_asked_for():
    asked = []

    def find(name):
        asked.append(name)
        if name == 'nothing':
            raise AttributeError('there is nothing')
        return name.upper()

    view = views.View('made_up', {'own': 1}, find, lambda: ['own', 'other'])
    assert (view.own, view.other, asked) == (1, 'OTHER', ['other'])
    assert dir(view) == ['other', 'own']
    with pytest.raises(AttributeError, match='there is nothing'):
        _ = view.nothing


def test_without_a_way_to_find_names_there_are_only_its_own():
    view = views.View('made_up', {'own': 1})
    assert 'own' in dir(view)
    with pytest.raises(AttributeError, match="module 'made_up' has no attribute 'other'"):
        _ = view.other
