"""What tests need: the packages that setup.py knows, and a reason with the command that installs what is missing."""

import ast
import re
import sys

import pytest

from tests import needs
from tests.arrows import ROOT
from tf1_ref.errors import SetupError, missing_extra

NONE = 'module_that_nobody_has'
DISTRIBUTIONS = {
    'tensorflow_estimator': 'tensorflow-estimator',
    'IPython': 'ipython',
    'sklearn': 'scikit-learn',
    'xdist': 'pytest-xdist',
}


@pytest.fixture
def lacking(monkeypatch):
    monkeypatch.setitem(needs.EXTRAS, NONE, 'legacy')


def test_every_module_comes_with_its_extra():
    tree = ast.parse((ROOT / 'setup.py').read_text())
    (extras,) = [one.value for one in tree.body if isinstance(one, ast.Assign) and one.targets[0].id == 'EXTRAS']
    brings = {ast.literal_eval(key): ast.unparse(value) for key, value in zip(extras.keys, extras.values, strict=True)}
    for module, extra in needs.EXTRAS.items():
        assert re.search(rf"['\"]{DISTRIBUTIONS.get(module, module)}\b", brings[extra]), module


def test_what_is_there_is_not_skipped(monkeypatch):
    needs.modules()
    monkeypatch.setitem(needs.EXTRAS, 'numpy', 'legacy')
    needs.modules('numpy')
    with needs.what_is_told():
        pass


def test_the_reason_says_what_is_missing_and_how_to_install_it(lacking):
    with pytest.raises(pytest.skip.Exception, match=rf"^{NONE} is not installed: pip install -e '\.\[legacy\]'$"):
        needs.modules(NONE)


def test_what_this_project_says_is_missing(lacking):
    with pytest.raises(pytest.skip.Exception, match=NONE):
        needs.told(f'Traceback ...\ntf1_ref.errors.SetupError: {missing_extra(f"{NONE}.inner", "legacy")}\n')
    with pytest.raises(pytest.skip.Exception, match=NONE), needs.what_is_told():
        raise missing_extra(NONE, 'legacy')


def test_a_package_that_is_there_is_no_excuse(monkeypatch):
    monkeypatch.setitem(needs.EXTRAS, 'numpy', 'legacy')
    with pytest.raises(SetupError), needs.what_is_told():
        raise missing_extra('numpy', 'legacy')
    with pytest.raises(SetupError, match='another'), needs.what_is_told():
        raise SetupError('another')


def test_programs_of_the_machine(monkeypatch):
    monkeypatch.setattr(needs.shutil, 'which', lambda name: None)
    with pytest.raises(pytest.skip.Exception, match='Chromium is not installed: apt-get install chromium'):
        needs.browser()
    monkeypatch.setattr(needs.shutil, 'which', lambda name: '/bin/chrome' if name == 'google-chrome' else None)
    assert needs.browser() == '/bin/chrome'
    monkeypatch.setattr(needs.generate, 'oracle_python', lambda: None)
    with pytest.raises(pytest.skip.Exception, match='is not to be had here; .python -m tf1_ref genuine. tells why'):
        needs.oracle()
    monkeypatch.setattr(needs.generate, 'oracle_python', lambda: sys.executable)
    assert needs.oracle() == sys.executable
