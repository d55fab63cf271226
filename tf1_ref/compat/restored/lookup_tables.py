"""Tables of `tf.contrib.lookup` whose first argument contrib named otherwise than TensorFlow does.

Source: tf.contrib.lookup of TensorFlow 1.15 (lookup_ops.py).
"""

from __future__ import annotations

from typing import Any

from tensorflow.python.ops import lookup_ops


def index_table_from_tensor(
    mapping: Any,
    num_oov_buckets: int = 0,
    default_value: int = -1,
    hasher_spec: lookup_ops.HasherSpec | None = None,
    dtype: Any = None,
    name: str | None = None,
) -> lookup_ops.LookupInterface:
    """Makes a table from each string of `mapping` to its place in it.

    Args:
        mapping: strings, a list or a tensor `[size]`.
        num_oov_buckets: how many numbers there are behind `mapping` for other strings, by their hashes.
        default_value: what others get, where there are no such numbers.
        hasher_spec: how they are hashed; by default as `tf.string_to_hash_bucket_fast` does.
        dtype: of the keys; strings by default.
        name: of the table.

    Returns:
        A table with `lookup`.
    """
    more = {key: value for key, value in (('hasher_spec', hasher_spec), ('dtype', dtype)) if value is not None}
    return lookup_ops.index_table_from_tensor(mapping, num_oov_buckets, default_value, name=name, **more)


def index_to_string_table_from_tensor(
    mapping: Any, default_value: str = 'UNK', name: str | None = None
) -> lookup_ops.LookupInterface:
    """Makes a table from places in `mapping` to its strings.

    Args:
        mapping: strings, a list or a tensor `[size]`.
        default_value: what others get, where there are no such numbers.
        name: of the table.

    Returns:
        A table with `lookup`.
    """
    return lookup_ops.index_to_string_table_from_tensor(mapping, default_value, name)
