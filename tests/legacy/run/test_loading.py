"""How the user's modules are loaded, and that the process can be put back."""

import importlib
import importlib.machinery
import sys

import pytest

from tests.legacy.running import write
from tf1_ref.legacy.options import Options
from tf1_ref.legacy.run import loading

HELPER = 'import numpy as np\nFLOAT = np.float\n'


@pytest.fixture
def finder(tmp_path, monkeypatch):
    write(tmp_path, tf1_users_helper__py=HELPER)
    monkeypatch.setattr(sys, 'path', [str(tmp_path), *sys.path])
    finder = loading.present(str(tmp_path), Options())
    yield finder
    if finder in sys.meta_path:
        finder.uninstall()
    sys.modules.pop('tf1_users_helper', None)


def test_a_module_of_the_user_s_sees_what_is_presented(finder, tmp_path):
    helper = importlib.import_module('tf1_users_helper')
    assert helper.FLOAT is float and isinstance(helper.__loader__, loading.Loader)
    assert helper.__builtins__ is vars(finder.presentation.builtins)
    assert not (tmp_path / '__pycache__').exists()


def test_it_stands_before_python_s_own_for_files_and_behind_the_others(finder):
    where = sys.meta_path.index(finder)
    assert sys.meta_path[where + 1] is importlib.machinery.PathFinder
    assert importlib.machinery.BuiltinImporter in sys.meta_path[:where]


def test_once_it_is_gone_python_loads_the_module(finder):
    finder.uninstall()
    assert finder not in sys.meta_path
    with pytest.raises(AttributeError, match='float'):
        importlib.import_module('tf1_users_helper')


def test_what_is_no_user_s_is_left_to_others(finder):
    assert finder.find_spec('json') is None and finder.find_spec('no_such_module') is None


def test_the_line_of_an_error_is_the_file_s(finder, tmp_path):
    write(tmp_path, tf1_users_helper__py='import numpy as np\n\nx = [\n')
    with pytest.raises(SyntaxError) as raised:
        importlib.import_module('tf1_users_helper')
    assert raised.value.filename == str(tmp_path / 'tf1_users_helper.py')


def test_modules_are_set_aside(finder, tmp_path):
    before = importlib.import_module('tf1_users_helper')
    main = sys.modules['__main__']
    with loading.set_aside(str(tmp_path)):
        assert 'tf1_users_helper' not in sys.modules and '__main__' not in sys.modules
        assert importlib.import_module('tf1_users_helper') is not before
    assert sys.modules['tf1_users_helper'] is before and sys.modules['__main__'] is main
