"""`tf.contrib.training`'s ways to choose a parameter server, for `tf.train.replica_device_setter(ps_strategy=...)`.

Source: tf.contrib.training of TensorFlow 1.15 (device_setter.py).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import numpy as np
import tensorflow.compat.v1 as tf1


class RandomStrategy:
    """Chooses by the op's name: the same name, the same server."""

    def __init__(self, num_ps_tasks: int, seed: int = 0):
        """Takes the number of servers.

        Args:
            num_ps_tasks: how many servers there are, 1 and more.
            seed: a number that makes it another choice.
        """
        self._num_tasks, self._seed = num_ps_tasks, seed

    def __call__(self, op: tf1.Operation) -> int:
        """Chooses the server for an op, an index in [0, number of servers)."""
        return int(hashlib.md5(f'{op.name}_{self._seed}'.encode()).hexdigest(), 16) % self._num_tasks


class GreedyLoadBalancingStrategy:
    """Chooses the server that has the least to do so far."""

    def __init__(self, num_tasks: int, load_fn: Callable[[tf1.Operation], float]):
        """Takes the number of servers.

        Args:
            num_tasks: how many servers there are, 1 and more.
            load_fn: a function that says how much there is to do for an op, such as `byte_size_load_fn`.
        """
        self._load_fn, self._ps_loads = load_fn, np.zeros(num_tasks)

    def __call__(self, op: tf1.Operation) -> int:
        """Chooses the server for an op, an index in [0, number of servers)."""
        task = np.argmin(self._ps_loads)
        self._ps_loads[task] += self._load_fn(op)
        return task


def byte_size_load_fn(op: tf1.Operation) -> int:
    """Counts the bytes of an op's only output.

    Raises:
        ValueError: it has several outputs, or its shape is not known.
    """
    if len(op.outputs) != 1:
        raise ValueError(f'Op {op} must have a single output')
    shape = op.outputs[0].get_shape()
    if not shape.is_fully_defined():  # of a variable that is a scalar it is not known yet
        shape = tf1.TensorShape(op.get_attr('shape'))
    shape.assert_is_fully_defined()
    return shape.num_elements() * op.outputs[0].dtype.size
