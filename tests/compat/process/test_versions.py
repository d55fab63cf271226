import importlib.metadata
import sys

import pytest

from tf1_ref.compat.process import supported, versions
from tf1_ref.errors import SetupError

NEWER = f'{supported.after(supported.NEWEST)}.0'
INSTALL = f"pip install 'tensorflow{supported.SPECIFIER}'"


@pytest.mark.parametrize('version', ['2.16.0', '2.20.0rc1', *supported.TENSORFLOW.values()])
def test_supported(version):
    assert versions.check_tensorflow_version(version) == version


@pytest.mark.parametrize('version', ['1.15.5', '2.15.1', NEWER, '3.0.0'])
def test_outside_the_range_names_range_and_remedy(version):
    with pytest.raises(SetupError) as caught:
        versions.check_tensorflow_version(version)
    assert str(caught.value) == (
        f'TensorFlow {version} is outside the supported range {supported.RANGE}; install one inside it with: {INSTALL}'
    )


def test_missing_names_the_command_that_installs_it(monkeypatch):
    def not_found(distribution):
        raise importlib.metadata.PackageNotFoundError(distribution)

    monkeypatch.setattr(importlib.metadata, 'version', not_found)
    monkeypatch.setitem(sys.modules, 'tensorflow', None)
    with pytest.raises(SetupError) as caught:
        versions.check_tensorflow_version()
    assert str(caught.value) == f'TensorFlow is not installed; install it with: {INSTALL}'


def test_the_installed_one_is_found():
    assert versions.check_tensorflow_version() == importlib.metadata.version('tensorflow')
