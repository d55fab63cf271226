"""Which files are the user's: by where they lie, by name for packages, and by what they use."""

import pathlib
import sys
import types
import zipfile

import pytest

from tests.legacy.running import write
from tf1_ref.legacy.run import saying
from tf1_ref.legacy.run.user_modules import UserModules, is_module_of

ROOT = pathlib.Path(__file__).resolve().parents[3]
OLD = 'import tensorflow as tf\n\ndef half(x): return tf.div(x, 2)\n'
NEW = 'import tensorflow as tf\n\ndef half(x): return tf.math.divide(x, 2)  # not tf.div(x, 2)\n'


@pytest.fixture(autouse=True)
def path(monkeypatch):
    """A copy of `sys.path` that the test may change; nothing was said before."""
    monkeypatch.setattr(sys, 'path', [entry for entry in sys.path if entry])
    monkeypatch.setattr(saying, '_said', set())
    monkeypatch.delenv(saying.VARIABLE, raising=False)
    return sys.path


def test_what_lies_in_the_folder_of_the_script(tmp_path, path):
    write(tmp_path / 'script', helper__py='', package___inner__py='')
    write(tmp_path / 'other', elsewhere__py='')
    path[:0] = [str(tmp_path / 'other')]  # it was there before the script
    modules = UserModules(str(tmp_path / 'script'))
    path[:0] = [str(tmp_path / 'script')]
    assert 'helper' in modules and 'package' not in modules  # a namespace package has no file of its own
    assert 'elsewhere' not in modules and 'json' not in modules and 'pytest' not in modules
    assert modules.owns(str(tmp_path / 'script' / 'package' / 'inner.py'))


def test_what_lies_in_folders_that_the_script_adds(tmp_path, path):
    write(tmp_path / 'library', helper__py='')
    modules = UserModules(None)
    assert 'helper' not in modules
    path.append(str(tmp_path / 'library'))
    assert 'helper' in modules


@pytest.mark.parametrize('folder', ['site-packages', 'dist-packages'])
def test_never_what_was_installed(tmp_path, path, folder, capsys):
    write(tmp_path / folder, helper__py=OLD)
    modules = UserModules(str(tmp_path))
    path[:0] = [str(tmp_path / folder)]
    assert 'helper' not in modules and capsys.readouterr().err == ''


def test_the_first_on_the_path_is_what_counts(tmp_path, path):
    write(tmp_path / 'script', helper__py='')
    write(tmp_path / 'before', helper__py='')
    path[:0] = [str(tmp_path / 'before')]
    modules = UserModules(str(tmp_path / 'script'))
    path[1:1] = [str(tmp_path / 'script')]
    assert 'helper' not in modules


def test_packages_are_the_user_s_wherever_they_lie(tmp_path, path):
    folder = tmp_path / 'site-packages'
    write(folder, legacy____init____py='', legacy___inner__py='')
    path[:0] = [str(folder)]
    modules = UserModules(None, ['legacy', 'absent'])
    assert 'absent' not in modules and modules.owns(str(folder / 'legacy' / 'inner.py'))
    assert not modules.owns(str(folder / 'legacy_not' / 'inner.py'))


def test_elsewhere_what_uses_names_of_tensorflow_1(tmp_path, path, capsys):
    """A package is one thing: what does not use such names itself is the user's, too."""
    write(tmp_path, old__py=OLD, new__py=NEW, pack___a__py='', pack___inner___b__py=OLD)
    (tmp_path / 'pack' / '__init__.py').touch()
    path[:0] = [str(tmp_path)]
    modules = UserModules(None)
    assert 'old' in modules and 'new' not in modules and 'pack' in modules
    assert modules.owns(str(tmp_path / 'pack' / 'a.py')) and 'old' in UserModules(None)
    old, package = capsys.readouterr().err.splitlines()
    assert old == f'tf1_ref run: {tmp_path / "old.py"} sees TensorFlow 1 too: it uses tf.div (old.py, line 3)'
    assert package.endswith('pack sees TensorFlow 1 too: it uses tf.div (pack/inner/b.py, line 3)')


def test_elsewhere_a_file_that_is_on_no_path(tmp_path):
    """As with editable installs, whose finders lead to folders that are not on `sys.path`."""
    write(tmp_path, pack____init____py='', pack___b__py='', alone__py=OLD, other__py='')
    (tmp_path / 'pack' / '__init__.py').touch()
    (tmp_path / 'pack' / 'a.py').write_text(OLD)
    modules = UserModules(None)
    assert modules.owns(str(tmp_path / 'pack' / 'b.py')) and modules.owns(str(tmp_path / 'alone.py'))
    assert not modules.owns(str(tmp_path / 'other.py'))


def test_in_a_zip_file(tmp_path, path):
    with zipfile.ZipFile(tmp_path / 'a.zip', 'w') as file:
        for name, source in {'old.py': OLD, 'new.py': NEW, 'pack/a.py': '', 'pack/b.py': OLD}.items():
            file.writestr(name, source)
    path[:0] = [str(tmp_path / 'a.zip')]
    modules = UserModules(None)
    owned = [name for name in ('old.py', 'new.py', 'pack/a.py') if modules.owns(str(tmp_path / 'a.zip' / name))]
    assert owned == ['old.py', 'pack/a.py']


def test_never_the_real_tensorflow_wherever_it_lies(tmp_path, path):
    write(tmp_path, tensorflow___ops__py=OLD)
    (tmp_path / 'tensorflow' / '__init__.py').touch()
    path[:0] = [str(tmp_path)]
    assert 'tensorflow' not in UserModules(None)


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


def test_this_project_is_not_the_user_s_even_where_it_is_named():
    modules = UserModules(None, ['tf1_ref'])
    assert not modules.owns(str(ROOT / 'tf1_ref' / 'legacy' / 'dropped' / 'numpy1.py'))
    assert modules.owns(str(ROOT / 'tf1_ref' / 'listings' / 'cnn.py'))
