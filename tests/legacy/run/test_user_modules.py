"""Which modules are the user's: by where they lie, and by name for packages."""

import importlib.machinery
import os
import sys
import types

import pytest

from tests.legacy.running import write
from tf1_ref.legacy.run.user_modules import UserModules, is_module_of


@pytest.fixture(autouse=True)
def path(monkeypatch):
    """A copy of `sys.path` that the test may change."""
    monkeypatch.setattr(sys, 'path', [entry for entry in sys.path if entry])
    return sys.path


def test_what_lies_in_the_folder_of_the_script(tmp_path, path):
    write(tmp_path / 'script', helper__py='', package___inner__py='')
    write(tmp_path / 'other', elsewhere__py='')
    path[:0] = [str(tmp_path / 'other')]  # it was there before the script
    modules = UserModules(str(tmp_path / 'script'))
    path[:0] = [str(tmp_path / 'script')]
    assert 'helper' in modules and 'package' not in modules  # a namespace package has no file of its own
    assert 'elsewhere' not in modules and 'json' not in modules and 'pytest' not in modules
    spec = modules.find_spec('package.inner', [str(tmp_path / 'script' / 'package')], None, [])
    assert spec.origin == str(tmp_path / 'script' / 'package' / 'inner.py')


def test_what_lies_in_folders_that_the_script_adds(tmp_path, path):
    write(tmp_path / 'library', helper__py='')
    modules = UserModules(None)
    assert 'helper' not in modules
    path.append(str(tmp_path / 'library'))
    assert 'helper' in modules


@pytest.mark.parametrize('folder', ['site-packages', 'dist-packages'])
def test_never_what_was_installed(tmp_path, path, folder):
    write(tmp_path / folder, helper__py='')
    modules = UserModules(str(tmp_path))
    path[:0] = [str(tmp_path / folder)]
    assert 'helper' not in modules


def test_the_first_on_the_path_is_what_counts(tmp_path, path):
    write(tmp_path / 'script', helper__py='')
    write(tmp_path / 'before', helper__py='')
    path[:0] = [str(tmp_path / 'before')]
    modules = UserModules(str(tmp_path / 'script'))
    path[1:1] = [str(tmp_path / 'script')]
    assert 'helper' not in modules


def test_packages_are_the_user_s_wherever_they_lie(tmp_path, path):
    write(tmp_path / 'site-packages', legacy____init____py='', legacy___inner__py='')
    path[:0] = [str(tmp_path / 'site-packages')]
    modules = UserModules(None, ['legacy', 'absent'])
    assert 'legacy' in modules and 'absent' not in modules
    finders = [object(), importlib.machinery.PathFinder]  # one of them too old to know specs
    folder = str(tmp_path / 'site-packages' / 'legacy')
    assert modules.find_spec('legacy.inner', [folder], None, finders).origin == os.path.join(folder, 'inner.py')


def test_modules_of_a_folder(tmp_path):
    def module(*parts):
        found = types.ModuleType('a')
        found.__file__ = str(tmp_path.joinpath(*parts))
        return found

    assert is_module_of(module('a.py'), str(tmp_path)) and is_module_of(module('b', 'a.py'), str(tmp_path))
    assert not is_module_of(module('a.py'), str(tmp_path / 'b'))
    assert not is_module_of(module('bb', 'a.py'), str(tmp_path / 'b'))
    assert not is_module_of(module('site-packages', 'a.py'), str(tmp_path))
    assert not is_module_of(sys, str(tmp_path))  # it has no file
