"""Checkpoints of a run: numbered, never overwritten in place, checked before they are restored.

A checkpoint is `tf.train.Saver`'s, so TensorFlow 1.15 reads it too. What counts are the files in the folder itself,
wherever it has been copied or moved to: the file `checkpoint`, in which TensorFlow names the newest, is written for
other programs, and neither followed nor believed.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import pathlib
import re
import shutil
import tempfile
import time

from tf1_ref import files
from tf1_ref.compat import tf
from tf1_ref.errors import InputError
from tf1_ref.training.history import begun_in

KEPT = 4
HOUR = 3600
# The folder in which a checkpoint is written; while it is there, saving is under way, or was when it was killed.
SAVING = '.saving'
_ENDING = r'\.(?:index|data-\d{5}-of-\d{5}|meta|json)'
_FILE = re.compile(rf'(model\.ckpt-(\d{{1,18}})(?:-(\d{{1,18}}))?)({_ENDING})')
# What TensorFlow leaves where it is killed.
_LEFT_OVER = re.compile(
    rf'model\.ckpt-\d+(?:-\d+)?(?:{_ENDING}\.tempstate\d+|_temp)|checkpoint\.tmp[0-9a-f]{{32}}|\.checkpoint\.\d+'
)
_STATE = re.compile(rb'^\s*model_checkpoint_path\s*:\s*"((?:[^"\\\n]|\\.)*)"', re.MULTILINE)


@dataclasses.dataclass(frozen=True, order=True)
class Place:
    """How far a run was: after so many epochs, and so many steps of the next one."""

    epochs: int
    steps: int = 0

    @property
    def name(self) -> str:
        """What the checkpoint is called."""
        return f'model.ckpt-{self.epochs}' + (f'-{self.steps}' if self.steps else '')

    def __str__(self):
        return f'epoch {self.epochs}' + (f' and step {self.steps} of the next' if self.steps else '')


class Checkpoints:
    """The checkpoints under `log_dir/checkpoints`, `model.ckpt-EPOCHS` or, within an epoch, `model.ckpt-EPOCHS-STEPS`.

    Build it when the graph is complete.
    """

    def __init__(self, log_dir, folder='checkpoints', kept=KEPT):
        """Adds the ops of a `tf.train.Saver` of all variables to the graph; `log_dir` has to exist.

        Args:
            log_dir: the run's folder.
            folder: the name of the folder in it.
            kept: how many are kept, from 1; see `kept_of`.
        """
        self._folder, self._kept = pathlib.Path(log_dir) / folder, kept
        self._saver = tf.train.Saver(max_to_keep=None)

    def save(self, sess, place, notes=None) -> None:
        """Saves all variables; only then deletes what is not to be kept: of this folder, and under these names alone.

        Args:
            sess: the session.
            place: how far the run is.
            notes: JSON values to keep with it, such as the run's history.

        Raises:
            OSError, tf.errors.OpError: it could not be written; those that were there before still are.
        """
        self._folder.mkdir(exist_ok=True)
        beside = self._folder / SAVING
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir()
        try:
            self._saver.save(sess, str(beside / place.name), write_meta_graph=False, write_state=False)
            files.write_json(beside / f'{place.name}.json', notes or {})
            # One of this name that is there is damaged, else the run would have gone on from it. Without its index a
            # checkpoint is none, so the index goes first and comes last.
            self._delete(place)
            for path in sorted(beside.iterdir(), key=lambda path: path.suffix == '.index'):
                os.replace(path, self._folder / path.name)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
        self._rotate(place)

    def newest(self, whole_epochs=False) -> tuple[Place, dict] | None:
        """Finds the newest checkpoint that is whole; says which ones it has passed over.

        Args:
            whole_epochs: leave those within an epoch out.

        Returns:
            Its place, and the notes that were saved with it, `{}` if they are lost; None if there is no checkpoint.

        Raises:
            InputError: none is whole, or it is of another model.
        """
        places, passed_over = [place for place in self._places() if not (whole_epochs and place.steps)], []
        for place in places:
            notes, damage = self._notes(place), damage_of(self._folder / place.name)
            if not damage and place.steps and begun_in(notes, place.steps) is None:
                damage = f'{place.name}.json is missing or damaged'
            if not damage:
                for name, reason in passed_over:
                    print(f'Passing over the damaged checkpoint {self._folder / name} ({reason})', flush=True)
                if not whole_epochs:
                    self._say_what_the_state_names(place)
                _check_model(self._folder / place.name)
                return place, notes
            passed_over.append((place.name, damage))
        if passed_over or (self._orphans() and not (self._folder / SAVING).exists()):
            name, damage = passed_over[0] if passed_over else (self._orphans()[0].name, 'its index is missing')
            raise InputError(
                f'no checkpoint in {self._folder} is whole ({name}: {damage}); nothing was changed: copy them anew, '
                'or give another --log_dir'
            )
        return None

    def restore(self, sess, place) -> None:
        """Restores all variables of the graph from a checkpoint that `newest` has found."""
        saver = self._saver.saver_def
        with _without_pattern(self._folder / place.name) as path:
            sess.run(saver.restore_op_name, {saver.filename_tensor_name: path})

    def load(self, sess, place) -> None:
        """The same by way of this process: variables that lie in others need not see the file."""
        with _without_pattern(self._folder / place.name) as path:
            reader = tf.train.NewCheckpointReader(path)
            for variable in tf.global_variables():
                variable.load(reader.get_tensor(variable.op.name), sess)

    def sweep(self) -> None:
        """Removes what processes that were killed have left; call it once `newest` has found what there is."""
        if self._folder.is_dir():
            saving = self._folder / SAVING
            left = [path for path in self._folder.iterdir() if _LEFT_OVER.fullmatch(path.name)]
            for path in [*left, *self._orphans(), saving]:
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                else:
                    path.unlink(missing_ok=True)

    def _files(self):
        """Yields every file of a checkpoint, with its place and its ending."""
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            found = _FILE.fullmatch(path.name)
            if found:
                place = Place(int(found[2]), int(found[3] or 0))
                if place.name == found[1]:  # no zeros in front
                    yield path, place, found[4]

    def _places(self):
        """Where there is an index, the newest first."""
        return sorted((place for _, place, ending in self._files() if ending == '.index'), reverse=True)

    def _orphans(self):
        """Files without an index: of no use to anybody."""
        places = self._places()
        return sorted(path for path, place, _ in self._files() if place not in places)

    def _delete(self, place):
        found = [(ending != '.index', path) for path, other, ending in self._files() if other == place]
        for _, path in sorted(found):
            path.unlink(missing_ok=True)

    def _rotate(self, saved):
        """Deletes what is not to be kept. What is newer than `saved` was damaged: the run has gone over it again."""
        places = [place for place in self._places() if place <= saved]
        now = time.time()
        ages = [now - (self._folder / f'{place.name}.index').stat().st_mtime for place in places]
        kept = [places[number] for number in kept_of(ages, self._kept)]
        for place in self._places():
            if place not in kept:
                self._delete(place)
        names = [place.name for place in sorted(kept)]
        lines = [f'model_checkpoint_path: "{names[-1]}"', *(f'all_model_checkpoint_paths: "{name}"' for name in names)]
        with files.written_beside(self._folder / 'checkpoint', 'w', replaces=True) as file:
            file.write('\n'.join([*lines, '']))

    def _notes(self, place):
        try:
            notes = json.loads(files.read_bytes(self._folder / f'{place.name}.json'))
        except (OSError, ValueError, RecursionError):
            return {}
        return notes if isinstance(notes, dict) else {}

    def _say_what_the_state_names(self, place):
        path = self._folder / 'checkpoint'
        try:
            found = _STATE.search(files.read_bytes(path))
        except FileNotFoundError:
            return
        except OSError:
            found = None
        # What other programs wrote may have a path in front, of wherever the folder was then.
        named = re.split(rb'[/\\]', found[1])[-1].decode('utf-8', 'backslashreplace') if found else None
        if named != place.name:
            what = f'names {named}' if named and named.isprintable() else 'is damaged'
            print(f'The file {path} {what}; {place.name} is the newest that is whole', flush=True)


def kept_of(ages, kept) -> list[int]:
    """Which of some checkpoints to keep: the newest, and among them one that is older than an hour.

    Without one that is older than an hour, the oldest is kept until it is. From four on, the next to become so is kept
    as well, so that the old one is replaced in its turn.

    Args:
        ages: of each, in seconds, the newest first.
        kept: how many to keep, from 1.

    Returns:
        Their numbers, in order.
    """
    numbers = range(len(ages))
    found = {0} if ages else set()
    if kept > 1 and ages:
        old = next((number for number in numbers if ages[number] > HOUR), len(ages) - 1)
        found.add(old)
        if kept > 3 and ages[old] > HOUR and old:
            found.add(old - 1)
    for number in numbers:
        if len(found) < kept:
            found.add(number)
    return sorted(found)


def restore(saver, sess, path) -> None:
    """Restores all variables of the graph from the checkpoint at `path`.

    Raises:
        InputError: it cannot be read, or it is another model's: a variable is missing there or has another shape.
    """
    damage = damage_of(path)
    if damage:
        raise InputError(f'checkpoint {path} cannot be read ({damage}); remove it or give another folder')
    _check_model(path)
    saver.restore(sess, str(path))


def damage_of(prefix) -> str | None:
    """What is wrong with a checkpoint, briefly; None if it is whole. Every value is read, against its checksum."""
    odd = files.odd_part(prefix)
    if odd:
        return f'{odd.name} is no regular file'
    try:
        with _without_pattern(prefix) as path:
            reader = tf.train.NewCheckpointReader(path)
            for name in reader.get_variable_to_shape_map():
                reader.get_tensor(name)
    except Exception as error:  # by what is damaged, TensorFlow raises one of many kinds
        return (str(error).splitlines() or [type(error).__name__])[0]
    return None


@contextlib.contextmanager
def _without_pattern(prefix):
    """A path to a checkpoint in which the reader, which takes paths for patterns, sees none."""
    if not set('[]*?') & set(str(prefix)):
        yield str(prefix)
        return
    with tempfile.TemporaryDirectory() as folder:
        link = pathlib.Path(folder) / 'checkpoints'
        link.symlink_to(pathlib.Path(prefix).parent.resolve())
        yield str(link / pathlib.Path(prefix).name)


def _check_model(path):
    with _without_pattern(path) as readable:
        shapes = tf.train.NewCheckpointReader(readable).get_variable_to_shape_map()
    for variable in tf.global_variables():
        name, shape = variable.op.name, variable.get_shape().as_list()
        if shapes.get(name) != shape:
            found = f'has shape {shapes[name]}' if name in shapes else 'does not have it'
            raise InputError(
                f'checkpoint {path} is of another model: this one has {name} of shape {shape}, the checkpoint {found}; '
                'use the flags that it was trained with, or another folder'
            )
