"""What TensorFlow says of its devices."""

import tensorflow

from tf1_ref.compat import tf


def test_built_with_cuda_means_that_a_gpu_is_there():
    with tf.Graph().as_default():
        assert tf.test.is_built_with_cuda() == bool(tensorflow.config.list_physical_devices('GPU'))
