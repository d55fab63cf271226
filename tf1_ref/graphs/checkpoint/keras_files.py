"""Keras' weights in HDF5 (`.h5`, `.weights.h5`) and `.keras` files: names, shapes, values. Needs no TensorFlow.

Nothing in them is executed; links to other files are not followed.
"""

from __future__ import annotations

import collections
import contextlib
import io
import os
import pathlib
import zipfile
from collections.abc import Iterator
from typing import Any

from tf1_ref.errors import InputError, SetupError
from tf1_ref.graphs.graph import Variable
from tf1_ref.terminal import one_line, printable

_HDF5, _ZIP = b'\x89HDF\r\n\x1a\n', b'PK\x03\x04'
_WEIGHTS = 'model.weights.h5'
# How many bytes a file of one byte may unfold to: Keras does not compress.
_MOST_UNFOLDED = 1000


class Reader:
    """Reads the variables of a file, as `tf.train.load_checkpoint` does those of a checkpoint."""

    def __init__(self, path: str | os.PathLike):
        """Finds the variables.

        Raises:
            InputError: it cannot be read.
            SetupError: h5py is not installed.
        """
        self._path = os.fspath(path)
        with self._opened() as file:
            self._places = _names(file)
            self.variables = [
                Variable(name, tuple(file[place].shape), _dtype(file[place]))
                for name, place in sorted(self._places.items())
            ]

    def get_tensor(self, name: str) -> Any:
        """The value of a variable.

        Raises:
            InputError: it cannot be read.
        """
        with self._opened() as file:
            return file[self._places[name]][()]

    def get_variable_to_dtype_map(self) -> dict[str, str]:
        """The dtype's name by variable."""
        return {one.name: one.dtype for one in self.variables}

    @contextlib.contextmanager
    def _opened(self) -> Iterator[Any]:
        try:
            import h5py  # type: ignore[import-untyped]  # it has no hints
        except ImportError as error:
            raise SetupError('h5py, which reads HDF5, is not installed; install it with: pip install h5py') from error
        try:
            with h5py.File(_content(self._path), 'r') as file:
                yield file
        except InputError:
            raise
        except Exception as error:  # by what is damaged, h5py raises one of many kinds
            raise InputError(f'{self._path} cannot be read ({one_line(error)}); save the weights anew') from error


def is_keras_file(path: str | os.PathLike) -> bool:
    """Whether a file is HDF5, or a `.keras` file; by its content, but a zip file by its name too."""
    path = pathlib.Path(path)
    if not path.is_file():
        return False
    with open(path, 'rb') as file:
        start = file.read(len(_HDF5))
    return start == _HDF5 or (start.startswith(_ZIP) and path.suffix == '.keras')


def _content(path):
    """What h5py opens: a path, or the weights of a `.keras` file, in memory."""
    if not zipfile.is_zipfile(path):
        return path
    with zipfile.ZipFile(path) as archive:
        if _WEIGHTS not in archive.namelist():
            raise InputError(f'{path} has no {_WEIGHTS}; save the model anew')
        if archive.getinfo(_WEIGHTS).file_size > _MOST_UNFOLDED * os.path.getsize(path):
            raise InputError(f'{path} unfolds to far more than a model; save it anew')
        return io.BytesIO(archive.read(_WEIGHTS))


def _names(file):
    """Where each variable is, by its name: by Keras' list of names if there is one, else its path."""
    listed, others = [], []

    def visit(place, item):
        if hasattr(item, 'dtype'):
            others.append(place)
        elif 'weight_names' in item.attrs:
            for name in item.attrs['weight_names']:
                name = name.decode('utf-8', 'replace') if isinstance(name, bytes) else str(name)
                if name in item:
                    listed.append((name, f'{place}/{name}'))

    file.visititems(visit)
    most = _MOST_UNFOLDED * max(1, os.path.getsize(file.filename) if os.path.exists(str(file.filename)) else 2**20)
    for place in others:
        if file[place].is_virtual or file[place].external or file[place].nbytes > most:
            raise InputError(f'{printable(place)} is no variable, or lies in another file')
    known = {place for _, place in listed} & {*others}
    times = collections.Counter(name for name, place in listed if place in known)
    # Two layers of one name have their folders before it.
    found = {name if times[name] == 1 else place: place for name, place in listed if place in known}
    found.update((place, place) for place in others if place not in known)
    return {printable(name.removesuffix(':0')): place for name, place in found.items()}


def _dtype(item):
    return 'string' if item.dtype.kind in 'OSU' else item.dtype.name
