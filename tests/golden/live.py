"""Compares this project with the genuine TensorFlow 1.15.5, live, from fresh random seeds that no golden file has.

  python -m tests.golden.live                        everything; prints the conformance tables in Markdown
  python -m tests.golden.live --seeds=11,12,13       the same from these seeds
  python -m tests.golden.live --cases=cnn,dense      some of the cases
  python -m tests.golden.live --out=tables.md        writes the tables into a file as well

It needs what `tests.golden.generate` needs; without a Python 3.7 it says that it was skipped and exits with 0. Exit
code 1 for a difference, 2 if the genuine article cannot be installed.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

from tests.golden import cases, check, exchange, from_weights, generate, record
from tf1_ref.compat import tf
from tf1_ref.data import input_data

MISSING = 'no Python 3.7 found for the genuine TensorFlow 1.15.5; install one, or name it with PYTHON37'
# What a column of the table is about: the layers of the checker's verdict.
COLUMNS = {
    'variables': ('variables', 'collections'),
    'ops': ('end points', 'ops', 'attributes', 'outputs'),
    'seeds': ('seeds',),
    'initial weights': ('initial values',),
}


def fresh_seeds() -> list[int]:
    """Three graph seeds from the operating system."""
    return random.SystemRandom().sample(range(1, 2**31), 3)


def compare_cases(folder, seeds, chosen, optimizers=None) -> list[dict]:
    """Records cases on the genuine article and here, and compares them.

    Args:
        folder: where the genuine article's files go.
        seeds: graph seeds; models train from the first.
        chosen: names of cases.
        optimizers: the optimizers to train with; by default all of the case.

    Returns:
        A row per case: `case`, `differences` (of the checker), `sizes`, and of models `runs` by optimizer, each with
        the distances that `table_of_costs` shows.
    """
    checkpoints = [name for name in chosen if name in (*generate.CHECKPOINTS, 'resnet')]
    generate.generate(folder, seeds, ','.join(chosen), checkpoints, ','.join(optimizers or ()))
    compare = {True: _compare_layer, False: _compare_model}
    return [compare[name in cases.LAYERS](folder, seeds, name, optimizers) for name in chosen]


def _compare_layer(folder, seeds, name, optimizers):
    genuine, here = _read(folder, name), record.layer(name, seeds)
    found = [one for s in cases.SITUATIONS for one in check.Checker().compare(genuine[s], here[s])]
    return {'case': name, 'differences': found, 'sizes': _sizes(*(genuine[s] for s in cases.SITUATIONS)), 'runs': {}}


def _compare_model(folder, seeds, name, optimizers):
    genuine, here = _read(folder, name), record.model(name, seeds, input_data.read_data_sets, optimizers=optimizers)
    runs, runs_here = genuine['optimizers'], here['optimizers']
    found = check.Checker().compare(genuine, here) + check.compare_runs(name, runs, runs_here)
    checkpoints, in_order = pathlib.Path(folder) / f'{name}.npz', {}
    if checkpoints.exists():
        in_order = from_weights.run(checkpoints, name, seeds[0])
        found += check.compare_from_weights(in_order)
    # Adding otherwise moves more than a unit in the last place: where it can be, the order is the same.
    found += check.compare_costs(name, runs, in_order or runs_here)
    shown = {
        optimizer: _distances(name, optimizer, run, runs_here[optimizer], in_order.get(optimizer))
        for optimizer, run in runs.items()
    }
    return {'case': name, 'differences': found, 'sizes': _sizes(genuine), 'runs': shown}


def _distances(name, optimizer, genuine, here, in_order):
    """A row of the table of costs; None where there are no weights of the genuine article."""
    steps = in_order['steps'].values() if in_order else ()
    return {
        'far': record.farthest(genuine['costs'], here['costs']),
        'far in order': record.farthest(genuine['costs'], in_order['costs']) if in_order else None,
        'moved': max(genuine['moved_by_one_unit_in_the_last_place']),
        'bound': check.costs_may_move(name, optimizer, genuine),
        'cost': max(cost for cost, *_ in steps) if steps else None,
        'gradients': max(gradients for _, gradients, _ in steps) if steps else None,
        'at zero': sum(len(at_zero) for *_, at_zero in steps) if steps else None,
    }


def exchange_checkpoints(folder) -> list[tuple]:
    """Trains on either side, resumes on the other; a `(direction, trained, resumed, differences)` for each of them."""
    found = []
    for trained_by, resumed_by in (('genuine', 'here'), ('here', 'genuine')):
        place = pathlib.Path(folder) / f'trained_{trained_by}'
        place.mkdir()
        for side, what in ((trained_by, 'train'), (resumed_by, 'resume')):
            run = {'genuine': generate.run_genuine, 'here': _run_here}[side]
            run('tests.golden.exchange', side, what, str(place))
        trained, resumed = (_read(place, side) for side in (trained_by, resumed_by))
        found.append((f'{trained_by} to {resumed_by}', trained, resumed, exchange.compare(trained, resumed)))
    return found


def table_of_cases(rows) -> str:
    """The graph of every case: how many of each were compared, and whether they are identical."""
    lines = [f'| case | {" | ".join(COLUMNS)} |', '|---' * (len(COLUMNS) + 1) + '|']
    for row in rows:
        cells = []
        for column, layers in COLUMNS.items():
            differ = sum(difference.layer in layers for difference in row['differences'])
            cells.append(f'{row["sizes"][column]}, {f"{differ} differ" if differ else "identical"}')
        lines.append(f'| {row["case"]} | {" | ".join(cells)} |')
    return '\n'.join(lines)


def table_of_costs(rows) -> str:
    """The costs of every model with every optimizer, and the single steps from the genuine article's weights."""
    lines = [
        '| model | optimizer | worst of 100 costs | added in its order | genuine, nudged | allowed | one step: cost '
        '| one step: gradients | ReLUs at 0 |',
        '|---' * 9 + '|',
    ]
    for row in rows:
        for optimizer, run in row['runs'].items():
            shown = ['' if one is None else str(one) if isinstance(one, int) else f'{one:.1e}' for one in run.values()]
            lines.append(f'| {row["case"]} | {optimizer} | {" | ".join(shown)} |')
    return '\n'.join(lines)


