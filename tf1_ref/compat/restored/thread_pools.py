"""Thread pools of data sets, which `tf.contrib.data.python.ops.threadpool` had beside its public names.

Source: tf.contrib.data of TensorFlow 1.15 (python/ops/threadpool.py).
"""

from __future__ import annotations

import itertools

import tensorflow.compat.v1 as tf1
from tensorflow.python.data.ops import dataset_ops
from tensorflow.python.ops import gen_experimental_dataset_ops

_numbers = itertools.count()


class PrivateThreadPool:
    """Threads that work for one data set only."""

    def __init__(self, num_threads: int, display_name: str | None = None, max_intra_op_parallelism: int = 1):
        """Makes the op of the pool.

        Args:
            num_threads: how many threads there are, from 1 on.
            display_name: of the threads, where they are shown.
            max_intra_op_parallelism: how many of them one op may use.
        """
        self._resource = gen_experimental_dataset_ops.thread_pool_handle(
            num_threads=num_threads,
            max_intra_op_parallelism=max_intra_op_parallelism,
            display_name=display_name or '',
            shared_name='' if not tf1.executing_eagerly() else f'threadpool{next(_numbers)}',
        )


class _ThreadPoolDataset(dataset_ops.UnaryUnchangedStructureDataset):
    def __init__(self, dataset, thread_pool):
        variant = gen_experimental_dataset_ops.thread_pool_dataset(
            dataset._variant_tensor, thread_pool._resource, **dataset._flat_structure
        )
        super().__init__(dataset, variant)


def override_threadpool(dataset: tf1.data.Dataset, thread_pool: PrivateThreadPool) -> tf1.data.Dataset:
    """Lets a pool do the work of a data set.

    Args:
        dataset: whose maps run in parallel.
        thread_pool: the threads.

    Returns:
        A data set of the same elements.
    """
    return dataset_ops.DatasetV1Adapter(_ThreadPoolDataset(dataset, thread_pool))
