"""What tests need beyond tensorflow, numpy, absl-py and pytest. Where it is missing they are skipped, and say why.

A file of tests, a module that it imports, a fixture or a test says what it needs:

    needs.modules('libcst')
    browser = needs.browser()
    python = needs.oracle()

For tables of programs it is this project that says which package is missing, when a program comes to need it:

    with needs.what_is_told():
        run(program)
"""

from __future__ import annotations

import contextlib
import re
import shutil
from importlib.machinery import PathFinder

import pytest

from tests.golden import generate

# The extra of setup.py that brings a module.
EXTRAS = {
    'tf_keras': 'legacy',
    'tf_slim': 'legacy',
    'tensorflow_estimator': 'legacy',
    'scipy': 'legacy',
    'fissix': 'legacy',
    'libcst': 'port',
    'matplotlib': 'plots',
    'safetensors': 'safetensors',
    'tensorboard': 'tensorboard',
    'grandalf': 'graphs',
    'hypothesis': 'dev',
    'IPython': 'dev',
    'ipykernel': 'dev',
    'mypy': 'dev',
    'ruff': 'dev',
    'setuptools': 'dev',
    'sklearn': 'dev',
    'xdist': 'dev',
}


def modules(*names: str) -> None:
    """Skips what asks, a test or a whole file, where one of these modules is not installed."""
    for name in names:
        # In the folders of packages: `sys.modules` may hold what another test has put there.
        if PathFinder.find_spec(name) is None:
            _skip(f"{name} is not installed: pip install -e '.[{EXTRAS[name]}]'")


def browser() -> str:
    """The path of a Chromium; without one the test is skipped."""
    found = [path for path in map(shutil.which, ('chromium', 'chromium-browser', 'google-chrome')) if path]
    if not found:
        _skip('Chromium is not installed: apt-get install chromium')
    return found[0]


def oracle() -> str:
    """The Python of the genuine TensorFlow 1.15.5; where it is not there and cannot be made, the test is skipped."""
    python = generate.oracle_python()
    if python is None:
        _skip(generate.MISSING)
    return python


@contextlib.contextmanager
def what_is_told():
    """Skips a test when this project says of a package that it is not installed, and indeed it is not."""
    try:
        yield
    except Exception as error:  # a SetupError, or AutoGraph's around it
        told(str(error))
        raise


def told(text: str) -> None:
    """The same for what a process has printed."""
    for name in re.findall(r"(\w+)[\w.]* is not installed; install it with: pip install 'tf1_ref\[", text):
        modules(name)


def _skip(reason):
    pytest.skip(reason, allow_module_level=True)
