"""Renamed ops and variables as few differences: `conv1/* -> layer1/*` is one, however much stands in that scope."""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Callable

from tf1_ref.graphs.diff.differences import RENAMED, REWRITTEN, Difference, Findings
from tf1_ref.graphs.diff.layers import INTERFACE, LAYERS, TOPOLOGY
from tf1_ref.graphs.diff.matching import without_uniquifiers

FEW = 10


@dataclasses.dataclass(slots=True)
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
        return ''.join(f'{part}/' for part in one[:-1]), ''.join(f'{part}/' for part in other[:-1])


def note_renames(
    renames: list[Rename], findings: Findings, near: Callable[[int | None, int | None], Difference | None]
) -> None:
    """Notes what is renamed, each group once, at the most important layer of what is in it.

    Args:
        renames: everything that has two names.
        findings: what has been found so far, and where the differences are noted.
        near: gives the difference that touches an op or its inputs, by its numbers; None if none does.
    """
    groups: dict = collections.defaultdict(list)
    prefixes = _common_prefixes(renames)
    for rename in renames:
        groups[prefixes or rename.core()].append(rename)
    ranked = sorted(groups.items(), key=lambda item: min(LAYERS.index(rename.layer) for rename in item[1]))
    roots: dict = {}
    begun = []
    for core, group in ranked:
        cause = _cause(core, group, findings, near, roots)
        if min(LAYERS.index(rename.layer) for rename in group) < LAYERS.index(TOPOLOGY):
            roots[core] = _note(core, group, findings, cause)
        elif cause is not None:
            _note(core, group, findings, cause)
        else:
            begun.append((core, group))
    if len(begun) > FEW:  # nothing in common: one line for all of them
        everything = [rename for _, group in begun for rename in group]
        names = tuple(rename.left for rename in everything)
        texts = f'{len(names)} ops', f'{len(names)} other names'
        sure = min(rename.confidence for rename in everything)
        findings.add(Difference(TOPOLOGY, RENAMED, names[0], *texts, names, sure))
        return
    for core, group in begun:
        _note(core, group, findings, None)


def _common_prefixes(renames):
    """What every name begins with that the other lacks, as `('', 'net/')`; None if there is no such thing."""
    if not renames:
        return None
    first = renames[0]
    if first.right.endswith(first.left):
        before, after = '', first.right[: -len(first.left)]
    elif first.left.endswith(first.right):
        before, after = first.left[: -len(first.right)], ''
    else:
        return None
    same = all(
        rename.left.startswith(before) and rename.right == after + rename.left[len(before) :] for rename in renames
    )
    return (before, after) if same and len(renames) > 1 else None


def _note(core, group, findings, cause):
    first = min(group, key=lambda rename: LAYERS.index(rename.layer))
    names = tuple(rename.left for rename in group if rename.layer == first.layer)
    left, right = (first.left, first.right) if len(group) == 1 else _patterns(core, first)
    confidence = min(rename.confidence for rename in group if rename.layer == first.layer)
    return findings.add(Difference(first.layer, RENAMED, left, left, right, names, confidence, cause))


def _patterns(core, rename):
    """The two names of a group, such as `conv1/*` and `layer1/*`."""
    before, after = core
    if not before or not after:
        return f'{before}*', f'{after}*'
    parts, old = rename.left.split('/'), before.split('/')
    end = max(i for i in range(len(parts)) if parts[i : i + len(old)] == old) + len(old) if before in rename.left else 0
    tail = '/*' if end < len(parts) else ''
    return f'{before}{tail}', f'{after}{tail}'


def _cause(core, group, findings, near, roots):
    """What a group of renames follows from: another rename, a change of the ops, an op more or less of that name."""
    for other in _parts(group[0]):
        if other in roots and all(_contains(rename, other) for rename in group):
            return roots[other].cause or roots[other]
    if core[::-1] in roots:  # two that have changed places
        return roots[core[::-1]]
    first = group[0]
    if first.layer not in (TOPOLOGY, INTERFACE):
        return _more_or_less(core, group, findings)
    touched = [findings.left.get(rename.number) or findings.right.get(rename.other) for rename in group]
    touched = [cause for cause in touched if cause is not None and cause.kind not in ('shape', 'device', '_class')]
    if len(touched) == len(group):
        return touched[0]
    return (
        _more_or_less(core, group, findings)
        or _around(core, findings)
        or (near(first.number, first.other) if _tool_made(first) else None)
    )


def _parts(rename):
    """What could have been replaced to make one name of the other: `(conv1, layer1)` in `a/update_conv1/b`."""
    if rename.right.endswith(rename.left):
        yield '', rename.right[: -len(rename.left)]
    starts = [place + 1 for place, letter in enumerate(rename.left) if letter in '/_']
    ends = [place for place, letter in enumerate(rename.left) if letter in '/_']
    longer = len(rename.right) - len(rename.left)
    for start in (0, *starts):
        if rename.left[:start] == rename.right[:start]:
            for end in (*ends, len(rename.left)):
                if end > start and rename.left[end:] == rename.right[end + longer :] and end + longer >= start:
                    yield rename.left[start:end], rename.right[start : end + longer]


def _contains(rename, core):
    before, after = core
    if not before:
        return rename.right == f'{after}{rename.left}'
    return rename.left.replace(before, after) == rename.right


def _around(core, findings):
    """The variables more or less in the scope whose name it is about."""
    for difference in findings.all:
        if difference.kind in ('missing', 'extra') and difference.layer == 'variables':
            scope = core[0] if difference.kind == 'missing' else core[1]
            if scope and any(f'/{name}'.rpartition('/')[0].endswith(f'/{scope}') for name in difference.names):
                return difference
    return None


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
    return (
        bool(scope)
        and f'{scope}/' in f'{base}/'
        and f'{scope}/' in f'{other}/'
        and (f'{base}/'.partition(f'{scope}/')[0] == f'{other}/'.partition(f'{scope}/')[0])
    )
