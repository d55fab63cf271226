"""`tf.contrib.cluster_resolver.TPUClusterResolver` as 1.15 had it: which addresses it takes, what it says to others.

Source: tf.contrib.cluster_resolver of TensorFlow 1.15, which was in tensorflow.python.distribute
(tpu_cluster_resolver.py).
"""

from __future__ import annotations

import importlib.util
import os
from typing import Any

from tensorflow.python.distribute.cluster_resolver import cluster_resolver
from tensorflow.python.distribute.cluster_resolver.tpu import tpu_cluster_resolver
from tensorflow.python.training import server_lib

ENDPOINTS = 'KUBE_GOOGLE_CLOUD_TPU_ENDPOINTS'  # set where Kubernetes lends a TPU
NAME = 'TPU_NAME'
GRPC = 'grpc://'
INSIDE = ('localhost:', '/bns', 'uptc://')  # addresses that are a session's master as they stand
CLIENTS = ('googleapiclient', 'oauth2client')


class TPUClusterResolver(tpu_cluster_resolver.TPUClusterResolver):
    """Finds the workers of a TPU by its name or address; addresses need no service of Google's, names do."""

    def __init__(
        self,
        tpu: str | list[str] | None = None,
        zone: str | None = None,
        project: str | None = None,
        job_name: str = 'worker',
        coordinator_name: str | None = None,
        coordinator_address: str | None = None,
        credentials: Any = 'default',
        service: Any = None,
        discovery_url: str | None = None,
    ):
        """Takes what the TPU is called.

        Args:
            tpu: a name, an address ('grpc://10.0.0.1:8470'), '' or 'local', or a list of one of them; by default what
                the environment says in KUBE_GOOGLE_CLOUD_TPU_ENDPOINTS or TPU_NAME.
            zone: the zone of a TPU that has a name.
            project: its project.
            job_name: the name of the job of the workers.
            coordinator_name: the name of the job of the coordinator, None to leave it out.
            coordinator_address: its address.
            credentials: credentials for the service that knows names.
            service: that service, None to look for it.
            discovery_url: where it is looked for.

        Raises:
            ValueError: there is no name, or an empty list of them.
            NotImplementedError: there are several names.
            ImportError: a name is to be looked up, and the packages for that are not installed.
        """
        name = _only(tpu)
        if name is None:
            name = os.environ.get(ENDPOINTS, os.environ.get(NAME))
        if name is None:
            raise ValueError('Please provide a TPU Name to connect to.')
        inside = name in ('', 'local') or name.startswith(INSIDE)
        self._resolves = not inside and not name.startswith(GRPC)
        if self._resolves:
            if service is None and not all(map(importlib.util.find_spec, CLIENTS)):
                raise ImportError(
                    'googleapiclient and oauth2client must be installed before using the TPU cluster resolver. '
                    'Execute: `pip install --upgrade google-api-python-client` and `pip install --upgrade '
                    'oauth2client` to install with pip.'
                )
            super().__init__(
                name,
                zone,
                project,
                job_name,
                coordinator_name,
                coordinator_address,
                credentials,
                service,
                discovery_url,
            )
            self.rpc_layer = 'grpc'
            return
        self._tpu = _without_port(name) if inside else name.removeprefix(GRPC)
        self.task_type, self.task_id = job_name, 0
        self.rpc_layer = None if inside else 'grpc'
        self._coordinator_name, self._coordinator_address = coordinator_name, coordinator_address

    @property
    def environment(self) -> str:
        """Where the workers are: 'google' for an address inside of Google, which '' and 'local' count as; else ''."""
        return '' if self.rpc_layer else 'google'

    def master(self, task_type: str | None = None, task_id: int | None = None, rpc_layer: str | None = None) -> str:
        """Finds the address to give to a session.

        Args:
            task_type: as of every resolver.
            task_id: as of every resolver.
            rpc_layer: as of every resolver.

        Returns:
            A string.
        """
        if self._resolves:
            return super().master(task_type, task_id, rpc_layer)
        return cluster_resolver.format_master_url(self._tpu.split(',')[0], rpc_layer or self.rpc_layer)

    def get_job_name(self) -> str | None:
        """Returns the name of the job of the workers, None for an address."""
        return self.task_type if self._resolves else None

    def cluster_spec(self) -> server_lib.ClusterSpec | None:
        """Finds the workers, and the coordinator if it has an address; returns None inside of Google."""
        if self._resolves:
            return super().cluster_spec()
        if self.rpc_layer is None:
            return None
        jobs = {self.task_type: [address.removeprefix(GRPC) for address in self._tpu.split(',')]}
        if self._coordinator_address:
            jobs[self._coordinator_name] = [self._coordinator_address]
        return server_lib.ClusterSpec(jobs)

    def num_accelerators(
        self, task_type: str | None = None, task_id: int | None = None, config_proto: Any = None
    ) -> dict[str, int]:
        """Counts the TPU cores of each worker by a session there.

        Args:
            task_type: as of every resolver.
            task_id: as of every resolver.
            config_proto: of the session that counts.

        Returns:
            `{'TPU': number}`.
        """
        devices = cluster_resolver.get_accelerator_devices(self.master(), config_proto=config_proto)
        found = self._get_device_dict_and_cores(devices)
        cores = self._verify_and_return_same_core_count(found.device_map) if found.total_cores else 0
        return {'TPU': cores}


def _only(tpu):
    if not isinstance(tpu, list):
        return tpu
    if not tpu:
        raise ValueError('At least one TPU must be specified.')
    if len(tpu) > 1:
        raise NotImplementedError('Using multiple TPUs in a single session is not yet implemented')
    return tpu[0]


def _without_port(name):
    """A name of Google's own without a port that is a number."""
    head, _, port = name.rpartition(':')
    return head if name.startswith('/bns') and port.isdigit() else name
