"""TensorFlow 1's op seeds: an op without a seed of its own takes the number of ops that its graph holds.

TensorFlow 1.15 used `graph._last_id`; TensorFlow 2 counts the seeded ops of a graph instead, in a dictionary of
`tensorflow.python.framework.random_seed`. `OpCounts` stands in the place of that dictionary, so every op that asks for
a seed gets 1.15.5's. For that number to be 1.15's, the functions that TensorFlow 2 builds from more or
fewer ops build 1.15's again, or are counted: the tables of `tf1_ref.compat.built.tables` say which.

Which graphs: those that follow the rule 'tf1'. The door calls `install()`, and all graphs of the process follow it. A
run that is a guest in its process says

    with seeds.of_new_graphs('tf1'):    # or 'tf2', TensorFlow 2's own seeds, for --seeds=tf2
        ...                             # graphs made in here follow that rule, and the functions built in them

behind which everything is as it was before. (A door first imported within is then undone as well: import it before.)
Every other graph keeps TensorFlow 2's counter and TensorFlow 2's ops.
"""

from __future__ import annotations

import contextlib
import weakref
from collections.abc import Iterator, MutableMapping

from tensorflow.python.framework import ops, random_seed

from tf1_ref.compat.built import op_counts, replacing, tables, warning
from tf1_ref.compat.process import swapping

tables.load('tensorflow')

RULES = ('tf1', 'tf2')

_rule_of = weakref.WeakKeyDictionary()  # of graphs made within `of_new_graphs`
_everywhere = 'tf2'  # the rule of all other graphs
_counters = contextlib.ExitStack()  # gives TensorFlow its own counters back


class OpCounts:
    """Stands where TensorFlow keeps its per-graph counters, and answers the number of ops in the graph."""

    def __init__(self, counters: MutableMapping[ops.Graph, int]):
        """Keeps `counters`, TensorFlow's own, for the graphs that follow its rule."""
        self.counters = counters

    def setdefault(self, graph: ops.Graph, default: int) -> int:
        """Returns the op seed for the next op of `graph`."""
        if not follows_tf1(graph):
            return self.counters.setdefault(graph, default)
        warning.look(graph)
        return op_counts.count(graph)

    def __getitem__(self, graph: ops.Graph) -> int:
        return op_counts.count(graph) if follows_tf1(graph) else self.counters[graph]

    def __setitem__(self, graph: ops.Graph, count: int) -> None:
        """Takes the caller's `+= 1`; in a graph that follows 1.15, building the op itself raises the number of ops."""
        if not follows_tf1(graph):
            self.counters[graph] = count


def install() -> None:
    """Makes `tf.set_random_seed(n)` give TensorFlow 1.15's op seeds, and so its initial weights, in all graphs."""
    global _everywhere
    _put_in()
    _everywhere = 'tf1'


def uninstall() -> None:
    """Undoes `install`: all graphs have TensorFlow 2's seeds and ops again."""
    global _everywhere
    _everywhere = 'tf2'
    _take_out()


@contextlib.contextmanager
def of_new_graphs(rule: str = 'tf1') -> Iterator[None]:
    """Makes the graphs that are made within follow `rule`; afterwards nothing of TensorFlow is left changed.

    Args:
        rule: 'tf1', 1.15.5's op seeds, or 'tf2', TensorFlow 2's.

    Raises:
        ValueError: `rule` is neither.
    """
    if rule not in RULES:
        raise ValueError(f'rule {rule!r}: one of {", ".join(RULES)}')
    was_in, was_everywhere, make = _is_in(), _everywhere, ops.Graph.__init__

    def make_graph(graph, *args, **kwargs):
        make(graph, *args, **kwargs)
        _rule_of[graph] = rule

    _put_in()
    try:
        with swapping.swapped(ops.Graph, __init__=make_graph):
            yield
    finally:
        (install if was_everywhere == 'tf1' else uninstall)()
        if was_in:
            _put_in()


def follows_tf1(graph: ops.Graph) -> bool:
    """Tells whether the ops of `graph` take TensorFlow 1's seeds; a function's graph goes by where it was made."""
    rule = _rule_of.get(graph)
    outer = getattr(graph, 'outer_graph', None)
    if rule is None and outer is not None:
        return follows_tf1(outer)
    return (rule or _everywhere) == 'tf1'


def _is_in():
    return isinstance(random_seed._graph_to_seed_dict, OpCounts)


def _put_in():
    global _counters
    if not hasattr(random_seed, '_graph_to_seed_dict'):
        raise ImportError('tensorflow.python.framework.random_seed no longer keeps _graph_to_seed_dict')
    if not _is_in():
        _counters = swapping.swapped(random_seed, _graph_to_seed_dict=OpCounts(random_seed._graph_to_seed_dict))
    replacing.put_in(follows_tf1)


def _take_out():
    _counters.close()
    replacing.take_out()
