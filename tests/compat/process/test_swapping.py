import inspect
import types

import pytest

from tf1_ref.compat.process import swapping


class Kind:
    inherited = 1

    @classmethod
    def made(cls):
        return cls.inherited

    @property
    def size(self):
        return self._size

    @size.setter
    def size(self, size):
        self._size = size


class Heir(Kind):
    pass


def test_within_a_context_and_behind_an_error():
    module = types.ModuleType('a_module')
    module.name = before = [1]
    with pytest.raises(RuntimeError), swapping.swapped(module, name=2, new=3):
        assert (module.name, module.new) == (2, 3)
        raise RuntimeError
    assert module.name is before and not hasattr(module, 'new')


def test_what_is_not_left_stays():
    module = types.ModuleType('a_module')
    swapping.swapped(module, name=2)
    assert module.name == 2


def test_one_within_the_other():
    module = types.ModuleType('a_module')
    module.name = 1
    outer = swapping.swapped(module, name=2)
    with swapping.swapped(module, name=3):
        assert module.name == 3
    assert module.name == 2
    outer.close()
    outer.close()  # a second time changes nothing
    assert module.name == 1


def test_what_was_inherited_is_inherited_again():
    with swapping.swapped(Heir, inherited=2, made=lambda: 'another'):
        assert (Heir.inherited, Heir.made()) == (2, 'another')
    assert not {'inherited', 'made'} & set(vars(Heir)) and Heir.made() == 1


def test_a_class_method_is_given_back_as_one():
    before = inspect.getattr_static(Kind, 'made')
    with swapping.swapped(Kind, made=None):
        assert Kind.made is None
    assert inspect.getattr_static(Kind, 'made') is before


def test_the_code_of_a_function():
    def function():
        return 1

    with swapping.swapped(function, __code__=(lambda: 2).__code__):
        assert function() == 2
    assert function() == 1


def test_a_property():
    one = Kind()
    one.size = 1
    with swapping.swapped(one, size=2):
        assert one.size == 2
    assert one.size == 1


def test_what_others_change_is_given_back():
    module = types.ModuleType('a_module')
    module.changed = module.deleted = 1
    with swapping.kept(module, 'changed', 'deleted', 'new', 'never_there'):
        module.changed, module.new = 2, 3
        del module.deleted
    assert (module.changed, module.deleted) == (1, 1)
    assert not hasattr(module, 'new') and not hasattr(module, 'never_there')


def test_a_module_but_for_a_name():
    module = types.ModuleType('a_module')
    module.kept = module.other = 1
    found = swapping.but_for(module, other=2, new=3)
    assert (found.kept, found.other, found.new) == (1, 2, 3)
    assert module.other == 1 and not hasattr(module, 'new')
