"""Renamed ops and variables as few differences: `conv1/* -> layer1/*` is one, however much stands in that scope."""

from __future__ import annotations

import collections
import dataclasses

from tf1_ref.graphs.differences import INTERFACE, LAYERS, RENAMED, REWRITTEN, TOPOLOGY, Difference, Findings
from tf1_ref.graphs.matching import without_uniquifiers

FEW = 10


@dataclasses.dataclass
class Rename:
    """One thing with two names.

    Attributes:
        left, right: its names.
        layer: where it counts: variables, interface (placeholders and outputs) or topology (other ops).
        number, other: of its op on either side; None if it has none.
        confidence: how sure it is that it is the same thing.
    """

    left: str
    right: str
    layer: str
    number: int | None = None
    other: int | None = None
    confidence: float = 1.0

    def core(self) -> tuple[str, str]:
        """What differs between the two names, without the scopes and the leaves that do not."""
        one, other = self.left.split('/'), self.right.split('/')
        while len(one) > 1 and len(other) > 1 and one[-1] == other[-1]:
            one, other = one[:-1], other[:-1]
        while len(one) > 1 and len(other) > 1 and one[0] == other[0]:
            one, other = one[1:], other[1:]
        if len(one) > 1 and len(other) > 1 or one[-1] != other[-1]:
            return '/'.join(one), '/'.join(other)
        # A scope around: 'W' and 'outer/W'.
        return '/'.join(one[:-1]), '/'.join(other[:-1])


def note_renames(renames: list[Rename], findings: Findings, near) -> None:
    """Notes what is renamed, each group once, at the most important layer of what is in it.

    Args:
        renames: everything that has two names.
        findings: what has been found so far, and where the differences are noted.
        near: gives the difference that touches an op or its inputs, by its numbers; None if none does.
    """
    groups: dict = collections.defaultdict(list)
    for rename in renames:
        groups[rename.core()].append(rename)
    ranked = sorted(groups.items(), key=lambda item: min(LAYERS.index(rename.layer) for rename in item[1]))
    roots: list = []
    for core, group in ranked:
        if min(LAYERS.index(rename.layer) for rename in group) < LAYERS.index(TOPOLOGY):
            roots.append((core, _note(core, group, findings, _cause(core, group, findings, near, roots))))
        elif (cause := _cause(core, group, findings, near, roots)) is not None:
            _note(core, group, findings, cause)
        else:
            roots.append((core, group))
    begun = [(core, group) for core, group in roots if isinstance(group, list)]
    if len(begun) > FEW:  # nothing in common: one line for all of them
        begun = [((group[0].left, group[0].right), [r for _, group in begun for r in group])] if (group := begun[0][1]) else []
    for core, group in begun:
        _note(core, group, findings, None)


def _note(core, group, findings, cause):
    first = min(group, key=lambda rename: LAYERS.index(rename.layer))
    names = tuple(rename.left for rename in group if rename.layer == first.layer)
    left, right = (first.left, first.right) if len(group) == 1 else _patterns(core, first)
    confidence = min(rename.confidence for rename in group if rename.layer == first.layer)
    difference = Difference(first.layer, RENAMED, left, left, right, names, confidence, cause)
    findings.add(difference)
    for rename in group:
        findings.touch(cause or difference, rename.number, rename.other)
    return difference


def _patterns(core, rename):
    """The two names of a group, such as `conv1/*` and `layer1/*`."""
    before, after = core
    if not before:
        return '*', f'{after}/*'
    if not after:
        return f'{before}/*', '*'
    parts, old = rename.left.split('/'), before.split('/')
    end = max(i for i in range(len(parts)) if parts[i : i + len(old)] == old) + len(old) if before in rename.left else 0
    tail = '/*' if end < len(parts) else ''
    return f'{before}{tail}', f'{after}{tail}'


def _cause(core, group, findings, near, roots):
    """What a group of renames follows from: another rename, a change of the ops, an op more or less of that name."""
    for other, difference in roots:
        if isinstance(difference, Difference) and other != core and all(_contains(rename, other) for rename in group):
            return difference.cause or difference
    first = group[0]
    if first.layer not in (TOPOLOGY, INTERFACE):
        return _more_or_less(core, group, findings)
    touched = [findings.left.get(rename.number) or findings.right.get(rename.other) for rename in group]
    touched = [cause for cause in touched if cause is not None and cause.kind not in ('shape', 'device', '_class')]
    if len(touched) == len(group):
        return touched[0]
    return _more_or_less(core, group, findings) or (near(first.number, first.other) if _tool_made(first) else None)


def _contains(rename, core):
    before, after = core
    if not before:
        return rename.right == f'{after}/{rename.left}'
    return bool(before) and before in rename.left and rename.left.replace(before, after) == rename.right


def _tool_made(rename):
    return any(part.startswith('gradients') for part in rename.left.split('/'))


def _more_or_less(core, group, findings):
    """The difference that shifted `Relu` to `Relu_1`: an op of that name more or less, or another order."""
    if without_uniquifiers(core[0]) != without_uniquifiers(core[1]):
        return None
    bases = {without_uniquifiers(rename.left) for rename in group}
    matching = findings.matching
    for ops, matched, touched in (
        (matching.left, matching.to_right, findings.left),
        (matching.right, matching.to_left, findings.right),
    ):
        for number, cause in touched.items():
            if number not in matched:
                parts = without_uniquifiers(ops.name(number))
                if any(base == parts or _shares_scope(base, parts, core) for base in bases):
                    return cause
    ordered = [difference for difference in findings.all if difference.kind == 'order']
    if ordered:
        return ordered[0]
    rewritten = REWRITTEN in findings.left.values() or REWRITTEN in findings.right.values()
    return REWRITTEN if rewritten and all(_tool_made(rename) for rename in group) else None


def _shares_scope(base, other, core):
    scope = without_uniquifiers(core[0])
    return bool(scope) and f'{scope}/' in f'{base}/' and f'{scope}/' in f'{other}/' and (
        f'{base}/'.partition(f'{scope}/')[0] == f'{other}/'.partition(f'{scope}/')[0]
    )
