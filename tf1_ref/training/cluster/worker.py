"""Training as one worker of several: what `long_run` does, with the steps of all of them.

The chief alone writes. Where a worker is lost the others go on; where it comes back, it goes on from the step of the
others. Where a parameter server is lost all wait for it, and the chief gives it the values of the last checkpoint.
"""

from __future__ import annotations

import contextlib
import json
import os
import pathlib
import time

import numpy as np

from tf1_ref import files
from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.training import run_folder
from tf1_ref.training.cluster import serving
from tf1_ref.training.cluster.sessions import Creator
from tf1_ref.training.cluster.share import Share
from tf1_ref.training.cluster.watching import Watch
from tf1_ref.training.history import Begun
from tf1_ref.training.long_run import Saving
from tf1_ref.training.not_finite import Finite
from tf1_ref.training.run_log import RunLog

# How long the chief waits at the end for the other workers, which go on with their last step.
LAST_STEPS = 30.0
_LOST = (tf.errors.AbortedError, tf.errors.UnavailableError)
_LOOKS = 0.1


def train(
    replica,
    data,
    x,
    y,
    train_op,
    cost,
    *,
    training_epochs,
    batch_size,
    image_shape,
    display_step=1,
    feed_dict=None,
    log_dir=None,
    settings=None,
    measure=None,
    finish=None,
    stop=None,
    lowest=None,
    saving=None,
    check_numerics=False,
    bind_address=None,
    wait_secs=600.0,
):
    """Trains as a worker, or as the chief, until all workers together have made the steps.

    Args:
        replica: the `Replica` whose `minimize` has built `train_op`.
        data: see `tf1_ref.training.long_run`, as for all that is not named here.
        x: placeholder of the images.
        y: placeholder of the labels, or None.
        train_op: the op of a training step.
        cost: scalar tensor.
        training_epochs: number of epochs; one goes through the training set once, all workers together.
        batch_size: number of examples per step of each worker.
        image_shape: shape of one example.
        display_step: print the cost every `display_step` epochs: the mean of all workers' steps.
        feed_dict: what has to be fed besides.
        log_dir: the run's folder, which the chief alone looks at; the run there is resumed.
        settings: what makes the run what it is.
        measure: called by the chief after each epoch, with the other workers going on meanwhile.
        finish: called by the chief at the end.
        stop: ends the training early.
        lowest: one of `measure`'s names.
        saving: a `Saving`, when to save, and how many checkpoints to keep.
        check_numerics: whether to look at the result of every operation.
        bind_address: what this process's server listens at, if it is not its address.
        wait_secs: how long to wait for others before giving up.

    Returns:
        The chief: the `History`, and what `finish` returned. The other workers: None.

    Raises:
        InputError: as `long_run`; or this process cannot listen at its address.
        NotFiniteError: as `long_run`.
        Interrupted: Ctrl-C or SIGTERM. The chief has saved.
    """
    membership = replica.membership
    saving = saving or Saving()
    share = Share(data.train, membership.place, membership.workers, batch_size)
    settings = {**(settings or {}), 'workers': membership.workers, 'sync_replicas': replica.sync}
    watch = Watch(membership, wait_secs)

    def feed(number, epoch):
        images, labels = share.draw(number)
        found = {x: np.reshape(images, [batch_size, *image_shape]), replica.epoch: epoch, **(feed_dict or {})}
        return found if y is None else {**found, y: labels}

    with run_folder.locked(log_dir) if membership.is_chief else contextlib.nullcontext():
        replica.complete()
        finite = Finite(train_op, cost, check_numerics)
        steps = _Steps(replica, watch, finite, feed, train_op, cost, training_epochs, share.batches_per_epoch)
        if membership.is_chief:
            with tf.device(membership.device):  # it writes the files, not a parameter server
                log = RunLog(log_dir, settings, lowest, saving.keep)
                begun = log.find(steps.per_epoch)[1]  # before anything is written
                log.begin_events()
            worker = _Chief(begun, steps, log, saving, display_step, measure, stop, finish)
        else:
            worker = _Worker(steps)
        graph = tf.get_default_graph()
        graph.finalize()
        server = serving.start(membership, bind_address)
        print(f'{membership} of {membership.workers}: batches of {batch_size}, {steps.last} steps in all', flush=True)
        creator = Creator(server.target, replica, watch, worker.fill)

        def work():
            with graph.as_default(), tf.train.MonitoredSession(session_creator=creator) as sess:
                while not worker.is_done:
                    sess.run_step_fn(lambda step_context: worker.go_on(creator.session))

        started = time.monotonic()
        watch.run(work, worker.rescue)
        seconds = time.monotonic() - started
        print(f'{membership}: {steps.made} steps, {steps.made * batch_size} examples, {seconds:.1f} s', flush=True)
        return worker.result


