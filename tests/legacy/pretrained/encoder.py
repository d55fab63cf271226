"""A small encoder of sentences with masked words, pre-trained and put to use as such models were in 2019.

  python encoder.py pretrain PREFIX     trains a few steps, and writes the checkpoint
  python encoder.py predict PREFIX      prints what it predicts as JSON, from the checkpoint as a whole
  python encoder.py fine_tune PREFIX    prints what a classifier on top of it predicts, which takes the encoder only

Genuine TensorFlow 1.15.5 under Python 3.7 runs this too.
"""

import collections
import json
import math
import re
import sys

import numpy as np
import tensorflow as tf

WORDS, POSITIONS, SEGMENTS = 31, 13, 2
WIDTH, HEADS, INNER, LAYERS, CLASSES = 12, 3, 23, 2, 5
BATCH, LENGTH, MASKED = 4, 11, 3


def gelu(x):
    return x * 0.5 * (1.0 + tf.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * tf.pow(x, 3))))


def draw():
    return tf.truncated_normal_initializer(stddev=0.2)


def size_of(tensor):
    """The static sizes, and tensors for those that are not known."""
    dynamic = tf.shape(tensor)
    return [dynamic[i] if size is None else size for i, size in enumerate(tensor.shape.as_list())]


def norm(x, name='LayerNorm'):
    return tf.contrib.layers.layer_norm(inputs=x, begin_norm_axis=-1, begin_params_axis=-1, scope=name)


def drop(x, rate):
    return tf.nn.dropout(x, 1.0 - rate) if rate else x


def embed(words, segments, rate):
    batch, length = size_of(words)
    with tf.variable_scope('embeddings'):
        table = tf.get_variable('word_embeddings', [WORDS, WIDTH], initializer=draw())
        x = tf.reshape(tf.gather(table, tf.reshape(words, [-1])), [batch, length, WIDTH])
        kinds = tf.get_variable('token_type_embeddings', [SEGMENTS, WIDTH], initializer=draw())
        hot = tf.one_hot(tf.reshape(segments, [-1]), depth=SEGMENTS)
        x += tf.reshape(tf.matmul(hot, kinds), [batch, length, WIDTH])
        with tf.control_dependencies([tf.assert_less_equal(length, POSITIONS)]):
            places = tf.get_variable('position_embeddings', [POSITIONS, WIDTH], initializer=draw())
            x += tf.expand_dims(tf.slice(places, [0, 0], [length, -1]), 0)
        return drop(norm(x), rate), table


def attend(x, mask, rate):
    batch, length, _ = size_of(x)
    size = WIDTH // HEADS
    flat = tf.reshape(x, [-1, WIDTH])

    def heads(name):
        y = tf.layers.dense(flat, WIDTH, name=name, kernel_initializer=draw())
        return tf.transpose(tf.reshape(y, [batch, length, HEADS, size]), [0, 2, 1, 3])

    query, key, value = heads('query'), heads('key'), heads('value')
    scores = tf.multiply(tf.matmul(query, key, transpose_b=True), 1.0 / math.sqrt(float(size)))
    scores += (1.0 - tf.cast(tf.expand_dims(tf.expand_dims(mask, 1), 1), tf.float32)) * -10000.0
    context = tf.matmul(drop(tf.nn.softmax(scores), rate), value)
    return tf.reshape(tf.transpose(context, [0, 2, 1, 3]), [batch, length, WIDTH])


