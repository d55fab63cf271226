"""What the checkpoint doctor says, as text for people and as JSON for programs."""

from __future__ import annotations

import dataclasses
import math

from tf1_ref.graphs.checkpoint import variable_names
from tf1_ref.graphs.checkpoint.correspondence import other_number
from tf1_ref.graphs.checkpoint.files import Checkpoint
from tf1_ref.graphs.checkpoint.renames import GIVEN, LOW, Plan
from tf1_ref.graphs.graph import Variable
from tf1_ref.graphs.text import bytes_text, shape_text
from tf1_ref.graphs.tree.costs import bytes_of
from tf1_ref.terminal import counted


def as_json(checkpoint: Checkpoint, model: str | None, plan: Plan | None, written: dict | None) -> dict:
    """Everything that was found."""
    found = {
        'checkpoint': checkpoint.prefix,
        'format': checkpoint.format,
        'variables': [_variable(one) for one in checkpoint.variables],
        **_totals(checkpoint.variables),
    }
    if plan is None:
        return found
    return {
        **found,
        'model': model,
        'fits': plan.fits,
        'fits_renamed': plan.fits_renamed,
        'same': plan.same,
        'renames': [dataclasses.asdict(rename) for rename in plan.renames],
        'missing': [_variable(one) for one in plan.missing],
        'extra': [_variable(one) for one in plan.extra],
        'other_shape': [{'checkpoint': _variable(one), 'model': _variable(other)} for one, other in plan.other_shape],
        'ambiguous': plan.ambiguous,
        'notes': list(_notes(plan)),
        'written': written,
    }


def as_text(checkpoint: Checkpoint, model: str | None, plan: Plan | None, written: dict | None, write: bool) -> str:
    """The variables; beside a model, only what differs."""
    if plan is None:
        totals = _totals(checkpoint.variables)
        count, values = counted(len(checkpoint.variables), 'variable'), counted(totals['values'], 'value')
        summary = f'{count}, {values}, {bytes_text(totals["bytes"])}'
        kind = f'{checkpoint.format}{", object-based" if checkpoint.spoken else ""}'
        return '\n'.join([*_table(checkpoint), f'{checkpoint.prefix} ({kind}): {summary}'])
    lines = [
        *_section(
            'renames', [f'{one.old} -> {one.new}  ({one.confidence}: {"; ".join(one.reasons)})' for one in plan.renames]
        ),
        *_section(
            'of another shape or type',
            [f'{_described(one)}, in the model {_kind(other)}' for one, other in plan.other_shape],
        ),
        *_section('the model has and the checkpoint lacks', [_missing(one, plan) for one in plan.missing]),
        *_section('the checkpoint has and the model lacks', map(_described, plan.extra)),
        *(f'note: {note}' for note in _notes(plan)),
        _verdict(checkpoint, model, plan, written, write),
    ]
    return '\n'.join(lines)


def _table(checkpoint):
    rows = [('variable', 'shape', 'type', 'size')]
    for one in checkpoint.variables:
        spoken = checkpoint.spoken.get(one.name, one.name)
        name = one.name if one.name.startswith(spoken) else f'{one.name} ({spoken})'
        rows.append((name, shape_text(one.shape, '?'), one.dtype, bytes_text(bytes_of(one.shape, one.dtype) or 0)))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for name, shape, dtype, size in rows:
        yield f'{name:{widths[0]}}  {shape:{widths[1]}}  {dtype:{widths[2]}}  {size:>{widths[3]}}'


def _section(title, lines):
    lines = list(lines)
    return [f'{title}:', *(f'  {line}' for line in lines)] if lines else []


def _missing(variable, plan):
    candidates = plan.ambiguous.get(variable.name)
    return _described(variable) + (f'  (ambiguous: {" or ".join(candidates)})' if candidates else '')


def _notes(plan):
    """What the single lines do not say."""
    lost, left = (_optimizers(plan.missing), _optimizers(plan.extra))
    if lost and left and not lost & left:
        lost, left = (' and '.join(sorted(names)) for names in (lost, left))
        yield f'the model trains with {lost}, the checkpoint was trained with {left}'
    low = [rename for rename in plan.renames if rename.confidence == LOW]
    if low:
        first = f"--rename='{low[0].old}={low[0].new}'"
        yield f'renames of low confidence are not applied; settle them, such as with {first}'
    if plan.ambiguous:
        yield 'several variables would do as well, and nothing tells which; settle it with --rename=OLD=NEW'
    numbers = other_number(plan.extra, plan.missing)
    if numbers:
        old, new = numbers
        yield (
            f'{old} of the checkpoint would be {new} if all numbers there were shifted, but names that both have were '
            'taken for the same; settle it with --rename=OLD=NEW for each of the level'
        )
    alike = _alike(plan) if plan.fits_renamed else None
    if alike:
        one, other = alike
        yield (
            f'{one} and {other} have the same shape: were they confused, every value would still be found under a new '
            'name; compare what the model puts out'
        )


def _alike(plan):
    """Two renamed variables that could have been swapped without a shape to tell."""
    found: dict = {}
    shapes = {variable.name: (variable.shape, variable.dtype) for variable in plan.wanted}
    for rename in plan.renames:
        kind = shapes.get(rename.new), rename.new.rpartition('/')[2]
        if rename.confidence != GIVEN and kind[0] and kind[0][0]:
            if kind in found:
                return found[kind], rename.new
            found[kind] = rename.new
    return None


def _optimizers(variables):
    """The kinds of the slots among variables; which variable they belong to does not matter here."""
    found = set()
    for one in variables:
        leaf = one.name.removesuffix(variable_names.OBJECT_VALUE).rpartition('/')[2]
        word = variable_names.split_number(leaf)[0]
        if word in variable_names.SLOTS and word not in ('biased', 'local_step', 'ExponentialMovingAverage'):
            found.add(variable_names.split_number(variable_names.SLOTS[word])[0])
    return found


def _verdict(checkpoint, model, plan, written, write):
    if written:
        return (
            f'written: {written["checkpoint"]}, {written["variables"]} variables, {len(plan.applicable)} renamed; '
            f'proved: {model} was restored from it, all {written["proved"]} variables equal bit for bit '
            'under their new names'
        )
    count = len(plan.same) + len(plan.renames) + len(plan.missing)
    if plan.fits:
        return f'fits: {checkpoint.prefix} has all {count} variables of {model}' + (
            '; nothing to write' if write else ''
        )
    what = f'does not fit: {checkpoint.prefix} has {len(plan.same)} of {count} variables of {model}'
    if plan.fits_renamed:
        return f'{what}; the others after {len(plan.renames)} renames: --write writes it so'
    return f'{what}, {len(plan.same) + len(plan.applicable)} after renames' + ('; nothing was written' if write else '')


def _described(variable):
    return f'{variable.name}  {_kind(variable)}'


def _kind(variable):
    return f'{shape_text(variable.shape, "?")} {variable.dtype}'


def _variable(variable: Variable):
    return {'name': variable.name, 'shape': variable.shape, 'dtype': variable.dtype}


def _totals(variables):
    return {
        'values': sum(math.prod(one.shape) for one in variables),
        'bytes': sum(bytes_of(one.shape, one.dtype) for one in variables),
    }
