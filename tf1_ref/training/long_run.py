"""The deck's training cycle made fit for long runs: progress, checkpoints, resuming, summaries.

It computes the same costs as `tf1_ref.training.loop`, and a resumed run those of a run that was never interrupted: the
batches of the steps already made are drawn again, unused, so that the order of the examples is the same, and so are the
numbers of random operations, see `tf1_ref.training.random_ops`.
"""

from __future__ import annotations

import contextlib
import dataclasses
import time

from tf1_ref.compat import tf
from tf1_ref.errors import InputError, Interrupted
from tf1_ref.training import random_ops, run_folder
from tf1_ref.training.checkpoints import KEPT, Place
from tf1_ref.training.history import (
    Begun,
    History,  # noqa: F401  (these three are promised under this name)
    load_history,  # noqa: F401
    save_history,  # noqa: F401
)
from tf1_ref.training.interrupts import Asked, Interrupts
from tf1_ref.training.not_finite import Finite
from tf1_ref.training.progress import progress_line
from tf1_ref.training.run_log import RunLog
from tf1_ref.training.supply.inputs import Feed


@dataclasses.dataclass(frozen=True)
class Saving:
    """Says when a run is saved besides after each epoch, and what is kept.

    Attributes:
        keep: how many checkpoints are kept, from 1; see `tf1_ref.training.checkpoints.kept_of`.
        steps: save every so many steps within an epoch, too.
        secs: save whenever so many seconds have passed since the last time, too.
    """

    keep: int = KEPT
    steps: int | None = None
    secs: float | None = None


def long_run(
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
    saving=Saving(),  # it cannot be changed
    check_numerics=False,
    inputs=None,
    config=None,
):
    """Trains as the slide's loop does, and prints its lines.

    Args:
        data: data sets as `read_data_sets` returns them.
        x: placeholder `[batch, *image_shape]`.
        y: placeholder `[batch, classes]`, or None where the images are their own labels.
        train_op: the op that runs one step of the optimizer.
        cost: scalar tensor.
        training_epochs: number of epochs, those of the earlier run included.
        batch_size: number of examples per step.
        image_shape: shape of one example.
        display_step: print the cost every `display_step` epochs.
        feed_dict: what has to be fed besides, such as `{is_train: True}`.
        log_dir: existing folder for checkpoints, `history.json` and event files; the run there is resumed. None:
            nothing is written.
        settings: what makes the run what it is, JSON values by name, such as the flags.
        measure: a function of the session, called after each epoch; returns numbers by name.
        finish: a function of the session, called at the end.
        stop: a function of the `History`, called after each epoch; true ends the training early.
        lowest: one of `measure`'s names; the weights of the epoch at which it was lowest are kept under `log_dir/best`
            and are those that `finish` sees. Needs `log_dir`.
        saving: when to save, and how many checkpoints to keep.
        check_numerics: whether to look at the result of every operation, and to name the first that is not finite.
        inputs: how a step gets its batch, see `tf1_ref.training.supply.inputs`; by default as the slide feeds it.
        config: `ConfigProto` of the session, or None.

    Returns:
        The `History`, and what `finish` returned.

    Raises:
        InputError: `batch_size` exceeds the data set, `log_dir` holds a run of other settings or of another model, or
            nothing that is whole, is in use, or cannot be written any more.
        NotFiniteError: the cost, a weight or what is measured is not finite. Nothing of it is saved.
        Interrupted: Ctrl-C or SIGTERM, after saving.
    """
    total_batch = int(data.train.num_examples / batch_size)
    if not total_batch:
        raise InputError(
            f'--batch_size={batch_size} is larger than the training set of {data.train.num_examples}; make it smaller'
        )

    inputs = inputs or Feed(x, y)
    with run_folder.locked(log_dir) if log_dir else contextlib.nullcontext():
        log = RunLog(log_dir, settings or {}, lowest, saving.keep)
        finite = Finite(train_op, cost, check_numerics)
        with tf.Session(config=config) as sess:
            sess.run(tf.global_variables_initializer())
            inputs.open(sess, [train_op, cost, finite.fetch], data.train, batch_size, image_shape, feed_dict)
            training = _Training(sess, log, finite, saving, total_batch, inputs, train_op, cost, measure)
            training.run(training_epochs, display_step, stop)
            log.close()
            log.restore_best(sess)
            print('Optimization Finished!', flush=True)
            return log.history, finish(sess) if finish else None


