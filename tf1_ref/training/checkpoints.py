"""Checkpoints of a run: one per epoch, numbered, never overwritten in place; and the refusal of another model's.

A checkpoint is `tf.train.Saver`'s, so TensorFlow 1.15 reads it too.
"""

from __future__ import annotations

import pathlib

from tf1_ref.compat import tf
from tf1_ref.errors import InputError

KEPT = 2


class Checkpoints:
    """The checkpoints under `log_dir/checkpoints`, `model.ckpt-EPOCH`; build it when the graph is complete."""

    def __init__(self, log_dir, folder='checkpoints', kept=KEPT):
        """Adds the ops of a `tf.train.Saver` of all variables to the graph; `log_dir` has to exist."""
        self._folder = pathlib.Path(log_dir) / folder
        self._saver = tf.train.Saver(max_to_keep=kept)
        state = tf.train.get_checkpoint_state(str(self._folder))
        if state:  # so that the checkpoints of an earlier run are deleted in their turn
            self._saver.recover_last_checkpoints(state.all_model_checkpoint_paths)

    def save(self, sess, epoch) -> str:
        """Saves all variables after `epoch` epochs, and returns the checkpoint's path."""
        self._folder.mkdir(exist_ok=True)
        return self._saver.save(sess, str(self._folder / 'model.ckpt'), global_step=epoch, write_meta_graph=False)

    def restore(self, sess) -> int:
        """Restores the newest checkpoint.

        Returns:
            The number of epochs that it was saved after; 0 if there is none, and then nothing is restored.

        Raises:
            InputError: the checkpoint is another model's, or cannot be read.
        """
        path = tf.train.latest_checkpoint(str(self._folder))
        if path is None:
            return 0
        restore(self._saver, sess, path)
        return int(path.rpartition('-')[2])


def restore(saver, sess, path) -> None:
    """Restores all variables of the graph from the checkpoint at `path`.

    Raises:
        InputError: a variable is missing there or has another shape (it is another model's), or it cannot be read.
    """
    try:
        shapes = tf.train.NewCheckpointReader(str(path)).get_variable_to_shape_map()
    except (tf.errors.OpError, RuntimeError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise InputError(f'checkpoint {path} cannot be read ({reason}); remove it or give another folder') from error
    for variable in tf.global_variables():
        name, shape = variable.op.name, variable.get_shape().as_list()
        if shapes.get(name) != shape:
            found = f'has shape {shapes[name]}' if name in shapes else 'does not have it'
            raise InputError(
                f'checkpoint {path} is of another model: this one has {name} of shape {shape}, the checkpoint {found}; '
                'use the flags that it was trained with, or another folder'
            )
    saver.restore(sess, str(path))
