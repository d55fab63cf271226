"""Training: optimizers, learning rates, savers, session hooks."""

from __future__ import annotations

import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import ops
from tensorflow.python.ops import data_flow_ops, gen_math_ops, resource_variable_ops
from tensorflow.python.training import queue_runner, sync_replicas_optimizer

from tf1_ref.compat.built.replacing import counts, replaces
from tf1_ref.compat.process.swapping import but_for, swapped

TRAINING = 'tensorflow.python.training.'

counts(TRAINING + 'saver:BaseSaverBuilder._AddShardedSaveOpsForV2')(lambda *_, **__: -3)


@replaces(TRAINING + 'sync_replicas_optimizer:SyncReplicasOptimizer.apply_gradients')
def apply_in_step(original, self, *args, **named):
    """Gives the chief's runner a queue of its own to close; the other workers wait at that of the tokens."""
    idle = []

    def with_idle(*arguments, **how):
        queue = data_flow_ops.FIFOQueue(*arguments, **how)
        if how.get('name') == 'sync_token_q':
            how = {'name': 'dummy_queue', 'shared_name': 'dummy_queue'}
            idle.append(data_flow_ops.FIFOQueue(1, tf1.int32, shapes=(), **how))
        return queue

    modules = {
        'data_flow_ops': but_for(data_flow_ops, FIFOQueue=with_idle),
        'queue_runner': but_for(queue_runner, QueueRunner=lambda queue, ops: queue_runner.QueueRunner(idle[0], ops)),
    }
    with swapped(sync_replicas_optimizer, **modules):
        return original(self, *args, **named)


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


@replaces('tensorflow.python.keras.optimizer_v2.learning_rate_schedule:PolynomialDecay.__call__')
def polynomial_decay(original, self, step):
    """Takes the number of steps as it was given for the minimum, and a `cond` for the cycle."""
    with tf1.name_scope(self.name or 'PolynomialDecay') as name:
        first = tf1.convert_to_tensor(self.initial_learning_rate, name='initial_learning_rate')
        last, power, step, number = (
            tf1.cast(one, first.dtype) for one in (self.end_learning_rate, self.power, step, self.decay_steps)
        )
        if self.cycle:
            begun = step
            cycles = tf1.cond(tf1.equal(begun, 0), lambda: 1.0, lambda: tf1.ceil(begun / self.decay_steps))
            number = tf1.multiply(number, cycles)
        else:
            step = tf1.minimum(step, self.decay_steps)
        done = tf1.divide(step, number)
        return gen_math_ops.add(tf1.multiply(first - last, tf1.pow(1 - done, power)), last, name=name)


@replaces(TRAINING + 'ftrl:FtrlOptimizer._prepare')
def ftrl_rates(original, self):
    """Makes constants of the given numbers; beta, which 1.15 did not know, is added only where it is given."""
    if self._beta:
        return original(self)
    for attribute, name in {
        '_learning_rate': 'learning_rate',
        '_l1_regularization_strength': 'l1_regularization_strength',
        '_l2_regularization_strength': 'l2_regularization_strength',
        '_l2_shrinkage_regularization_strength': 'l2_shrinkage_regularization_strength',
        '_learning_rate_power': 'learning_rate_power',
    }.items():
        setattr(self, f'{attribute}_tensor', tf1.convert_to_tensor(getattr(self, attribute), name=name))
    self._adjusted_l2_regularization_strength_tensor = self._l2_regularization_strength_tensor


@replaces(TRAINING + 'ftrl:FtrlOptimizer._create_slots')
def ftrl_slots(original, self, var_list):
    """Starts the accumulators from a constant, which TensorFlow 2 multiplies by ones."""
    for variable in var_list:
        with ops.colocate_with(variable):
            start = tf1.constant(self._initial_accumulator_value, variable.dtype.base_dtype, variable.get_shape())
            self._get_or_make_slot(variable, start, 'accum', self._accum_name or self._name)
            self._zeros_slot(variable, 'linear', self._linear_name or self._name)


@replaces(TRAINING + 'gradient_descent:GradientDescentOptimizer._resource_apply_sparse_duplicate_indices')
def descend_along_rows(original, self, grad, handle, indices):
    """Multiplies by the rate as it was given, not by the tensor that was made of it."""
    return resource_variable_ops.resource_scatter_add(handle.handle, indices, -grad * self._learning_rate)
