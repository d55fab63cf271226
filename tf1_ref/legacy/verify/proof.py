"""What is known of one program once both sides have run."""

from __future__ import annotations

import dataclasses

from tf1_ref.errors import InputError
from tf1_ref.graphs.diff.differences import Comparison
from tf1_ref.legacy.verify import recordings
from tf1_ref.legacy.verify.cause import Cause
from tf1_ref.legacy.verify.recordings import Recording


@dataclasses.dataclass
class Proof:
    """One program.

    Attributes:
        row: the verdict; see `recordings.verdict`.
        expected: what was recorded on TensorFlow 1.15.
        found: what was recorded here.
        graphs: the comparison of both graphs; None if there are none.
        cause: the op that differs first; None if none does, or none was found.
    """

    row: dict
    expected: Recording | None = None
    found: Recording | None = None
    graphs: Comparison | None = None
    cause: Cause | None = None


def graphs(expected: Recording, found: Recording) -> Comparison | None:
    """The comparison of the graphs of two recordings, while their files are there; None if there are not two."""
    from tf1_ref.graphs.diff.comparison import compare
    from tf1_ref.graphs.reading.sources import open_graph

    if not (expected.ran and found.ran):
        return None
    try:
        one, other = (open_graph(side.content['graph']) for side in (expected, found))
    except InputError:  # a graph too large to be written
        return None
    return compare(_named(one, 'TensorFlow 1.15'), _named(other, 'here'))


def first_call(expected: Recording, found: Recording, calls: int) -> int | None:
    """The number, from 1, of the first result of Session.run that differs; None if none does."""
    if not (expected.ran and found.ran):
        return None
    pairs = zip(expected.content['calls'][:calls], found.content['calls'][:calls], strict=False)
    return next((number for number, pair in enumerate(pairs, 1) if any(recordings.results_differ(*pair))), None)


def _named(graph, name):
    return dataclasses.replace(graph, source=f'{name} ({len(graph.ops or ())} operations)')
