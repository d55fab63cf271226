"""The flags by which a script is one process of several, and what it does then; without them it is alone.

Processes: `ps`, which holds variables, `worker`, of which the first is the chief, and `evaluator`. Kubernetes' training
operator says the same by the environment variable TF_CONFIG.
"""

from __future__ import annotations

import contextlib
import functools
import math
import os

from absl import flags

from tf1_ref.errors import InputError
from tf1_ref.training.cluster import membership

FLAGS = flags.FLAGS
flags.disclaim_key_flags()


class Alone:
    """The only process of its run.

    Attributes:
        saves: whether this process writes what comes out.
        place: which one it is of those that train, from 0.
    """

    saves, place = True, 0

    def steps_per_epoch(self, num_examples, batch_size):
        """How many steps go once through a training set."""
        return num_examples // batch_size

    def devices(self):
        """The devices of the graph: TensorFlow's choice."""
        return contextlib.nullcontext()

    def minimize(self, optimizer, cost, **options):
        """The op of a training step."""
        return optimizer.minimize(cost, **options)

    def train(self, *arguments, **options):
        """Trains; see `tf1_ref.training.long_run`."""
        from tf1_ref.training.long_run import long_run

        return long_run(*arguments, **options)


class Member:
    """One worker of several."""

    def __init__(self, found):
        """Takes what the flags say; `found` is the `Membership`."""
        self._membership, self.saves, self.place = found, found.is_chief, found.place

    def steps_per_epoch(self, num_examples, batch_size):
        """How many steps of all workers together go once through a training set."""
        return num_examples // (batch_size * self._membership.workers) * self._replica.steps_per_round

    def devices(self):
        """The devices of the graph: variables on the parameter servers."""
        return self._replica.devices()

    def minimize(self, optimizer, cost, global_step=None):
        """The op of a training step, which counts in the graph's global step."""
        return self._replica.minimize(optimizer, cost)

    def train(self, *arguments, **options):
        """Trains; see `tf1_ref.training.cluster.worker`. None for all but the chief."""
        from tf1_ref.training.cluster import worker

        at = {'bind_address': FLAGS.bind_address, 'wait_secs': FLAGS.wait_secs}
        if FLAGS.evaluator:
            from tf1_ref.training.cluster import evaluator

            stop = options.get('stop')
            left = dict.fromkeys(('measure', 'finish', 'lowest', 'stop'))
            if stop and self.saves:
                left['stop'] = evaluator.stops_early(options['log_dir'], stop)
            options = {**options, **left}
        outcome = worker.train(self._replica, *arguments, **options, **at)
        return None if FLAGS.evaluator else outcome

    @functools.cached_property
    def _replica(self):
        from tf1_ref.training.cluster.replica import Replica

        return Replica(self._membership, FLAGS.sync_replicas, FLAGS.replicas_to_aggregate)


class Evaluating(Member):
    """The process that measures what the chief saves."""

    def __init__(self, found):
        """Takes what the flags say; `found` is the `Membership`."""
        super().__init__(found)
        self.saves = True

    def devices(self):
        """The devices of the graph: TensorFlow's choice."""
        return contextlib.nullcontext()

    def minimize(self, optimizer, cost, global_step=None):
        """The op of a training step, which is not run: it brings the variables of the checkpoints."""
        from tf1_ref.compat import tf

        return optimizer.minimize(cost, global_step=tf.train.get_or_create_global_step())

    def train(self, *_, **options):
        """Measures; see `tf1_ref.training.cluster.evaluator`."""
        from tf1_ref.training.cluster import evaluator

        names = ('training_epochs', 'log_dir', 'settings', 'measure', 'finish', 'stop', 'lowest')
        return evaluator.evaluate(
            **{name: options[name] for name in names if name in options}, wait_secs=FLAGS.wait_secs
        )


def define_cluster_flags() -> None:
    """Defines the flags of a process of several."""
    flags.DEFINE_list('ps_hosts', [], 'Addresses of the parameter servers, HOST:PORT,...; without HOST: 127.0.0.1.')
    flags.DEFINE_list('worker_hosts', [], 'Addresses of the workers, HOST:PORT,...; the first is the chief.')
    flags.DEFINE_enum('job_name', None, ['ps', 'worker', 'evaluator'], 'What this process is.')
    flags.DEFINE_integer('task_index', None, 'Which one of its job it is, from 0.', lower_bound=0)
    flags.DEFINE_bool('sync_replicas', False, 'Make one step of the gradients of all workers, not one of each.')
    flags.DEFINE_integer(
        'replicas_to_aggregate',
        None,
        'With --sync_replicas: the gradients of so many workers make a step. Default: of all.',
        lower_bound=1,
    )
    flags.DEFINE_bool('evaluator', False, 'There is an evaluator: the chief leaves it to measure and to choose.')
    flags.DEFINE_string(
        'bind_address', None, 'What this process listens at, if that is not its address; 0.0.0.0 for all.'
    )
    flags.DEFINE_float('wait_secs', 600.0, 'How long to wait for other processes before giving up, in seconds.')
    flags.register_validator('wait_secs', lambda secs: math.isfinite(secs) and secs > 0, 'must be above 0')


def found() -> membership.Membership | None:
    """What the flags, or TF_CONFIG, say of this process; None where it is alone.

    Raises:
        InputError: they are wrong, or contradict each other.
    """
    if 'ps_hosts' not in FLAGS:  # of a script that is part of another
        return None
    by_flags = membership.from_flags(FLAGS.ps_hosts, FLAGS.worker_hosts, FLAGS.job_name, FLAGS.task_index)
    by_environment = membership.from_tf_config(os.environ.get('TF_CONFIG'))
    if by_flags and by_environment:
        raise InputError(
            'both flags and TF_CONFIG say what the cluster is; leave --ps_hosts etc. out, or unset TF_CONFIG'
        )
    result = by_flags or by_environment
    if result and (result.is_chief or result.job == 'evaluator') and not FLAGS.log_dir:
        raise InputError(f'--log_dir is missing; the {result} goes on from it when it has been lost')
    if result and (FLAGS.replicas_to_aggregate or 0) > result.workers:
        raise InputError(
            f'--replicas_to_aggregate={FLAGS.replicas_to_aggregate} is more than the {result.workers} workers'
        )
    if result and (FLAGS.input != 'feed' or FLAGS.towers > 1):
        raise InputError('--input and --towers are for a process that trains alone; leave them out')
    return result


def serves() -> bool:
    """Whether this process is a parameter server; then it was one until the run was over.

    Raises:
        InputError: what says what it is is wrong, or it cannot listen at its address.
        Interrupted: it was told to stop.
    """
    is_member = found()
    if not is_member or is_member.job != 'ps':
        return False
    from tf1_ref.scripts.launch import load_tensorflow

    load_tensorflow()

    from tf1_ref.training.cluster import serving

    serving.serve(is_member, FLAGS.bind_address)
    return True


def join() -> Alone | Member:
    """What this process does in training.

    Raises:
        InputError: what says what it is is wrong.
    """
    is_member = found()
    if is_member and is_member.job == 'evaluator':
        return Evaluating(is_member)
    return Member(is_member) if is_member else Alone()
