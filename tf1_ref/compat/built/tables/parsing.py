"""The parsing of examples and of sequences of examples."""

from __future__ import annotations

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops import gen_parsing_ops

from tf1_ref.compat.built.replacing import counts, replaces

PARSING = 'tensorflow.python.ops.parsing_ops:'


@counts(PARSING + '_parse_example_raw')
def _parse_example(serialized, names, params, name):
    if serialized.get_shape().ndims == 0:
        if names is None:
            return -4  # an op of its own in 1.15, with keys as attributes
        return 1 + 2 * len(params.dense_keys) + 7 * len(params.sparse_keys)  # a batch of one, out of which it is taken
    return len(params.sparse_keys) + len(params.dense_keys) - 3  # a constant for each key


@counts(PARSING + 'parse_single_example')
def _parse_single_example(serialized, features, name=None, example_names=None):
    if example_names is None:
        return -7 if _has_no_rank(serialized) else 0  # asserts that it is a scalar
    return 7 if _has_no_rank(example_names) else 0  # 1.15 asserted that of the name as well


@replaces(PARSING + '_parse_single_sequence_example_raw')
def parse_single_sequence_example(original, serialized, context, feature_list, debug_name, name=None):
    """Builds the op for a single one, which gets a constant for each key; TensorFlow 2 has one op for any number."""
    if context.ragged_keys or feature_list.ragged_keys:
        return original(serialized, context, feature_list, debug_name, name)
    found = gen_parsing_ops.parse_single_sequence_example(
        serialized=serialized,
        feature_list_dense_missing_assumed_empty=_may_be_missing(feature_list),
        context_dense_defaults=context.dense_defaults_vec,
        debug_name='' if debug_name is None else debug_name,
        context_dense_shapes=context.dense_shapes_as_proto,
        feature_list_dense_shapes=feature_list.dense_shapes,
        **_keys_and_types(context, feature_list),
        name=name,
    )
    return _by_key(context, found[:4]), _by_key(feature_list, found[4:8])


@replaces(PARSING + '_parse_sequence_example_raw')
def parse_sequence_example(original, serialized, debug_name, context, feature_list, name=None):
    """Builds the op that has its keys as attributes, where TensorFlow 2's gets them as constants."""
    serialized = tf1.convert_to_tensor(serialized, name='serialized')
    if context.ragged_keys or feature_list.ragged_keys or serialized.get_shape().ndims == 0:
        return original(serialized, debug_name, context, feature_list, name)
    *found, lengths = gen_parsing_ops.parse_sequence_example(
        serialized=serialized,
        debug_name=[] if debug_name is None else debug_name,
        context_dense_defaults=context.dense_defaults_vec,
        feature_list_dense_missing_assumed_empty=_may_be_missing(feature_list),
        Ncontext_sparse=len(context.sparse_keys),
        Ncontext_dense=len(context.dense_keys),
        Nfeature_list_sparse=len(feature_list.sparse_keys),
        Nfeature_list_dense=len(feature_list.dense_keys),
        context_dense_shapes=context.dense_shapes_as_proto,
        feature_list_dense_shapes=feature_list.dense_shapes,
        **_keys_and_types(context, feature_list),
        name=name,
    )
    parsed = _by_key(context, found[:4]), _by_key(feature_list, found[4:8])
    return (*parsed, dict(zip(feature_list.dense_keys, lengths, strict=True)))


def _keys_and_types(context, feature_list):
    return {
        'context_sparse_keys': context.sparse_keys,
        'context_dense_keys': context.dense_keys,
        'feature_list_sparse_keys': feature_list.sparse_keys,
        'feature_list_dense_keys': feature_list.dense_keys,
        'context_sparse_types': context.sparse_types,
        'feature_list_dense_types': feature_list.dense_types,
        'feature_list_sparse_types': feature_list.sparse_types,
    }


def _may_be_missing(feature_list):
    for key, default in feature_list.dense_defaults.items():
        if default is not None:
            raise ValueError(f'Value feature_list.dense_defaults[{key}] must be None')
    return list(feature_list.dense_defaults)


def _by_key(params, parts):
    """Gives the tensors of an op by their keys; its sparse ones come as indices, values and shapes."""
    *sparse, dense = parts
    tensors = [tf1.SparseTensor(*one) for one in zip(*sparse, strict=True)] + list(dense)
    return dict(zip(params.sparse_keys + params.dense_keys, tensors, strict=True))


def _has_no_rank(value):
    return isinstance(value, tf1.Tensor) and value.shape.ndims is None
