"""Names as paths whose parts correspond: scope by scope, from the outermost inwards. Needs no TensorFlow.

Two scopes correspond if they are called alike (`Cell0` and `cell_0`), if they are numbered alike throughout a level
(`block1..3` and `unit_0..2`: shifted by one constant, in order), or if nothing else of their form is left there. Two
that exclude each other never do, see `opposites`.
"""

from __future__ import annotations

import collections
import dataclasses
import re
from typing import Any

from tf1_ref.graphs.checkpoint import opposites, variable_names
from tf1_ref.graphs.graph import Variable

_DIGITS = re.compile(r'(.*?)_?(\d*)$')


@dataclasses.dataclass
class Scope:
    """What is in a scope.

    Attributes:
        scopes: by the part of the name.
        leaves: name and kind of variables, by the last part of the name.
        form: what is in it, whatever the scopes are called; equal of two that could be the same.
    """

    scopes: dict[str, Scope] = dataclasses.field(default_factory=dict)
    leaves: dict[str, tuple[str, Any]] = dataclasses.field(default_factory=dict)
    form: tuple = ()


def corresponding(left: dict, right: dict) -> dict[str, str]:
    """Pairs variables by the parts of their names.

    Args:
        left: shape and dtype by name, of the variables of the checkpoint that look for a partner.
        right: the same of the model.

    Returns:
        Name in the model to name in the checkpoint.
    """
    return {new: old for old, new in _match(_tree(left), _tree(right)) if not opposites.crosses(old, new)}


def broken_levels(pairs: dict[str, str]) -> set[str]:
    """Which of some pairs cannot all be true: where numbers of one level are shifted by more than one constant.

    Args:
        pairs: name in the model to name in the checkpoint, those with equal names included.

    Returns:
        Names in the model; where others of the level keep their numbers, only those that do not.
    """
    levels: dict = collections.defaultdict(lambda: collections.defaultdict(set))
    for new, old in pairs.items():
        ours, theirs = old.split('/'), new.split('/')
        for one, other in _aligned(ours, theirs):
            (word, number), (their_word, their_number) = _split(ours[one]), _split(theirs[other])
            place = tuple(ours[:one]), tuple(theirs[:other]), word, their_word
            levels[place][their_number - number].add((new, ours[one] == theirs[other]))
    found = set()
    for shifts in levels.values():
        if len(shifts) > 1:
            kept = any(same for names in shifts.values() for _, same in names)
            found |= {name for names in shifts.values() for name, same in names if not (kept and same)}
    return found


def other_number(extra: list[Variable], missing: list[Variable]) -> tuple[str, str] | None:
    """Two scopes that differ by a number alone, of which each is missing on one side; None if there are none."""
    places = {(kind, place): scope for kind, place, scope in map(_without_number, missing)}
    for kind, place, scope in map(_without_number, extra):
        if place is not None and (kind, place) in places:
            return scope, places[kind, place]
    return None


def _without_number(variable):
    """Gives the kind, the name without the last number of a scope, and the path up to there; None without a number."""
    parts = variable.name.split('/')
    for depth in reversed(range(len(parts) - 1)):
        word, number = _split(parts[depth])
        if number or parts[depth] != word:
            place = *parts[:depth], word, *parts[depth + 1 :]
            return (variable.shape, variable.dtype), place, '/'.join(parts[: depth + 1])
    return (variable.shape, variable.dtype), None, None


def _aligned(ours, theirs):
    """Yields where parts stand for each other: from the front while the words are the same, then from the end."""
    front = 0
    while front < min(len(ours), len(theirs)) and _split(ours[front])[0] == _split(theirs[front])[0]:
        yield front, front
        front += 1
    for back in range(1, min(len(ours), len(theirs)) - front + 1):
        yield len(ours) - back, len(theirs) - back


def reason(old: str, new: str) -> str:
    """Says in what two paths that correspond differ, as in 'Cell0 is cell_0 in the model'."""
    ours, theirs = old.split('/'), new.split('/')
    while len(ours) > 1 and len(theirs) > 1 and ours[-1] == theirs[-1]:
        del ours[-1], theirs[-1]
    while len(ours) > 1 and len(theirs) > 1 and ours[0] == theirs[0]:
        del ours[0], theirs[0]
    return f'{"/".join(ours)} is {"/".join(theirs)} in the model'


def _tree(kinds):
    root = Scope()
    for name, kind in kinds.items():
        *scopes, leaf = name.split('/')
        node = root
        for part in scopes:
            node = node.scopes.setdefault(part, Scope())
        node.leaves[leaf] = name, kind
    _set_form(root)
    return root


