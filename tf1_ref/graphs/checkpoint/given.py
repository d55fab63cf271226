"""What the user settles with `--rename=OLD=NEW`, of a variable or of a scope with all below it. Needs no TensorFlow."""

from __future__ import annotations

import collections
import dataclasses

from tf1_ref.errors import InputError
from tf1_ref.graphs.graph import Variable
from tf1_ref.graphs.text import shape_text


@dataclasses.dataclass(frozen=True)
class Given:
    """What is settled.

    Attributes:
        renames: name in the checkpoint to name in the model.
        moved: of variables below a renamed scope that the model does not have by that name: how they are called now.
    """

    renames: dict[str, str] = dataclasses.field(default_factory=dict)
    moved: dict[str, str] = dataclasses.field(default_factory=dict)


def given_renames(pairs: list[str], held: list[Variable], wanted: list[Variable], spoken: dict) -> Given:
    """What the user has settled.

    Args:
        pairs: `OLD=NEW`, each of a variable or of a scope; an empty OLD or NEW is a scope to add or to take away.
        held: variables of the checkpoint.
        wanted: variables of the model.
        spoken: see `renames.plan`; OLD may be the spoken name.

    Returns:
        The renames, and the names by which to read what else is below.

    Raises:
        InputError: a pair is none, is about nothing in the checkpoint or the model, or about another shape or dtype.
    """
    targets, found = {variable.name: variable for variable in wanted}, Given()
    for pair in pairs:
        old, equals, new = pair.partition('=')
        if not equals or old == new:
            raise InputError(f'--rename={pair}: expected OLD=NEW')
        renames, moved = {}, {}
        for variable in held:
            for name in {variable.name, spoken.get(variable.name, variable.name)}:
                renamed = _renamed(name, old, new)
                target = targets.get(renamed)
                if target is not None and _kind(target) == _kind(variable):
                    renames[variable.name] = target.name
                elif target is not None and old == name:
                    raise InputError(
                        f'--rename={pair}: {shape_text(variable.shape, "?")} {variable.dtype} is no '
                        f'{shape_text(target.shape, "?")} {target.dtype}'
                    )
                elif renamed and (name not in targets or _kind(targets[name]) != _kind(variable)):
                    moved[variable.name] = renamed
        moved = {} if new and not any(f'{name}/'.startswith(f'{new}/') for name in targets) else moved
        if not renames and not moved:
            raise InputError(f'--rename={pair}: no variable of the checkpoint becomes one of the model by it')
        found.renames.update(renames)
        found.moved.update((name, renamed) for name, renamed in moved.items() if name not in renames)
    if len({*found.renames.values()}) < len(found.renames):
        raise InputError('--rename: two variables of the checkpoint would become the same one of the model')
    return Given(found.renames, _without_collisions(found, held, spoken))


def _without_collisions(given, held, spoken):
    """What can be read under its new name, because nothing else is called so."""
    moved = {name: renamed for name, renamed in given.moved.items() if name not in given.renames}
    called = collections.Counter(moved.get(one.name, spoken.get(one.name, one.name)) for one in held)
    return {name: renamed for name, renamed in moved.items() if called[renamed] == 1}


def _kind(variable):
    return variable.shape, variable.dtype


def _renamed(name, old, new):
    """The name with another one, or another scope, in the place of `old`; None if that is not in it."""
    if name == old:
        return new
    if old and not name.startswith(f'{old}/'):
        return None
    rest = name[len(old) + 1 :] if old else name
    return f'{new}/{rest}' if new else rest