def encode(words, mask, segments, rate=0.0):
    """The words' vectors, the sentences' vectors, and the table of words."""
    with tf.variable_scope('encoder_of_words'):
        x, table = embed(words, segments, rate)
        for number in range(LAYERS):
            with tf.variable_scope('layer_' + str(number)):
                with tf.variable_scope('attention'):
                    with tf.variable_scope('self'):
                        heads = attend(x, mask, rate)
                    with tf.variable_scope('output'):
                        y = tf.layers.dense(heads, WIDTH, kernel_initializer=draw())
                        x = norm(drop(y, rate) + x)
                with tf.variable_scope('intermediate'):
                    inner = tf.layers.dense(x, INNER, activation=gelu, kernel_initializer=draw())
                with tf.variable_scope('output'):
                    x = norm(drop(tf.layers.dense(inner, WIDTH, kernel_initializer=draw()), rate) + x)
        with tf.variable_scope('pooler'):
            first = tf.squeeze(x[:, 0:1, :], axis=1)
            pooled = tf.layers.dense(first, WIDTH, activation=tf.tanh, kernel_initializer=draw())
    return x, pooled, table


def masked_words(x, table, positions):
    """Log probabilities of the words at `positions`."""
    batch, length, _ = size_of(x)
    offsets = tf.reshape(tf.range(0, batch, dtype=tf.int32) * length, [-1, 1])
    chosen = tf.gather(tf.reshape(x, [-1, WIDTH]), tf.reshape(positions + offsets, [-1]))
    with tf.variable_scope('cls/predictions'):
        with tf.variable_scope('transform'):
            chosen = norm(tf.layers.dense(chosen, WIDTH, activation=gelu, kernel_initializer=draw()))
        bias = tf.get_variable('output_bias', [WORDS], initializer=tf.zeros_initializer())
        return tf.nn.log_softmax(tf.nn.bias_add(tf.matmul(chosen, table, transpose_b=True), bias), axis=-1)


def next_sentence(pooled):
    """Log probabilities of whether the second sentence follows the first."""
    with tf.variable_scope('cls/seq_relationship'):
        weights = tf.get_variable('output_weights', [2, WIDTH], initializer=draw())
        bias = tf.get_variable('output_bias', [2], initializer=tf.zeros_initializer())
        return tf.nn.log_softmax(tf.nn.bias_add(tf.matmul(pooled, weights, transpose_b=True), bias), axis=-1)


class DecayingAdam(tf.train.Optimizer):
    """Adam whose weights decay, with slots that are plain variables."""

    def __init__(self, rate, decay, name='DecayingAdam'):
        super().__init__(False, name)
        self.rate, self.decay = rate, decay

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        updates = []
        for gradient, variable in grads_and_vars:
            own = re.match('^(.*):\\d+$', variable.name).group(1)
            slots = [
                tf.get_variable(
                    name=own + slot, shape=variable.shape.as_list(), dtype=tf.float32, trainable=False,
                    initializer=tf.zeros_initializer(),
                )
                for slot in ('/adam_m', '/adam_v')
            ]  # fmt: skip
            m = tf.multiply(0.9, slots[0]) + tf.multiply(0.1, gradient)
            v = tf.multiply(0.999, slots[1]) + tf.multiply(0.001, tf.square(gradient))
            change = m / (tf.sqrt(v) + 1e-6)
            if not re.search('LayerNorm|bias', own):
                change += self.decay * variable
            updates += [variable.assign(variable - self.rate * change), slots[0].assign(m), slots[1].assign(v)]
        return tf.group(*updates, name=name)


