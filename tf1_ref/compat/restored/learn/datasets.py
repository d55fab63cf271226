"""`tf.contrib.learn.datasets`; `mnist` and `load_dataset('mnist')` are `tf1_ref.legacy`'s, for a script it runs.

Source: tf.contrib.learn of TensorFlow 1.15 (datasets/__init__.py).
"""

from __future__ import annotations

from tf1_ref.compat.names import unsupported
from tf1_ref.compat.restored.learn import base
from tf1_ref.compat.restored.learn.base import load_boston, load_iris

DATASETS = {'iris': load_iris, 'boston': load_boston}


def load_dataset(name: str, size: str = 'small', test_with_fake_data: bool = False) -> base.Dataset:
    """Loads a data set by its name.

    Args:
        name: 'iris' or 'boston'.
        size: not used; it was for others.
        test_with_fake_data: not used; it was for others.

    Returns:
        A `Dataset`.

    Raises:
        ValueError: there is no such data set.
        Unsupported: it is 'mnist' or 'dbpedia', whose data has to be downloaded.
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
