"""Measures what the chief saves, in a process of its own, while the workers go on.

It reads the checkpoints and is no member of the cluster: no worker waits for it, and when it has been lost it goes on
from its own history, in the folder `evaluator` of the run. What is chosen by what is measured, the best weights and an
early end, it chooses; the chief reads its history.
"""

from __future__ import annotations

import json
import pathlib
import time

from tf1_ref import files
from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.training import run_folder
from tf1_ref.training.checkpoints import Checkpoints
from tf1_ref.training.history import History, history_in, load_history, save_history
from tf1_ref.training.summaries import Summaries

FOLDER = 'evaluator'
_LOOKS = 0.5


def evaluate(
    *, training_epochs, log_dir, settings=None, measure=None, finish=None, stop=None, lowest=None, wait_secs=600.0
):
    """Measures the checkpoint of every epoch, or the newest where the workers are quicker, until the run is over.

    Args:
        training_epochs: number of epochs.
        log_dir: the run's folder, which the chief writes.
        settings: what makes the run what it is.
        measure: a function of a session with the values of a checkpoint; returns numbers by name.
        finish: called at the end, with the last values, or the best.
        stop: a function of the `History`; true ends the run early.
        lowest: one of `measure`'s names; the weights of the epoch at which it was lowest are the best.
        wait_secs: how long to wait for a checkpoint before giving up, in seconds.

    Returns:
        The `History`, and what `finish` returned.

    Raises:
        InputError: there was no new checkpoint for so long, or the folder holds a run of other settings.
    """
    folder = pathlib.Path(log_dir) / FOLDER
    folder.mkdir(exist_ok=True)
    with run_folder.locked(folder):
        checkpoints = Checkpoints(log_dir)
        best = Checkpoints(folder, 'best', kept=1) if lowest else None
        history = load_history(folder, settings or {}) or History(settings or {})
        summaries = Summaries(folder)
        with tf.Session() as sess:
            seen = time.monotonic()
            place = None
            while len(history.epochs) < training_epochs and not (stop and stop(history)):
                found = _newer(checkpoints, len(history.epochs))
                if found is None:
                    if time.monotonic() - seen > wait_secs:
                        raise InputError(
                            f'no new checkpoint in {log_dir} for {wait_secs:.0f} s; start the chief, or give a larger '
                            '--wait_secs'
                        )
                    time.sleep(_LOOKS)
                    continue
                place, notes = found
                checkpoints.restore(sess, place)
                numbers = measure(sess) if measure else {}
                history.epochs += history_in(notes).epochs[len(history.epochs) :]  # some went by too quickly to measure
                history.epochs[-1] |= numbers
                said = ', '.join(f'{name} {number:.4f}' for name, number in numbers.items())
                print(f'evaluator: epoch {place.epochs}: {said}', flush=True)
                summaries.write(sess, place.epochs, numbers)
                if best and numbers[lowest] == min(history.column(lowest)):
                    best.save(sess, place)
                save_history(folder, history)
                seen = time.monotonic()
            summaries.close()
            if best:
                best.restore(sess, best.newest()[0])
            elif place is None:  # it had seen the end before
                checkpoints.restore(sess, checkpoints.newest(whole_epochs=True)[0])
            return history, finish(sess) if finish else None


def stops_early(log_dir, stop):
    """Makes a `stop` for the chief: what `stop` says of the evaluator's history."""

    def stops(_):
        path = pathlib.Path(log_dir) / FOLDER / 'history.json'
        try:
            found = history_in(json.loads(files.read_bytes(path)))
        except (OSError, ValueError):  # not there yet
            return False
        return bool(found and stop(found))

    return stops


def _newer(checkpoints, epochs):
    """The newest checkpoint of a whole epoch with its notes, if it is beyond so many epochs."""
    try:
        found = checkpoints.newest(whole_epochs=True)
    except InputError:  # just being replaced
        return None
    if found is None or found[0].epochs <= epochs:
        return None
    history = history_in(found[1])
    return found if history and len(history.epochs) == found[0].epochs else None
