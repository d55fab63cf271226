"""What the graph of a worker has besides the model's: devices, the optimizer's wrapping, and numbers that all share.

Every worker builds the same graph (between-graph replication): the variables lie on the parameter servers, under the
same names, and everything else is computed by the worker itself.
"""

from __future__ import annotations

from tf1_ref.compat import tf
from tf1_ref.training.cluster import serving

_SLOTS = 4  # epochs whose costs are held apart: some workers are in the next one already
_SHARED = 'cluster'  # the collection, and the scope, of the variables that are not saved


class Replica:
    """Build the graph within `devices()`, its train_op by `minimize`, and then `complete()` it.

    Attributes:
        membership: the `Membership`.
        sync: whether the gradients of several workers become one step.
        steps_per_round: by how much the step grows while every worker goes through one batch.
        epoch: placeholder of the epoch to which a step's cost is added.
        progress: tensor `[step, whether the run is over]`, int64, after a training step; `now` is the same at any time.
        run_id: variable that tells this run's variables from those of another, int64; `set_run_id` sets it to the
            placeholder `new_run_id`.
        start: the op that gives all variables their initial values; `start_shared` those that are not saved.
        missing: names of the variables that have no value, strings `[missing]`.
        start_local: ops of this worker alone, to be run in order once no variable is missing.
        costs: sum and number of the costs of `epoch`, float `[2]`; `set_costs` sets them to placeholder `new_costs`.
        declare_over: the op that tells the other workers that the run is over.
        declare_ended: the op by which this worker says that it has ended.
        ended: 1 for each worker that has, float `[workers]`.
        tell: the op that ends the parameter servers.
        update: the op of a synchronous run by which the chief makes one step of the gradients that have come.
        spare_tokens: the op that lets every worker of a synchronous run begin one more step.
    """

    def __init__(self, membership, sync=False, to_aggregate=None):
        """Builds nothing yet.

        Args:
            membership: the `Membership`.
            sync: whether the gradients of several workers become one step.
            to_aggregate: of how many, by default of all; with fewer, a step does not wait for the slowest.
        """
        self.membership, self.sync = membership, sync
        self.steps_per_round = 1 if sync else membership.workers
        self._to_aggregate = to_aggregate or membership.workers

    def devices(self):
        """A context in which variables are put on the parameter servers by turns, and all else on this worker."""
        spec = tf.train.ClusterSpec(self.membership.spec)
        return tf.device(tf.train.replica_device_setter(cluster=spec, worker_device=self.membership.device))

    def config(self):
        """What a session has to know: nothing of the other workers, so that it waits for none of them."""
        return tf.ConfigProto(device_filters=['/job:ps', self.membership.device], allow_soft_placement=True)

    def minimize(self, optimizer, cost):
        """Builds the op of a training step; the cost is added to those of its epoch before the gradients are sent.

        Args:
            optimizer: a `tf.train.Optimizer`.
            cost: scalar tensor, a mean over the batch.

        Returns:
            The op.
        """
        # Behind the model, so that none of its op seeds shifts.
        step, workers = tf.train.get_or_create_global_step(), self.membership.workers
        with tf.variable_scope(_SHARED), tf.device('/job:ps/task:0'):
            kind = {'trainable': False, 'collections': [_SHARED], 'initializer': tf.zeros_initializer()}
            self._costs = tf.get_variable('costs', [_SLOTS, 2], **kind)
            self._over = tf.get_variable('over', [], tf.int64, **kind)
            self._ended = tf.get_variable('ended', [workers], **kind)
            self.run_id = tf.get_variable('run_id', [], tf.int64, **kind)
        self._step, self.epoch = step, tf.placeholder(tf.int32, [])
        added = tf.scatter_add(self._costs, self.epoch % _SLOTS, tf.stack([cost, 1.0]), use_locking=True)
        if self.sync:
            optimizer = tf.train.SyncReplicasOptimizer(optimizer, self._to_aggregate, workers)
        gradients = [pair for pair in optimizer.compute_gradients(cost) if pair[0] is not None]
        with tf.control_dependencies([added]):
            gradients = [(tf.identity(gradient), variable) for gradient, variable in gradients]
        train_op = optimizer.apply_gradients(gradients, global_step=step)
        with tf.control_dependencies([train_op]):
            self.progress = self._progress()
        self._optimizer = optimizer
        return train_op

    def complete(self) -> None:
        """Builds what needs the whole graph, for the beginning and the end of a run."""
        saved, shared = tf.global_variables(), tf.get_collection(_SHARED)
        self.start, self.start_shared = tf.variables_initializer([*shared, *saved]), tf.variables_initializer(shared)
        self.missing = tf.report_uninitialized_variables([*shared, *saved])
        self.start_local = [tf.local_variables_initializer()]
        self.now = self._progress()
        with tf.device('/job:ps/task:0'):
            self.new_run_id = tf.placeholder(tf.int64, [])
            self.set_run_id = self.run_id.assign(self.new_run_id).op
            self.declare_over = self._over.assign(1).op
            self.declare_ended = tf.scatter_update(self._ended, self.membership.place, 1.0).op
            self.ended = self._ended.read_value()
            self.costs, self.new_costs = self._costs.read_value()[self.epoch % _SLOTS], tf.placeholder(tf.float32, [2])
            self.set_costs = tf.scatter_update(self._costs, self.epoch % _SLOTS, self.new_costs).op
        self.tell = tf.group(
            *[serving.end_queue(place).enqueue(1) for place in range(len(self.membership.hosts['ps']))]
        )
        if self.sync:
            chief, optimizer = self.membership.is_chief, self._optimizer
            if hasattr(
                optimizer.ready_for_local_init_op, 'mark_used'
            ):  # TensorFlow complains of what its own hook takes
                optimizer.ready_for_local_init_op.mark_used()
            self.start_local.append(optimizer.chief_init_op if chief else optimizer.local_step_init_op)
            (self.update,) = optimizer.get_chief_queue_runner().enqueue_ops
            self.spare_tokens = optimizer.get_init_tokens_op(self.membership.workers)

    def _progress(self):
        with tf.device('/job:ps/task:0'):
            return tf.stack([tf.cast(self._step.read_value(), tf.int64), self._over.read_value()])
