"""What a run leaves in its `log_dir` and goes on from: checkpoints, `history.json`, event files."""

from __future__ import annotations

import contextlib
import dataclasses

from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.training import run_folder
from tf1_ref.training.checkpoints import KEPT, Checkpoints, Place
from tf1_ref.training.history import (
    Begun,
    DamagedHistory,
    History,
    begun_in,
    check_settings,
    history_in,
    load_history,
    save_history,
)
from tf1_ref.training.summaries import Summaries


class RunLog:
    """Build it when the graph is complete. Without a `log_dir` there is only the history, in memory.

    Attributes:
        history: what has been measured so far.
        saved: the place of the newest checkpoint; None if there is none.
        log_dir: the run's folder, or None.
    """

    def __init__(self, log_dir, settings, lowest=None, kept=KEPT):
        """Reads the history.

        Args:
            log_dir: the run's folder, which is there and locked; or None.
            settings: the values that make the run what it is.
            lowest: the name of the number at whose lowest value the weights are kept under `log_dir/best`, or None.
            kept: how many checkpoints are kept.

        Raises:
            InputError: `log_dir` holds a run of other settings.
        """
        self.history, self.saved = History(settings), None
        self.log_dir, self._settings, self._lowest = log_dir, settings, lowest
        self._damaged = self._summaries = None
        if log_dir:
            try:
                self.history = load_history(log_dir, settings) or self.history
            except DamagedHistory as error:  # the checkpoints may know it
                self._damaged = error
        self._checkpoints = Checkpoints(log_dir, kept=kept) if log_dir else None
        self._best = Checkpoints(log_dir, 'best', kept=1) if lowest else None

    def find(self, total_batch) -> tuple[int, Begun]:
        """Finds how far the run is, and makes the folder ready for it to go on.

        Args:
            total_batch: steps per epoch.

        Returns:
            The number of epochs done, and the epoch that is under way.

        Raises:
            InputError: nothing of what there is can be resumed.
        """
        if not self.log_dir:
            return 0, Begun()
        found = self._checkpoints.newest()
        if found is None:
            self._check_fresh()
            place, begun = Place(0), Begun()
        else:
            place, notes = found
            self.saved = place
            begun = begun_in(notes, place.steps) or Begun()
            if begun.steps > total_batch:
                raise InputError(
                    f'{self.log_dir} was interrupted after step {begun.steps} of an epoch, which now has '
                    f'{total_batch}; resume it with its own data and flags, or give another --log_dir'
                )
            self._recover(place, notes)
        # A run that was killed between the two files has an epoch in its history that has no checkpoint.
        del self.history.epochs[place.epochs :]
        if self._best and self.history.epochs and self._best.newest() is None:
            raise self._best_is_lost()
        run_folder.sweep(self.log_dir)
        self._checkpoints.sweep()
        if self._best:
            self._best.sweep()
        return place.epochs, begun

    def open(self, sess) -> None:
        """Restores what `find` has found, and begins the event file."""
        if self.saved:
            self._checkpoints.restore(sess, self.saved)
        self.begin_events()  # only now, so that a refused checkpoint leaves no event file

    def begin_events(self) -> None:
        """Begins the event file, of a graph that is complete but for what this adds."""
        if self.log_dir:
            with self._told():
                self._summaries = Summaries(self.log_dir)

    def load(self, sess) -> None:
        """Loads what `find` has found by way of this process, for variables that lie in others."""
        self._checkpoints.load(sess, self.saved)

    def add(self, sess, numbers) -> None:
        """Saves the run after an epoch that gave these numbers.

        Raises:
            InputError: it cannot be written.
        """
        self.history.epochs.append(numbers)
        if self.log_dir:
            place = Place(len(self.history.epochs))
            with self._told():
                self._summaries.write(sess, place.epochs, numbers)
                save_history(self.log_dir, self.history)
                # Before the checkpoint: a run killed between the two trains this epoch again and saves it again.
                if self._lowest and numbers[self._lowest] == min(self.history.column(self._lowest)):
                    self._best.save(sess, place, dataclasses.asdict(self.history))
                self._save(sess, place, Begun())

    def add_begun(self, sess, begun) -> None:
        """Saves the run within an epoch, unless that is saved already.

        Raises:
            InputError: it cannot be written.
        """
        place = Place(len(self.history.epochs), begun.steps)
        if self.log_dir and place != (self.saved or Place(0)):
            with self._told():
                self._save(sess, place, begun)

    def restore_best(self, sess) -> None:
        """Restores the weights of the epoch with the lowest number, if that was asked for."""
        if self._best:
            self._best.restore(sess, self._best_place())

    def load_best(self, sess) -> None:
        """The same by way of this process, for variables that lie in others."""
        if self._best:
            self._best.load(sess, self._best_place())

    def close(self) -> None:
        """Ends the event file."""
        if self._summaries:
            with self._told():
                self._summaries.close()

    def _save(self, sess, place, begun):
        self._checkpoints.save(sess, place, {**dataclasses.asdict(self.history), 'begun': dataclasses.asdict(begun)})
        self.saved = place

    def _check_fresh(self):
        """Refuses a run without a checkpoint, unless its first epoch was killed before that."""
        if self._damaged:
            raise self._damaged
        if len(self.history.epochs) > 1:
            raise InputError(
                f'{self.log_dir} has a history of {len(self.history.epochs)} epochs and no checkpoint; put the '
                'folder checkpoints back, or give another --log_dir'
            )

    def _recover(self, place, notes):
        """Takes from the checkpoint what `history.json` lacks."""
        if len(self.history.epochs) >= place.epochs and not self._damaged:
            return
        path = f'{self.log_dir}/history.json'
        what = 'is damaged' if self._damaged else f'has {len(self.history.epochs)} of {place.epochs} epochs'
        found = history_in(notes)
        if found is not None and len(found.epochs) == place.epochs:
            check_settings(self.log_dir, found, self._settings)
            self.history = found
            print(f'{path} {what}; the checkpoint {place.name} has them all', flush=True)
        elif self._damaged:
            raise self._damaged
        else:
            epochs = self.history.epochs
            print(f'{path} {what}; the numbers of the other epochs are lost', flush=True)
            epochs += [{} for _ in range(place.epochs - len(epochs))]

    def _best_place(self):
        found = self._best.newest()
        if found is None:
            raise self._best_is_lost()
        return found[0]

    def _best_is_lost(self):
        return InputError(f'{self.log_dir} has lost its best checkpoint (folder best); give another --log_dir')

    @contextlib.contextmanager
    def _told(self):
        """One line for a disk that is full or cannot be written any more."""
        try:
            yield
        except (OSError, tf.errors.OpError) as error:
            reason = getattr(error, 'strerror', None) or str(error).splitlines()[0]
            stands = f'the checkpoint of {self.saved} stands' if self.saved else 'nothing was saved before'
            raise InputError(
                f'cannot write in {self.log_dir} ({reason}); {stands}: make room, and go on with the same flags'
            ) from error
