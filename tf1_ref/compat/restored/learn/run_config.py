"""`tf.contrib.learn.RunConfig`: where and how an estimator runs, from arguments and the variable TF_CONFIG.

Source: tf.contrib.learn of TensorFlow 1.15 (estimators/run_config.py).
"""

from __future__ import annotations

import collections
import json
import operator
import os
from collections.abc import Iterable

import tensorflow.compat.v1 as tf1
from tensorflow.python.util.deprecation import deprecated

from tf1_ref.compat.libraries import estimator

# What may be changed of a configuration without it becoming another one.
_DEFAULT_UID_WHITE_LIST = [
    'tf_random_seed',
    'save_summary_steps',
    'save_checkpoints_steps',
    'save_checkpoints_secs',
    'session_config',
    'keep_checkpoint_max',
    'keep_checkpoint_every_n_hours',
    'log_step_count_steps',
]
# How long a checkpoint is waited for where nothing is said, in seconds.
CHECKPOINT_SECONDS = 600


class Environment:
    """Where a job runs, as TF_CONFIG names it."""

    CLOUD = 'cloud'
    GOOGLE = 'google'
    LOCAL = 'local'


class TaskType:
    """What a task of a cluster does, as TF_CONFIG names it."""

    MASTER = 'master'
    PS = 'ps'
    WORKER = 'worker'


def _field(name):
    return property(operator.attrgetter(f'_{name}'))


class ClusterConfig:
    """The cluster that TF_CONFIG describes, and this process's place in it.

    Args:
        master: the session's target; by default the address of this task, or `''` for one that is alone.
        evaluation_master: the target of evaluation.

    Raises:
        ValueError: TF_CONFIG's task is not one of its cluster.
    """

    def __init__(self, master: str | None = None, evaluation_master: str | None = None):
        told = _told()
        self._task_type = told.get('task', {}).get('type')
        self._task_id = self.get_task_id()
        self._cluster_spec = tf1.train.ClusterSpec(told.get('cluster', {}))
        self._master = self._address() if master is None else master
        jobs = self._cluster_spec.as_dict()
        self._num_ps_replicas = len(jobs.get('ps', []))
        self._num_worker_replicas = len(jobs.get('worker', [])) + len(jobs.get('master', []))
        self._environment = told.get('environment', Environment.LOCAL)
        # In the cloud the master is the chief; elsewhere the first worker is, even where the cluster has a master.
        chief = TaskType.MASTER if self._environment == Environment.CLOUD else TaskType.WORKER
        self._is_chief = self._task_id == 0 and self._task_type in (None, chief)
        self._evaluation_master = evaluation_master or ''

    def _address(self):
        jobs = self._cluster_spec.as_dict()
        if sum(len(tasks) for tasks in jobs.values()) < 2 or not self._task_type:
            return ''
        hint = 'Note that these values may be coming from the TF_CONFIG environment variable.'
        if self._task_type not in jobs:
            raise ValueError(
                f'{self._task_type} is not a valid task_type in the cluster_spec:\n{self._cluster_spec}\n\n{hint}'
            )
        addresses = self._cluster_spec.job_tasks(self._task_type)
        if not 0 <= self._task_id < len(addresses):
            raise ValueError(
                f'{self._task_id} is not a valid task_id for task_type {self._task_type} in the cluster_spec:\n'
                f'{self._cluster_spec}\n\n{hint}'
            )
        return f'grpc://{addresses[self._task_id]}'

    @staticmethod
    def get_task_id() -> int:
        """Returns the index of this task in TF_CONFIG, or 0."""
        return int(_told().get('task', {}).get('index') or 0)

    cluster_spec = _field('cluster_spec')
    environment = _field('environment')
    evaluation_master = _field('evaluation_master')
    is_chief = _field('is_chief')
    master = _field('master')
    num_ps_replicas = _field('num_ps_replicas')
    num_worker_replicas = _field('num_worker_replicas')
    task_id = _field('task_id')
    task_type = _field('task_type')


