"""What `compile` and `fit` of tf_keras build, from the ops that `tf.keras` of 1.15 built it from."""

from __future__ import annotations

import contextlib

import h5py
import tensorflow.compat.v1 as tf1
import tf_keras
from tensorflow.python.keras.optimizer_v2 import learning_rate_schedule
from tensorflow.python.ops import weights_broadcast_ops
from tf_keras.src import backend
from tf_keras.src.saving.legacy import hdf5_format, saving_utils
from tf_keras.src.saving.legacy.saved_model import json_utils
from tf_keras.src.utils import losses_utils, mode_keys

from tf1_ref.compat.built import op_counts
from tf1_ref.compat.built.replacing import replaces

OPTIMIZERS = 'tf_keras.src.optimizers.legacy'
REGULARIZERS = 'tf_keras.src.regularizers'


@replaces('tf_keras.src.optimizers.schedules.learning_rate_schedule:PolynomialDecay.__call__')
def polynomial_decay(original, schedule, step):
    """Asks the one of TensorFlow's own Keras, of the same attributes, which `tables/training.py` builds as in 1.15."""
    return learning_rate_schedule.PolynomialDecay.__call__(schedule, step)


@replaces('tf_keras.src.utils.losses_utils:compute_weighted_loss')
def compute_weighted_loss(
    original, losses, sample_weight=None, reduction=losses_utils.ReductionV2.SUM_OVER_BATCH_SIZE, name=None
):
    """Multiplies losses, as float32, by weights that are broadcast to their shape first, with 1.15's checks."""
    with backend.name_scope(name or 'weighted_loss'):
        losses = tf1.convert_to_tensor(losses)
        floats = tf1.cast(losses, tf1.float32)
        weights = tf1.cast(1.0 if sample_weight is None else sample_weight, tf1.float32)
        floats, _, weights = losses_utils.squeeze_or_expand_dimensions(floats, None, weights)
        weighted = tf1.multiply(floats, weights_broadcast_ops.broadcast_weights(weights, floats))
        default = losses_utils.ReductionV2.SUM_OVER_BATCH_SIZE
        reduction = default if reduction == losses_utils.ReductionV2.AUTO else reduction
        tf1.get_default_graph()._last_loss_reduction = reduction  # the estimator reads it
        return tf1.cast(losses_utils.reduce_weighted_loss(weighted, reduction), losses.dtype)


@replaces('tf_keras.src.engine.training_arrays_v1:model_iteration')
def model_iteration(original, model, *args, **named):
    """Resets metrics, by ops, before a prediction too."""
    if named.get('mode') == mode_keys.ModeKeys.PREDICT:
        model.reset_metrics()
    return original(model, *args, **named)


@replaces('tf_keras.src.engine.training_v1:Model._prepare_total_loss')
def prepare_total_loss(original, self, masks):
    """Counts a sum for each loss but the first, as 1.15 built it, where one op adds all today."""
    total = original(self, masks)
    if all(one.should_skip_target() for one in self._training_endpoints):
        op_counts.add(2)  # it was added to a zero
    elif total.op.type == 'AddN':
        op_counts.add(len(total.op.inputs) - 2)
    return total


@replaces(f'{REGULARIZERS}:L1.__call__', f'{REGULARIZERS}:L2.__call__', f'{REGULARIZERS}:L1L2.__call__')
def regularization_loss(original, self, x):
    """Sums magnitudes and squares, each times its factor, and adds them to a zero."""
    loss = 0.0
    for factor, size in ((getattr(self, 'l1', 0), tf1.abs), (getattr(self, 'l2', 0), tf1.square)):
        if factor:
            loss += factor * tf1.reduce_sum(size(x))
    return loss if isinstance(loss, tf1.Tensor) else backend.constant(0.0)


@replaces(f'{OPTIMIZERS}.optimizer_v2:OptimizerV2._aggregate_gradients')
def aggregate_gradients(original, self, grads_and_vars):
    """Gives the gradients as they are where there is only one replica."""
    return original(self, grads_and_vars) if tf1.distribute.has_strategy() else list(grads_and_vars)


@replaces(f'{OPTIMIZERS}.adagrad:Adagrad.from_config')
def adagrad_from_config(original, cls, config, custom_objects=None):
    """Starts accumulators at 0 if a configuration says nothing of them; that of `compile('adagrad')` is empty."""
    return original(cls, {'initial_accumulator_value': 0.0, **config}, custom_objects)


@replaces('tf_keras.src.saving.legacy.hdf5_format:save_weights_to_hdf5_group')
def save_weights_to_group(original, f, model):
    """Fetches the weights layer by layer in the order of the model; TensorFlow 2 does it by their names."""
    names = [layer.name.encode() for layer in model.layers]
    hdf5_format.save_attributes_to_hdf5_group(f, 'layer_names', names)
    f.attrs['backend'] = backend.backend().encode()
    f.attrs['keras_version'] = str(tf_keras.__version__).encode()
    for layer in model.layers:
        weights = hdf5_format._legacy_weights(layer)
        hdf5_format.save_subset_weights_to_hdf5_group(f.create_group(layer.name), weights)
    if model._trainable_weights or model._non_trainable_weights:  # of no layer
        weights = model._trainable_weights + model._non_trainable_weights
        hdf5_format.save_subset_weights_to_hdf5_group(f.create_group('top_level_model_weights'), weights)


@replaces('tf_keras.src.saving.legacy.hdf5_format:load_model_from_hdf5')
def load_model(original, filepath, custom_objects=None, compile=True):
    """Builds the training function of a model before its optimizer gets its weights."""
    model = original(filepath, custom_objects, compile=False)
    with contextlib.nullcontext(filepath) if isinstance(filepath, h5py.File) else h5py.File(filepath) as file:
        if not compile or file.attrs.get('training_config') is None:
            return model
        config = json_utils.decode(file.attrs['training_config'])
        model.compile(**saving_utils.compile_args_from_training_config(config, custom_objects))
        if 'optimizer_weights' in file and model._is_graph_network:
            model._make_train_function()
            model.optimizer.set_weights(hdf5_format.load_optimizer_weights_from_hdf5_group(file))
    return model


@replaces('tf_keras.src.engine.training_utils_v1:get_dataset_graph_def')
def get_dataset_graph_def(original, dataset):
    """Counts without an op that a look at a dataset adds, to tell whether it is shuffled; 1.15 did not need it."""
    op_counts.add(-1)
    return original(dataset)