class _Training:
    """The epochs of a run."""

    def __init__(self, sess, log, finite, saving, total_batch, inputs, train_op, cost, measure):
        self._sess, self._log, self._finite, self._saving = sess, log, finite, saving
        self._total_batch, self._inputs = total_batch, inputs
        self._train_op, self._cost, self._measure = train_op, cost, measure
        self._interrupts, self._begun, self._saved_at = Interrupts(), Begun(), time.monotonic()

    def run(self, training_epochs, display_step, stop):
        done, self._begun = self._log.find(self._total_batch)
        with self._interrupts:
            try:
                ended = done >= training_epochs or bool(stop and stop(self._log.history))
                if self._log.saved and not ended:
                    print(f'Resuming after {self._log.saved} of {training_epochs}', flush=True)
                    with self._interrupts.at_once():
                        self._draw_again(done)
                self._log.open(self._sess)
                steps_done = done * self._total_batch + self._begun.steps
                with progress_line('training', training_epochs * self._total_batch, steps_done) as advance:
                    for epoch in range(done, training_epochs):
                        if stop and stop(self._log.history):
                            break
                        self._train_epoch(epoch, display_step, advance)
                        self._end_if_asked()
            except Asked:
                raise self._interrupted() from None

    def _draw_again(self, done):
        """Draws what the run has drawn so far: batches, and the numbers of random operations."""
        drawing = random_ops.fetches_that_draw(self._train_op, self._cost)
        for epoch in range(done + 1):
            for _ in range(self._total_batch if epoch < done else self._begun.steps):
                feed = self._inputs.draw()
                if drawing:
                    self._sess.run(drawing, feed_dict=feed)
            if drawing and self._measure and epoch < done:
                self._measure(self._sess)

    def _train_epoch(self, epoch, display_step, advance):
        started = time.monotonic() - self._begun.seconds
        self._inputs.begin_epoch(self._total_batch - self._begun.steps)
        while self._begun.steps < self._total_batch:
            self._train_step(epoch)
            self._begun.seconds = time.monotonic() - started
            advance()
            self._end_if_asked()
            if self._begun.steps < self._total_batch and self._is_due(epoch):
                self._save_begun()
        numbers = {'cost': float(self._begun.cost), 'seconds': self._begun.seconds}
        if (epoch + 1) % display_step == 0:
            print('Epoch:', f'{epoch + 1:04d}', 'cost=', f'{numbers["cost"]:.9f}', flush=True)
        self._finite.check_weights(self._sess, f'epoch {epoch + 1}')
        with self._interrupts.at_once():
            numbers.update(self._measure(self._sess) if self._measure else {})
        self._finite.check_measured(f'epoch {epoch + 1}', numbers)
        self._log.add(self._sess, numbers)
        self._begun, self._saved_at = Begun(), time.monotonic()

    def _train_step(self, epoch):
        _, c, of_ops = self._inputs.step()
        self._begun.cost += c / self._total_batch
        self._begun.steps += 1
        if not self._finite.is_fine(c):
            self._finite.check_step(self._sess, f'step {self._begun.steps} of epoch {epoch + 1}', c, of_ops)

    def _is_due(self, epoch):
        steps, secs = self._saving.steps, self._saving.secs
        return bool(steps and (epoch * self._total_batch + self._begun.steps) % steps == 0) or bool(
            secs and time.monotonic() - self._saved_at >= secs
        )

    def _save_begun(self):
        """Saves within an epoch what is worth it."""
        begun = dataclasses.replace(self._begun, cost=float(self._begun.cost))
        self._finite.check_weights(self._sess, f'step {begun.steps} of epoch {len(self._log.history.epochs) + 1}')
        self._log.add_begun(self._sess, begun)
        self._saved_at = time.monotonic()

    def _end_if_asked(self):
        if self._interrupts.signal:
            raise Asked

    def _interrupted(self):
        """Saves where the run is, and says how to go on."""
        self._save_begun()
        place, log_dir = Place(len(self._log.history.epochs), self._begun.steps), self._log.log_dir
        kept = f'saved; with the same flags and --log_dir={log_dir} it goes on there' if log_dir else 'nothing is saved'
        return Interrupted(f'Interrupted after {place}: {kept}.', self._interrupts.signal)
