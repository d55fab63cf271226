"""Datasets that are shuffled and repeated, in 1.15's order.

1.15 fused `shuffle(...).repeat(...)`, and its fused kernel drew the first epoch from the seeds themselves, where
TensorFlow 2 draws every epoch from seeds that it draws from them. So the first epoch is a dataset of its own here. The
later ones are shuffled otherwise than in 1.15, whose kernel went on with the numbers of the first.
"""

from __future__ import annotations

import tensorflow.compat.v1 as tf1
from tensorflow.python.data.ops import shuffle_op
from tensorflow.python.framework import tensor_util
from tensorflow.python.ops import gen_dataset_ops

from tf1_ref.compat import hooks, op_counts

REPEAT = 'tensorflow.python.data.ops.repeat_op:_RepeatDataset.__init__'
SHUFFLE_AND_REPEAT = 'tensorflow.python.data.experimental.ops.shuffle_ops:_ShuffleAndRepeatDataset.__init__'


@hooks.replaces(REPEAT)
def _repeat(original, dataset, input_dataset, count, name=None):
    original(dataset, input_dataset, count, name)
    shuffled = getattr(input_dataset, '_dataset', input_dataset)
    if isinstance(shuffled, shuffle_op._ShuffleDataset) and shuffled._reshuffle_each_iteration is not False:
        repeated = lambda count: gen_dataset_ops.repeat_dataset(  # noqa: E731
            input_dataset._variant_tensor, count, **dataset._flat_structure
        )
        _draw_first_epoch(dataset, shuffled, repeated)


@hooks.replaces(SHUFFLE_AND_REPEAT)
def _shuffle_and_repeat(original, dataset, *args, **named):
    original(dataset, *args, **named)
    repeated = lambda count: gen_dataset_ops.shuffle_and_repeat_dataset(  # noqa: E731
        *_arguments(dataset), count=count, **dataset._flat_structure
    )
    _draw_first_epoch(dataset, dataset, repeated)


def _draw_first_epoch(dataset, shuffled, repeated):
    """Makes a dataset begin with an epoch of its own, drawn from the seeds; `repeated` gives so many further ones."""
    count = tensor_util.constant_value(dataset._count)
    graph = tf1.get_default_graph()
    if count is None or count == 0 or graph.building_function or (count == 1 and dataset is not shuffled):
        return
    before = graph.version
    with tf1.name_scope('first_epoch'):
        first = gen_dataset_ops.shuffle_dataset(
            *_arguments(shuffled), reshuffle_each_iteration=False, **dataset._flat_structure
        )
        if count != 1:
            others = dataset._variant_tensor if count < 0 else repeated(tf1.constant(count - 1, tf1.int64))
            first = gen_dataset_ops.concatenate_dataset(first, others, **dataset._flat_structure)
        dataset._variant_tensor_attr = first
    op_counts.add(before - graph.version)


def _arguments(shuffled):
    return shuffled._input_dataset._variant_tensor, shuffled._buffer_size, shuffled._seed, shuffled._seed2
