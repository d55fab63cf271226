"""Compares this project with the genuine TensorFlow 1.15.5, live, from fresh random seeds that no golden file has.

  python -m tests.golden.live                        everything; prints the conformance tables in Markdown
  python -m tests.golden.live --seeds=11,12,13       the same from these seeds
  python -m tests.golden.live --cases=cnn,dense      some of the cases
  python -m tests.golden.live --out=tables.md        writes the tables into a file as well
  python -m tests.golden.live --genuine=FOLDER --seeds=11,12,13
                                                     keeps what TensorFlow 1.15.5 gave, for further environments

It needs what `tests.golden.generate` needs; without TensorFlow 1.15.5 it says that it was skipped and exits with 0.
Exit code 1 for a difference.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import math
import pathlib
import sys
import tempfile

from tests import warm
from tests.golden import cases, check, exchange, from_weights, generate, record, tables
from tf1_ref.compat import tf
from tf1_ref.data import input_data

MOVED = 'moved_by_one_unit_in_the_last_place'
MORE_NUDGES = 16


def record_genuine(folder, seeds, chosen, optimizers=None, nudges=None) -> None:
    """Has the genuine article record cases into `folder`; what is there already, from the same seeds, is kept.

    Args:
        folder: where its files go.
        seeds: graph seeds; models train from the first.
        chosen: names of cases.
        optimizers: the optimizers to train with; by default all of the case.
        nudges: as `generate.generate` has it.
    """
    missing = [name for name in chosen if not _is_recorded(pathlib.Path(folder) / f'{name}.json', seeds)]
    if missing:
        generate.generate(folder, seeds, ','.join(missing), cases.MODELS, ','.join(optimizers or ()), nudges)


def _is_recorded(path, seeds):
    return path.exists() and json.loads(path.read_text())['seeds'] == list(seeds)


def compare_cases(folder, seeds, chosen, optimizers=None) -> list[dict]:
    """Records cases here, and compares them with what `record_genuine` has recorded from the same arguments.

    Returns:
        A row per case: `case`, `differences` (of the checker), `sizes`, and of models `runs` by optimizer, each with
        the distances that `tests.golden.tables` shows.
    """
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
    from_genuine = from_weights.run(pathlib.Path(folder) / f'{name}.npz', name, seeds[0], costs=0)
    found += check.compare_from_weights(from_genuine)
    counted = _counted_costs(folder, seeds, name, runs, runs_here)
    found += check.compare_costs(name, runs, counted)
    shown = {}
    for optimizer, run in runs.items():
        shown[optimizer] = _distances(run, runs_here[optimizer], counted[optimizer], from_genuine[optimizer]['steps'])
        shown[optimizer]['bound'] = check.costs_may_move(name, optimizer, run)
    return {'case': name, 'differences': found, 'sizes': _sizes(genuine), 'runs': shown}


def _counted_costs(folder, seeds, name, runs, runs_here):
    """The runs whose costs are compared: those of TensorFlow's own kernels, where these are within the bound.

    Another order of addition moves more than a unit in the last place. The runs that are beyond the bound are done
    again in the genuine article's order; where that too is beyond, the genuine article is nudged more often. How far it
    moves is estimated from below by the farthest of some nudges: one in a few may move an input of a ReLU over 0, and
    costs a thousand times more than the others do; whether it was among the first is chance.
    """
    counted, beyond = dict(runs_here), _beyond(name, runs, runs_here)
    in_order = from_weights.run(pathlib.Path(folder) / f'{name}.npz', name, seeds[0]) if beyond else {}
    counted.update({optimizer: in_order[optimizer] for optimizer in beyond})
    for optimizer in _beyond(name, runs, counted):
        if check.is_nudged(name, optimizer):
            more = pathlib.Path(folder) / f'nudged-{optimizer}'
            more.mkdir(exist_ok=True)
            if not _is_recorded(more / f'{name}.json', seeds[:1]):
                generate.generate(more, seeds[:1], name, (), optimizer, MORE_NUDGES)
            runs[optimizer][MOVED] = _read(more, name)['optimizers'][optimizer][MOVED]
    return counted


def _beyond(name, runs, others):
    return [optimizer for optimizer in runs if check.compare_costs(name, {optimizer: runs[optimizer]}, others)]


def _distances(genuine, here, counted, steps):
    """What is shown of a run; `far in order` is None where it had not to be added in the genuine article's order."""
    in_order = None if counted is here else record.farthest(genuine['costs'], counted['costs'])
    return {
        'far': record.farthest(genuine['costs'], here['costs']),
        'far in order': in_order,
        'moved': max(genuine[MOVED], default=math.nan),
        'nudges': len(genuine[MOVED]),
        'cost': max(cost for cost, *_ in steps.values()),
        'gradients': max(gradients for _, gradients, _ in steps.values()),
        'at zero': sum(len(at_zero) for *_, at_zero in steps.values()),
    }