def _set_form(node):
    for scope in node.scopes.values():
        _set_form(scope)
    leaves = sorted((variable_names.role(leaf), str(kind)) for leaf, (_, kind) in node.leaves.items())
    node.form = tuple(leaves), tuple(sorted(scope.form for scope in node.scopes.values()))


def _match(left, right):
    """Pairs of names (checkpoint, model) within two scopes that correspond."""
    found = _match_leaves(left, right)
    scopes = _match_scopes(left.scopes, right.scopes)
    for one, other in scopes:
        found += _match(left.scopes[one], right.scopes[other])
    if scopes or found:
        return found
    # One more scope around on one side, with nothing else in it.
    tried = []
    for inner, outer in ((left, right), (right, left)):
        if len(inner.scopes) == 1 and not inner.leaves:
            (only,) = inner.scopes.values()
            tried.append(_match(only, outer) if inner is left else _match(outer, only))
    return max(tried, key=len, default=[])


def _match_leaves(left, right):
    by_role: list[dict] = [collections.defaultdict(list), collections.defaultdict(list)]
    for node, roles in zip((left, right), by_role, strict=True):
        for leaf, (name, kind) in node.leaves.items():
            roles[variable_names.role(leaf), kind].append(name)
    return [
        (olds[0], news[0])
        for key, olds in by_role[0].items()
        if len(olds) == 1 and len(news := by_role[1].get(key, [])) == 1
    ]


def _match_scopes(left, right):
    found, left, right = [], dict(left), dict(right)

    def take(pairs):
        for one, other in pairs:
            if one in left and other in right:
                found.append((one, other))
                del left[one], right[other]

    if not left.keys() & right.keys():
        take(_shifted(left, right, same_word=True))
    take([(part, part) for part in left if part in right])
    take(_unique(left, right, lambda part, _: (opposites.meaning(part), _split(part)[1])))
    take(_shifted(left, right, same_word=False))
    take(_unique(left, right, lambda part, scope: (scope.form, _sides(part)) if _sides(part) else None))
    take(_only_partners(left, right))
    return found


def _unique(left, right, key):
    """Keeps those with a key that only one has on either side; a key of None is none."""
    sides: list[dict] = [collections.defaultdict(list), collections.defaultdict(list)]
    for side, keys in zip((left, right), sides, strict=True):
        for part, scope in side.items():
            if key(part, scope) is not None:
                keys[key(part, scope)].append(part)
    return [
        (ours[0], theirs[0])
        for key, ours in sides[0].items()
        if len(ours) == 1 and len(theirs := sides[1].get(key, [])) == 1 and not opposites.crosses(ours[0], theirs[0])
    ]


def _sides(part):
    """Which words of a part have an opposite, in one spelling."""
    return tuple(word for word in opposites.meaning(part) if isinstance(word, tuple))


def _only_partners(left, right):
    """Keeps those of which each is the other's only candidate by form."""
    partners = {
        one: [part for part, scope in right.items() if scope.form == ours.form and not opposites.crosses(one, part)]
        for one, ours in left.items()
    }
    wanted = collections.Counter(part for parts in partners.values() for part in parts)
    return [(one, parts[0]) for one, parts in partners.items() if len(parts) == 1 and wanted[parts[0]] == 1]


def _shifted(left, right, same_word):
    """Families of numbered scopes whose numbers differ by one constant, with members of the same forms in order."""
    ours, theirs = _families(left), _families(right)
    fits = {
        word: [
            other
            for other in theirs
            if (opposites.meaning(word) == opposites.meaning(other)) == same_word
            and not opposites.crosses(word, other)
            and _is_shifted(ours[word], theirs[other])
            and [left[part].form for _, part in ours[word]] == [right[part].form for _, part in theirs[other]]
        ]
        for word in ours
    }
    wanted = collections.Counter(word for words in fits.values() for word in words)
    for word, words in fits.items():
        if len(words) == 1 and wanted[words[0]] == 1:
            yield from zip((part for _, part in ours[word]), (part for _, part in theirs[words[0]]), strict=True)


def _families(scopes):
    """Groups numbered scopes by their word: (number, part), in order; of families with several members."""
    found = collections.defaultdict(list)
    for part in scopes:
        word, number = _split(part)
        found[word].append((number, part))
    return {word: sorted(members) for word, members in found.items() if len({n for n, _ in members}) > 1}


def _is_shifted(ours, theirs):
    return (
        len(ours) == len(theirs) and len({other - one for (one, _), (other, _) in zip(ours, theirs, strict=True)}) == 1
    )


def _split(part):
    """The word of a part, and its number; 0 where it has none."""
    found = _DIGITS.match(part)
    word, number = found.groups()  # type: ignore[union-attr]  # it matches every text
    return word, int(number[-18:] or 0)
