"""Whether a module serves TensorFlow code."""

import pytest

from tf1_ref.legacy.reading import importers

FILES = {
    'train.py': 'import tensorflow as tf\nimport helpers, numpy as np\nfrom shapes import (\n    circles,\n)\n',
    'helpers.py': 'import numpy as np\n    from texts import words  # deep\n',
    'texts.py': '',
    'circles.py': '',
    'alone.py': 'import numpy as np\n',
    'tools/inner.py': '',
    'package/__init__.py': '',
    'package/model.py': 'from package.deep.data import read\nimport tensorflow\n',
    'package/deep/__init__.py': '',
    'package/deep/data.py': 'from . import files\n',
    'package/deep/files.py': '',
    'package/deep/other.py': '',
    'scripts/run.py': 'from tools.inner import x  # tensorflow\n',
}


@pytest.fixture
def folder(tmp_path):
    for name, content in FILES.items():
        (tmp_path / 'project' / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / 'project' / name).write_text(content)
    return tmp_path / 'project'


@pytest.mark.parametrize(
    'name', ['helpers.py', 'texts.py', 'circles.py', 'package/deep/data.py', 'package/deep/files.py']
)
def test_what_serves(folder, name):
    assert importers.serves_tensorflow(folder / name)


@pytest.mark.parametrize('name', ['alone.py', 'package/deep/other.py', 'tools/inner.py'])
def test_what_does_not(folder, name):
    assert not importers.serves_tensorflow(folder / name)


def test_a_package_is_called_as_its_folder(folder):
    assert importers.serves_tensorflow(folder / 'package' / 'deep' / '__init__.py')
    assert importers.serves_tensorflow(folder / 'package' / '__init__.py')


def test_a_folder_that_is_not_there(tmp_path):
    assert not importers.serves_tensorflow(tmp_path / 'none' / 'a.py')


def test_no_more_files_are_read_than_are_worth_it(folder, monkeypatch):
    monkeypatch.setattr(importers, 'MOST', 0)
    importers._serving.cache_clear()
    assert not importers.serves_tensorflow(folder / 'helpers.py')
    importers._serving.cache_clear()


def test_who_imports(folder):
    found = importers.importing(folder / 'package' / 'deep' / 'data.py')
    assert found == [folder / 'package' / 'model.py']
    assert importers.importing(folder / 'helpers.py') == [folder / 'train.py']
    assert importers.importing(folder / 'alone.py') == []
