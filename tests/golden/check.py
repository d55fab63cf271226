"""Compares what was recorded here with what the genuine article recorded, and reports in layers.

The layers, the most important first: variables, collections, end points, ops, attributes, seeds, initial values,
outputs, costs, one step (its cost and its gradients).
"""

from __future__ import annotations

import collections

import numpy as np

from tests.golden.record import farthest

LAYERS = (
    'variables',
    'collections',
    'end points',
    'ops',
    'attributes',
    'seeds',
    'initial values',
    'outputs',
    'costs',
    'one step',
)
SEEDS = ('seed', 'seed2')
ONE_STEP = 1e-5  # relative to the norm
BATCH_NORM_MODELS = ('batch_norm_cnn', 'resnet')

Difference = collections.namedtuple('Difference', ['layer', 'what'])

# Ops that TensorFlow 2 builds in the place of another: (genuine, here) and the cause.
REWRITES = {
    ('Add', 'AddV2'): 'the operator + builds AddV2 since TensorFlow 2.0; it computes the same',
}
# Attributes that an op has gained since 1.15, with their default: (op, attribute, value here) and the cause.
GAINED = {
    ('MatMul', 'grad_a', 'False'): 'marks a MatMul that is the gradient of another',
    ('MatMul', 'grad_b', 'False'): 'marks a MatMul that is the gradient of another',
    ('MaxPool', 'explicit_paddings', ''): 'paddings of its own, which max_pool could not have',
    ('Assign', '_has_manual_control_dependencies', 'True'): 'marks an op under tf.control_dependencies',
}


class Checker:
    """Finds differences; remembers which of the known rewrites were needed."""

    def __init__(self, rewrites=None, gained=None):
        self._rewrites = REWRITES if rewrites is None else rewrites
        self._gained = GAINED if gained is None else gained
        self.used = set()

    def unused(self) -> set:
        """The known rewrites that no comparison has needed so far."""
        return {*self._rewrites, *self._gained} - self.used

    def compare(self, genuine: dict, here: dict) -> list[Difference]:
        """The differences of two recordings of the same case, the most important layer first."""
        found = [
            *_compare_variables(genuine['variables'], here['variables']),
            *_compare_tables('collections', genuine['collections'], here['collections']),
            *self._compare_end_points(genuine['end_points'], here['end_points']),
            *self._compare_ops(genuine['ops'], here['ops']),
            *_compare_initial(genuine['initial'], here['initial']),
        ]
        for number, (one, other) in enumerate(zip(genuine.get('outputs', []), here.get('outputs', []), strict=True)):
            found += compare_sample(f'output {number}', one, other)
        return sorted(found, key=lambda difference: LAYERS.index(difference.layer))

    def _compare_end_points(self, genuine, here):
        if list(genuine) != list(here):
            yield Difference('end points', f'{list(genuine)} became {list(here)}')
        for name in set(genuine) & set(here):
            (tensor, kind, shape), (tensor_here, kind_here, shape_here) = genuine[name], here[name]
            if (tensor, shape) != (tensor_here, shape_here) or not self._same_type(kind, kind_here):
                yield Difference('end points', f'{name}: {genuine[name]} became {here[name]}')

    def _compare_ops(self, genuine, here):
        names, names_here = [op['name'] for op in genuine], [op['name'] for op in here]
        for name in _without(names, names_here):
            yield Difference('ops', f'{name} is missing')
        for name in _without(names_here, names):
            yield Difference('ops', f'{name} is extra')
        if sorted(names) == sorted(names_here) and names != names_here:
            first = next(one for one, other in zip(names, names_here, strict=True) if one != other)
            yield Difference('ops', f'another order, from {first} on')
        ops_here = {op['name']: op for op in here}
        for op in genuine:
            if op['name'] in ops_here:
                yield from self._compare_op(op, ops_here[op['name']])

    def _compare_op(self, genuine, here):
        if not self._same_type(genuine['type'], here['type']):
            yield Difference('ops', f'{genuine["name"]}: type {genuine["type"]} became {here["type"]}')
        for part in ('inputs', 'control', 'shapes'):
            if genuine[part] != here[part]:
                yield Difference('ops', f'{genuine["name"]}: {part} {genuine[part]} became {here[part]}')
        attributes, attributes_here = genuine['attributes'], here['attributes']
        for key in sorted({*attributes, *attributes_here}):
            value, value_here = attributes.get(key), attributes_here.get(key)
            if value == value_here or (value is None and self._is_gained(here['type'], key, value_here)):
                continue
            layer = 'seeds' if key in SEEDS else 'attributes'
            yield Difference(layer, f'{genuine["name"]}: {key} {value} became {value_here}')

    def _same_type(self, genuine, here):
        if genuine == here:
            return True
        if (genuine, here) in self._rewrites:
            self.used.add((genuine, here))
            return True
        return False

    def _is_gained(self, kind, key, value):
        if (kind, key, value) in self._gained:
            self.used.add((kind, key, value))
            return True
        return False


