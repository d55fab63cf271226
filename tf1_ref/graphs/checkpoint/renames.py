"""Which variable of a checkpoint is which variable of a model, when their names differ. Needs no TensorFlow.

What explains the most variables at once wins: a scope around all of them, another numbering (`_1`), another spelling
(`weights` for `W`). Then whole layers that only fit each other, then what is alone with its shape. Slots follow their
variable. Shapes and dtypes always agree. Where two explanations are as good, none is taken: the candidates are told.
"""

from __future__ import annotations

import collections
import dataclasses

from tf1_ref.graphs.checkpoint import correspondence, opposites, variable_names
from tf1_ref.graphs.checkpoint.scope_changes import Side, changes_of
from tf1_ref.graphs.graph import Variable
from tf1_ref.graphs.text import shape_text

GIVEN, HIGH, MEDIUM, LOW = 'given', 'high', 'medium', 'low'
_ORDER = (GIVEN, HIGH, MEDIUM, LOW)


@dataclasses.dataclass(frozen=True)
class Rename:
    """One variable of the checkpoint that the model has under another name.

    Attributes:
        old: its name in the checkpoint.
        new: its name in the model.
        confidence: GIVEN by the user, HIGH, MEDIUM, or LOW, which is shown but not applied.
        reasons: why, one short phrase each.
    """

    old: str
    new: str
    confidence: str
    reasons: tuple[str, ...]


@dataclasses.dataclass
class Plan:
    """How a checkpoint fits a model.

    Attributes:
        same: names that both have, with one shape and dtype, and that mean the same.
        renames: in the order of the model.
        missing: variables of the model without a partner.
        extra: variables of the checkpoint without a partner.
        other_shape: names that both have with another shape or dtype: (of the checkpoint, of the model).
        ambiguous: variables of the model with several partners that are equally good: their names.
        wanted: all variables of the model.
    """

    same: list[str] = dataclasses.field(default_factory=list)
    renames: list[Rename] = dataclasses.field(default_factory=list)
    missing: list[Variable] = dataclasses.field(default_factory=list)
    extra: list[Variable] = dataclasses.field(default_factory=list)
    other_shape: list[tuple[Variable, Variable]] = dataclasses.field(default_factory=list)
    ambiguous: dict[str, list[str]] = dataclasses.field(default_factory=dict)
    wanted: list[Variable] = dataclasses.field(default_factory=list)

    @property
    def fits(self) -> bool:
        """Whether the model can be restored from the checkpoint as it is."""
        return not self.missing and not self.renames

    @property
    def applicable(self) -> dict[str, str]:
        """Maps old to new names, but for renames of low confidence."""
        return {rename.old: rename.new for rename in self.renames if rename.confidence != LOW}

    @property
    def fits_renamed(self) -> bool:
        """Whether the model can be restored once `applicable` has been applied."""
        return not self.missing and len(self.applicable) == len(self.renames)


def plan(
    held: list[Variable],
    wanted: list[Variable],
    spoken: dict[str, str] | None = None,
    given: dict[str, str] | None = None,
    moved: dict[str, str] | None = None,
) -> Plan:
    """Matches the variables of a checkpoint with those of a model.

    Args:
        held: variables of the checkpoint.
        wanted: variables of the model, in the order of creation.
        spoken: the name by which to read a variable of the checkpoint, if not its own: of object-based checkpoints.
        given: old to new name of the renames that the user has settled; they hold whatever the shapes suggest.
        moved: of the other variables in scopes that the user has renamed, the name by which to read them.

    Returns:
        The plan.
    """
    return _Matcher(held, wanted, spoken or {}, given or {}, moved or {}).run()


def names_after(plan: Plan, held: list[str]) -> dict[str, str]:
    """Maps old to new names of all in a renamed checkpoint, but for what lost its name to another variable."""
    taken = {*plan.same, *plan.applicable.values()}
    names = {name: name for name in plan.same}
    names.update(plan.applicable)
    names.update((name, name) for name in held if name not in names and name not in taken)
    return names


