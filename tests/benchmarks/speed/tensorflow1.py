"""Trains a workload in TensorFlow 1's way, here or on the genuine TensorFlow 1.15.5; runs on Python 3.7 too.

  python -m tests.benchmarks.speed.tensorflow1 WORKLOAD WAY EPOCHS [genuine]

Ways: `loop` (the slide's); `bare`, a callable that the session makes, fed with slices of the data as they lie there,
which is as fast as the framework lets one be; and this project's, not on 1.15.5: `long_run`, the same with the scripts'
`--input=callable`, `dataset`, `resident` or `inline`, and `towers`, which is `--input=callable --towers=2`. Prints the
seconds of each epoch and the last epoch's average cost, as JSON.
"""

import json
import sys
import time

from tests.benchmarks.speed import workloads
from tests.benchmarks.speed.workloads import BATCH_SIZE, LSTM_LAYERS, LSTM_UNITS

# The scripts' flags --input and --towers, by way.
PLANS = {way: (way, 1) for way in ('callable', 'dataset', 'resident', 'inline')}
PLANS['towers'] = 'callable', 2


def main(name, way, epochs):
    """Trains, and prints what it took."""
    from tf1_ref.compat import tf

    tf.set_random_seed(1)
    workloads.np.random.seed(1)
    images, labels = workloads.examples(name)
    x, y, model = models(tf, name)
    cost, options = model(x, y), {}
    if way in PLANS:
        from tf1_ref.training.supply.towers import Plan

        plan = Plan(x, y, BATCH_SIZE, *PLANS[way])
        cost, options = plan.cost(cost, model), plan.options
    train_op = tf.train.GradientDescentOptimizer(workloads.WORKLOADS[name].rate).minimize(cost)
    run = {'loop': loop, 'bare': bare}.get(way, long_run)
    seconds, last = run(tf, (images, labels), x, y, cost, train_op, epochs, **options)
    print(json.dumps({'seconds': seconds, 'cost': float(last)}))


def models(tf, name):
    """The placeholders of examples and labels (None: they are their own), and what builds the cost from these."""
    from tf1_ref.models import cnn, mlp, resnet, srcnn

    if name == 'srcnn':
        return srcnn.placeholders(), None, lambda H, _: srcnn.srcnn(srcnn.degrade(H), H)['cost']
    if name == 'lstm':
        x, y = tf.placeholder(tf.float32, [None, 28, 28]), tf.placeholder(tf.float32, [None, 10])
        return x, y, lambda x, y: lstm(tf, x, y)
    if name == 'mlp':
        return mlp.placeholders() + (lambda x, y: mlp.mlp(x, y)['cost'],)
    if name == 'cnn':
        return cnn.placeholders() + (lambda x, y: cnn.cnn(x, y)['cost'],)
    is_train = tf.placeholder_with_default(True, [])
    return cnn.placeholders() + (lambda x, y: resnet.resnet(x, y, is_train, 3, 16)['cost'],)


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
                feed = {x: batch_xs} if y is None else {x: batch_xs, y: batch_ys}
                _, c = sess.run([train_op, cost], feed_dict=feed)
                average += c / total_batch
            seconds.append(time.perf_counter() - started)
    return seconds, average


def long_run(tf, data, x, y, cost, train_op, epochs, **options):
    """This project's loop, with all that it watches, and nothing written."""
    import contextlib
    import io

    from tf1_ref.data.batches import Batches, Datasets
    from tf1_ref.training import long_run as module

    with contextlib.redirect_stdout(io.StringIO()):
        history, _ = module.long_run(
            Datasets(Batches(*data), None, None), x, y, train_op, cost,
            training_epochs=epochs, batch_size=BATCH_SIZE, image_shape=data[0].shape[1:], **options
        )  # fmt: skip
    return list(history.column('seconds')), history.column('cost')[-1]


def bare(tf, data, x, y, cost, train_op, epochs):
    """No shuffle, no copy: slices of float32 arrays, given to a callable."""
    images, labels = data[0], data[1].astype('f')
    seconds, total_batch = [], len(images) // BATCH_SIZE
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        step = sess.make_callable([train_op, cost], feed_list=[x] if y is None else [x, y])
        for _ in range(epochs):
            started, average = time.perf_counter(), 0.0
            for at in range(0, total_batch * BATCH_SIZE, BATCH_SIZE):
                rows = slice(at, at + BATCH_SIZE)
                average += step(*([images[rows]] if y is None else [images[rows], labels[rows]]))[1] / total_batch
            seconds.append(time.perf_counter() - started)
    return seconds, average


if __name__ == '__main__':
    if sys.argv[4:] == ['genuine']:
        from tests.golden.genuine import put_genuine_tensorflow_in_place_of_the_door

        put_genuine_tensorflow_in_place_of_the_door()
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
