import importlib.metadata
import sys

import pytest

from tf1_ref.compat.process import versions
from tf1_ref.errors import SetupError


@pytest.mark.parametrize('version', ['2.16.0', '2.16.2', '2.21.0', '2.20.0rc1'])
def test_supported(version):
    assert versions.check_tensorflow_version(version) == version


@pytest.mark.parametrize('version', ['1.15.5', '2.15.1', '2.22.0', '3.0.0'])
def test_outside_the_range_names_range_and_remedy(version):
    with pytest.raises(SetupError) as caught:
        versions.check_tensorflow_version(version)
    assert str(caught.value) == (
        f'TensorFlow {version} is outside the supported range 2.16 to 2.21; '
        "install one inside it with: pip install 'tensorflow>=2.16,<2.22'"
    )


def test_missing_names_the_command_that_installs_it(monkeypatch):
    def not_found(distribution):
        raise importlib.metadata.PackageNotFoundError(distribution)

    monkeypatch.setattr(importlib.metadata, 'version', not_found)
    monkeypatch.setitem(sys.modules, 'tensorflow', None)
    with pytest.raises(SetupError) as caught:
        versions.check_tensorflow_version()
    assert str(caught.value) == ("TensorFlow is not installed; install it with: pip install 'tensorflow>=2.16,<2.22'")


def test_the_installed_one_is_found():
    assert versions.check_tensorflow_version() == importlib.metadata.version('tensorflow')
