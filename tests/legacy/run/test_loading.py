"""How the user's modules are loaded, whoever loads them, and that the process can be put back."""

import importlib
import importlib.util
import runpy
import sys
import traceback
import types
import zipfile
import zipimport
from importlib.machinery import SourceFileLoader, SourcelessFileLoader

import pytest

from tests.legacy.running import write
from tf1_ref.legacy.options import Options
from tf1_ref.legacy.run import loading

HELPER = 'import numpy as np\nFLOAT = np.float\n'
NAME = 'tf1_users_helper'


@pytest.fixture
def hooks(tmp_path, monkeypatch):
    write(tmp_path, tf1_users_helper__py=HELPER)
    monkeypatch.setattr(sys, 'path', [str(tmp_path), *sys.path])
    with loading.taken_back():
        yield loading.present(str(tmp_path), Options())
    sys.modules.pop(NAME, None)


def state():
    """The functions of the import system that are swapped."""
    kinds = (SourceFileLoader, SourcelessFileLoader, zipimport.zipimporter)
    names = ('exec_module', 'get_code', 'source_to_code', 'load_module')
    own = [vars(kind).get(name) for kind in kinds for name in names]
    return [*own, importlib._bootstrap._init_module_attrs, runpy._run_code, runpy._get_code_from_file]


