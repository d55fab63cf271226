"""Trains a workload in TensorFlow 1's way, here or on the genuine TensorFlow 1.15.5; runs on Python 3.7 too.

  python -m tests.benchmarks.speed.tensorflow1 WORKLOAD WAY EPOCHS [genuine]

Ways: `loop` (the slide's), `long_run` (this project's, not on 1.15.5), and `bare`: a callable that the session makes,
fed with slices of the data as they lie there, which is as fast as the framework lets one be. Prints the seconds of each
epoch and the last epoch's average cost, as JSON.
"""

import json
import sys
import time

from tests.benchmarks.speed import workloads
from tests.benchmarks.speed.workloads import BATCH_SIZE, LSTM_LAYERS, LSTM_UNITS


def main(name, way, epochs):
    """Trains, and prints what it took."""
    from tf1_ref.compat import tf

    tf.set_random_seed(1)
    workloads.np.random.seed(1)
    images, labels = workloads.examples(name)
    x, y, cost, train_op = build(tf, name)
    run = {'loop': loop, 'long_run': long_run, 'bare': bare}[way]
    seconds, last = run(tf, (images, labels), x, y, cost, train_op, epochs)
    print(json.dumps({'seconds': seconds, 'cost': float(last)}))


def build(tf, name):
    """The placeholders of the examples and the labels (the same where they are the same), the cost, the training op."""
    if name == 'lstm':
        x, y = tf.placeholder(tf.float32, [None, 28, 28]), tf.placeholder(tf.float32, [None, 10])
        cost = lstm(tf, x, y)
        return x, y, cost, tf.train.GradientDescentOptimizer(workloads.WORKLOADS[name].rate).minimize(cost)
    from tests.golden import cases

    built = cases.MODELS[name].build('sgd')
    fed = built.feed(workloads.np.zeros((1,) + workloads.WORKLOADS[name].shape, 'f'), None)
    return list(fed)[0], list(fed)[-1], built.cost, built.train_op


def lstm(tf, x, y):
    """The cost of two layers of cells, unrolled in time by the graph, and a dense layer behind the last row."""
    cells = [tf.nn.rnn_cell.BasicLSTMCell(LSTM_UNITS) for _ in range(LSTM_LAYERS)]
    outputs, _ = tf.nn.dynamic_rnn(tf.nn.rnn_cell.MultiRNNCell(cells), x, dtype=tf.float32)
    W = tf.get_variable('W', [LSTM_UNITS, 10])
    logit = tf.matmul(outputs[:, -1], W) + tf.get_variable('b', [10], initializer=tf.zeros_initializer())
    return tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=logit, labels=y))


def loop(tf, data, x, y, cost, train_op, epochs):
    """The slide's loop."""
    from tf1_ref.data.batches import Batches

    train, seconds = Batches(*data), []
    total_batch = train.num_examples // BATCH_SIZE
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for _ in range(epochs):
            started, average = time.perf_counter(), 0.0
            for _ in range(total_batch):
                batch_xs, batch_ys = train.next_batch(BATCH_SIZE)
                _, c = sess.run([train_op, cost], feed_dict={y: batch_ys, x: batch_xs})
                average += c / total_batch
            seconds.append(time.perf_counter() - started)
    return seconds, average


def long_run(tf, data, x, y, cost, train_op, epochs):
    """This project's loop, with all that it watches, and nothing written."""
    import contextlib
    import io

    from tf1_ref.data.batches import Batches, Datasets
    from tf1_ref.training import long_run as module

    with contextlib.redirect_stdout(io.StringIO()):
        history, _ = module.long_run(
            Datasets(Batches(*data), None, None), x, None if x is y else y, train_op, cost,
            training_epochs=epochs, batch_size=BATCH_SIZE, image_shape=data[0].shape[1:],
        )  # fmt: skip
    return list(history.column('seconds')), history.column('cost')[-1]


def bare(tf, data, x, y, cost, train_op, epochs):
    """No shuffle, no copy: slices of float32 arrays, given to a callable."""
    images, labels = data[0], data[1].astype('f')
    seconds, total_batch = [], len(images) // BATCH_SIZE
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        step = sess.make_callable([train_op, cost], feed_list=[x] if x is y else [x, y])
        for _ in range(epochs):
            started, average = time.perf_counter(), 0.0
            for at in range(0, total_batch * BATCH_SIZE, BATCH_SIZE):
                rows = slice(at, at + BATCH_SIZE)
                average += step(*([images[rows]] if x is y else [images[rows], labels[rows]]))[1] / total_batch
            seconds.append(time.perf_counter() - started)
    return seconds, average


if __name__ == '__main__':
    if sys.argv[4:] == ['genuine']:
        from tests.golden.genuine import put_genuine_tensorflow_in_place_of_the_door

        put_genuine_tensorflow_in_place_of_the_door()
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
