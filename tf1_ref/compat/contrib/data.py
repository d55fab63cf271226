"""`tf.contrib.data`: most of it moved to `tf.data.experimental`."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tensorflow.compat.v1.data.experimental': (
        'AUTOTUNE Counter CsvDataset Optional RandomDataset Reducer SqlDataset TFRecordWriter '
        'bucket_by_sequence_length choose_from_datasets copy_to_device dense_to_sparse_batch '
        'enumerate_dataset get_next_as_optional get_single_element group_by_reducer group_by_window '
        'ignore_errors make_batched_features_dataset make_csv_dataset make_saveable_from_iterator '
        'map_and_batch parallel_interleave parse_example_dataset prefetch_to_device rejection_resample '
        'sample_from_datasets scan shuffle_and_repeat unbatch unique'
    ),
    'tf1_ref.compat.restored.datasets': (
        'assert_element_shape batch_and_drop_remainder padded_batch_and_drop_remainder reduce_dataset '
        'sliding_window_batch sloppy_interleave'
    ),
}
REFUSED = {
    'CheckpointInputPipelineHook': (
        "it saved the iterator of 1.15's Estimator apart from the model",
        'tf.data.experimental.make_saveable_from_iterator',
    ),
    'LMDBDataset': ('TensorFlow 2 has dropped its kernel', 'the lmdb package and tf.data.Dataset.from_generator'),
    'read_batch_features': (
        '1.15 had deprecated it for its successor',
        'tf.data.experimental.make_batched_features_dataset',
    ),
}

__getattr__, __dir__ = lazy.module('tf.contrib.data', SUPPORTED, REFUSED, globals())
