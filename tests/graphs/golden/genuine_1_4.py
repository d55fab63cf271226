"""Runs on the genuine TensorFlow 1.4.0 under Python 3.6: writes GraphDefs of the networks, built by the listings.

python tests/graphs/golden/genuine_1_4.py LISTINGS FOLDER
"""

import os
import sys

import tensorflow as tf

# The listings of each graph; what defines the optimizer is left out of what is not called training.
GRAPHS = {
    'cnn_1_4': ('dense', 'conv2d', 'cnn', 'cost'),
    'cnn_1_4_training': ('dense', 'conv2d', 'cnn', 'cost'),
    'optimizers_1_4_training': ('dense', 'conv2d', 'cnn', 'cost', 'optimizers'),
    'srcnn_1_4_training': ('conv2d', 'srcnn'),
}
SETTINGS = {'learning_rate': 0.1, 'momentum': 0.9}
SEED = 7


def build(graph, tensorflow, read):
    """Runs the listings of a graph in a row, after them the optimizers; `read` gives a listing by its name."""
    tensorflow.set_random_seed(SEED)
    names = dict(SETTINGS, tf=tensorflow)
    parts = [read(name).partition('# Define optimizer') for name in GRAPHS[graph]]
    for forward, _, _ in parts:
        exec(forward, names)
    if graph.endswith('_training'):
        exec('#' + parts[-1][2], names)


def main(listings, folder):
    """Writes every graph as `GRAPH.pb`."""

    def read(name):
        with open(os.path.join(listings, name + '.py'), encoding='utf-8') as file:
            return file.read()

    for graph in GRAPHS:
        tf.reset_default_graph()
        build(graph, tf, read)
        tf.train.write_graph(tf.get_default_graph(), folder, graph + '.pb', as_text=False)


if __name__ == '__main__':
    main(*sys.argv[1:])