def exchange_checkpoints(folder, here, steps=exchange.STEPS_BEFORE) -> list[dict]:
    """Trains on either side and resumes on the other.

    Args:
        folder: where the genuine article's checkpoints go, and are kept.
        here: a folder for the others.
        steps: how many steps are trained before a checkpoint.

    Returns:
        For both directions `direction`, what `differ`s, and the `runs` by name, each with the number of `variables`,
        what was printed on either side (`saved`, `restored`), and how `far` the next costs are.
    """
    found = []
    for trained_by, resumed_by, parent in (('genuine', 'here', folder), ('here', 'genuine', here)):
        place = pathlib.Path(parent) / f'trained_{trained_by}'
        place.mkdir(exist_ok=True)
        for side, what in ((trained_by, 'train'), (resumed_by, 'resume')):
            if (side, what) != ('genuine', 'train') or not (place / 'genuine.json').exists():
                run = {'genuine': generate.run_genuine, 'here': _run_here}[side]
                run('tests.golden.exchange', side, what, str(place), str(steps))
        trained, resumed = (_read(place, side) for side in (trained_by, resumed_by))
        runs = {run: _exchanged(trained[run], resumed[run]) for run in trained}
        differ = exchange.compare(trained, resumed)
        found.append({'direction': f'{trained_by} to {resumed_by}', 'differ': differ, 'runs': runs})
    return found


def _exchanged(trained, resumed):
    return {
        'variables': len(trained['digests']),
        'saved': trained['printed'],
        'restored': resumed['printed'],
        'far': record.farthest(trained['costs'], resumed['costs']),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--seeds', help='three graph seeds; fresh ones by default')
    parser.add_argument('--cases', help='comma-separated names of cases; all by default')
    parser.add_argument('--out', help='a file for the tables')
    parser.add_argument('--json', help='a file for the result')
    parser.add_argument('--genuine', help='a folder for what TensorFlow 1.15.5 gives; a temporary one by default')
    arguments = parser.parse_args()
    if generate.oracle_python() is None:
        print(f'oracle: skipped: {generate.MISSING}')
        return 0
    result = _run(arguments)
    print(tables.render([result]))
    if arguments.out:
        pathlib.Path(arguments.out).write_text(tables.render([result]))
    if arguments.json:
        pathlib.Path(arguments.json).write_text(json.dumps(result))
    differences = tables.differences(result)
    print('\n'.join(differences) or 'oracle: no differences')
    return 1 if differences else 0


def _run(arguments):
    tf.logging.set_verbosity(tf.logging.ERROR)
    seeds = [int(seed) for seed in arguments.seeds.split(',')] if arguments.seeds else generate.fresh_seeds()
    chosen = (
        arguments.cases.split(',') if arguments.cases else [name for name in cases.names() if name not in cases.OTHERS]
    )
    with tempfile.TemporaryDirectory() as temporary:
        genuine = arguments.genuine or temporary
        pathlib.Path(genuine).mkdir(parents=True, exist_ok=True)
        record_genuine(genuine, seeds, chosen)
        rows = compare_cases(genuine, seeds, chosen)
        exchanged = [] if arguments.cases else exchange_checkpoints(genuine, temporary)
    versions = {'tensorflow': tf.__version__, 'python': '{}.{}'.format(*sys.version_info)}
    versions.update({package: importlib.metadata.version(package) for package in ('numpy', 'keras')})
    return {**versions, 'seeds': seeds, 'cases': rows, 'checkpoints': exchanged}


def _run_here(module, *arguments):
    warm.run([sys.executable, '-m', module, *arguments], check=True, cwd=generate.REPOSITORY)


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