def table_of_checkpoints(exchanged) -> str:
    """Every checkpoint that was trained on the one side and resumed on the other."""
    lines = ['| checkpoint | model, optimizer | trained | restored | worst of the next costs |', '|---' * 5 + '|']
    for direction, trained, resumed, _ in exchanged:
        for run, one in trained.items():
            far = record.farthest(one['costs'], resumed[run]['costs'])
            lines.append(f'| {direction} | {run} | {one["printed"]} | {resumed[run]["printed"]} | {far:.1e} |')
    return '\n'.join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--seeds', help='three graph seeds; fresh ones by default')
    parser.add_argument('--cases', help='comma-separated names of cases; all by default')
    parser.add_argument('--out', help='a file for the tables')
    arguments = parser.parse_args()
    try:
        if generate.oracle_python() is None:
            print(f'oracle: skipped: {MISSING}')
            return 0
    except subprocess.CalledProcessError as error:
        print(f'oracle: the environment of TensorFlow 1.15.5 cannot be made: {error}', file=sys.stderr)
        return 2
    return _run(arguments)


def _run(arguments):
    seeds = [int(seed) for seed in arguments.seeds.split(',')] if arguments.seeds else fresh_seeds()
    chosen = arguments.cases.split(',') if arguments.cases else [name for name in cases.names() if name != 'fixed']
    with tempfile.TemporaryDirectory() as folder:
        rows = compare_cases(folder, seeds, chosen)
        exchanged = [] if arguments.cases else exchange_checkpoints(folder)
    title = f'TensorFlow {tf.__version__} beside the genuine 1.15.5, seeds {", ".join(map(str, seeds))}:'
    tables = [table_of_cases(rows), table_of_costs(rows), *([table_of_checkpoints(exchanged)] if exchanged else [])]
    text = '\n\n'.join([title, *tables]) + '\n'
    print(text)
    if arguments.out:
        pathlib.Path(arguments.out).write_text(text)
    differences = [f'{row["case"]}: {one.layer}: {one.what}' for row in rows for one in row['differences']]
    differences += [f'checkpoints, {direction}: {one}' for direction, _, _, found in exchanged for one in found]
    print('\n'.join(differences) or 'oracle: no differences')
    return 1 if differences else 0


def _run_here(module, *arguments):
    subprocess.run([sys.executable, '-m', module, *arguments], check=True, env=os.environ, cwd=generate.REPOSITORY)


def _sizes(*recordings):
    """How much was compared, by column."""
    ops = [op for recording in recordings for op in recording['ops']]
    return {
        'variables': sum(len(recording['variables']) for recording in recordings),
        'ops': len(ops),
        'seeds': sum('seed' in op['attributes'] for op in ops),
        'initial weights': sum(len(values) for recording in recordings for values in recording['initial'].values()),
    }


def _read(folder, name):
    return json.loads((pathlib.Path(folder) / f'{name}.json').read_text())


if __name__ == '__main__':
    sys.exit(main())