class _Steps:
    """The steps of a worker in the present session."""

    def __init__(self, replica, watch, finite, feed, train_op, cost, training_epochs, batches_per_epoch):
        self.replica, self.watch, self.finite = replica, watch, finite
        self._feed, self._fetches = feed, [train_op, cost, replica.progress, finite.fetch]
        self._batches_per_epoch = batches_per_epoch
        self.per_epoch = batches_per_epoch * replica.steps_per_round
        self.last = training_epochs * self.per_epoch
        self.made = 0
        self.sess = None
        self.step, self.over = 0, False
        self._number = 0  # of the next batch

    def enter(self, sess) -> None:
        """Looks, in a new session, where the others are."""
        if sess is not self.sess:
            self._take(sess.run(self.replica.now))
            self._number = self.step // self.replica.steps_per_round
            self.sess = sess

    @property
    def epochs(self) -> int:
        """How many epochs are done."""
        return min(self.step, self.last) // self.per_epoch

    @property
    def are_over(self) -> bool:
        """Whether there is nothing to do any more."""
        return self.over or self.step >= self.last

    def make(self) -> None:
        """Makes a step.

        Raises:
            NotFiniteError: the cost is not finite.
        """
        epoch = self._number // self._batches_per_epoch
        feed = self._feed(self._number, epoch)
        with self.watch.waiting('the other workers' if self.replica.sync else 'the parameter servers'):
            _, c, progress, of_ops = self.sess.run(self._fetches, feed_dict=feed)
        self.made += 1
        self._number += 1
        self.finite.check_step(self.sess, f'a step of epoch {epoch + 1}', c, of_ops)
        self._take(progress)

    def _take(self, progress):
        self.step, self.over = int(progress[0]), bool(progress[1])


class _Worker:
    """A worker that is not the chief."""

    fill = rescue = None

    def __init__(self, steps):
        self._steps = steps
        self.is_done, self.result = False, None

    def go_on(self, sess) -> None:
        steps = self._steps
        steps.enter(sess)
        if steps.watch.signal:
            raise steps.watch.interrupted(f'Interrupted: {steps.replica.membership} ends; the others go on.')
        if steps.are_over:
            steps.sess.run(steps.replica.declare_ended)
            self.is_done = True
        else:
            steps.make()


