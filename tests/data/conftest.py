"""What the data tests share."""

import importlib.util
import os
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).parents[2]


@pytest.fixture(scope='session')
def mnist_dir():
    """The folder with the real MNIST, named by the environment variable DATA_DIR."""
    folder = os.environ.get('DATA_DIR')
    if not folder:
        pytest.skip('no MNIST: name its folder with DATA_DIR=FOLDER')
    folder = pathlib.Path(folder)
    if not (folder / 'train-images-idx3-ubyte.gz').exists():
        pytest.skip(f'DATA_DIR={folder} holds no MNIST; name its folder with DATA_DIR=FOLDER')
    return folder


def load_generator(name):
    """A script of tests/golden as a module."""
    path = ROOT / 'tests' / 'golden' / f'{name}.py'
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope='session')
def input_data_generator():
    return load_generator('generate_input_data')


@pytest.fixture(scope='session')
def digits_generator():
    return load_generator('make_digits')


@pytest.fixture
def run_python():
    """Runs code in a Python of its own, which has to end well, and returns what it printed."""

    def run(code, *arguments):
        command = [sys.executable, '-c', code, *map(str, arguments)]
        environment = {**os.environ, 'PYTHONPATH': str(ROOT)}
        return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout

    return run
