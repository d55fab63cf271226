"""Runs on the genuine TensorFlow 1.4.0 under Python 3.6: writes GraphDefs of the deck's CNN, built by its listings.

python tests/graphs/golden/genuine_1_4.py LISTINGS FOLDER
"""

import os
import sys

import tensorflow as tf

LISTINGS = ('dense', 'conv2d', 'cnn', 'cost')
LEARNING_RATE, SEED = 0.1, 7


def main(listings, folder):
    """Runs the deck's listings in a row; writes `cnn_1_4.pb`, and with the optimizer `cnn_1_4_training.pb`."""
    tf.set_random_seed(SEED)
    names = {'tf': tf, 'learning_rate': LEARNING_RATE}
    for name in LISTINGS:
        with open(os.path.join(listings, name + '.py'), encoding='utf-8') as file:
            forward, _, training = file.read().partition('# Define optimizer')
        exec(forward, names)
    tf.train.write_graph(tf.get_default_graph(), folder, 'cnn_1_4.pb', as_text=False)
    exec('#' + training, names)
    tf.train.write_graph(tf.get_default_graph(), folder, 'cnn_1_4_training.pb', as_text=False)


if __name__ == '__main__':
    main(*sys.argv[1:])
