"""Tables of `tf.contrib.lookup` whose arguments contrib named otherwise than TensorFlow does, and its older functions.

Source: tf.contrib.lookup of TensorFlow 1.15 (lookup_ops.py).
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf1
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


def string_to_index_table_from_tensor(
    mapping: Any,
    num_oov_buckets: int = 0,
    default_value: int = -1,
    hasher_spec: lookup_ops.HasherSpec | None = None,
    name: str | None = None,
) -> lookup_ops.LookupInterface:
    """Makes a table from each string of `mapping` to its place in it; the older name of `index_table_from_tensor`.

    Args:
        mapping: strings, a list or a tensor `[size]`.
        num_oov_buckets: how many numbers there are behind `mapping` for other strings, by their hashes.
        default_value: what others get, where there are no such numbers.
        hasher_spec: how they are hashed; by default as `tf.string_to_hash_bucket_fast` does.
        name: of the table.

    Returns:
        A table with `lookup`.

    Raises:
        ValueError: `mapping` has no strings.
    """
    with tf1.name_scope(name, 'string_to_index') as scope:
        mapping = tf1.convert_to_tensor(mapping)
    if mapping.dtype.base_dtype != tf1.string:
        raise ValueError('string_to_index_table_from_tensor requires string.')
    return index_table_from_tensor(mapping, num_oov_buckets, default_value, hasher_spec, name=scope)


def string_to_index_table_from_file(
    vocabulary_file: Any = None,
    num_oov_buckets: int = 0,
    vocab_size: int | None = None,
    default_value: int = -1,
    hasher_spec: lookup_ops.HasherSpec | None = None,
    name: str | None = None,
) -> lookup_ops.LookupInterface:
    """Makes a table from each line of a file to its place in it; the older name of `index_table_from_file`.

    Args:
        vocabulary_file: the file's name.
        num_oov_buckets: how many numbers there are behind the lines for other strings, by their hashes.
        vocab_size: how many lines are read; None for all.
        default_value: what others get, where there are no such numbers.
        hasher_spec: how they are hashed; by default as `tf.string_to_hash_bucket_fast` does.
        name: of the table.

    Returns:
        A table with `lookup`.
    """
    return lookup_ops.index_table_from_file(
        vocabulary_file,
        num_oov_buckets,
        vocab_size,
        default_value,
        hasher_spec or lookup_ops.FastHashSpec,
        key_dtype=tf1.string,
        name=name,
    )


def string_to_index(tensor: Any, mapping: Any, default_value: int = -1, name: str | None = None) -> tf1.Tensor:
    """Looks up the places of strings in `mapping`.

    Args:
        tensor: strings of any shape.
        mapping: strings, a list or a tensor `[size]`.
        default_value: what others get.
        name: of the table.

    Returns:
        int64 of the same shape.
    """
    return index_table_from_tensor(mapping=mapping, default_value=default_value, name=name).lookup(tensor)


def index_to_string(tensor: Any, mapping: Any, default_value: str = 'UNK', name: str | None = None) -> tf1.Tensor:
    """Looks up the strings of `mapping` at these places.

    Args:
        tensor: int64 of any shape.
        mapping: strings, a list or a tensor `[size]`.
        default_value: what other numbers get.
        name: of the table.

    Returns:
        Strings of the same shape.
    """
    return index_to_string_table_from_tensor(mapping=mapping, default_value=default_value, name=name).lookup(tensor)