def compare_sample(what, genuine, here) -> list[Difference]:
    """Compares two samples of `record`: the shape exactly, the values within the rounding of float32."""
    if (genuine['shape'], genuine['stride']) != (here['shape'], here['stride']):
        return [Difference('outputs', f'{what}: shape {genuine["shape"]} became {here["shape"]}')]
    expected, found = np.array(genuine['values']), np.array(here['values'])
    scale = max(1e-30, float(np.abs(expected).max()))
    farthest = float(np.abs(expected - found).max()) / scale
    return [Difference('outputs', f'{what}: {farthest:.1e} of its largest value away')] if farthest > 1e-5 else []


def costs_may_move(model, optimizer, genuine) -> float:
    """The bound on the relative difference of a hundred costs.

    1e-4 for plain SGD without BatchNorm and for the super-resolution network; elsewhere five times what the genuine
    article itself moves when its initial weights are nudged by one unit in the last place.
    """
    return 5 * max(genuine['moved_by_one_unit_in_the_last_place']) if is_nudged(model, optimizer) else 1e-4


def is_nudged(model, optimizer) -> bool:
    """Whether how far the costs may move is measured by nudging TensorFlow 1.15.5."""
    return model != 'srcnn' and (optimizer != 'sgd' or model in BATCH_NORM_MODELS)


def compare_runs(model, genuine, here) -> list[Difference]:
    """Compares a model's training, `{optimizer: run}`: the optimizers' slots, and the first step's gradients."""
    found = []
    for optimizer, run in genuine.items():
        if run['variables'] != here[optimizer]['variables']:
            found.append(Difference('variables', f'{optimizer}: {run["variables"]}, {here[optimizer]["variables"]}'))
        if model not in BATCH_NORM_MODELS:  # whose gradients `compare_from_weights` compares
            found += _compare_gradients(optimizer, run['gradients'], here[optimizer]['gradients'])
    return found


def compare_costs(model, genuine, here) -> list[Difference]:
    """Compares a hundred costs of a model, `{optimizer: run}`, with `costs_may_move` as the bound."""
    found = []
    for optimizer, run in genuine.items():
        far, bound = farthest(run['costs'], here[optimizer]['costs']), costs_may_move(model, optimizer, run)
        if not far <= bound:
            moved = max(run['moved_by_one_unit_in_the_last_place'], default=np.nan)
            what = f'{far:.1e} away, more than {bound:.1e}; TensorFlow 1.15.5, nudged, moves {moved:.1e}'
            found.append(Difference('costs', f'{optimizer}: {what}'))
    return found


def compare_from_weights(found) -> list[Difference]:
    """The single steps of `tests.golden.from_weights` whose cost or gradients are more than 1e-5 away."""
    return [
        Difference('one step', f'{optimizer}, step {step}: {part} {far:.1e} of its norm away')
        for optimizer, run in found.items()
        for step, (cost, gradients, _) in run['steps'].items()
        for part, far in (('cost', cost), ('gradients', gradients))
        if not far <= ONE_STEP
    ]


def _compare_variables(genuine, here):
    names, names_here = [variable[0] for variable in genuine], [variable[0] for variable in here]
    for name in _without(names, names_here):
        yield Difference('variables', f'{name} is missing')
    for name in _without(names_here, names):
        yield Difference('variables', f'{name} is extra')
    if sorted(names) == sorted(names_here) and names != names_here:
        yield Difference('variables', f'the order {names} became {names_here}')
    by_name = {variable[0]: variable for variable in here}
    for variable in genuine:
        if variable[0] in by_name and variable != by_name[variable[0]]:
            yield Difference('variables', f'{variable} became {by_name[variable[0]]}')


def _compare_gradients(optimizer, genuine, here):
    """The first step's gradients, each by its norm and its first values."""
    total = np.sqrt(sum(norm**2 for norm, _ in genuine.values()))
    for name in genuine:
        far = np.abs(np.hstack(genuine[name]) - np.hstack(here[name])).max()
        if not far <= ONE_STEP * total:
            yield Difference(
                'one step', f'{optimizer}: {name}: [norm, first values] {genuine[name]} became {here[name]}'
            )


def _compare_tables(layer, genuine, here):
    for key in sorted({*genuine, *here}):
        if genuine.get(key) != here.get(key):
            yield Difference(layer, f'{key}: {genuine.get(key)} became {here.get(key)}')


def _compare_initial(genuine, here):
    for seed in genuine:
        for name, (digest, first) in genuine[seed].items():
            if here[seed].get(name, [None])[0] != digest:
                found = here[seed].get(name, [None, None])[1]
                yield Difference('initial values', f'{name}, seed {seed}: {first} became {found}')


def _without(names, others):
    others = set(others)
    return [name for name in names if name not in others]
