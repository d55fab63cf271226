"""TensorBoard event files: the graph, and per epoch or step the numbers of a run and the histograms of its weights."""

from __future__ import annotations

import contextlib
import errno
import os
import pathlib
import socket
import time

from tf1_ref.compat import tf


class Summaries:
    """The event files under `log_dir/events`; build it when the graph is complete, so that no op seed shifts.

    They are written without `tf.summary.FileWriter`: the thread of its own in which that writes cannot tell anybody
    that the disk is full.
    """

    def __init__(self, log_dir):
        """Adds a histogram op per trainable variable to the graph.

        Raises:
            OSError: it cannot be written; so do the methods.
        """
        histograms = [
            tf.summary.histogram(f'weights/{variable.op.name}', variable) for variable in tf.trainable_variables()
        ]
        self._weights = tf.summary.merge(histograms)
        folder = pathlib.Path(log_dir) / 'events'
        folder.mkdir(exist_ok=True)
        # The name by which TensorBoard knows them; a run that is resumed within a second has another process.
        name = f'events.out.tfevents.{int(time.time()):010}.{socket.gethostname()}.{os.getpid()}.{time.time_ns()}'
        self._path = str(folder / name)
        with self._failing():
            self._writer = tf.python_io.TFRecordWriter(self._path)
        self._add(file_version='brain.Event:2')
        self._add(graph_def=tf.get_default_graph().as_graph_def(add_shapes=True).SerializeToString())
        self._flush()

    def write(self, sess, step, numbers) -> None:
        """Writes the histograms and the named `numbers`, such as `{'cost': 0.21}`, as of so many epochs or steps."""
        self._add(summary=tf.Summary.FromString(sess.run(self._weights)), step=step)
        self.write_numbers(step, numbers)
        self._flush()

    def write_numbers(self, step, numbers) -> None:
        """Writes the named `numbers` alone."""
        values = [tf.Summary.Value(tag=tag, simple_value=number) for tag, number in numbers.items()]
        self._add(summary=tf.Summary(value=values), step=step)

    def close(self) -> None:
        """Ends the event file."""
        with self._failing():
            self._writer.close()

    def _add(self, **content):
        with self._failing():
            self._writer.write(tf.Event(wall_time=time.time(), **content).SerializeToString())

    def _flush(self):
        with self._failing():
            self._writer.flush()

    @contextlib.contextmanager
    def _failing(self):
        """Says of a full disk what Python would."""
        try:
            yield
        except tf.errors.OpError as error:
            raise OSError(errno.EIO, str(error).splitlines()[0], self._path) from error
