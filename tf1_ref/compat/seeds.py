"""TensorFlow 1's op seeds: an op without a seed of its own takes the number of ops that its graph holds.

TensorFlow 1.15 used `graph._last_id`; TensorFlow 2 counts the seeded ops of a graph instead, in a dictionary of
`tensorflow.python.framework.random_seed`. That dictionary is what `install` replaces, so every op that asks for a seed
gets the genuine article's.
"""

from __future__ import annotations


class OpCounts:
    """Stands where TensorFlow keeps its per-graph counters, and answers the number of ops in the graph."""

    def setdefault(self, graph, default):
        """Returns the op seed for the next op of `graph`; nothing is stored, so `default` is not needed."""
        return graph.version

    def __getitem__(self, graph):
        return graph.version

    def __setitem__(self, graph, count):
        """The caller's `+= 1` has nothing to count: building the op itself raises the number of ops."""


def install() -> None:
    """Makes `tf.set_random_seed(n)` give the op seeds, and so the initial weights, of TensorFlow 1.15."""
    from tensorflow.python.framework import random_seed

    if not hasattr(random_seed, '_graph_to_seed_dict'):
        raise ImportError('tensorflow.python.framework.random_seed no longer keeps _graph_to_seed_dict')
    random_seed._graph_to_seed_dict = OpCounts()
