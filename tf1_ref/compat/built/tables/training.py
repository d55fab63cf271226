"""Session hooks that call Session.run as often as in TensorFlow 1.15."""

from __future__ import annotations

from tf1_ref.compat.built import replacing


@replacing.replaces('tensorflow.python.training.basic_session_run_hooks:CheckpointSaverHook.__init__')
def save_checkpoints(original, self, *args, **named):
    """Asks for the global step where one step more would make a checkpoint due; TensorFlow 2 asks after each step."""
    original(self, *args, **named)
    self._steps_per_run = 1
