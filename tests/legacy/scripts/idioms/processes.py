"""Processes of their own, each with a graph."""

import multiprocessing
import sys

import tensorflow as tf


def work(queue, number):
    tf.set_random_seed(number)
    value = tf.Variable(tf.truncated_normal([2]))
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        queue.put((number, ['%.5f' % one for one in sess.run(value)]))


if __name__ == '__main__':
    for method in sys.argv[1].split(','):
        context = multiprocessing.get_context(method)
        queue = context.Queue()
        workers = [context.Process(target=work, args=(queue, number)) for number in (1, 2)]
        for worker in workers:
            worker.start()
        found = sorted(queue.get(timeout=200) for _ in workers)
        for worker in workers:
            worker.join()
        print(method, found, [worker.exitcode for worker in workers])
