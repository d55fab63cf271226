"""Datasets; what is shuffled and repeated comes in 1.15's order.

1.15 fused `shuffle(...).repeat(...)`, and its fused kernel drew from the seeds themselves and went on from epoch to
epoch, where TensorFlow 2 draws every epoch from seeds that it draws from them. So the order is computed here where the
number of elements is known and small; of others, the first epoch is a dataset of its own, and later ones have another
order.
"""

from __future__ import annotations

import functools

import numpy as np
import tensorflow.compat.v1 as tf1
from tensorflow.python.data.ops import dataset_ops, map_op, range_op, shuffle_op, zip_op
from tensorflow.python.framework import tensor_util
from tensorflow.python.ops import gen_dataset_ops

from tf1_ref.compat.built import op_counts
from tf1_ref.compat.built.replacing import counts, replaces

REPEAT = 'tensorflow.python.data.ops.repeat_op:_RepeatDataset.__init__'
SHUFFLE_AND_REPEAT = 'tensorflow.python.data.experimental.ops.shuffle_ops:_ShuffleAndRepeatDataset.__init__'
# Up to what size all of an epoch is held at once, to be put into order.
MOST_ELEMENTS, MOST_BYTES = 10_000, 1 << 26


@replaces(REPEAT)
def _repeat(original, dataset, input_dataset, count, name=None):
    original(dataset, input_dataset, count, name)
    shuffled = getattr(input_dataset, '_dataset', input_dataset)
    if isinstance(shuffled, shuffle_op._ShuffleDataset) and shuffled._reshuffle_each_iteration is not False:
        repeated = lambda count: gen_dataset_ops.repeat_dataset(  # noqa: E731
            input_dataset._variant_tensor, count, **dataset._flat_structure
        )
        _order_epochs(dataset, shuffled, repeated)


@replaces(SHUFFLE_AND_REPEAT)
def _shuffle_and_repeat(original, dataset, *args, **named):
    original(dataset, *args, **named)
    repeated = lambda count: gen_dataset_ops.shuffle_and_repeat_dataset(  # noqa: E731
        *_arguments(dataset), count=count, **dataset._flat_structure
    )
    _order_epochs(dataset, dataset, repeated)


@counts('tensorflow.python.data.ops.dataset_ops:DatasetV1._make_initializable_iterator')
def _dataset_options(*_, **__):
    return 3  # OptimizeDataset with its constant, ModelDataset; TensorFlow 2 has both inside the iterator


@counts('tensorflow.python.data.ops.readers:ParallelInterleaveDataset.__init__')
def _parallel_interleave(*_, **__):
    return 1  # the constant `sloppy`, which is an attribute now


def _order_epochs(dataset, shuffled, repeated):
    """Puts a dataset's epochs into 1.15's order; `repeated(count)` gives `count` epochs in TensorFlow 2's."""
    count = tensor_util.constant_value(dataset._count)
    graph = tf1.get_default_graph()
    if count is None or count == 0 or graph.building_function or (count == 1 and dataset is not shuffled):
        return
    before = graph.version
    with tf1.name_scope('epochs'):
        epochs = _ordered(shuffled, count)
        if epochs is None:
            epochs = gen_dataset_ops.shuffle_dataset(
                *_arguments(shuffled), reshuffle_each_iteration=False, **dataset._flat_structure
            )
            if count != 1:
                others = dataset._variant_tensor if count < 0 else repeated(tf1.constant(count - 1, tf1.int64))
                epochs = gen_dataset_ops.concatenate_dataset(epochs, others, **dataset._flat_structure)
        dataset._variant_tensor_attr = epochs
    op_counts.add(before - graph.version)


def _arguments(shuffled):
    return shuffled._input_dataset._variant_tensor, shuffled._buffer_size, shuffled._seed, shuffled._seed2


