"""The model functions of `tf.contrib.learn`'s networks and linear models, and of both together.

Source: tf.contrib.learn of TensorFlow 1.15 (estimators/dnn.py, linear.py, dnn_linear_combined.py).
"""

from __future__ import annotations

import math
from typing import Any

import tensorflow.compat.v1 as tf1

from tf1_ref.compat.libraries import slim
from tf1_ref.compat.restored.learn.canned import columns as of_columns
from tf1_ref.compat.restored.learn.model_fn import ModelFnOps

SLICE = 64 << 20  # bytes, from which on a variable is cut into parts
DNN_RATE, LINEAR_RATE = 0.05, 0.2


def dnn(features: Any, labels: Any, mode: str, params: dict[str, Any], config: Any = None) -> ModelFnOps:
    """Builds fully connected layers, and a head.

    Args:
        features: a tensor `[batch, numbers]`, or a dict of tensors.
        labels: what the head takes.
        mode: one of ModeKeys.
        params: `head`, `hidden_units`, `feature_columns`, `optimizer`, `activation_fn`, `dropout` and
            `gradient_clip_norm`, as DNNEstimator takes them.
        config: a RunConfig.
    """
    head, features = params['head'], _by_name(features)
    with tf1.variable_scope('dnn', values=list(features.values()), partitioner=_partitioner(config)):
        logits = _network(features, params, mode, head.logits_dimension, _summarize)
        return head.create_model_fn_ops(features, mode, labels, lambda loss: _train_dnn(loss, params), logits=logits)


def linear(features: Any, labels: Any, mode: str, params: dict[str, Any], config: Any = None) -> ModelFnOps:
    """Builds a weighted sum, and a head.

    Args:
        features: a tensor `[batch, numbers]`, or a dict of tensors.
        labels: what the head takes.
        mode: one of ModeKeys.
        params: `head`, `feature_columns`, `optimizer` and `gradient_clip_norm`, as LinearEstimator takes them.
        config: a RunConfig.
    """
    head, given = params['head'], params['feature_columns']
    features = _by_name(features)
    optimizer = params.get('optimizer')
    if optimizer is None:
        optimizer = tf1.train.FtrlOptimizer(_linear_rate(given))
    made = _made(optimizer)
    if isinstance(optimizer, str):
        made = slim.module('tf_slim.layers.optimizers').OPTIMIZER_CLS_NAMES[optimizer](learning_rate=LINEAR_RATE)
    with tf1.variable_scope('linear', values=list(features.values()), partitioner=_partitioner(config)) as scope:
        logits = of_columns.linear_model(features, given, head.logits_dimension, ['linear'], scope)

        def train(loss):
            variables = tf1.get_collection('linear')
            gradients = tf1.gradients(loss, variables)
            if params.get('gradient_clip_norm'):
                gradients, _ = tf1.clip_by_global_norm(gradients, params['gradient_clip_norm'])
            pairs = zip(gradients, variables, strict=True)
            return made.apply_gradients(pairs, global_step=tf1.train.get_global_step())

        return head.create_model_fn_ops(features, mode, labels, train, logits=logits)


def combined(features: Any, labels: Any, mode: str, params: dict[str, Any], config: Any = None) -> ModelFnOps:
    """Builds a network and a weighted sum, whose logits are added, and a head.

    Args:
        features: a tensor `[batch, numbers]`, or a dict of tensors.
        labels: what the head takes.
        mode: one of ModeKeys.
        params: `head`, `dnn` and `linear` with what these take (None for no such part), `gradient_clip_norm`, and
            `counts_once`, whether a step counts as one where there are both parts.
        config: a RunConfig.
    """
    head, features = params['head'], _by_name(features)
    of_dnn, of_linear = params['dnn'], params['linear']
    values, partitioner = list(features.values()), _partitioner(config)
    logits = []
    if of_dnn:
        with tf1.variable_scope('dnn', values=values, partitioner=partitioner):
            logits.append(_network(features, of_dnn, mode, head.logits_dimension, _summarize_below))
    if of_linear:
        with tf1.variable_scope('linear', values=values, partitioner=partitioner) as scope:
            columns = of_linear['feature_columns']
            logits.append(of_columns.linear_model(features, columns, head.logits_dimension, ['linear'], scope))
            _summarize_below(logits[-1], scope.name)
    total = logits[0] if len(logits) == 1 else logits[0] + logits[1]

    def train(loss):
        named = {'clip_gradients': params.get('gradient_clip_norm'), 'increment_global_step': not params['counts_once']}
        done = [_train_dnn(loss, of_dnn, variables=tf1.get_collection('dnn'), **named)] if of_dnn else []
        if of_linear:
            rate, optimizer = _linear_rate(of_linear['feature_columns']), of_linear['optimizer'] or 'Ftrl'
            done.append(_optimize(loss, 'linear', rate, optimizer, variables=tf1.get_collection('linear'), **named))
        op = tf1.group(*done)
        if not params['counts_once']:
            return op
        with tf1.control_dependencies([op]), tf1.colocate_with(tf1.train.get_global_step()):
            return tf1.assign_add(tf1.train.get_global_step(), 1).op

    return head.create_model_fn_ops(features, mode, labels, train, logits=total)


def _network(features, params, mode, size, summarize):
    """The logits of fully connected layers, within the scope `dnn`."""
    dropout, layers = params.get('dropout'), slim.module('tf_slim.layers.layers')
    with tf1.variable_scope('input_from_feature_columns', values=list(features.values())) as scope:
        net = of_columns.input_layer(features, params['feature_columns'], ['dnn'], scope)
    for number, units in enumerate(params['hidden_units']):
        with tf1.variable_scope(f'hiddenlayer_{number}', values=[net]) as scope:
            activation = params['activation_fn']
            net = layers.fully_connected(
                net, units, activation_fn=activation, variables_collections=['dnn'], scope=scope
            )
            if dropout is not None and mode == 'train':
                net = layers.dropout(net, keep_prob=1.0 - dropout)
        summarize(net, scope.name)
    with tf1.variable_scope('logits', values=[net]) as scope:
        logits = layers.fully_connected(net, size, activation_fn=None, variables_collections=['dnn'], scope=scope)
    summarize(logits, scope.name)
    return logits


def _train_dnn(loss, params, **named):
    named.setdefault('clip_gradients', params.get('gradient_clip_norm'))
    return _optimize(loss, 'dnn', DNN_RATE, params.get('optimizer') or 'Adagrad', **named)


def _optimize(loss, name, rate, optimizer, **named):
    return slim.module('tf_slim.layers.optimizers').optimize_loss(
        loss=loss,
        global_step=tf1.train.get_global_step(),
        learning_rate=rate,
        optimizer=_made(optimizer),
        name=name,
        summaries=[],
        **named,
    )


def _linear_rate(columns):
    return min(LINEAR_RATE, 1.0 / math.sqrt(len(columns)))


def _by_name(features):
    return features if isinstance(features, dict) else {'': features}


def _partitioner(config):
    return tf1.min_max_variable_partitioner(getattr(config, 'num_ps_replicas', 0), min_slice_size=SLICE)


def _made(optimizer):
    return optimizer() if callable(optimizer) else optimizer


def _summarize(tensor, name):
    tf1.summary.scalar(f'{name}_fraction_of_zero_values', tf1.nn.zero_fraction(tensor))
    tf1.summary.histogram(f'{name}_activation', tensor)


def _summarize_below(tensor, name):
    tf1.summary.scalar(f'{name}/fraction_of_zero_values', tf1.nn.zero_fraction(tensor))
    tf1.summary.histogram(f'{name}/activation', tensor)
