"""Where two programs part: the first op that computes something else, though it is given the same."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from tf1_ref.legacy.verify.recordings import difference


@dataclasses.dataclass(frozen=True)
class Cause:
    """An op.

    Attributes:
        call: number of the call of Session.run, from 1.
        op: its name in the graph of TensorFlow 1.15.
        type: its type there.
        words: what it computes there and here.
    """

    call: int
    op: str
    type: str
    words: str

    def __str__(self) -> str:
        """One line."""
        return f'call {self.call}: {self.op} ({self.type}): {self.words}'


def find(expected: Sequence[dict], found: Sequence[dict]) -> Cause | None:
    """The first op that differs.

    Args:
        expected: what was computed on the way to each result on TensorFlow 1.15; see `tracing.run`.
        found: the same here.

    Returns:
        None if all that could be looked at is the same: what differs lies inside a loop or a condition.
    """
    before: dict = {'ops': []}
    for number, (one, other) in enumerate(zip(expected, found, strict=False), 1):
        for name, value in one['variables'].items():
            words = _difference(value, other['variables'].get(name, value))
            if words:
                op, kind = _update(before['ops'], name)
                return Cause(number - 1, op, kind, f'{words} in the variable {name}, from the same inputs')
        others = {op[0]: op for op in other['ops']}
        for name, kind, _, values in one['ops']:
            if name not in others:
                continue
            _, kind_found, _, values_found = others[name]
            if len(values) != len(values_found):
                continue  # on one side it is inside a loop or a condition
            words = next(filter(None, map(_difference, values, values_found)), None)
            if words:
                as_what = '' if kind == kind_found else f', as {kind_found}'
                return Cause(number, name, kind, words + as_what)
        before = one
    return None


def _update(ops, variable):
    """Name and type of the op that gave a variable its value: the last one that takes it first."""
    updates = [(name, kind) for name, kind, inputs, values in ops if inputs[:1] == [variable] and not values]
    return updates[-1] if updates else (variable, 'variable')


def _difference(one, other):
    if one['shape'] != other['shape']:
        return f'shape {one["shape"]} became {other["shape"]}'
    return difference(one, other)
