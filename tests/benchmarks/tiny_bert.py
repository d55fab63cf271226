"""A transformer of two layers with an optimizer of its own, as research code has it. Runs under Python 3.7 too.

It is written in the manner of the code that BERT was published with: embeddings of words and places, layer
normalization behind each residual, attention from dense layers and transposes, GELU by the error function, dropout,
weights that decay, a rate that falls, gradients clipped by their common norm, and an optimizer that assigns.
"""

from __future__ import annotations

import re

import numpy as np

from tf1_ref.compat import tf

LAYERS, WIDTH, HEADS, WORDS, BATCH, LENGTH, CLASSES = 2, 32, 2, 53, 5, 11, 3
RATE, STEPS_OF_DECAY, DECAY, DROPOUT, CLIP = 1e-2, 100, 0.01, 0.1, 1.0
SEED = 7


def batches(number):
    """So many batches of words and masks `[BATCH, LENGTH]` and labels `[BATCH]`, always the same ones."""
    random = np.random.RandomState(SEED)
    words = random.randint(0, WORDS, [number, BATCH, LENGTH])
    masks = (np.arange(LENGTH) < random.randint(LENGTH // 2, LENGTH + 1, [number, BATCH, 1])).astype(np.float32)
    return list(zip(words, masks, words[:, :, 0] % CLASSES))


def build():
    """Builds the model in the default graph; returns `placeholders, loss, train_op`."""
    tf.set_random_seed(SEED)
    words = tf.placeholder(tf.int32, [None, LENGTH], name='words')
    mask = tf.placeholder(tf.float32, [None, LENGTH], name='mask')
    labels = tf.placeholder(tf.int32, [None], name='labels')
    with tf.variable_scope('bert'):
        with tf.variable_scope('embeddings'):
            table = tf.get_variable('word_embeddings', [WORDS, WIDTH], initializer=_initializer())
            places = tf.get_variable('position_embeddings', [2 * LENGTH, WIDTH], initializer=_initializer())
            flat = tf.gather(table, tf.reshape(words, [-1]))
            x = tf.reshape(flat, [tf.shape(words)[0], LENGTH, WIDTH])
            x += tf.expand_dims(tf.slice(places, [0, 0], [LENGTH, -1]), 0)
            x = _dropout(_layer_norm(x))
        hidden = tf.expand_dims((1.0 - tf.expand_dims(mask, 1)) * -10000.0, 1)
        x = tf.reshape(x, [-1, WIDTH])
        for number in range(LAYERS):
            with tf.variable_scope('layer_%d' % number):
                x = _layer(x, hidden, tf.shape(words)[0])
        first = tf.reshape(x, [-1, LENGTH, WIDTH])[:, 0]
        pooled = tf.layers.dense(first, WIDTH, tf.tanh, kernel_initializer=_initializer(), name='pooler')
    weights = tf.get_variable('output_weights', [CLASSES, WIDTH], initializer=_initializer())
    bias = tf.get_variable('output_bias', [CLASSES], initializer=tf.zeros_initializer())
    logits = tf.nn.bias_add(tf.matmul(_dropout(pooled), weights, transpose_b=True), bias)
    chosen = tf.reduce_sum(tf.one_hot(labels, CLASSES) * tf.nn.log_softmax(logits), axis=-1)
    loss = tf.reduce_mean(-chosen, name='loss')
    return (words, mask, labels), loss, _train_op(loss)


def _layer(x, hidden, batch):
    with tf.variable_scope('attention'):
        size = WIDTH // HEADS
        query, key, value = (
            tf.transpose(tf.reshape(_dense(x, WIDTH, None, name), [batch, LENGTH, HEADS, size]), [0, 2, 1, 3])
            for name in ('query', 'key', 'value')
        )
        scores = tf.multiply(tf.matmul(query, key, transpose_b=True), 1.0 / np.sqrt(float(size))) + hidden
        context = tf.matmul(_dropout(tf.nn.softmax(scores)), value)
        context = tf.reshape(tf.transpose(context, [0, 2, 1, 3]), [-1, WIDTH])
        x = _layer_norm(_dropout(_dense(context, WIDTH, None, 'output')) + x)
    between = _dense(x, 4 * WIDTH, _gelu, 'intermediate')
    return _layer_norm(_dropout(_dense(between, WIDTH, None, 'output')) + x)


def _dense(x, width, activation, name):
    return tf.layers.dense(x, width, activation, kernel_initializer=_initializer(), name=name)


def _initializer():
    return tf.truncated_normal_initializer(stddev=0.02)


def _layer_norm(x):
    return tf.contrib.layers.layer_norm(inputs=x, begin_norm_axis=-1, begin_params_axis=-1)


def _dropout(x):
    return tf.nn.dropout(x, 1.0 - DROPOUT)


def _gelu(x):
    return x * (0.5 * (1.0 + tf.erf(x / tf.sqrt(2.0))))


def _train_op(loss):
    step = tf.train.get_or_create_global_step()
    rate = tf.train.polynomial_decay(tf.constant(RATE), step, STEPS_OF_DECAY, end_learning_rate=0.0, power=1.0)
    variables = tf.trainable_variables()
    gradients, _ = tf.clip_by_global_norm(tf.gradients(loss, variables), clip_norm=CLIP)
    updates = _DecayingAdam(rate).apply_gradients(zip(gradients, variables), global_step=step)
    # BERT's own code groups both. Then the rate may read the step before or after it is counted: it is a race, on
    # 1.15.5 too, and moves the weights by more than any rounding.
    with tf.control_dependencies([updates]):
        return step.assign(step + 1)


class _DecayingAdam(tf.train.Optimizer):
    """Adam without correction of its start, whose weights decay but for biases and normalization."""

    def __init__(self, rate):
        super().__init__(False, 'DecayingAdam')
        self.rate = rate

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        assignments = []
        for gradient, weight in grads_and_vars:
            name = re.sub(':[0-9]+$', '', weight.name)
            m, v = (
                tf.get_variable(
                    name + part, weight.shape.as_list(), tf.float32, tf.zeros_initializer(), trainable=False
                )
                for part in ('/adam_m', '/adam_v')
            )
            next_m = tf.multiply(0.9, m) + tf.multiply(1.0 - 0.9, gradient)
            next_v = tf.multiply(0.999, v) + tf.multiply(1.0 - 0.999, tf.square(gradient))
            update = next_m / (tf.sqrt(next_v) + 1e-6)
            if not re.search('LayerNorm|bias', name):
                update += DECAY * weight
            assignments += [weight.assign(weight - self.rate * update), m.assign(next_m), v.assign(next_v)]
        return tf.group(*assignments, name=name)
