"""What the checker has found, as Markdown: the tables of `tests.golden.live`, and those in conformance.md.

A result is what `tests.golden.live` finds in one environment, a dictionary of JSON values; the tables merge any number
of them, of the same seeds.

  python -m tests.golden.tables    writes what `tests.golden.matrix --write` has found last into conformance.md, again
"""

from __future__ import annotations

import json
import pathlib

# What a column is about: the layers of the checker's verdict.
COLUMNS = {
    'variables': ('variables', 'collections'),
    'ops': ('end points', 'ops', 'attributes', 'outputs'),
    'seeds': ('seeds',),
    'initial weights': ('initial values',),
}
COSTS = ('costs', 'one step')
HERE = pathlib.Path(__file__).resolve().parent
CONFORMANCE, PAGE = HERE / 'conformance.json', HERE / 'conformance.md'
TITLE = """# This project beside TensorFlow 1.15.5

Written by `python -m tests.golden.matrix --write`. How it is compared, and what is allowed, is in the README of the
project under "How it is known to be the same". Costs are 100 steps of training: the largest relative distance from
those of 1.15.5; "nudged" is how far 1.15.5 itself moves when its initial weights are changed by one unit in the last
place.

"""


def render(results) -> str:
    """All tables of these results."""
    seeds = ', '.join(map(str, results[0]['seeds']))
    parts = [f'Graph seeds {seeds}; models train from the first.', _table_of_environments(results)]
    parts += [_table_of_cases(results), _table_of_costs(results)]
    if all(result['checkpoints'] for result in results):
        parts.append(_table_of_checkpoints(results))
    return '\n\n'.join(parts) + '\n'


def write(results, path=PAGE) -> None:
    """Writes the page with the tables."""
    path.write_text(TITLE + render(results), encoding='utf-8')


def differences(result) -> list[str]:
    """A line for everything that differs."""
    found = [f'{row["case"]}: {layer}: {what}' for row in result['cases'] for layer, what in row['differences']]
    return found + [
        f'checkpoints, {one["direction"]}: {what}' for one in result['checkpoints'] for what in one['differ']
    ]


def name(result) -> str:
    """The environment of a result, as a column is headed."""
    return f'{result["tensorflow"]}, Python {result["python"]}'


def _table_of_environments(results):
    rows = []
    for result in results:
        count = len(differences(result))
        row = [result['tensorflow'], result['python'], result['numpy'], result['keras'], len(result['cases'])]
        rows.append([*row, f'{count} differences' if count else 'no differences'])
    return _table(['TensorFlow', 'Python', 'NumPy', 'Keras', 'cases', 'beside TensorFlow 1.15.5'], rows)


def _table_of_cases(results):
    """The graph of every case: how many of each were compared, whether they are identical; and the costs, if it has."""
    rows = []
    for same in zip(*(result['cases'] for result in results), strict=True):
        cells = [f'{same[0]["sizes"][column]}, {_verdict(same, layers)}' for column, layers in COLUMNS.items()]
        worst = [run['far'] for row in same for run in row['runs'].values()]
        differ = _differ(same, COSTS)
        cells.append(f'{max(worst):.1e}' + (f', {differ} beyond' if differ else '') if worst else '')
        rows.append([same[0]['case'], *cells])
    return _table(['case', *COLUMNS, 'worst of 100 costs'], rows)


def _table_of_costs(results):
    """The costs of every model with every optimizer, and the single steps from the genuine article's weights."""
    rows = []
    for same in zip(*(result['cases'] for result in results), strict=True):
        for optimizer in same[0]['runs']:
            runs = [row['runs'][optimizer] for row in same]
            far = [_number(run['far']) for run in runs]
            worst = [_worst(runs, key) for key in ('far in order', 'cost', 'gradients', 'at zero')]
            moved, allowed = (_worst(runs, key) for key in ('moved', 'bound'))
            rows.append([f'{same[0]["case"]}, {optimizer}', moved, allowed, *far, *worst])
    head = ['model, optimizer', '1.15.5, nudged', 'allowed', *(f'costs, {name(result)}' for result in results)]
    return _table([*head, 'added in its order', 'one step: cost', 'one step: gradients', 'ReLUs at 0'], rows)


def _table_of_checkpoints(results):
    """Every checkpoint that was trained on the one side and resumed on the other."""
    rows = []
    for same in zip(*(result['checkpoints'] for result in results), strict=True):
        for run in same[0]['runs']:
            runs = [one['runs'][run] for one in same]
            printed = [' and '.join(dict.fromkeys(one[side] for one in runs)) for side in ('saved', 'restored')]
            rows.append(
                [
                    same[0]['direction'].replace('genuine', '1.15.5'),
                    run,
                    runs[0]['variables'],
                    *printed,
                    _worst(runs, 'far'),
                ]
            )
    head = ['checkpoint', 'model, optimizer', 'variables', 'saved', 'restored', 'worst of the next costs']
    return _table(head, rows)


def _verdict(rows, layers):
    differ = _differ(rows, layers)
    return f'{differ} differ' if differ else 'identical'


def _differ(rows, layers):
    return sum(layer in layers for row in rows for layer, _ in row['differences'])


def _worst(runs, key):
    values = [run[key] for run in runs if run[key] is not None]
    return _number(max(values)) if values else ''


def _number(value):
    return str(value) if isinstance(value, int) else f'{value:.1e}'


def _table(head, rows):
    lines = [head, ['---'] * len(head), *rows]
    return '\n'.join(f'| {" | ".join(map(str, line))} |' for line in lines)


if __name__ == '__main__':
    write(json.loads(CONFORMANCE.read_text()))
