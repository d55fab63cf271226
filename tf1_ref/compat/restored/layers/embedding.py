"""The embeddings of `tf.contrib.layers`, which tf_slim left out.

Source: tf.contrib.layers of TensorFlow 1.15 (encoders.py, embedding_ops.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1

from tf1_ref.compat.libraries import slim


def embed_sequence(
    ids: tf1.Tensor,
    vocab_size: int | None = None,
    embed_dim: int | None = None,
    unique: bool = False,
    initializer: Callable | None = None,
    regularizer: Callable | None = None,
    trainable: bool = True,
    scope: str | tf1.VariableScope | None = None,
    reuse: bool | None = None,
) -> tf1.Tensor:
    """Looks up the embedding of each symbol of a batch of sequences, in a variable named `embeddings`.

    Args:
        ids: `[batch, length]`, int32 or int64.
        vocab_size: how many symbols there are.
        embed_dim: the size of an embedding.
        unique: look each symbol up once only.
        initializer: of the embeddings; None for that of the variable scope.
        regularizer: of the embeddings, or None.
        trainable: whether the embeddings are trained.
        scope: name of the variable scope; 'EmbedSequence' by default.
        reuse: take existing embeddings.

    Returns:
        `[batch, length, embed_dim]`.

    Raises:
        ValueError: a new variable is asked for without `vocab_size` or `embed_dim`.
    """
    if not (reuse or (vocab_size and embed_dim)):
        raise ValueError(f'embed_sequence: vocab_size and embed_dim have to be given, got {vocab_size} and {embed_dim}')
    with tf1.variable_scope(scope, 'EmbedSequence', [ids], reuse=reuse):
        embeddings = slim.module('tf_slim.ops.variables').model_variable(
            'embeddings', [vocab_size, embed_dim], None, initializer, regularizer, trainable
        )
        return (embedding_lookup_unique if unique else tf1.nn.embedding_lookup)(embeddings, ids)


def bow_encoder(
    ids: tf1.Tensor | tf1.SparseTensor,
    vocab_size: int | None,
    embed_dim: int | None,
    sparse_lookup: bool = True,
    initializer: Callable | None = None,
    regularizer: Callable | None = None,
    trainable: bool = True,
    scope: str | tf1.VariableScope | None = None,
    reuse: bool | None = None,
) -> tf1.Tensor:
    """Computes the mean of the embeddings of a document's symbols, a bag of words.

    Args:
        ids: `[batch, length]`, int32 or int64, dense or sparse.
        vocab_size: how many symbols there are.
        embed_dim: the size of an embedding.
        sparse_lookup: leave zeros out of a dense `ids`.
        initializer: of the embeddings; None for that of the variable scope.
        regularizer: of the embeddings, or None.
        trainable: whether the embeddings are trained.
        scope: name of the variable scope; 'bow_encoder' by default.
        reuse: take existing embeddings.

    Returns:
        `[batch, embed_dim]`.

    Raises:
        ValueError: a new variable is asked for without `vocab_size` or `embed_dim`.
        TypeError: `ids` is sparse, and `sparse_lookup` is not asked for.
    """
    if not (vocab_size and embed_dim):
        raise ValueError(f'bow_encoder: vocab_size and embed_dim have to be given, got {vocab_size} and {embed_dim}')
    with tf1.variable_scope(scope, 'bow_encoder', [ids], reuse=reuse):
        embeddings = slim.module('tf_slim.ops.variables').model_variable(
            'embeddings', [vocab_size, embed_dim], None, initializer, regularizer, trainable
        )
        if sparse_lookup:
            if not isinstance(ids, tf1.SparseTensor):
                ids = slim.module('tf_slim.layers.sparse_ops').dense_to_sparse_tensor(ids)
            return safe_embedding_lookup_sparse([embeddings], ids, combiner='mean', default_id=0)
        if isinstance(ids, tf1.SparseTensor):
            raise TypeError('bow_encoder: sparse ids need sparse_lookup=True')
        return tf1.reduce_mean(tf1.nn.embedding_lookup(embeddings, ids), axis=1)


def embedding_lookup_unique(
    params: Any, ids: tf1.Tensor, partition_strategy: str = 'mod', name: str | None = None
) -> tf1.Tensor:
    """Looks embeddings up, each id once only; the gradient is smaller where ids come again.

    Args:
        params: the embeddings, a tensor or a list of its parts.
        ids: int32 or int64, of any shape.
        partition_strategy: 'mod' or 'div', how ids are spread over the parts.
        name: name scope; 'EmbeddingLookupUnique' by default.

    Returns:
        A tensor of the shape of `ids`, with the embedding's dimensions behind.
    """
    with tf1.name_scope(name, 'EmbeddingLookupUnique', [params, ids]):
        ids = tf1.convert_to_tensor(ids)
        shape = tf1.shape(ids)
        different, which = tf1.unique(tf1.reshape(ids, tf1.reduce_prod(shape, keepdims=True)))
        embeddings = tf1.nn.embedding_lookup(params, different, partition_strategy)
        chosen = tf1.gather(embeddings, which)
        found = tf1.reshape(chosen, tf1.concat([shape, tf1.shape(embeddings)[1:]], 0))
        found.set_shape(ids.get_shape().concatenate(embeddings.get_shape()[1:]))
        return found


def safe_embedding_lookup_sparse(
    embedding_weights: Any,
    sparse_ids: tf1.SparseTensor,
    sparse_weights: tf1.SparseTensor | None = None,
    combiner: str | None = None,
    default_id: int | None = None,
    name: str | None = None,
    partition_strategy: str = 'div',
    max_norm: float | None = None,
) -> tf1.Tensor:
    """Looks embeddings up by `tf.nn.safe_embedding_lookup_sparse`, and combines those of an entry.

    Args:
        embedding_weights: the embeddings, a tensor `[symbols, size]` or a list of its parts.
        sparse_ids: a `SparseTensor` of int32 or int64, `[..., length]`.
        sparse_weights: a `SparseTensor` of the same places, or None.
        combiner: 'mean' (also if it is None), 'sum' or 'sqrtn'.
        default_id: the symbol of an entry without any; None for zeros.
        name: of the name scope.
        partition_strategy: 'mod' or 'div', how symbols are spread over the parts.
        max_norm: the length that embeddings are clipped to, or None.

    Returns:
        `[..., size]`.
    """
    return tf1.nn.safe_embedding_lookup_sparse(
        embedding_weights,
        sparse_ids,
        sparse_weights,
        combiner or 'mean',
        default_id,
        name,
        partition_strategy,
        max_norm,
    )