class _Chief:
    """The worker that begins, saves and ends the run."""

    def __init__(self, begun, steps, log, saving, display_step, measure, stop, finish):
        self._begun: Begun | None = begun  # of the checkpoint that has been found; None once it has been loaded
        self._steps, self._log, self._saving = steps, log, saving
        self._display_step, self._measure, self._stop, self._finish = display_step, measure, stop, finish
        self._epoch_began = self._saved_at = time.monotonic()
        self._saved_step = 0
        self.is_done, self.result = False, None

    def fill(self, sess, missing) -> bool:
        """Gives the variables values where they have none, or those of another run."""
        replica, run_id, epochs = self._steps.replica, self._run_id(), self._steps.last // self._steps.per_epoch
        if not missing.size and sess.run(replica.run_id) == run_id:
            print('The parameter servers have the run; going on with it', flush=True)
            return True
        begun = self._begun or self._log.find(self._steps.per_epoch)[1]
        if self._log.saved:
            print(f'Resuming after {self._log.saved} of {epochs}', flush=True)
            sess.run(replica.start_shared)
            if begun.steps:
                costs = [begun.cost, begun.steps * self._steps.per_epoch]
                sess.run(replica.set_costs, {replica.epoch: self._log.saved.epochs, replica.new_costs: costs})
            self._log.load(sess)
        else:
            sess.run(replica.start)
        sess.run(replica.set_run_id, {replica.new_run_id: run_id})
        self._begun = None
        self._epoch_began = self._saved_at = time.monotonic() - begun.seconds
        return False

    def go_on(self, sess) -> None:
        steps = self._steps
        steps.enter(sess)
        with _losses_passed_on():
            while len(self._log.history.epochs) < steps.epochs:
                self._end_epoch(len(self._log.history.epochs))
            if self._stop and self._stop(self._log.history):
                steps.over = True
            if steps.are_over:
                self._end()
                return
            if steps.watch.signal:
                raise steps.watch.interrupted(f'{self.rescue()}.')
            if self._is_due():
                self._save_begun()
            steps.make()

    def rescue(self) -> str:
        """Saves where the run is, and says so."""
        if self._steps.sess is None:
            return 'Interrupted before the first step'
        self._save_begun()
        return f'Interrupted after {self._log.saved}: saved; with the same flags it goes on there'

    def _run_id(self):
        """A number that no other run has, kept in the run's folder."""
        path = pathlib.Path(self._log.log_dir) / 'cluster.json'
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
            return int(json.loads(files.read_bytes(path))['run'])
        found = int.from_bytes(os.urandom(6), 'big')
        files.write_json(path, {'run': found})
        return found

    def _end_epoch(self, epoch):
        steps = self._steps
        replica, sess = steps.replica, steps.sess
        total, count = sess.run(replica.costs, {replica.epoch: epoch})
        sess.run(replica.set_costs, {replica.epoch: epoch, replica.new_costs: [0.0, 0.0]})
        now = time.monotonic()
        numbers = {'cost': float(total / max(count, 1.0)), 'seconds': now - self._epoch_began}
        if (epoch + 1) % self._display_step == 0:
            print('Epoch:', f'{epoch + 1:04d}', 'cost=', f'{numbers["cost"]:.9f}', flush=True)
        steps.finite.check_weights(sess, f'epoch {epoch + 1}')
        numbers.update(self._measure(sess) if self._measure else {})
        steps.finite.check_measured(f'epoch {epoch + 1}', numbers)
        self._log.add(sess, numbers)
        self._epoch_began = self._saved_at = time.monotonic()

    def _is_due(self):
        steps, secs = self._saving.steps, self._saving.secs
        return bool(steps and self._steps.step - self._saved_step >= steps) or bool(
            secs and time.monotonic() - self._saved_at >= secs
        )

    def _save_begun(self):
        steps = self._steps
        done = len(self._log.history.epochs)
        begun = Begun(max(0, steps.step - done * steps.per_epoch), 0.0, time.monotonic() - self._epoch_began)
        steps.finite.check_weights(steps.sess, f'step {begun.steps} of epoch {done + 1}')
        self._log.add_begun(steps.sess, begun)
        self._saved_at, self._saved_step = time.monotonic(), steps.step

    def _end(self):
        steps, replica = self._steps, self._steps.replica
        steps.sess.run([replica.declare_over, replica.declare_ended])
        if replica.sync:  # whoever waits for a step that nobody will make
            steps.sess.run(replica.spare_tokens)
        until = time.monotonic() + LAST_STEPS
        while not steps.sess.run(replica.ended).all() and time.monotonic() < until and not steps.watch.signal:
            time.sleep(_LOOKS)
        self._log.close()
        self._log.load_best(steps.sess)
        print('Optimization Finished!', flush=True)
        self.result = self._log.history, self._finish(steps.sess) if self._finish else None
        steps.sess.run(replica.tell)
        self.is_done = True


@contextlib.contextmanager
def _losses_passed_on():
    """Does not take a lost parameter server for a disk that cannot be written."""
    try:
        yield
    except InputError as error:
        if isinstance(error.__cause__, _LOST):
            raise error.__cause__ from None
        raise
