"""The deck's training cycle made fit for long runs: progress, checkpoints, resuming, summaries.

It computes the same costs as `tf1_ref.training.loop`, and a resumed run those of a run that was never interrupted: the
batches of the epochs already trained are drawn again, unused, so that the order of the examples is the same.
"""

from __future__ import annotations

import dataclasses
import json
import pathlib
import time

import numpy as np

from tf1_ref import files
from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.training.checkpoints import Checkpoints
from tf1_ref.training.progress import progress_line
from tf1_ref.training.summaries import Summaries


@dataclasses.dataclass
class History:
    """What a run has measured, one entry per epoch.

    Attributes:
        settings: the values that make the run what it is; a resumed run must have the same.
        epochs: per epoch the named numbers: `cost` (the slide's average), `seconds`, and what `measure` returned.
    """

    settings: dict
    epochs: list = dataclasses.field(default_factory=list)

    def column(self, name) -> list:
        """The numbers of one name, over the epochs that have it."""
        return [epoch[name] for epoch in self.epochs if name in epoch]


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

    Returns:
        The `History`, and what `finish` returned.

    Raises:
        InputError: `batch_size` exceeds the data set, or `log_dir` holds a run of other settings or of another model,
            or has lost its best checkpoint.
    """
    total_batch = int(data.train.num_examples / batch_size)
    if not total_batch:
        raise InputError(
            f'--batch_size={batch_size} is larger than the training set of {data.train.num_examples}; make it smaller'
        )

    def train_step(sess):
        batch_xs, batch_ys = data.train.next_batch(batch_size)
        feed = {x: np.reshape(batch_xs, [batch_size, *image_shape]), **(feed_dict or {})}
        if y is not None:
            feed[y] = batch_ys
        _, c = sess.run([train_op, cost], feed_dict=feed)
        return c

    log = _Log(log_dir, settings or {}, lowest)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        done = log.resume(sess)
        ended = done >= training_epochs or bool(stop and stop(log.history))
        if done and not ended:
            print(f'Resuming after epoch {done} of {training_epochs}', flush=True)
            for _ in range(done * total_batch):
                data.train.next_batch(batch_size)
        with progress_line('training', training_epochs * total_batch, done * total_batch) as advance:
            for epoch in range(done, training_epochs):
                if stop and stop(log.history):
                    break
                numbers = _train_epoch(sess, train_step, total_batch, advance)
                if not np.isfinite(numbers['cost']):
                    raise InputError(f'the cost of epoch {epoch + 1} is not finite; try a smaller --learning_rate')
                if (epoch + 1) % display_step == 0:
                    print('Epoch:', f'{epoch + 1:04d}', 'cost=', f'{numbers["cost"]:.9f}', flush=True)
                log.add(sess, {**numbers, **(measure(sess) if measure else {})})
        log.close()
        log.restore_best(sess)
        print('Optimization Finished!', flush=True)
        return log.history, finish(sess) if finish else None


def _train_epoch(sess, train_step, total_batch, advance):
    started, avg_cost = time.monotonic(), 0.0
    for _ in range(total_batch):
        avg_cost += train_step(sess) / total_batch
        advance()
    return {'cost': float(avg_cost), 'seconds': time.monotonic() - started}


class _Log:
    """What a run leaves in its `log_dir`; without one, only the history in memory."""

    def __init__(self, log_dir, settings, lowest):
        self.history = load_history(log_dir, settings) if log_dir else History(settings)
        self._log_dir, self._lowest = log_dir, lowest
        self._checkpoints = Checkpoints(log_dir) if log_dir else None
        self._best = Checkpoints(log_dir, 'best', kept=1) if lowest else None
        self._summaries = None

    def resume(self, sess):
        done = self._checkpoints.restore(sess) if self._log_dir else 0
        # A run that was killed between the two files has an epoch in its history that has no checkpoint.
        del self.history.epochs[done:]
        if self._log_dir:  # only now, so that a refused checkpoint leaves no event file
            self._summaries = Summaries(self._log_dir)
        return done

    def add(self, sess, numbers):
        self.history.epochs.append(numbers)
        if self._log_dir:
            self._summaries.write(sess, len(self.history.epochs), numbers)
            save_history(self._log_dir, self.history)
            # Before the checkpoint, so that a run killed between the two trains this epoch again and saves it again.
            if self._lowest and numbers[self._lowest] == min(self.history.column(self._lowest)):
                self._best.save(sess, len(self.history.epochs))
            self._checkpoints.save(sess, len(self.history.epochs))

    def restore_best(self, sess):
        if self._best and not self._best.restore(sess):
            raise InputError(f'{self._log_dir} has lost its best checkpoint (folder best); give another --log_dir')

    def close(self):
        if self._log_dir:
            self._summaries.close()


def load_history(log_dir, settings) -> History:
    """The history of the run in `log_dir`, or an empty one.

    Raises:
        InputError: the run there had other settings.
    """
    path = pathlib.Path(log_dir) / 'history.json'
    if not path.exists():
        return History(settings)
    try:
        history = History(**json.loads(path.read_text(encoding='utf-8')))
    except (ValueError, TypeError) as error:
        raise InputError(f'{path} is not a history of a run; give another --log_dir') from error
    for name in {**settings, **history.settings}:
        before, now = history.settings.get(name), settings.get(name)
        if before != now:
            raise InputError(
                f'{log_dir} holds a run with --{name}={before}, not {now}; resume it with its own flags, '
                'or give another --log_dir'
            )
    return history


def save_history(log_dir, history) -> None:
    """Writes `log_dir/history.json`."""
    files.write_json(pathlib.Path(log_dir) / 'history.json', dataclasses.asdict(history))
