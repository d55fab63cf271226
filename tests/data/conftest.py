"""What the data tests share."""

import os
import pathlib

import pytest


@pytest.fixture(scope='session')
def mnist_dir():
    """The folder with the real MNIST, named by the environment variable DATA_DIR."""
    folder = os.environ.get('DATA_DIR')
    if not folder:
        pytest.skip('DATA_DIR names no folder with the real MNIST')
    folder = pathlib.Path(folder)
    if not (folder / 'train-images-idx3-ubyte.gz').exists():
        pytest.skip(f'DATA_DIR={folder} holds no MNIST')
    return folder
