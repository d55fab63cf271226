"""Which processes a run has, and which of them this one is: from flags, or from TF_CONFIG. Needs no TensorFlow."""

from __future__ import annotations

import dataclasses
import json
import re

from tf1_ref.errors import InputError

LOOPBACK = '127.0.0.1'
JOBS = ('ps', 'chief', 'worker', 'evaluator')
_ADDRESS = re.compile(r'(?:\[([0-9a-fA-F:.]+)\]|([\w.-]*)):(\d{1,5})', re.ASCII)


@dataclasses.dataclass(frozen=True)
class Address:
    """Where a process is reached, such as `127.0.0.1:2222`."""

    host: str
    port: int

    def __str__(self):
        return f'[{self.host}]:{self.port}' if ':' in self.host else f'{self.host}:{self.port}'


@dataclasses.dataclass(frozen=True)
class Membership:
    """A cluster as one of its processes sees it.

    Attributes:
        hosts: the addresses by job, `ps`, `worker` and perhaps `chief`; all processes have the same.
        job: what this process is, one of `JOBS`. An evaluator has no address.
        index: which one of its job, from 0.
    """

    hosts: dict
    job: str
    index: int

    def __str__(self):
        return self.job if self.job in ('chief', 'evaluator') else f'{self.job} {self.index}'

    @property
    def address(self) -> Address | None:
        """Where this process is reached; None for an evaluator."""
        return self.hosts[self.job][self.index] if self.job in self.hosts else None

    @property
    def workers(self) -> int:
        """How many processes train, the chief included."""
        return len(self.hosts.get('chief', ())) + len(self.hosts.get('worker', ()))

    @property
    def place(self) -> int:
        """Which one this is of those that train, from 0, the chief."""
        return self.index + (len(self.hosts.get('chief', ())) if self.job == 'worker' else 0)

    @property
    def trains(self) -> bool:
        """Whether this process trains."""
        return self.job in ('chief', 'worker')

    @property
    def is_chief(self) -> bool:
        """Whether this is the process that begins, saves and ends the run."""
        return self.trains and self.place == 0

    @property
    def device(self) -> str:
        """What TensorFlow calls this process."""
        return f'/job:{self.job}/task:{self.index}'

    @property
    def spec(self) -> dict:
        """What `tf.train.ClusterSpec` takes."""
        return {job: [str(address) for address in addresses] for job, addresses in self.hosts.items()}


def from_flags(ps_hosts, worker_hosts, job_name, task_index) -> Membership | None:
    """Reads `--ps_hosts=HOST:PORT,...` and `--worker_hosts`, `--job_name` and `--task_index`.

    Args:
        ps_hosts: list of strings; without a host, as in ':2222', it is 127.0.0.1.
        worker_hosts: list of strings; the first worker is the chief.
        job_name: 'ps', 'worker' or 'evaluator'; None without a cluster.
        task_index: from 0; None without a cluster.

    Returns:
        The membership; None where none of the four is given.

    Raises:
        InputError: one is missing, or does not fit the others.
    """
    if not ps_hosts and not worker_hosts and job_name is None and task_index is None:
        return None
    missing = [
        flag
        for flag, value in (('--ps_hosts', ps_hosts), ('--worker_hosts', worker_hosts), ('--job_name', job_name))
        if not value
    ]
    if missing:
        raise InputError(f'{missing[0]} is missing; a cluster takes --ps_hosts, --worker_hosts and --job_name')
    hosts = {'ps': _addresses('--ps_hosts', ps_hosts), 'worker': _addresses('--worker_hosts', worker_hosts)}
    return _checked(Membership(hosts, job_name, task_index or 0), '--job_name and --task_index')


def from_tf_config(text) -> Membership | None:
    """Reads the environment variable TF_CONFIG, as Kubernetes' training operator sets it for a TFJob.

    Args:
        text: JSON with `cluster`, addresses by job, and `task` with `type` and `index`; or empty, or None.

    Returns:
        The membership; None where there is no cluster, or only the process itself.

    Raises:
        InputError: it is not such a text, or has no parameter server.
    """
    if not text or not text.strip():
        return None
    try:
        content = json.loads(text)
        cluster, task = content.get('cluster') or {}, content.get('task') or {}
        hosts = {_job(name): _addresses('TF_CONFIG', [*found]) for name, found in cluster.items()}
        job, index = _job(task.get('type', 'chief')), int(task.get('index', 0))
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(
            'TF_CONFIG is not {"cluster": {"ps": ["HOST:PORT"], "worker": [...]}, "task": {"type": ..., "index": ...}}'
            '; correct it, or unset it'
        ) from None
    hosts.pop('evaluator', None)  # nobody talks to it
    hosts = {name: found for name, found in hosts.items() if found}
    if 'ps' not in hosts and sum(map(len, hosts.values())) < 2 and job != 'evaluator':
        return None
    if 'ps' not in hosts:
        raise InputError('TF_CONFIG has several workers and no ps; add a parameter server, or run one process')
    return _checked(Membership(hosts, job, index), 'the task of TF_CONFIG')


def _job(name):
    return 'chief' if name == 'master' else name


def _addresses(where, texts):
    found = []
    for text in texts:
        match = _ADDRESS.fullmatch(text.strip())
        if not match or not 0 < int(match[3]) < 2**16:
            raise InputError(f'{where}: {text!r} is not HOST:PORT; give such as 127.0.0.1:2222')
        found.append(Address(match[1] or match[2] or LOOPBACK, int(match[3])))
    return tuple(found)


def _checked(membership, where):
    everyone = [address for addresses in membership.hosts.values() for address in addresses]
    for address in everyone:
        if everyone.count(address) > 1:
            raise InputError(f'{address} is given to two processes; give each its own')
    if membership.job not in JOBS or (membership.job not in membership.hosts and membership.job != 'evaluator'):
        raise InputError(f'{where}: there is no job {membership.job!r}; it is one of {", ".join(membership.hosts)}')
    count = len(membership.hosts.get(membership.job, (None,)))
    if not 0 <= membership.index < count:
        raise InputError(f'{where}: there is no {membership}, as there are {count} of them; count from 0')
    if len(membership.hosts.get('chief', ())) > 1:
        raise InputError('there are two chiefs; give one')
    if not membership.workers:
        raise InputError('there is no worker; give one or more')
    return membership
