"""Tables of `tf.contrib.lookup` whose first argument contrib named otherwise than TensorFlow does."""

from __future__ import annotations

from tensorflow.python.ops import lookup_ops


def index_table_from_tensor(mapping, num_oov_buckets=0, default_value=-1, hasher_spec=None, dtype=None, name=None):
    """A table from each string of `mapping` to its place in it; see TensorFlow's `index_table_from_tensor`."""
    more = {key: value for key, value in (('hasher_spec', hasher_spec), ('dtype', dtype)) if value is not None}
    return lookup_ops.index_table_from_tensor(mapping, num_oov_buckets, default_value, name=name, **more)


def index_to_string_table_from_tensor(mapping, default_value='UNK', name=None):
    """A table from places in `mapping` to its strings."""
    return lookup_ops.index_to_string_table_from_tensor(mapping, default_value, name)
