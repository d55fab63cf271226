"""What may have happened to all names of a model at once: another outer scope, numbering or spelling.

A `Change` turns the names of both sides into keys; names with the same key, shape and dtype are taken for the same
variable. Needs no TensorFlow.
"""

from __future__ import annotations

import collections
import copy
import dataclasses
import itertools
import re
from collections.abc import Collection, Iterator

from tf1_ref.graphs.checkpoint import opposites, variable_names

# How many outer scopes are tried, and how many names of a shape vote for them.
TRIED, VOTERS = 12, 60
LEAVES, SCOPES = 1, 2
_DIGITS = re.compile(r'(.*?)_?(\d*)$')


class Side:
    """The variables of a checkpoint or of a model: all names, and shape and dtype of those that have no partner yet."""

    def __init__(self, kinds: dict):
        self.kinds = kinds
        self._all = tuple(kinds)
        self._keys: dict[tuple[bool, int], dict[str, tuple[str, ...]]] = {}

    def without(self, names: Collection[str]) -> Side:
        """The same names, of which these look for no partner."""
        side = copy.copy(self)
        side.kinds = {name: kind for name, kind in self.kinds.items() if name not in names}
        return side

    def unique(self, renumbered: bool, respelled: int) -> dict:
        """Maps (key, kind) to the name, without names that share one; a key is a tuple of components."""
        if (renumbered, respelled) not in self._keys:
            self._keys[renumbered, respelled] = _keys(self._all, renumbered, respelled)
        keys, names = self._keys[renumbered, respelled], collections.defaultdict(list)
        for name, kind in self.kinds.items():
            names[keys[name], kind].append(name)
        return {key: found[0] for key, found in names.items() if len(found) == 1}


@dataclasses.dataclass(frozen=True)
class Change:
    """One explanation.

    Attributes:
        renumbered: numbers count from their first: `conv_1` and `conv_2` on one side for `conv` and `conv_1`.
        respelled: spellings that mean the same are the same: LEAVES what is in a layer, SCOPES the layers too.
        outer: scopes, as components of keys, in front of every name: (in the checkpoint, in the model).
    """

    renumbered: bool = False
    respelled: int = 0
    outer: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    @property
    def complexity(self) -> tuple:
        """Measures how complicated it is: smaller is simpler."""
        replaced = all(self.outer)
        return (any(self.outer) + replaced + self.renumbered + self.respelled, replaced, self.respelled)

    @property
    def confidence(self) -> str:
        """How sure the change is: 'high', but 'medium' where one scope is taken for another."""
        return 'medium' if all(self.outer) else 'high'

    @property
    def may_contradict(self) -> bool:
        """Whether a name may mean another variable than the same name on the other side: where TensorFlow counts."""
        return self.renumbered and self.respelled < SCOPES and not any(self.outer)

    def pairs(self, left: Side, right: Side) -> dict[str, str]:
        """Maps names in the model (`right`) to names in the checkpoint (`left`)."""
        held, wanted = left.unique(self.renumbered, self.respelled), right.unique(self.renumbered, self.respelled)
        before, after = self.outer
        found = {}
        for (key, kind), name in wanted.items():
            if key[: len(after)] == after:
                old = held.get(((*before, *key[len(after) :]), kind))
                if old is not None and not opposites.crosses(old, name):
                    found[name] = old
        return found

    def reasons(self, old: str, new: str) -> list[str]:
        """Why the two are taken for the same, one short phrase each; none for two equal names."""
        left, right = old.split('/'), new.split('/')
        before, after = ('/'.join(name[: len(scope)]) for name, scope in zip((left, right), self.outer, strict=True))
        found = []
        if before and after and before != after:
            found.append(f'scope {before} is {after} in the model')
        elif not (before and after) and (before or after):
            found.append(f'outer scope {before} removed' if before else f'outer scope {after} added')
        for one, other in zip(left[len(self.outer[0]) :], right[len(self.outer[1]) :], strict=True):
            if one != other:
                same_word = variable_names.split_number(one)[0] == variable_names.split_number(other)[0]
                found.append(f'{one} counts as {other}' if same_word else f'{one} is another spelling of {other}')
        return found


def changes_of(left: Side, right: Side) -> Iterator[Change]:
    """Yields every change that is worth trying between two sides, see `Change.pairs`."""
    for renumbered, respelled in itertools.product((False, True), (0, LEAVES, SCOPES)):
        yield Change(renumbered, respelled)
        votes = collections.Counter(_votes(left.unique(renumbered, respelled), right.unique(renumbered, respelled)))
        for outer, _ in votes.most_common(TRIED):
            yield Change(renumbered, respelled, outer)


def _votes(held, wanted):
    """Yields what is in front of the common end of two keys, of which each could be the other."""
    by_end = collections.defaultdict(list)
    for key, kind in held:
        by_end[key[-1], kind].append(key)
    voters: collections.Counter = collections.Counter()
    for key, kind in wanted:
        end = key[-1], kind
        voters[end] += 1
        for other in by_end[end] if voters[end] <= VOTERS else ():
            common = 0
            while common < min(len(key), len(other)) and key[-1 - common] == other[-1 - common]:
                common += 1
            before, after = other[: len(other) - common], key[: len(key) - common]
            if (before or after) and (common > 1 or not (before and after)):
                yield before, after


def _keys(names, renumbered, respelled):
    """The key of every name; renumbered, numbers count from the first behind the same word in the same scope."""
    split = {name: [_split(part, respelled) for part in name.split('/')] for name in names}
    numbers = collections.defaultdict(set)
    for parts in split.values():
        for depth, (word, number) in enumerate(parts):
            numbers[tuple(parts[:depth]), word].add(number)
    first = {place: min(found) for place, found in numbers.items()}
    keys = {}
    for name, parts in split.items():
        words = [word for word, _ in parts]
        if respelled:
            words[-1] = variable_names.role(words[-1])
        places = [(tuple(parts[:depth]), word) for depth, (word, _) in enumerate(parts)]
        counts = [n - first[place] if renumbered else n for place, (_, n) in zip(places, parts, strict=True)]
        keys[name] = tuple(f'{word}#{count}' for word, count in zip(words, counts, strict=True))
    return keys


def _split(part, respelled):
    """A component's word and number; a number without `_` is one only where spellings do not count."""
    if respelled < SCOPES:
        return variable_names.split_number(part)
    word, number = _DIGITS.match(part).groups()  # type: ignore[union-attr]  # it matches every text
    return (variable_names.layer_kind(word), int(number or 0)) if word else (part, 0)
