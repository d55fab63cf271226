"""Training: optimizers, learning rates, savers, session hooks."""

from __future__ import annotations

import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import ops

from tf1_ref.compat.built.replacing import counts, replaces

TRAINING = 'tensorflow.python.training.'

counts(TRAINING + 'saver:BaseSaverBuilder._AddShardedSaveOpsForV2')(lambda *_, **__: -3)
counts(TRAINING + 'sync_replicas_optimizer:SyncReplicasOptimizer.apply_gradients')(lambda *_, **__: 1)


@replaces(TRAINING + 'basic_session_run_hooks:CheckpointSaverHook.__init__')
def save_checkpoints(original, self, *args, **named):
    """Asks for the global step where one step more would make a checkpoint due; TensorFlow 2 asks after each step."""
    original(self, *args, **named)
    self._steps_per_run = 1


@replaces('tensorflow.python.ops.clip_ops:clip_by_global_norm')
def clip_by_global_norm(original, t_list, clip_norm, use_norm=None, name=None):
    """Chooses between the scale and NaN by an op, where TensorFlow 2 adds the norm less itself."""
    if not isinstance(t_list, (list, tuple)):
        return original(t_list, clip_norm, use_norm, name)
    norm = tf1.global_norm(t_list, name) if use_norm is None else use_norm
    with tf1.name_scope(name, 'clip_by_global_norm', [*t_list, clip_norm]) as name:
        finite = clip_norm * tf1.minimum(1.0 / norm, tf1.constant(1.0, norm.dtype) / clip_norm)
        scale = tf1.where(tf1.is_finite(norm), finite, tf1.constant(float('nan'), norm.dtype))
        clipped = []
        for i, tensor in enumerate(t_list):
            values = tensor.values if isinstance(tensor, tf1.IndexedSlices) else tensor
            if values is not None:
                values = tf1.convert_to_tensor(values, name=f't_{i}')
                with ops.colocate_with(values):
                    values = tf1.identity(values * scale, name=f'{name}_{i}')
            if isinstance(tensor, tf1.IndexedSlices):
                values = tf1.IndexedSlices(values, tensor.indices, tensor.dense_shape)
            clipped.append(values)
        return clipped, norm


@counts('tensorflow.python.keras.optimizer_v2.legacy_learning_rate_decay:polynomial_decay')
def _polynomial_decay(
    learning_rate, global_step, decay_steps, end_learning_rate=0.0001, power=1.0, cycle=False, name=None
):
    return 5 if cycle else 1  # cond instead of where; a constant more


@counts(TRAINING + 'ftrl:FtrlOptimizer._prepare')
def _ftrl_rates(optimizer):
    return -8 if isinstance(optimizer._learning_rate, tf1.Tensor) else -9  # beta, which 1.15 did not know


@counts(TRAINING + 'ftrl:FtrlOptimizer._create_slots')
def _ftrl_slots(optimizer, var_list):
    return -2 * len(var_list)  # a constant, which TensorFlow 2 multiplies by ones


@counts(TRAINING + 'gradient_descent:GradientDescentOptimizer._resource_apply_sparse_duplicate_indices')
def _sparse_descent(optimizer, grad, handle, indices):
    return 0 if isinstance(optimizer._learning_rate, tf1.Tensor) else 1  # the rate as a constant once more
