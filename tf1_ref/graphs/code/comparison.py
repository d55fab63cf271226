"""The differences between two pieces of Python source, each at the smallest syntax node, and a slide's code in a file.

`compare` aligns two sequences of statements as a text diff aligns lines, then does the same inside each pair. `find`
looks in a whole file for the place where a listing's statements stand: at top level, in a function, or spread over
several. What stands around that place is no difference, nor are the functions that the statements are wrapped in.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from tf1_ref.graphs.code.syntax_tree import Node

MISSING, EXTRA, REPLACED = 'missing', 'extra', 'replaced'

# Two statements are held against each other when at least half of what they are made of is in both.
ALIKE = 0.5
# What it costs to pass over a statement that stands between two of the listing's, next to a listing's node missing (1).
PASSED_OVER, PASSED_PACKAGING, OPENED = 0.25, 0.05, 1.0


@dataclasses.dataclass(frozen=True)
class Difference:
    """One syntax node that is not the same on both sides.

    Attributes:
        kind: 'missing' (only left), 'extra' (only right) or 'replaced'.
        node: the kind of syntax node, as the `ast` module calls it.
        path: where it stands on the left, such as `body[3].value.args[1]`; of an extra node, where it would stand.
        left, right: the source in one spelling, None where there is none; of a compound statement its first line.
        left_line, right_line: where there is no node, the line of what stands before.
    """

    kind: str
    node: str
    path: str
    left: str | None
    right: str | None
    left_line: int
    right_line: int

    def swapped(self) -> Difference:
        """The same difference with left and right exchanged; the path stays."""
        kind = {MISSING: EXTRA, EXTRA: MISSING, REPLACED: REPLACED}[self.kind]
        return Difference(kind, self.node, self.path, self.right, self.left, self.right_line, self.left_line)


@dataclasses.dataclass(frozen=True)
class Comparison:
    """All differences, and remarks on what is no difference (a function wrapped around)."""

    differences: list[Difference]
    notes: list[str] = dataclasses.field(default_factory=list)


def compare(left: Sequence[Node], right: Sequence[Node]) -> Comparison:
    """Compares two sequences of statements from end to end.

    Args:
        left: statements, such as a listing's.
        right: statements, such as the body of a function.

    Returns:
        The differences, in the order of the left side.
    """
    return Comparison(list(_differences_of_lists(left, right, 'body', (1, 1))))


def find(listing: Sequence[Node], module: Node) -> Comparison:
    """Compares a listing with the part of a module that is most like it.

    Args:
        listing: the listing's statements.
        module: the whole file.

    Returns:
        The differences: what is missing or replaced, and what stands between the listing's statements. Functions,
        classes, imports and `return` between them are no difference; nor is what stands before and after.
    """
    items = _flatten(module)
    steps = _cheapest_steps(listing, items)
    matched = {step[2] for step in steps if step[0] == 'match'}
    differences: list[Difference] = []
    notes: list[str] = []
    line = last = 1
    for action, i, j in steps:
        path = f'body[{i}]'
        if action == 'missing':
            differences.append(_missing(listing[i], path, last))
            line = listing[i].end
            continue
        node = items[j].node
        inside = action == 'open' and matched.intersection(range(j + 1, items[j].end))
        if action == 'match':
            differences.extend(_differences(listing[i], node, path))
            line, last = listing[i].end, node.end
        elif inside and _is_packaging(node):
            notes.append(f'lines {node.line} to {node.end} are wrapped in `{node.text}`')
        elif inside or (action == 'skip' and i > 0 and not _is_packaging(node)):
            differences.append(_extra(node, path, line))
    return Comparison(differences, notes)


def _differences(left: Node, right: Node, path: str) -> Iterator[Difference]:
    if left.key == right.key:
        return
    if left.kind != right.kind or left.value != right.value:
        framed = _is_framed(left) and _is_framed(right)
        texts = (left.frame, right.frame) if framed else (left.text, right.text)
        yield Difference(REPLACED, left.kind, path, *texts, left.line, right.line)
        if framed:
            yield from _differences(left.field('value')[0], right.field('value')[0], f'{path}.value')
        if framed or left.kind != right.kind or not left.statements():
            return
    for name, is_list, nodes in left.fields:
        lines = (left.line, right.line)
        yield from _differences_of_lists(nodes, right.field(name), f'{path}.{name}', lines, is_list)


def _is_framed(node):
    """Whether it is a statement around a value, such as `h = f(x)` or `return f(x)`, whose values can be compared."""
    return node.is_statement and bool(node.field('value'))


def _differences_of_lists(left, right, path, lines, is_list=True):
    position, (line, last) = 0, lines
    for a, b in _align(left, right):
        here = f'{path}[{position}]' if is_list else path
        if a is None:
            yield _extra(b, here, line)
        elif b is None:
            yield _missing(a, here, last)
        else:
            yield from _differences(a, b, here)
        position += a is not None
        line, last = a.end if a else line, b.end if b else last


def _missing(node, path, line):
    return Difference(MISSING, node.kind, path, node.text, None, node.line, line)


def _extra(node, path, line):
    return Difference(EXTRA, node.kind, path, None, node.text, line, node.line)


def _align(left, right):
    """Pairs of nodes in order, None on the side that has none, so that as little as possible is without its equal."""
    start = 0
    while start < min(len(left), len(right)) and left[start].key == right[start].key:
        start += 1
    end = 0
    while end < min(len(left), len(right)) - start and left[-1 - end].key == right[-1 - end].key:
        end += 1
    yield from zip(left[:start], right[:start], strict=True)
    yield from _align_middle(left[start : len(left) - end], right[start : len(right) - end])
    yield from zip(left[len(left) - end :], right[len(right) - end :], strict=True)


def _align_middle(left, right):
    rows, columns = len(left), len(right)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    choice = [[''] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows, -1, -1):
        for j in range(columns, -1, -1):
            options = []
            if i < rows and j < columns and _may_pair(left[i], right[j]):
                options.append((_cost(left[i], right[j]) + best[i + 1][j + 1], 'pair'))
            if i < rows:
                options.append((left[i].size + best[i + 1][j], MISSING))
            if j < columns:
                options.append((right[j].size + best[i][j + 1], EXTRA))
            if options:
                best[i][j], choice[i][j] = min(options, key=lambda option: option[0])
    i = j = 0
    while i < rows or j < columns:
        step = choice[i][j]
        yield left[i] if step != EXTRA else None, right[j] if step != MISSING else None
        i, j = i + (step != EXTRA), j + (step != MISSING)


def _cost(left, right):
    """How many nodes have to be added or exchanged, as far as counting them tells."""
    if left.key == right.key:
        return 0
    # 1 at the least: the same nodes in another order are not the same.
    return max(1, max(left.size, right.size) - _shared(left, right))


def _may_pair(left, right):
    if not left.is_statement or left.key == right.key:
        return True
    if left.statements() or right.statements():
        if left.kind != right.kind:
            return False
        if left.text == right.text or (left.value and left.value == right.value):
            return True  # the same `with`, or a function of the same name, whatever is inside
    smaller, larger = sorted((left.size, right.size))
    if 2 * smaller < ALIKE * (smaller + larger):
        return False
    return 2 * _shared(left, right) >= ALIKE * (left.size + right.size)


def _shared(left, right):
    if left.size > right.size:
        left, right = right, left
    return sum(min(count, right.labels[label]) for label, count in left.labels.items())


@dataclasses.dataclass(frozen=True)
class _Item:
    """A statement of a file, in the order of the text; `end` is the index of the first one behind those inside it."""

    node: Node
    end: int


def _flatten(node):
    items: list[_Item] = []
    for statement in node.statements():
        inner = _flatten(statement)
        begin = len(items) + 1
        items.append(_Item(statement, begin + len(inner)))
        items.extend(_Item(item.node, begin + item.end) for item in inner)
    return items


def _is_packaging(node):
    """Functions, classes, imports, `return` and the `if` around a main program: they hold code, and build nothing."""
    if node.kind == 'If':
        return "__name__ == '__main__'" in node.text
    return node.kind in ('FunctionDef', 'ClassDef', 'Import', 'ImportFrom', 'Return')


def _cheapest_steps(listing, items):
    """The steps `(action, index in the listing, index in the file)` that cost least; the earliest place among equals.

    'match' holds a statement against one of the file, 'missing' gives it up, 'skip' passes over a statement of the file
    with all that is in it, 'open' goes into it. Passing over costs nothing before the first step and after the last.
    """
    rows, columns = len(listing), len(items)
    names = {item.node.value for item in items if item.node.kind == 'FunctionDef'}
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    choice = [['done'] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        best[i][columns], choice[i][columns] = best[i + 1][columns] + listing[i].size, 'missing'
        for j in range(columns - 1, -1, -1):
            node, end = items[j].node, items[j].end
            packaging = _is_packaging(node)
            options = []
            has_namesake = listing[i].kind == 'FunctionDef' and listing[i].value in names
            if _may_pair(listing[i], node) and not (has_namesake and listing[i].value != node.value):
                options.append((_cost(listing[i], node) + best[i + 1][end], 'match'))
            options.append((listing[i].size + best[i + 1][j], 'missing'))
            passed = 0 if i == 0 else PASSED_PACKAGING if packaging else PASSED_OVER
            options.append((passed + best[i][end], 'skip'))
            if end > j + 1:
                options.append(((PASSED_PACKAGING if packaging else OPENED) + best[i][j + 1], 'open'))
            best[i][j], choice[i][j] = min(options, key=lambda option: option[0])
    steps, i, j = [], 0, 0
    while i < rows:
        action = choice[i][j]
        steps.append((action, i, j))
        i += action in ('match', 'missing')
        j = {'match': items[j].end, 'skip': items[j].end, 'open': j + 1}.get(action, j) if j < columns else j
    return steps
