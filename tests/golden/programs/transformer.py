"""A small language model as research code has it: it asks for static shapes everywhere, and draws what comes next."""

from __future__ import annotations

from tf1_ref.compat import tf

WORDS, LENGTH, WIDTH, HEADS, LAYERS = 31, 16, 12, 3, 1


def sizes(x):
    """The dimensions of a tensor: a number where it is known, else a tensor."""
    asked = tf.shape(x)
    return [asked[i] if size is None else size for i, size in enumerate(x.shape.as_list())]


def normed(x, scope):
    with tf.variable_scope(scope):
        width = x.shape[-1].value
        scale = tf.get_variable('g', [width], initializer=tf.ones_initializer())
        mean = tf.reduce_mean(x, axis=-1, keepdims=True)
        variance = tf.reduce_mean(tf.square(x - mean), axis=-1, keepdims=True)
        return (x - mean) * tf.rsqrt(variance + 1e-5) * scale


def projected(x, scope, width):
    with tf.variable_scope(scope):
        *front, last = sizes(x)
        w = tf.get_variable('w', [last, width], initializer=tf.random_normal_initializer(stddev=0.02))
        return tf.reshape(tf.matmul(tf.reshape(x, [-1, last]), w), front + [width])


def in_heads(x):
    *front, width = sizes(x)
    return tf.transpose(tf.reshape(x, front + [HEADS, width // HEADS]), [0, 2, 1, 3])


def seen(length, of):
    """Ones where a word may look: `[length, of]`, not at what comes later."""
    rows, columns = tf.range(length)[:, None], tf.range(of)
    return tf.cast(rows >= columns - of + length, tf.float32)


def attention(x, scope, past, keep):
    with tf.variable_scope(scope):
        query, key, value = map(in_heads, tf.split(projected(x, 'c_attn', 3 * WIDTH), 3, axis=2))
        present = tf.stack([key, value], axis=1)
        if past is not None:
            before_key, before_value = tf.unstack(past, axis=1)
            key, value = tf.concat([before_key, key], -2), tf.concat([before_value, value], -2)
        scores = tf.matmul(query, key, transpose_b=True) * tf.rsqrt(tf.cast(value.shape[-1].value, tf.float32))
        _, _, length, of = sizes(scores)
        mask = tf.reshape(seen(length, of), [1, 1, length, of])
        weights = tf.nn.dropout(tf.nn.softmax(scores * mask - 1e10 * (1 - mask)), keep)
        merged = tf.transpose(tf.matmul(weights, value), [0, 2, 1, 3])
        *front, heads, width = sizes(merged)
        return projected(tf.reshape(merged, front + [heads * width]), 'c_proj', WIDTH), present


def model(ids, past=None, keep=1.0, reuse=False):
    """Logits `[batch, length, WORDS]` and keys and values `[batch, LAYERS, 2, HEADS, length, width]`."""
    with tf.variable_scope('model', reuse=reuse):
        batch, length = sizes(ids)
        places = tf.get_variable('wpe', [LENGTH, WIDTH], initializer=tf.random_normal_initializer(stddev=0.01))
        words = tf.get_variable('wte', [WORDS, WIDTH], initializer=tf.random_normal_initializer(stddev=0.02))
        before = 0 if past is None else tf.shape(past)[-2]
        positions = tf.tile(tf.expand_dims(before + tf.range(length), 0), [batch, 1])
        h = tf.gather(words, ids) + tf.gather(places, positions)
        presents, pasts = [], [None] * LAYERS if past is None else tf.unstack(past, axis=1)
        for layer, one in enumerate(pasts):
            with tf.variable_scope(f'h{layer}'):
                a, present = attention(normed(h, 'ln_1'), 'attn', one, keep)
                h = h + a
                h = h + projected(tf.nn.relu(projected(normed(h, 'ln_2'), 'c_fc', 4 * WIDTH)), 'c_proj', WIDTH)
            presents.append(present)
        flat = tf.reshape(normed(h, 'ln_f'), [batch * length, WIDTH])
        logits = tf.reshape(tf.matmul(flat, words, transpose_b=True), [batch, length, WORDS])
        return logits, tf.stack(presents, axis=1)


def drawn(ids, steps=3, top=5):
    """Draws `steps` more words, each of the `top` likeliest."""
    batch = sizes(ids)[0]

    def step(past, last, output):
        logits, presents = model(last[:, None], past, reuse=True)
        values, _ = tf.nn.top_k(logits[:, -1, :], k=top)
        least = values[:, -1, tf.newaxis]
        kept = tf.where(logits[:, -1, :] < least, tf.ones_like(logits[:, -1, :]) * -1e10, logits[:, -1, :])
        words = tf.multinomial(kept, num_samples=1, output_dtype=tf.int32)
        return [tf.concat([past, presents], axis=-2), tf.squeeze(words, axis=[1]), tf.concat([output, words], axis=1)]

    _, past = model(ids[:, :-1], reuse=True)
    start = [past, ids[:, -1], ids]
    shapes = [tf.TensorShape([batch_of(batch), LAYERS, 2, HEADS, None, WIDTH // HEADS])]
    shapes += [tf.TensorShape([batch_of(batch)]), tf.TensorShape([batch_of(batch), None])]
    return tf.while_loop(lambda *_: True, step, start, shapes, maximum_iterations=steps, back_prop=False)[2]


def batch_of(size):
    return None if isinstance(size, tf.Tensor) else size


def trained(ids):
    """The loss and the training op, with dropout."""
    logits, _ = model(ids, keep=0.9)
    loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=ids[:, 1:], logits=logits[:, :-1]))
    return tf.train.AdamOptimizer(0.01).minimize(loss), loss


def of_batch(batch):
    """Training and drawing with a batch of this size, or of an unknown one."""
    ids = tf.placeholder(tf.int32, [batch, None], name='ids')
    tokens = tf.fill([tf.shape(ids)[0], 1], 7)
    start = tf.concat([tokens, ids], axis=1)
    train_op, loss = trained(start)
    return train_op, loss, drawn(start)


PROGRAMS = {'of two': lambda: of_batch(2), 'of some': lambda: of_batch(None)}
