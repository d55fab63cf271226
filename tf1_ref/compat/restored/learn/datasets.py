"""`tf.contrib.learn.datasets`; `mnist` and `load_dataset('mnist')` are `tf1_ref.legacy`'s, for a script it runs."""

from __future__ import annotations

from tf1_ref.compat.names import unsupported
from tf1_ref.compat.restored.learn import base
from tf1_ref.compat.restored.learn.base import load_boston, load_iris

DATASETS = {'iris': load_iris, 'boston': load_boston}


def load_dataset(name: str, size: str = 'small', test_with_fake_data: bool = False) -> base.Dataset:
    """A data set by its name, 'iris' or 'boston'; `size` and `test_with_fake_data` were for others.

    Raises:
        ValueError: there is no such data set.
    """
    if name in ('mnist', 'dbpedia'):
        raise unsupported.Unsupported(
            f'tf.contrib.learn.datasets.load_dataset({name!r})',
            'its data has to be downloaded',
            'tf1_ref.data.input_data.read_data_sets' if name == 'mnist' else 'tf.keras.datasets.reuters',
        )
    if name not in DATASETS:
        raise ValueError(f'Name of dataset is not found: {name}')
    return DATASETS[name]()
