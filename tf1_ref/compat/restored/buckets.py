"""`tf.contrib.training.bucket`: queues that make batches of what is alike, such as sequences of similar length.

Source: tf.contrib.training of TensorFlow 1.15 (bucket_ops.py).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import tensor_util
from tensorflow.python.layers import utils
from tensorflow.python.training import input as input_py

CLOSED = (tf1.errors.OutOfRangeError, tf1.errors.CancelledError)


def bucket(
    tensors: Any,
    which_bucket: int | tf1.Tensor,
    batch_size: int | tf1.Tensor | list,
    num_buckets: int,
    num_threads: int = 1,
    capacity: int = 32,
    bucket_capacities: list[int] | None = None,
    shapes: list | None = None,
    dynamic_pad: bool = False,
    allow_smaller_final_batch: bool = False,
    keep_input: bool | tf1.Tensor = True,
    shared_name: str | None = None,
    name: str | None = None,
) -> tuple[tf1.Tensor, Any]:
    """Collects single elements into batches of one kind each, by queue runners.

    Args:
        tensors: a list or dictionary of tensors, an element.
        which_bucket: its kind, from 0.
        batch_size: the number of elements of a batch, or a list of one for each kind.
        num_buckets: the number of kinds.
        num_threads: threads that read elements.
        capacity: batches that can be waiting.
        bucket_capacities: elements that can be waiting, for each kind; `capacity` by default.
        shapes: shapes of the tensors, by default those that they have.
        dynamic_pad: whether shapes may differ; shorter ones are filled up with zeros.
        allow_smaller_final_batch: whether the last batch may be smaller.
        keep_input: a bool, or a tensor that says whether the element counts.
        shared_name: a name under which several sessions share the queues.
        name: of the scope.

    Returns:
        The kind of a batch, and the batch as `tensors` are collected.

    Raises:
        ValueError: lists are not as long as there are kinds, or there are no tensors.
    """
    each = isinstance(batch_size, (list, tuple))
    sizes = list(batch_size) if each else [batch_size] * num_buckets
    if len(sizes) != num_buckets:
        raise ValueError('If batch_size is a list it must have num_buckets elements')
    capacities = [capacity] * num_buckets if bucket_capacities is None else bucket_capacities
    if len(capacities) != num_buckets:
        raise ValueError(
            f'The list bucket_capacities ({capacities}) must have exactly num_buckets ({num_buckets}) elements.'
        )
    found = input_py._as_tensor_list(tensors)
    with tf1.name_scope(name, 'bucket', found):
        found = [one if isinstance(one, tf1.SparseTensor) else tf1.convert_to_tensor(one) for one in found]
        if not found:
            raise ValueError('Expected at least one tensor in bucket().')
        keep_input = input_py._validate_keep_input(keep_input, enqueue_many=False)
        found, sparse = input_py._store_sparse_tensors(found, enqueue_many=False, keep_input=keep_input)
        sizes = [_static(tf1.convert_to_tensor(size, tf1.int32, name='batch_size')) for size in sizes]
        types, shapes = input_py._dtypes([found]), input_py._shapes([found], shapes, enqueue_many=False)
        which_bucket = tf1.convert_to_tensor(which_bucket, tf1.int32, name='which_bucket')
        make = input_py._which_queue(dynamic_pad)
        queues = [
            make(
                capacity=capacities[kind],
                dtypes=types,
                shapes=shapes,
                shared_name=None if shared_name is None else f'{shared_name}_{kind}',
                name=f'bucket_queue_{kind}',
            )
            for kind in range(num_buckets)
        ]
        first = None if allow_smaller_final_batch or each or not isinstance(sizes[-1], np.ndarray) else sizes[-1]
        # A queue that fills up: a smaller last batch has a first dimension of its own.
        top = tf1.PaddingFIFOQueue(
            capacity=capacity,
            dtypes=[tf1.int32, *types],
            shapes=[tf1.TensorShape([]), *(tf1.TensorShape([first]).concatenate(one) for one in queues[0].shapes)],
            shared_name=shared_name,
            name='top_queue',
        )
        enqueue = utils.smart_cond(keep_input, functools.partial(_enqueue, queues, which_bucket, found), tf1.no_op)
        _add_runners(queues, top, sizes, [enqueue] * num_threads, allow_smaller_final_batch)
        for queue in queues:
            tf1.summary.scalar(f'bucket/{queue.name}/size', tf1.cast(top.size(), tf1.float32))
        full = tf1.cast(top.size(), tf1.float32) * (1.0 / capacity)
        tf1.summary.scalar(f'bucket/{top.name}/fraction_of_{capacity}_full', full)
        kind, *batch = top.dequeue(name='dequeue_top')
        batch = input_py._restore_sparse_tensors(batch[0] if len(batch) == 1 else batch, sparse)
        return kind, input_py._as_original_type(tensors, batch)


def bucket_by_sequence_length(
    input_length: int | tf1.Tensor,
    tensors: Any,
    batch_size: int | tf1.Tensor | list,
    bucket_boundaries: Sequence[int],
    num_threads: int = 1,
    capacity: int = 32,
    bucket_capacities: list[int] | None = None,
    shapes: list | None = None,
    dynamic_pad: bool = False,
    allow_smaller_final_batch: bool = False,
    keep_input: bool | tf1.Tensor = True,
    shared_name: str | None = None,
    name: str | None = None,
) -> tuple[tf1.Tensor, Any]:
    """Collects sequences into batches of similar length.

    Args:
        input_length: the length of a sequence, `[]`.
        tensors: a list or dictionary of tensors, a sequence.
        batch_size: the number of sequences of a batch, or a list of one for each range of lengths.
        bucket_boundaries: integers that grow, at which ranges begin; the first one begins below.
        num_threads: as of `bucket`, like the others.
        capacity: as of `bucket`.
        bucket_capacities: as of `bucket`.
        shapes: as of `bucket`.
        dynamic_pad: as of `bucket`.
        allow_smaller_final_batch: as of `bucket`.
        keep_input: as of `bucket`.
        shared_name: as of `bucket`.
        name: as of `bucket`.

    Returns:
        The lengths of a batch, and the batch as `tensors` are collected.

    Raises:
        TypeError: the boundaries are no list of integers.
        ValueError: there are none, or they do not grow.
    """
    found = input_py._as_tensor_list(tensors)
    _check(bucket_boundaries)
    with tf1.name_scope(name, 'bucket_by_sequence_length', [input_length, *found]):
        input_length = tf1.convert_to_tensor(input_length, tf1.int32, name='input_length')
        limits = np.iinfo(np.int32)
        lower, upper = [limits.min, *bucket_boundaries], [*bucket_boundaries, limits.max]
        within = tf1.logical_and(tf1.less_equal(lower, input_length), tf1.less(input_length, upper))
        which_bucket = tf1.cast(tf1.reduce_min(tf1.where_v2(within)), tf1.int32)
        _, (lengths, *batch) = bucket(
            [input_length, *found],
            which_bucket,
            batch_size,
            len(bucket_boundaries) + 1,
            num_threads=num_threads,
            capacity=capacity,
            bucket_capacities=bucket_capacities,
            shapes=None if shapes is None else [tf1.TensorShape([]), *shapes],
            dynamic_pad=dynamic_pad,
            allow_smaller_final_batch=allow_smaller_final_batch,
            keep_input=keep_input,
            shared_name=shared_name,
        )
        return lengths, input_py._as_original_type(tensors, batch)


def _check(boundaries):
    if not isinstance(boundaries, (list, tuple)):
        raise TypeError(f'bucket_boundaries must be a list or tuple, but received: {boundaries}')
    if not boundaries:
        raise ValueError('bucket_boundaries must not be empty')
    for low, high in zip(boundaries, boundaries[1:], strict=False):
        if not isinstance(low, int) or not isinstance(high, int):
            raise TypeError(f'bucket boundaries must be integers, but saw: {low} and {high}')
        if low >= high:
            raise ValueError(f'Buckets must contain sequential increasing lengths, but saw: {low} before {high}')


def _static(size):
    """A size as it is known, else the tensor."""
    known = tensor_util.constant_value(size)
    return size if known is None else known


def _enqueue(queues: list[tf1.QueueBase], which: tf1.Tensor, found: list[tf1.Tensor]) -> tf1.Operation:
    """Puts an element into the queue of its kind."""
    each = [
        tf1.cond(tf1.equal(which, kind), functools.partial(queue.enqueue, found), tf1.no_op)
        for kind, queue in enumerate(queues)
    ]
    return tf1.group(*each, name='group_enqueues')


def _add_runners(
    queues: list[tf1.QueueBase], top: tf1.QueueBase, sizes: list, enqueues: list[tf1.Operation], smaller: bool
) -> None:
    """What fills the queues, and what fills the one of batches from them."""
    to_top = []
    for kind, (queue, size) in enumerate(zip(queues, sizes, strict=True)):
        constant = tf1.constant(kind)
        take = queue.dequeue_up_to if smaller else queue.dequeue_many
        batch = take(size, name=f'read_bucket_{kind}')
        batch = batch if isinstance(batch, (list, tuple)) else [batch]
        to_top.append(top.enqueue([constant, *batch], name=f'enqueue_from_bucket_{kind}'))
    closes = top.close(), top.close(cancel_pending_enqueues=True)
    _add_runner(queues[0], to_top, *closes)
    closes = [tf1.group(*[queue.close(cancel) for queue in queues]) for cancel in (False, True)]
    _add_runner(top, enqueues, *closes)


def _add_runner(
    queue: tf1.QueueBase, enqueues: list[tf1.Operation], close: tf1.Operation, cancel: tf1.Operation
) -> None:
    runner = tf1.train.QueueRunner(queue, enqueues, close, cancel, queue_closed_exception_types=CLOSED)
    tf1.train.add_queue_runner(runner)