class RunConfig(ClusterConfig, estimator.module('tensorflow_estimator.python.estimator.run_config').RunConfig):
    """How an estimator runs; `tf.estimator.Estimator` takes it, too.

    Args:
        master: the session's target; by default what TF_CONFIG says.
        num_cores: how many threads within an op, and how many ops at a time; 0 for as many as the machine has cores.
        log_device_placement: whether to tell where ops are placed.
        gpu_memory_fraction: how much of a GPU's memory to take.
        tf_random_seed: the graph seed.
        save_summary_steps: steps between two summaries.
        save_checkpoints_secs: seconds between two checkpoints, by default 600 unless steps are given.
        save_checkpoints_steps: steps between two checkpoints.
        keep_checkpoint_max: how many checkpoints are kept.
        keep_checkpoint_every_n_hours: after how many hours one is kept for good.
        log_step_count_steps: steps between two reports of the speed.
        protocol: of a server.
        evaluation_master: the target of evaluation.
        model_dir: the model's folder; by default what TF_CONFIG says.
        session_config: a ConfigProto.
        session_creation_timeout_secs: how long to wait for a session.

    Raises:
        ValueError: TF_CONFIG's task is not one of its cluster, or it has another `model_dir`.
    """

    _USE_DEFAULT = 0
    checkpoint_save_graph_def = True  # the library asks for it; 1.15 did nothing else

    @deprecated(None, 'When switching to tf.estimator.Estimator, use tf.estimator.RunConfig instead.')
    def __init__(
        self,
        master: str | None = None,
        num_cores: int = 0,
        log_device_placement: bool = False,
        gpu_memory_fraction: float = 1,
        tf_random_seed: int | None = None,
        save_summary_steps: int | None = 100,
        save_checkpoints_secs: int | None = _USE_DEFAULT,
        save_checkpoints_steps: int | None = None,
        keep_checkpoint_max: int = 5,
        keep_checkpoint_every_n_hours: float = 10000,
        log_step_count_steps: int | None = 100,
        protocol: str | None = None,
        evaluation_master: str = '',
        model_dir: str | None = None,
        session_config: tf1.ConfigProto | None = None,
        session_creation_timeout_secs: int = 7200,
    ):
        ClusterConfig.__init__(self, master=master, evaluation_master=evaluation_master)
        # tf.estimator's configuration keeps its fields under these names, and reads these of ours.
        self._train_distribute = self._eval_distribute = self._device_fn = None
        self._experimental_max_worker_delay_secs = None
        self._tf_config = tf1.ConfigProto(
            log_device_placement=log_device_placement,
            inter_op_parallelism_threads=num_cores,
            intra_op_parallelism_threads=num_cores,
            gpu_options=tf1.GPUOptions(per_process_gpu_memory_fraction=gpu_memory_fraction),
        )
        self._tf_random_seed = tf_random_seed
        self._save_summary_steps = save_summary_steps
        if save_checkpoints_secs == self._USE_DEFAULT:
            save_checkpoints_secs = CHECKPOINT_SECONDS if save_checkpoints_steps is None else None
        self._save_checkpoints_secs = save_checkpoints_secs
        self._log_step_count_steps = log_step_count_steps
        self._protocol = protocol
        self._session_config = session_config
        self._save_checkpoints_steps = save_checkpoints_steps
        self._keep_checkpoint_max = keep_checkpoint_max
        self._keep_checkpoint_every_n_hours = keep_checkpoint_every_n_hours
        self._model_dir = _folder(model_dir)
        self._session_creation_timeout_secs = session_creation_timeout_secs

    def uid(self, whitelist: Iterable[str] | None = None) -> str:
        """Returns a text that is the same for two configurations that are the same.

        Args:
            whitelist: names of properties in which they may differ; by default those that change no result's place.
        """
        fields = dict(vars(self))
        for name in _DEFAULT_UID_WHITE_LIST if whitelist is None else whitelist:
            fields.pop(f'_{name}', None)
        if '_cluster_spec' in fields:
            fields['_cluster_spec'] = collections.OrderedDict(sorted(fields['_cluster_spec'].as_dict().items()))
        return ', '.join(f'{name}={value!r}' for name, value in sorted(fields.items()))

    tf_config = _field('tf_config')  # nothing that a session takes
    model_dir = _field('model_dir')
    tf_random_seed = _field('tf_random_seed')
    save_summary_steps = _field('save_summary_steps')
    save_checkpoints_secs = _field('save_checkpoints_secs')
    save_checkpoints_steps = _field('save_checkpoints_steps')
    session_config = _field('session_config')
    keep_checkpoint_max = _field('keep_checkpoint_max')
    keep_checkpoint_every_n_hours = _field('keep_checkpoint_every_n_hours')
    log_step_count_steps = _field('log_step_count_steps')
    session_creation_timeout_secs = _field('session_creation_timeout_secs')


def _told():
    return json.loads(os.environ.get('TF_CONFIG') or '{}')


def _folder(model_dir):
    told = _told().get('model_dir')
    if told is not None:
        if model_dir not in (None, told):
            raise ValueError(
                '`model_dir` provided in RunConfig construct, if set, must have the same value as the model_dir in '
                f'TF_CONFIG. model_dir: {model_dir}\nTF_CONFIG["model_dir"]: {told}.\n'
            )
        tf1.logging.info('Using model_dir in TF_CONFIG: %s', told)
    return model_dir or told
