"""TensorBoard event files: the graph, the numbers of a run, the histograms of its weights, its pictures.

What was measured on the training set and on the validation set are two runs to TensorBoard, `events/train` and
`events/validation`, with the same tags: it draws their curves into one chart.
"""

from __future__ import annotations

import contextlib
import errno
import os
import pathlib
import socket
import time
from collections.abc import Iterable, Mapping

from tf1_ref import files
from tf1_ref.compat import tf

TRAIN, VALIDATION = 'train', 'validation'
MOST_BYTES = 4 << 20  # of a picture: TensorBoard keeps all of them in memory


class EventFile:
    """One event file; build it when the graph is complete, so that no op seed shifts.

    It is written without `tf.summary.FileWriter`: the thread of its own in which that writes cannot tell anybody that
    the disk is full.
    """

    def __init__(self, folder):
        """Makes `folder` and begins a file in it.

        Raises:
            OSError: it cannot be written; so do the methods.
        """
        folder = pathlib.Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        # The name by which TensorBoard knows them; a run that is resumed within a second has another process.
        name = f'events.out.tfevents.{int(time.time()):010}.{socket.gethostname()}.{os.getpid()}.{time.time_ns()}'
        self._path = str(folder / name)
        with self._failing():
            self._writer = tf.python_io.TFRecordWriter(self._path)
        self.add(file_version='brain.Event:2')

    def add(self, **content) -> None:
        """Writes an event: `graph_def`, or `summary` as of `step`."""
        with self._failing():
            self._writer.write(tf.Event(wall_time=time.time(), **content).SerializeToString())

    def add_numbers(self, step: int, numbers: Mapping[str, float]) -> None:
        """Writes the named `numbers`."""
        values = [tf.Summary.Value(tag=tag, simple_value=number) for tag, number in numbers.items()]
        self.add(summary=tf.Summary(value=values), step=step)

    def flush(self) -> None:
        """Hands everything to the system."""
        with self._failing():
            self._writer.flush()

    def close(self) -> None:
        """Ends the file."""
        with self._failing():
            self._writer.close()

    @contextlib.contextmanager
    def _failing(self):
        """Says of a full disk what Python would."""
        try:
            yield
        except tf.errors.OpError as error:
            raise OSError(errno.EIO, str(error).splitlines()[0], self._path) from error


class Summaries:
    """The event files under `log_dir/events` while a run trains; build it when the graph is complete."""

    def __init__(self, log_dir):
        """Adds a histogram op per trainable variable to the graph.

        Raises:
            OSError: it cannot be written; so do the methods.
        """
        histograms = [
            tf.summary.histogram(f'weights/{variable.op.name}', variable) for variable in tf.trainable_variables()
        ]
        self._weights = tf.summary.merge(histograms)
        self._folder = pathlib.Path(log_dir) / 'events'
        self._files = {TRAIN: EventFile(self._folder / TRAIN)}
        train = self._files[TRAIN]
        train.add(graph_def=tf.get_default_graph().as_graph_def(add_shapes=True).SerializeToString())
        train.flush()

    def write(self, sess, step, numbers) -> None:
        """Writes the histograms and the named `numbers`, such as `{'cost': 0.21}`, as of so many epochs or steps."""
        self._files[TRAIN].add(summary=tf.Summary.FromString(sess.run(self._weights)), step=step)
        self.write_numbers(step, numbers)
        for file in self._files.values():
            file.flush()

    def write_numbers(self, step, numbers) -> None:
        """Writes the named `numbers` alone, each to the run and under the tag of `run_and_tag`."""
        of_runs: dict[str, dict[str, float]] = {}
        for name, number in numbers.items():
            run, tag = run_and_tag(name)
            of_runs.setdefault(run, {})[tag] = number
        for run, found in of_runs.items():
            if run not in self._files:
                self._files[run] = EventFile(self._folder / run)
            self._files[run].add_numbers(step, found)

    def close(self) -> None:
        """Ends the event files."""
        for file in self._files.values():
            file.close()


def run_and_tag(name: str) -> tuple[str, str]:
    """TensorBoard's run and tag for a number of a run's history.

    `cost` and `seconds` are the training set's, and `training_accuracy` is its `accuracy`; `validation_cost` is the
    `cost` of the validation set, whose `accuracy` has no prefix. `validation_error` is the `cost` of super-resolution.
    """
    if name in ('accuracy', 'validation_error'):
        return VALIDATION, {'validation_error': 'cost'}.get(name, name)
    if name.startswith('validation_'):
        return VALIDATION, name.removeprefix('validation_')
    return TRAIN, name.removeprefix('training_')


def write_pictures(log_dir: str | os.PathLike, pictures: Iterable[str | os.PathLike]) -> None:
    """Writes PNG files as images to the run `events/pictures`, in the place of those that an earlier end has written.

    Args:
        log_dir: the folder of the run.
        pictures: paths; larger ones than `MOST_BYTES`, and what is no file, are left out.

    Raises:
        OSError: one cannot be read, or the events cannot be written.
    """
    folder = pathlib.Path(log_dir) / 'events' / 'pictures'
    for old in folder.glob('events.out.tfevents.*'):
        old.unlink()
    values = []
    for path in map(pathlib.Path, pictures):
        if files.is_odd(path):
            continue
        content = path.read_bytes()
        if len(content) <= MOST_BYTES:
            width, height = (int.from_bytes(content[at : at + 4], 'big') for at in (16, 20))  # PNG's first chunk
            image = tf.Summary.Image(width=width, height=height, encoded_image_string=content)
            values.append(tf.Summary.Value(tag=path.stem, image=image))
    if values:
        file = EventFile(folder)
        file.add(summary=tf.Summary(value=values), step=0)
        file.close()
