"""What TensorFlow says of its devices, and what it puts on one."""

import tensorflow

from tf1_ref.compat import tf


def test_built_with_cuda_means_that_a_gpu_is_there():
    with tf.Graph().as_default():
        assert tf.test.is_built_with_cuda() == bool(tensorflow.config.list_physical_devices('GPU'))


def test_a_queue_is_where_the_program_puts_it():
    with tf.Graph().as_default(), tf.Session() as session:
        queue = tf.FIFOQueue(3, [tf.float32], [[2]], names=['a'])
        assert queue.queue_ref.device == ''
        session.run(queue.enqueue({'a': [1.0, 2.0]}))
        assert session.run(queue.dequeue())['a'].tolist() == [1.0, 2.0]
        with tf.device('/gpu:0'):
            assert tf.FIFOQueue(3, tf.float32).queue_ref.device == '/device:GPU:0'
