"""Runs on the genuine TensorFlow 1.15.5 under Python 3.7, started by `tests.graphs.golden.generate`."""

from __future__ import annotations

import os
import sys

from tests.golden.genuine import put_genuine_tensorflow_in_place_of_the_door

FORWARD = ['cnn', 'resnet', 'srcnn']
TRAINING = {'cnn': 'sgd', 'batch_norm_cnn': 'adam', 'srcnn': 'adam'}
LEARNING_RATE, SEED = 0.1, 7


def main(folder):
    """Writes `NAME.meta` and `NAME_training.meta`, and the CNN also as `cnn.pb` and `cnn.pbtxt`."""
    tf = put_genuine_tensorflow_in_place_of_the_door()
    from tf1_ref.models import whole
    from tf1_ref.training.optimizers import OPTIMIZERS

    for name in sorted({*FORWARD, *TRAINING}):
        tf.reset_default_graph()
        tf.set_random_seed(SEED)
        end_points = getattr(whole, name)()
        if name in FORWARD:
            write(tf, os.path.join(folder, name + '.meta'))
        if name == 'cnn':
            tf.train.write_graph(tf.get_default_graph(), folder, 'cnn.pb', as_text=False)
            tf.train.write_graph(tf.get_default_graph(), folder, 'cnn.pbtxt')
        if name in TRAINING:
            OPTIMIZERS[TRAINING[name]](end_points['cost'], LEARNING_RATE)
            write(tf, os.path.join(folder, name + '_training.meta'))


def write(tf, path):
    """Writes the default graph as a MetaGraph, without the descriptions of its operations, which take half the file."""
    meta_graph = tf.train.export_meta_graph()
    meta_graph.meta_info_def.ClearField('stripped_op_list')
    with open(path, 'wb') as file:
        file.write(meta_graph.SerializeToString(deterministic=True))


if __name__ == '__main__':
    main(sys.argv[1])