def _ordered(shuffled, count):
    """Builds a variant of all epochs; None where one is large, or its length or its elements' shapes are unknown."""
    elements = shuffled._input_dataset
    length = _length(elements)
    _, buffer_size, seed, seed2 = _arguments(shuffled)
    buffer_size = tensor_util.constant_value(buffer_size)
    unseeded = [tensor_util.constant_value(one) for one in (seed, seed2)] == [0, 0]
    if unseeded or buffer_size is None or length is None or not 0 < length <= MOST_ELEMENTS:
        return None
    specs = tf1.nest.flatten(elements.element_spec)
    if not all(isinstance(spec, tf1.TensorSpec) and spec.shape.is_fully_defined() for spec in specs):
        return None
    if length * sum(spec.shape.num_elements() * max(spec.dtype.size, 1) for spec in specs) > MOST_BYTES:
        return None
    order = functools.partial(epoch_order, length=length, buffer_size=int(buffer_size))

    def epoch(number, tensors):
        places = tf1.py_func(order, [number, seed, seed2], tf1.int64, stateful=False)
        places.set_shape([length])
        ordered = tf1.nest.map_structure(lambda tensor: tf1.gather(tensor, places), tensors)
        return dataset_ops.DatasetV2.from_tensor_slices(ordered)

    last = count if count > 0 else np.iinfo(np.int64).max
    # Repeated as one, since random ops go on drawing from epoch to epoch.
    whole = dataset_ops.DatasetV2.zip((dataset_ops.DatasetV2.range(last), elements.repeat(count).batch(length)))
    return whole.flat_map(epoch)._variant_tensor


def _length(dataset):
    """Counts the elements of a dataset, if its parts tell; None if they do not."""
    dataset = getattr(dataset, '_dataset', dataset)
    if isinstance(dataset, range_op._RangeDataset):
        limits = [tensor_util.constant_value(one) for one in (dataset._start, dataset._stop, dataset._step)]
        return None if None in limits else len(range(*map(int, limits)))
    if isinstance(dataset, (map_op._MapDataset, map_op._ParallelMapDataset)):
        return _length(dataset._input_dataset)
    if isinstance(dataset, zip_op._ZipDataset):
        lengths = [_length(one) for one in tf1.nest.flatten(dataset._datasets)]
        return None if None in lengths else min(lengths)
    tensors = getattr(dataset, '_tensors', None) if type(dataset).__name__ == '_TensorSliceDataset' else None
    return tf1.dimension_value(tensors[0].shape[0]) if tensors else None


def epoch_order(number: int, seed: int, seed2: int, length: int, buffer_size: int) -> np.ndarray:
    """Computes the order in which 1.15's fused kernel gives the elements of an epoch.

    Args:
        number: the number of the epoch, from 0 on.
        seed: the first of the dataset's two seeds.
        seed2: the second.
        length: how many elements an epoch has, 1 and more.
        buffer_size: among how many elements the kernel chooses the next one, 1 and more.

    Returns:
        The places of the elements in the unshuffled epoch, each in [0, length), int64 of shape `[length]`.
    """
    draws = philox(seed, seed2, int(number) * length, length)
    places = np.arange(length)
    for i, draw in enumerate(draws):
        chosen = i + int(draw) % min(buffer_size, length - i)
        places[i], places[chosen] = places[chosen], places[i]
    return places


def philox(seed: int, seed2: int, start: int, count: int) -> np.ndarray:
    """Draws numbers of 32 bits from Philox4x32-10 (Salmon et al., 2011), as TensorFlow seeds it by two seeds.

    Args:
        seed: the first seed, which becomes the generator's key.
        seed2: the second seed, which becomes the upper half of its counter.
        start: how many numbers to leave out before the first one, 0 and more.
        count: how many numbers to draw, 0 and more.

    Returns:
        Numbers in [0, 2**32), uint64 of shape `[count]`.
    """
    low, half = np.uint64(0xFFFFFFFF), np.uint64(32)
    key, high = (np.int64(one).astype(np.uint64) for one in (seed, seed2))
    blocks = np.arange(start // 4, (start + count + 3) // 4, dtype=np.uint64)
    a, b, c, d = blocks & low, blocks >> half, np.full_like(blocks, high & low), np.full_like(blocks, high >> half)
    keys = [int(key & low), int(key >> half)]
    for _ in range(10):
        first, second = np.uint64(0xD2511F53) * a, np.uint64(0xCD9E8D57) * c
        a, b = (second >> half) ^ b ^ np.uint64(keys[0]), second & low
        c, d = (first >> half) ^ d ^ np.uint64(keys[1]), first & low
        keys = [(keys[0] + 0x9E3779B9) & 0xFFFFFFFF, (keys[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return np.stack([a, b, c, d], axis=1).ravel()[start % 4 :][:count]