class _Matcher:
    """Finds which variable is which; `left` and `right` are those that are no slots, by the name that is read."""

    def __init__(self, held, wanted, spoken, given, moved):
        before = {moved.get(one.name, spoken.get(one.name, one.name)): spoken.get(one.name, one.name) for one in held}
        after = {old: new for new, old in before.items()}
        self._own_names = {moved.get(one.name, spoken.get(one.name, one.name)): one.name for one in held}
        self._held = {moved.get(one.name, spoken.get(one.name, one.name)): one for one in held}
        self._wanted = {variable.name: variable for variable in wanted}
        self._given = {spoken.get(old, old): new for old, new in given.items()}
        self._moved = {*moved.values()}
        # Whose slot it is, is told by its name in the checkpoint: train/a/W/Adam is one of a/W.
        slots = {name: variable_names.slot(before[name], after) for name in self._held}
        self._slots = {
            name: slot and dataclasses.replace(slot, variable=after[slot.variable]) for name, slot in slots.items()
        }
        self._wanted_slots = {name: variable_names.slot(name, self._wanted) for name in self._wanted}
        self.left = Side({name: _kind(one) for name, one in self._held.items() if not self._slots[name]})
        self.right = Side({name: _kind(one) for name, one in self._wanted.items() if not self._wanted_slots[name]})
        self._found = {}  # name in the model: (name in the checkpoint, confidence, reasons)
        self._ambiguous = {}

    def run(self):
        for old, new in self._given.items():
            self._pair(old, new, GIVEN, ['given'])
        while self._explain_most():
            pass
        self._match_paths()
        self._match_layers()
        self._match_alone()
        self._keep_order()
        self._follow()
        return self._plan()

    def _pair(self, old, new, confidence, reasons):
        self._found[new] = (old, confidence, tuple(reasons))
        self.left.kinds.pop(old, None)
        self.right.kinds.pop(new, None)
        self._ambiguous.pop(new, None)

    def _explain_most(self):
        """Applies the change that pairs the most variables, the simplest of those; returns whether it paired any."""
        right = self.right.without(self._ambiguous)
        explained = []
        for change in changes_of(self.left, right):
            pairs = change.pairs(self.left, right)
            if pairs and (change.may_contradict or not self._contradicted(pairs)):
                explained.append((change, pairs))
        if not explained:
            return False
        rank = {id(change): (-len(pairs), change.complexity) for change, pairs in explained}
        change, pairs = min(explained, key=lambda one: rank[id(one[0])])
        contradicted = self._contradicted(pairs)
        rivals = [(c, p) for c, p in explained if c.complexity == change.complexity and c is not change]
        for new, old in pairs.items():
            others = [(c, p[new]) for c, p in rivals if p.get(new, old) != old]
            equal = [other for c, other in others if rank[id(c)] == rank[id(change)]]
            if equal:
                self._ambiguous[new] = sorted({old, *equal})
            else:
                confidence = MEDIUM if others or contradicted else change.confidence
                self._pair(old, new, confidence, change.reasons(old, new))
        return True

    def _contradicted(self, pairs):
        """Whether a name that both have would get to mean something else."""
        left, right = self.left.kinds, self.right.kinds
        return any(
            old != new and (right.get(old) == left[old] or left.get(new) == right[new]) for new, old in pairs.items()
        )

    def _match_paths(self):
        """Pairs variables in scopes that correspond."""
        for new, old in correspondence.corresponding(self.left.kinds, self.right.kinds).items():
            self._pair(old, new, MEDIUM, [correspondence.reason(old, new)])

    def _keep_order(self):
        """Takes back what would shift the numbers of a level by more than one constant."""
        pairs = {new: old for new, (old, confidence, _) in self._found.items() if confidence != GIVEN}
        broken = correspondence.broken_levels(pairs)
        for new in broken:
            del self._found[new]
        for new in broken:
            kind = _kind(self._wanted[new])
            rivals = [pairs[other] for other in broken if _kind(self._wanted[other]) == kind]
            self._ambiguous[new] = sorted(old for old in rivals if not opposites.crosses(old, new))

    def _match_layers(self):
        """Pairs layers whose variables only fit each other; those of an object-based checkpoint in their order."""
        left, right = _layers(self.left.kinds), _layers(self.right.kinds)
        for signature, scopes in right.items():
            partners = left.get(signature, [])
            numbers = [variable_names.object_layer_number(scope) for scope in partners]
            in_order = len(partners) == len(scopes) and None not in numbers and len({*numbers}) == len(numbers)
            if in_order:
                partners = [scope for _, scope in sorted(zip(numbers, partners, strict=True))]
            if len(partners) != len(scopes) or (len(scopes) > 1 and not in_order):
                self._tell_ambiguous(scopes, partners)
                continue
            what = ' and '.join(f'{name} {shape_text(shape, "?")}' for name, shape, _ in signature)
            why = f'the only layer left with {what}' if len(scopes) == 1 else f'the order of the layers with {what}'
            confidence = LOW if len(signature) == 1 and not in_order else MEDIUM
            for partner, scope in zip(partners, scopes, strict=True):
                if not in_order and opposites.crosses(partner, scope):
                    continue
                for leaf, old in _by_role(self.left.kinds, partner).items():
                    self._pair(old, _by_role(self.right.kinds, scope)[leaf], confidence, [why])

    def _tell_ambiguous(self, scopes, partners):
        for scope in scopes:
            for leaf, new in _by_role(self.right.kinds, scope).items():
                candidates = [_by_role(self.left.kinds, partner)[leaf] for partner in partners]
                candidates = [old for old in candidates if not opposites.crosses(old, new)]
                if candidates:
                    self._ambiguous.setdefault(new, candidates)

    def _match_alone(self):
        """Pairs what is alone with its shape and dtype on both sides; a scalar's shape says nothing."""
        right = self.right.without(self._ambiguous).kinds
        for kind in dict.fromkeys(kind for kind in right.values() if kind[0]):
            old = [name for name, other in self.left.kinds.items() if other == kind]
            new = [name for name, other in self.right.kinds.items() if other == kind]
            if len(old) == len(new) == 1 and not opposites.crosses(old[0], new[0]):
                self._pair(old[0], new[0], LOW, [f'the only one left of shape {shape_text(kind[0], "?")}'])
                continue
            for name in new:
                candidates = sorted(one for one in old if not opposites.crosses(one, name))
                if candidates and name in right:
                    self._ambiguous[name] = candidates

    def _follow(self):
        """Pairs the slots of variables that are paired: of one kind, in order if there are as many, or by number."""
        held, wanted = _by_variable(self._slots), _by_variable(self._wanted_slots)
        for (new, kind), slots in wanted.items():
            if new not in self._found:
                continue
            old, confidence, _ = self._found[new]
            partners = held.get((old, kind), {})
            if len(partners) == len(slots):
                partners = dict(zip(sorted(slots), [partners[number] for number in sorted(partners)], strict=True))
            for number, slot in slots.items():
                partner = partners.get(number)
                if partner and _kind(self._held[partner]) == _kind(self._wanted[slot]):
                    why = [f'slot of {new}' if old == new else f'slot of {old}, which is {new}']
                    self._pair(partner, slot, HIGH if old == new else confidence, why if partner != slot else ())

    def _plan(self):
        found = Plan(wanted=list(self._wanted.values()))
        for name, variable in self._wanted.items():
            if name in self._found:
                old, confidence, reasons = self._found[name]
                if self._own_names[old] == name:
                    found.same.append(name)
                else:
                    own = self._own_names[old]
                    told = [] if own.startswith(old) else [f"{old} in the checkpoint's object graph"]
                    told = [f'{old} by --rename'] if old in self._moved else told
                    found.renames.append(Rename(own, name, confidence, (*told, *reasons)))
                continue
            found.missing.append(variable)
            if name in self._ambiguous:
                found.ambiguous[name] = [self._own_names[candidate] for candidate in self._ambiguous[name]]
            elif name in self._held and name not in {old for old, *_ in self._found.values()}:
                found.other_shape.append((self._held[name], variable))
        partners = {old for old, *_ in self._found.values()}
        found.extra = [variable for name, variable in self._held.items() if name not in partners]
        return found


def _kind(variable):
    return variable.shape, variable.dtype


def _layers(variables):
    """Scopes of layers by signature: what they hold, each with shape and dtype."""
    held = collections.defaultdict(list)
    for name, (shape, dtype) in variables.items():
        scope, _, leaf = name.rpartition('/')
        held[scope].append((variable_names.role(leaf), shape, dtype))
    found = collections.defaultdict(list)
    for scope, signature in held.items():
        if any(shape for _, shape, _ in signature):  # more than scalars, whose shape says nothing
            found[tuple(sorted(signature, key=str))].append(scope)
    return found


def _by_role(variables, scope):
    found = {}
    for name in variables:
        parent, _, leaf = name.rpartition('/')
        if parent == scope:
            found[variable_names.role(leaf)] = name
    return found


def _by_variable(slots):
    """Names of slots by number, by (variable, kind)."""
    found: dict[tuple[str, str], dict[int, str]] = collections.defaultdict(dict)
    for name, slot in slots.items():
        if slot:
            found[slot.variable, slot.kind][slot.number] = name
    return found
