"""`tf.contrib.learn.datasets`."""

from __future__ import annotations

import os
import tempfile

import numpy as np

PREFIX = 'tf.contrib.learn.'


def _table(table):
    return [table.data, table.target, str(table.data.dtype), str(table.target.dtype), float(table.data.sum())]


def _read(tf, content, function):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'table.csv')
        with open(path, 'w') as file:
            file.write(content)
        return _table(getattr(tf.contrib.learn.datasets.base, function)(path, np.int64, np.float32))


PROGRAMS = {
    'datasets, iris': lambda tf: _table(tf.contrib.learn.datasets.load_iris()),
    'datasets, boston': lambda tf: _table(tf.contrib.learn.datasets.load_dataset('boston')),
    'datasets, header': lambda tf: _read(tf, '2,3,a,b\n1,2,3,0\n4,5,6.5,1\n', 'load_csv_with_header'),
    'datasets, no header': lambda tf: _read(tf, '1,2,3,0\n4,5,6.5,1\n', 'load_csv_without_header'),
}
