"""What a comparison of two graphs finds: differences in layers, what follows from which, and known rewrites."""

from __future__ import annotations

import collections
import dataclasses

from tf1_ref.graphs.diff.layers import LAYERS, TOPOLOGY
from tf1_ref.graphs.diff.matching import Matching
from tf1_ref.graphs.graph import Graph

MISSING, EXTRA, RENAMED, REPLACED, ORDER = 'missing', 'extra', 'renamed', 'replaced', 'order'


@dataclasses.dataclass(eq=False)
class Difference:
    """One difference, at the layer where it begins.

    Attributes:
        layer: one of `LAYERS`.
        kind: 'missing' (only left), 'extra' (only right), 'renamed', 'replaced', 'order', or what has changed: 'shape',
            'dtype', 'trainable', 'inputs', the name of an attribute.
        name: what it is about, as the left graph calls it (the right one where it is extra).
        left, right: what it is on either side, as text; None where there is nothing.
        names: everything that it is about; the name alone by default.
        confidence: of a rename, how sure it is that the two are the same thing, 0 to 1.
        cause: the difference that this one merely follows from; None if it begins here.
    """

    layer: str
    kind: str
    name: str
    left: str | None = None
    right: str | None = None
    names: tuple[str, ...] = ()
    confidence: float | None = None
    cause: Difference | None = None

    def __post_init__(self):
        self.names = self.names or (self.name,)


@dataclasses.dataclass
class Comparison:
    """The verdict.

    Attributes:
        left, right: the graphs.
        differences: those that begin somewhere, the most important layer first.
        following: those that merely follow from another.
        rewrites: how many edits each known rewrite between versions explains, by its cause.
        notes: remarks on what has not been compared, and why.
        layers: the layers that were asked for.
        findings: which ops each difference touches; None where there are no ops.
    """

    left: Graph
    right: Graph
    differences: list[Difference]
    following: list[Difference]
    rewrites: dict[str, int]
    notes: list[str]
    layers: tuple[str, ...] = LAYERS
    findings: Findings | None = None


class Findings:
    """What has been found so far, and which ops it has touched.

    Attributes:
        matching: which op is which.
        all: the differences, in the order in which they were found.
        rewrites: number of edits per cause of a known rewrite.
        left, right: the difference by which an op of that side is touched, by its number; `REWRITTEN` stands for none.
    """

    def __init__(self, matching: Matching):
        self.matching = matching
        self.all: list[Difference] = []
        self.rewrites: collections.Counter = collections.Counter()
        self.left: dict[int, Difference] = {}
        self.right: dict[int, Difference] = {}

    def add(self, difference: Difference, left: int | None = None, right: int | None = None) -> Difference:
        """Notes a difference, and that it touches these ops."""
        if difference.cause is REWRITTEN:
            self.rewrites[FOLLOWS_FROM_REWRITES] += 1
        else:
            self.all.append(difference)
        self.touch(difference.cause or difference, left, right)
        return difference

    def touch(self, cause: Difference, left: int | None = None, right: int | None = None) -> None:
        """Notes that a difference touches an op, if none has before."""
        if left is not None:
            self.left.setdefault(left, cause)
        if right is not None:
            self.right.setdefault(right, cause)

    def rewritten(self, cause: str, left: int | None = None, right: int | None = None) -> None:
        """Notes a known rewrite."""
        self.rewrites[cause] += 1
        self.touch(REWRITTEN, left, right)


# Stands for the cause of what follows from a known rewrite, which is no difference.
REWRITTEN = Difference(TOPOLOGY, REPLACED, '')
SHIFTED_SEEDS = 'op seeds count the ops before, of which there are more or fewer'
FOLLOWS_FROM_REWRITES = 'what follows from these: names of ops, shapes known further, colocations, unused outputs'
