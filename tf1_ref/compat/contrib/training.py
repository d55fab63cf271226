"""`tf.contrib.training`."""

from __future__ import annotations

from tf1_ref.compat.libraries import slim as slim_library
from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tf_slim.training.evaluation': (
        'SummaryAtEndHook checkpoints_iterator evaluate_repeatedly evaluate_once wait_for_new_checkpoint'
    ),
    'tf_slim.training.training': (
        'add_gradients_summaries clip_gradient_norms clip_gradient_norms_fn create_train_op multiply_gradients train'
    ),
    'tensorflow.python.training.evaluation': (
        'StopAfterNEvalsHook=_StopAfterNEvalsHook get_or_create_eval_step=_get_or_create_eval_step'
    ),
    'tf1_ref.compat.restored.buckets': 'bucket bucket_by_sequence_length',
    'tf1_ref.compat.restored.hparams': 'HParams parse_values',
    'tf1_ref.compat.restored.placement': 'GreedyLoadBalancingStrategy RandomStrategy byte_size_load_fn',
}
STATES = 'it kept the states of sequences in queues, which tf.data does not'
SAMPLES = 'it drew from queues'
REFUSED = {
    'FeedingQueueRunner': ('it is the same as what tf.train has, with other arguments', 'tf.train.QueueRunner'),
    'NextQueuedSequenceBatch': (STATES, 'dataset.padded_batch, and the state from one Session.run to the next'),
    'SequenceQueueingStateSaver': (STATES, 'dataset.padded_batch, and the state from one Session.run to the next'),
    'batch_sequences_with_states': (STATES, 'dataset.padded_batch, and the state from one Session.run to the next'),
    'rejection_sample': (SAMPLES, 'tf.data.experimental.rejection_resample'),
    'resample_at_rate': (SAMPLES, 'tf.data.experimental.rejection_resample'),
    'stratified_sample': (SAMPLES, 'tf.data.experimental.rejection_resample'),
    'weighted_resample': (SAMPLES, 'tf.data.experimental.rejection_resample'),
}

__getattr__, __dir__ = lazy.module('tf.contrib.training', SUPPORTED, REFUSED, globals(), tf_slim=slim_library.module)
