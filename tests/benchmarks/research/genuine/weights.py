"""Writes the first weights of a single-shot detector as a checkpoint. Runs on the genuine article, in its clone.

  python weights.py CLASS CHECKPOINT

CLASS as `nets.ssd_vgg_300.SSDNet`.
"""

import importlib
import os
import sys

import tensorflow as tf


def main(name, checkpoint):
    """Builds the network on a picture of its size, and saves what it has for variables."""
    sys.path.insert(0, os.getcwd())
    module, _, kind = name.rpartition('.')
    network = getattr(importlib.import_module(module), kind)()
    tf.set_random_seed(1)
    image = tf.zeros([1, *network.params.img_shape, 3])
    with tf.contrib.slim.arg_scope(network.arg_scope(data_format='NHWC')):
        network.net(image, is_training=False)
    tf.train.get_or_create_global_step()
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        tf.train.Saver().save(session, checkpoint)


if __name__ == '__main__':
    main(*sys.argv[1:])
