"""TensorBoard event files: the graph, and per epoch or step the numbers of a run and the histograms of its weights."""

from __future__ import annotations

import pathlib

from tf1_ref.compat import tf


class Summaries:
    """The event files under `log_dir/events`; build it when the graph is complete, so that no op seed shifts."""

    def __init__(self, log_dir):
        """Adds a histogram op per trainable variable to the graph."""
        histograms = [
            tf.summary.histogram(f'weights/{variable.op.name}', variable) for variable in tf.trainable_variables()
        ]
        self._weights = tf.summary.merge(histograms)
        self._writer = tf.summary.FileWriter(str(pathlib.Path(log_dir) / 'events'), tf.get_default_graph())

    def write(self, sess, step, numbers) -> None:
        """Writes the histograms and the named `numbers`, such as `{'cost': 0.21}`, as of so many epochs or steps."""
        self._writer.add_summary(sess.run(self._weights), step)
        self.write_numbers(step, numbers)
        self._writer.flush()

    def write_numbers(self, step, numbers) -> None:
        """Writes the named `numbers` alone."""
        values = [tf.Summary.Value(tag=tag, simple_value=number) for tag, number in numbers.items()]
        self._writer.add_summary(tf.Summary(value=values), step)

    def close(self) -> None:
        """Ends the event file."""
        self._writer.close()
