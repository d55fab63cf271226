"""`tf.contrib.learn.datasets.base`: small tables, and tables of one's own in CSV files.

The two tables are those of 1.15's package: `iris.npz`, R. A. Fisher's measurements of 1936, and `boston.npz`, the
house prices of Harrison and Rubinfeld, 1978.

Source: tf.contrib.learn of TensorFlow 1.15 (datasets/base.py).
"""

from __future__ import annotations

import collections
import csv
import os
import urllib.request
from typing import Any

import numpy as np
from tensorflow.python.platform import gfile

from tf1_ref.errors import InputError

Dataset = collections.namedtuple('Dataset', ['data', 'target'])
Datasets = collections.namedtuple('Datasets', ['train', 'validation', 'test'])


def load_csv_with_header(filename: str, target_dtype: Any, features_dtype: Any, target_column: int = -1) -> Dataset:
    """Reads a table whose first line starts with the numbers of its rows and of its features.

    Args:
        filename: the file.
        target_dtype: NumPy's type of the labels.
        features_dtype: NumPy's type of the features.
        target_column: where a row has its label.

    Raises:
        InputError: the first line has no such numbers.
    """
    rows = _rows(filename)
    try:
        samples, features = int(rows[0][0]), int(rows[0][1])
    except (IndexError, ValueError) as error:
        raise InputError(
            f'{filename}: its first line does not start with the numbers of rows and features; '
            'read it with load_csv_without_header'
        ) from error
    table = _table(rows[1:], target_dtype, features_dtype, target_column)
    data, target = np.zeros((samples, features), features_dtype), np.zeros((samples,), target_dtype)
    data[: len(table.data)], target[: len(table.target)] = table
    return Dataset(data, target)


def load_csv_without_header(filename: str, target_dtype: Any, features_dtype: Any, target_column: int = -1) -> Dataset:
    """Reads a table of which every line is a row.

    Args:
        filename: the file.
        target_dtype: NumPy's type of the labels.
        features_dtype: NumPy's type of the features.
        target_column: where a row has its label.

    Returns:
        A `Dataset`.
    """
    return _table(_rows(filename), target_dtype, features_dtype, target_column)


def load_iris(data_path: str | None = None) -> Dataset:
    """Loads 150 irises: four measurements in centimetres, and one of three species.

    Args:
        data_path: a CSV file of one's own instead, as `load_csv_with_header` reads it.

    Returns:
        A `Dataset`.
    """
    if data_path is not None:
        return load_csv_with_header(data_path, np.int64, np.float64)
    return _embedded('iris')


def load_boston(data_path: str | None = None) -> Dataset:
    """Loads 506 suburbs: 13 features, and the median price of a house in thousands of dollars.

    Args:
        data_path: a CSV file of one's own instead, as `load_csv_with_header` reads it.

    Returns:
        A `Dataset`.
    """
    if data_path is not None:
        return load_csv_with_header(data_path, np.float64, np.float64)
    return _embedded('boston')


def maybe_download(filename: str, work_directory: str, source_url: str) -> str:
    """Downloads a file to a folder if it is not there.

    Args:
        filename: its name.
        work_directory: the folder.
        source_url: from where it is downloaded.

    Returns:
        The path of the file.
    """
    gfile.MakeDirs(work_directory)
    path = os.path.join(work_directory, filename)
    if not gfile.Exists(path):
        downloaded, _ = urllib.request.urlretrieve(source_url)
        gfile.Copy(downloaded, path)
        print('Successfully downloaded', filename, gfile.Stat(path).length, 'bytes.')
    return path


def _rows(filename):
    with gfile.GFile(filename) as file:
        return [row for row in csv.reader(file) if row]


def _table(rows: list[list[str]], target_dtype: Any, features_dtype: Any, target_column: int) -> Dataset:
    target = [row.pop(target_column) for row in rows]
    return Dataset(np.array([np.asarray(row, features_dtype) for row in rows]), np.array(target, target_dtype))


def _embedded(name):
    with np.load(os.path.join(os.path.dirname(__file__), f'{name}.npz')) as arrays:
        return Dataset(arrays['data'], arrays['target'])
