"""Which edits between two graphs are what TensorFlow itself builds otherwise in another version."""

from __future__ import annotations

import functools
from collections.abc import Callable

from tf1_ref.graphs.diff import functions, rewrites
from tf1_ref.graphs.diff.differences import Findings
from tf1_ref.graphs.diff.matching import Ops


class KnownRewrites:
    """Holds edits against the table of `tf1_ref.graphs.diff.rewrites`.

    Attributes:
        direction: which graph is from a newer TensorFlow: 1 the right, -1 the left, 0 neither as far as can be seen.
    """

    def __init__(self, findings: Findings):
        self._found = findings
        self._matching = findings.matching
        self._left, self._right = self._matching.left, self._matching.right
        self.direction = self._find_direction()

    def _find_direction(self):
        """An attribute that ops have gained tells if no op of the other graph has it."""
        newer, known = 0, functools.cache(_attributes_of)
        alike: set[tuple[int, int]] = set()  # attributes of both sides with the same names
        for number, other in self._matching.to_right.items():
            one, two = self._left.ops[number], self._right.ops[other]
            if one.type != two.type and rewrites.type_cause(one.type, two.type):
                newer += 1 if two.type in rewrites.TYPES else -1
            pair = id(one.attributes), id(two.attributes)
            if pair in alike:
                continue
            if one.attributes.keys() == two.attributes.keys():
                alike.add(pair)
                continue
            newer += sum(_is_gained(two, key, known(self._left)) for key in two.attributes.keys() - one.attributes)
            newer -= sum(_is_gained(one, key, known(self._right)) for key in one.attributes.keys() - two.attributes)
        if not newer:
            left, right = (any(op.type in rewrites.ONLY_IN_2 for op in ops.ops) for ops in (self._left, self._right))
            newer = right - left
        return (newer > 0) - (newer < 0)

    def note_rewritten_ops(self) -> None:
        """Notes the ops without counterpart that a known rewrite explains."""
        for ops, matched, is_right in (
            (self._left, self._matching.to_right, False),
            (self._right, self._matching.to_left, True),
        ):
            sign = '+' if is_right == (self.direction > 0) else '-'
            for number in range(len(ops.ops)) if self.direction else ():
                if number not in matched:

                    def write(scope, name, ops=ops, number=number, sign=sign):
                        return f'{sign} {name} = {written(ops, number, scope)}'

                    left, right = (None, number) if is_right else (number, None)
                    self.explains(left, right, write)

    def explains(self, left: int | None, right: int | None, write: Callable[[str, str], str]) -> bool:
        """Whether a known rewrite explains an edit, and if so notes it.

        Args:
            left, right: the op on either side; None where there is none.
            write: gives the edit as the table has it, from a scope of the op in the older graph and its name in there.
        """
        if not self.direction:
            return False
        if left is not None and (right is None or self.direction > 0):
            ops, number = self._left, left
        elif right is not None:
            ops, number = self._right, right
        else:
            return False
        for scope, name in rewrites.scopes_of(ops.name(number)):
            forward = rewrites.forward_name(scope)
            kind = None
            if forward is not None:
                kind = ops.ops[ops.number[forward]].type if forward in ops.number else 'unknown'
            edit = write(scope, name)
            cause = rewrites.edit_cause(edit, kind) or functions.edit_cause(edit, scope, kind)
            if cause:
                self._found.rewritten(cause, left, right)
                return True
        return False

    def explains_name(self, left: int, right: int) -> bool:
        """Whether it is known why an op has another name on the right; notes the rewrite."""

        def write(scope, name):
            newer = self._right.name(right) if self.direction > 0 else self._left.name(left)
            return f'= {name} -> {_inside(newer, scope)}'

        return self.explains(left, right, write)

    def explains_type(self, left: int, right: int) -> bool:
        """Whether it is known why an op is of another type on the right; notes the rewrite."""

        def write(scope, name):
            older, newer = (self._left, left), (self._right, right)
            if self.direction < 0:
                older, newer = newer, older
            return f'{name}: {written(*older, scope)} -> {written(*newer, scope)}'

        return self.explains(left, right, write)

    def both(self, left: int, right: int, name: str, write: Callable) -> list[str]:
        """The same of both ops, the older first, each within the scope in which it is called `name`."""
        texts = [
            write(ops, number, _same_scope(ops.name(number), name))
            for ops, number in ((self._left, left), (self._right, right))
        ]
        return texts if self.direction > 0 else texts[::-1]


def _attributes_of(ops):
    kinds = {(op.type, id(op.attributes)): op for op in ops.ops}  # most have the same as some other
    return {('*' if key.startswith('_') else op.type, key) for op in kinds.values() for key in op.attributes}


def _is_gained(op, key, known):
    return ('*' if key.startswith('_') else op.type, key) not in known and rewrites.gained_cause(
        op.type, key, op.attributes[key]
    ) is not None


def _same_scope(name, inner):
    """The scope in which `name` is called `inner`; where it is not, none that could hold anything."""
    if name == inner:
        return ''
    return name[: -len(inner) - 1] if name.endswith(f'/{inner}') else '?'


def written(ops: Ops, number: int, scope: str) -> str:
    """An op as the table has it: its type and what it reads, by their names in a scope."""
    return f'{ops.types[number]}({inputs(ops, number, scope)})'


def inputs(ops: Ops, number: int, scope: str) -> str:
    """What an op reads, by the names in a scope; `*` for what is not in it."""
    return ', '.join(_inside(ops.tensor_name(tensor), scope) for tensor in ops.inputs[number])


def controls(ops: Ops, number: int, scope: str) -> str:
    """What an op waits for, by the names in a scope."""
    return ', '.join(_inside(ops.name(one), scope) for one in ops.controls[number] if one >= 0)


def _inside(name, scope):
    if not scope:
        return name
    return name[len(scope) + 1 :] if name.startswith(f'{scope}/') else '*'