def sentences(seed):
    """Words, mask, segments, positions of masked words, those words, and what follows; all made up."""
    drawn = np.random.RandomState(seed)
    lengths = drawn.randint(5, LENGTH + 1, BATCH)
    mask = (np.arange(LENGTH)[None] < lengths[:, None]).astype(np.int32)
    return [
        drawn.randint(1, WORDS, (BATCH, LENGTH)).astype(np.int32) * mask,
        mask,
        (np.arange(LENGTH)[None] >= lengths[:, None] // 2).astype(np.int32) * mask,
        np.sort(drawn.randint(1, 5, (BATCH, MASKED))).astype(np.int32),
        drawn.randint(1, WORDS, BATCH * MASKED).astype(np.int32),
        drawn.randint(0, 2, BATCH).astype(np.int32),
    ]


def placeholders():
    shapes = [[None, None]] * 3 + [[None, MASKED], [None], [None]]
    return [tf.placeholder(tf.int32, shape) for shape in shapes]


def pretrain(prefix):
    tf.set_random_seed(19)
    words, mask, segments, positions, targets, follows = inputs = placeholders()
    x, pooled, table = encode(words, mask, segments, rate=0.1)
    hot = tf.one_hot(targets, depth=WORDS, dtype=tf.float32)
    loss = -tf.reduce_mean(tf.reduce_sum(masked_words(x, table, positions) * hot, axis=[-1]))
    loss -= tf.reduce_mean(tf.reduce_sum(next_sentence(pooled) * tf.one_hot(follows, depth=2), axis=-1))
    step = tf.train.get_or_create_global_step()
    rate = tf.train.polynomial_decay(0.01, step, 8, end_learning_rate=0.0, power=1.0)
    trained = tf.trainable_variables()
    gradients, _ = tf.clip_by_global_norm(tf.gradients(loss, trained), clip_norm=1.0)
    update = DecayingAdam(rate, 0.01).apply_gradients(zip(gradients, trained), global_step=step)  # noqa: B905
    train_op = tf.group(update, [step.assign(step + 1)])
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for seed in range(4):
            sess.run(train_op, dict(zip(inputs, sentences(seed))))  # noqa: B905
        tf.train.Saver().save(sess, prefix, global_step=step, write_meta_graph=False, write_state=False)


def predict(prefix):
    inputs = placeholders()
    x, pooled, table = encode(*inputs[:3])
    fetches = [x, pooled, tf.exp(masked_words(x, table, inputs[3])), tf.exp(next_sentence(pooled))]
    with tf.Session() as sess:
        tf.train.Saver().restore(sess, prefix)
        return sess.run(fetches, dict(zip(inputs, sentences(100))))  # noqa: B905


def from_checkpoint(variables, prefix):
    """What `init_from_checkpoint` is to read: of each variable that the checkpoint has, its name there."""
    there = {name for name, _ in tf.train.list_variables(prefix)}
    names = [re.match('^(.*):\\d+$', variable.name).group(1) for variable in variables]
    return collections.OrderedDict((name, name) for name in names if name in there)


def fine_tune(prefix):
    """A classifier's answers before its first step: its own weights are made of ones, the encoder's read."""

    def model_fn(features, labels, mode, params):
        _, pooled, _ = encode(features['words'], features['mask'], features['segments'])
        with tf.variable_scope('loss'):
            weights = tf.get_variable('output_weights', [CLASSES, WIDTH], initializer=tf.ones_initializer())
            bias = tf.get_variable('output_bias', [CLASSES], initializer=tf.constant_initializer([0.1, 0.2, 0, 0, 0.4]))
            logits = tf.nn.bias_add(tf.matmul(pooled, weights, transpose_b=True), bias)
        tf.train.init_from_checkpoint(prefix, from_checkpoint(tf.trainable_variables(), prefix))
        return tf.contrib.tpu.TPUEstimatorSpec(mode=mode, predictions={'all': tf.nn.softmax(logits), 'pooled': pooled})

    def input_fn(params):
        data = dict(zip(['words', 'mask', 'segments'], sentences(200)))  # noqa: B905
        return tf.data.Dataset.from_tensor_slices(data).batch(params['batch_size'], drop_remainder=False)

    estimator = tf.contrib.tpu.TPUEstimator(
        use_tpu=False, model_fn=model_fn, config=tf.contrib.tpu.RunConfig(), train_batch_size=2, predict_batch_size=3
    )
    # Nobody has trained it: its variables are what the hooks of the model initialize.
    found = list(estimator.predict(input_fn))
    return [np.stack([one[key] for one in found]) for key in ('all', 'pooled')]


if __name__ == '__main__':
    tf.logging.set_verbosity(tf.logging.ERROR)
    what, where = sys.argv[1:]
    if what == 'pretrain':
        pretrain(where)
    else:
        print(json.dumps([array.tolist() for array in {'predict': predict, 'fine_tune': fine_tune}[what](where)]))
