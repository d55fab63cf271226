"""Input pipelines of queues, threads and a coordinator."""

import os
import shutil
import tempfile
import threading

import numpy as np
import tensorflow as tf

tf.set_random_seed(1)
folder = tempfile.mkdtemp()
names = []
for i in range(2):
    names.append(os.path.join(folder, 'part%d.csv' % i))
    with open(names[-1], 'w') as file:
        for j in range(4):
            file.write('%d,%f,label%d\n' % (10 * i + j, j / 4.0, j % 2))


def lines():
    queue = tf.train.string_input_producer(names, num_epochs=2, shuffle=False)
    reader = tf.TextLineReader(skip_header_lines=1)
    key, value = reader.read(queue)
    number, fraction, label = tf.decode_csv(value, record_defaults=[[0], [0.0], ['']])
    return tf.train.batch([number, fraction, label], batch_size=3, allow_smaller_final_batch=True)


def records():
    path = os.path.join(folder, 'data.tfrecords')
    writer = tf.python_io.TFRecordWriter(path)
    for i in range(12):
        features = {
            'image': tf.train.Feature(bytes_list=tf.train.BytesList(value=[np.full(4, i, np.uint8).tobytes()])),
            'label': tf.train.Feature(int64_list=tf.train.Int64List(value=[i % 3])),
        }
        writer.write(tf.train.Example(features=tf.train.Features(feature=features)).SerializeToString())
    writer.close()
    print(sum(1 for _ in tf.python_io.tf_record_iterator(path)))
    queue = tf.train.string_input_producer([path], shuffle=True, seed=3)
    _, serialized = tf.TFRecordReader().read(queue)
    parsed = tf.parse_single_example(
        serialized,
        features={'image': tf.FixedLenFeature([], tf.string), 'label': tf.FixedLenFeature([], tf.int64)},
    )
    image = tf.reshape(tf.decode_raw(parsed['image'], tf.uint8), [4])
    image = tf.cast(image, tf.float32) / 255.0
    return tf.train.shuffle_batch(
        [image, parsed['label']], batch_size=4, capacity=20, min_after_dequeue=8, num_threads=1, seed=5
    )


def own_queue(sess):
    queue = tf.FIFOQueue(10, [tf.float32], shapes=[[2]])
    value = tf.placeholder(tf.float32, [None, 2])
    enqueue, close = queue.enqueue_many(value), queue.close()

    def feed(coordinator):
        for i in range(3):
            sess.run(enqueue, {value: np.full([2, 2], i)})
        sess.run(close)

    thread = threading.Thread(target=feed, args=[tf.train.Coordinator()])
    thread.start()
    thread.join()
    print(sess.run(queue.size()), sess.run(queue.dequeue_many(4)).tolist())


batch = lines()
images, labels = records()
weights = tf.Variable(tf.truncated_normal([4, 3], stddev=0.1))
loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=tf.matmul(images, weights)))
train = tf.train.GradientDescentOptimizer(0.5).minimize(loss)
sliced = tf.train.slice_input_producer([tf.constant([1, 2, 3]), tf.constant([4, 5, 6])], num_epochs=1, shuffle=False)

with tf.Session() as sess:
    sess.run([tf.global_variables_initializer(), tf.local_variables_initializer()])
    own_queue(sess)
    coord = tf.train.Coordinator()
    threads = tf.train.start_queue_runners(sess=sess, coord=coord)
    try:
        while not coord.should_stop():
            number, fraction, label = sess.run(batch)
            print(number.tolist(), ['%.5f' % one for one in fraction], [one.decode() for one in label])
    except tf.errors.OutOfRangeError:
        print('done')
    # Which records come together depends on how far the threads are.
    for _ in range(3):
        _, which = sess.run([train, labels])
        print(which.shape, set(which.tolist()) <= {0, 1, 2})
    print([int(one) for one in sess.run(sliced)])
    coord.request_stop()
    coord.join(threads)
shutil.rmtree(folder)
