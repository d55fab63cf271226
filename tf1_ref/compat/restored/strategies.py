"""`tf.contrib.distribute`'s strategies: TensorFlow's own, but for what they take and how large a batch is.

Source: tf.contrib.distribute of TensorFlow 1.15.
"""

from __future__ import annotations

from typing import Any

from tensorflow.python.distribute import distribute_lib, input_lib, mirrored_strategy, one_device_strategy
from tensorflow.python.distribute.v1 import input_lib as input_lib_v1

DatasetIterator = getattr(input_lib_v1, 'DatasetIterator', None) or input_lib.DatasetIterator


class _OwnBatches:
    """A batch is one replica's, not divided between all."""

    @property
    def _global_batch_size(self):
        return False


class MirroredExtended(_OwnBatches, mirrored_strategy.MirroredExtended):
    """What a `MirroredStrategy` does."""

    def _make_dataset_iterator(self, dataset):
        return DatasetIterator(dataset, self._input_workers_with_options(), self._container_strategy())


class MirroredStrategy(distribute_lib.StrategyV1):
    """Every device has a copy of each variable, and all add up their gradients."""

    _collective_key_base = 0

    def __init__(
        self,
        devices: list[str] | None = None,
        num_gpus: int | None = None,
        num_gpus_per_worker: int | None = None,
        cross_device_ops: Any = None,
        auto_shard_dataset: bool = False,
        cross_tower_ops: Any = None,
    ):
        """Takes the devices.

        Args:
            devices: their names; all GPUs by default, or the CPU if there are none.
            num_gpus: the number of GPUs instead.
            num_gpus_per_worker: another name for it.
            cross_device_ops: how gradients are added.
            auto_shard_dataset: whether each machine reads a part of the data; here there is one.
            cross_tower_ops: another name for `cross_device_ops`.

        Raises:
            ValueError: two of the first three were given.
        """
        assert not (cross_device_ops and cross_tower_ops)
        if num_gpus is not None and num_gpus_per_worker is not None:
            raise ValueError('You cannot specify both `num_gpus` and `num_gpus_per_worker`.')
        number = num_gpus_per_worker if num_gpus is None else num_gpus
        if devices is not None and number is not None:
            raise ValueError('Must only specify one of `devices` and `num_gpus_per_worker`.')
        if devices is None:
            devices = mirrored_strategy.all_local_devices(number)
        super().__init__(MirroredExtended(self, devices, cross_device_ops or cross_tower_ops))


class OneDeviceExtended(_OwnBatches, one_device_strategy.OneDeviceExtended):
    """What a `OneDeviceStrategy` does."""


class OneDeviceStrategy(distribute_lib.StrategyV1):
    """All variables are on one device."""

    def __init__(self, device: str):
        """Takes the device.

        Args:
            device: its name, such as '/cpu:0'.
        """
        super().__init__(OneDeviceExtended(self, device))