def by_spec(path):
    spec = importlib.util.spec_from_file_location('by_spec', path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.FLOAT


def by_hand(path):
    module = types.ModuleType('by_hand')
    SourceFileLoader('by_hand', str(path)).exec_module(module)
    return module.FLOAT


def by_lazy_loader(path):
    loader = importlib.util.LazyLoader(SourceFileLoader('by_lazy_loader', str(path)))
    spec = importlib.util.spec_from_loader('by_lazy_loader', loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module.FLOAT


def by_loader_of_its_own(path):
    class Loader(SourceFileLoader):  # as pytest's, which rewrites assertions
        def exec_module(self, module):
            exec(compile(self.get_data(self.path), self.path, 'exec'), vars(module))

    spec = importlib.util.spec_from_file_location('by_own', path, loader=Loader('by_own', str(path)))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.FLOAT


def by_reload(path):
    module = importlib.import_module(NAME)
    del module.FLOAT
    return importlib.reload(module).FLOAT


@pytest.mark.filterwarnings('ignore:.*load_module')
@pytest.mark.parametrize(
    'load',
    [
        lambda path: importlib.import_module(NAME).FLOAT,
        by_spec,
        by_hand,
        by_lazy_loader,
        by_loader_of_its_own,
        by_reload,
        lambda path: SourceFileLoader('by_loader', str(path)).load_module().FLOAT,
        lambda path: runpy.run_path(str(path))['FLOAT'],
        lambda path: runpy.run_path(str(path), run_name='__main__')['FLOAT'],
        lambda path: runpy.run_module(NAME)['FLOAT'],
        lambda path: runpy.run_module(NAME, alter_sys=True)['FLOAT'],
    ],
)
def test_however_a_file_is_loaded(hooks, tmp_path, load):
    path = tmp_path / f'{NAME}.py'
    assert load(path) is float
    hooks.uninstall()
    for name in (NAME, 'by_loader'):
        sys.modules.pop(name, None)
    with pytest.raises(AttributeError, match='float'):
        load(path)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason='imp is gone from Python 3.12')
@pytest.mark.filterwarnings('ignore')
def test_by_imp(hooks, tmp_path):
    import imp

    assert imp.load_source('by_imp', str(tmp_path / f'{NAME}.py')).FLOAT is float


@pytest.mark.filterwarnings('ignore')
def test_out_of_a_zip_file(hooks, tmp_path, monkeypatch):
    archive = tmp_path / 'library.zip'
    with zipfile.ZipFile(archive, 'w') as file:
        file.writestr('tf1_zipped.py', HELPER + 'PATH = __file__\n')
        file.writestr('tf1_zipped_too.py', HELPER)
    monkeypatch.setattr(sys, 'path', [str(archive), *sys.path])
    module = importlib.import_module('tf1_zipped')
    assert module.FLOAT is float and str(archive / 'tf1_zipped.py') == module.PATH
    assert zipimport.zipimporter(str(archive)).load_module('tf1_zipped_too').FLOAT is float
    assert runpy.run_module('tf1_zipped')['FLOAT'] is float
    for name in ('tf1_zipped', 'tf1_zipped_too'):
        del sys.modules[name]


def test_a_module_of_the_user_s_sees_what_is_presented(hooks, tmp_path):
    helper = importlib.import_module(NAME)
    assert helper.__builtins__ is vars(hooks.presentation.builtins) and loading.is_presented(helper)
    assert type(helper.__loader__) is SourceFileLoader and not (tmp_path / '__pycache__').exists()


def test_cached_bytecode_is_python_s_own(hooks, tmp_path, monkeypatch):
    """It is neither read, since it is not adapted, nor written, since Python would read it without a run."""
    monkeypatch.setattr(sys, 'dont_write_bytecode', False)
    source = 'import numpy as np\nNUMBER = float(np.ones([1, 1]))\n'
    write(tmp_path, tf1_users_helper__py=source)
    importlib.import_module(NAME)
    assert not (tmp_path / '__pycache__').exists()


def test_once_they_are_gone_everything_is_as_it_was(tmp_path):
    before = state()
    with loading.taken_back():
        loading.present(str(tmp_path), Options())
        loading.present(str(tmp_path / 'another'), Options())
        assert state() != before
    assert state() == before


def test_what_is_no_user_s_is_left_to_others(hooks):
    module = importlib.reload(importlib.import_module('this')) if 'this' in sys.modules else types
    assert not loading.is_presented(module) and not loading.is_presented(importlib.import_module('json'))
    assert SourceFileLoader('json', importlib.util.find_spec('json').origin).get_code('json').co_name == '<module>'


def test_the_line_of_an_error_is_the_file_s(hooks, tmp_path):
    write(tmp_path, tf1_users_helper__py='import numpy as np\n\nx = [\n')
    with pytest.raises(SyntaxError) as raised:
        importlib.import_module(NAME)
    assert raised.value.filename == str(tmp_path / f'{NAME}.py')


def test_tracebacks_that_a_program_prints_itself_are_python_s(hooks, tmp_path):
    write(tmp_path, tf1_users_helper__py='1 / 0\n')
    try:
        import tf1_users_helper  # noqa: F401 (by the statement: only there does Python leave frames out)
    except ZeroDivisionError as error:
        files = [entry.filename for entry in traceback.extract_tb(error.__traceback__)]
    assert files == [__file__, str(tmp_path / f'{NAME}.py')]


def test_a_run_within_a_run_has_the_last_word(hooks, tmp_path):
    with loading.taken_back():
        inner = loading.present(str(tmp_path), Options())
        assert importlib.import_module(NAME).__builtins__ is vars(inner.presentation.builtins)


def test_modules_are_set_aside(hooks, tmp_path):
    before = importlib.import_module(NAME)
    main = sys.modules['__main__']
    with loading.set_aside(str(tmp_path)):
        assert NAME not in sys.modules and '__main__' not in sys.modules
        assert importlib.import_module(NAME) is not before
    assert sys.modules[NAME] is before and sys.modules['__main__'] is main


def test_what_was_loaded_while_they_were_is_gone(tmp_path, monkeypatch):
    write(tmp_path, tf1_users_helper__py=HELPER)
    monkeypatch.setattr(sys, 'path', [str(tmp_path), *sys.path])
    with loading.set_aside(str(tmp_path)):
        loading.present(str(tmp_path), Options())
        importlib.import_module(NAME)
    assert NAME not in sys.modules
