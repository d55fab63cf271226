"""Where a deep network drifts from the genuine TensorFlow 1.15.5: step by step, op by op. Prints Markdown.

  python -m tests.benchmarks.drift [--steps=30] [--folder=FOLDER]

The tiny transformer of `tiny_bert` is trained on 1.15.5 and here, from the same seeds; and once more on 1.15.5 from
weights that were moved by one unit in the last place, which shows what rounding alone makes of so small a difference.
Then each of the first steps is run on both sides from the weights that 1.15.5 had before it, and all results in it are
compared. At last single ops are run on the same numbers.

It needs a Python 3.7, see `tests.golden.generate`; exit code 2 without one. FOLDER keeps what was recorded (some
200 MB). The page beside it, `drift.md`, has a result.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

import numpy as np

LIMIT = 1e-6
STEPS_BY_OP = 12
SHOWN = (1, 2, 3, 5, 7, 10, 15, 20, 30)


def distance(one: np.ndarray, other: np.ndarray, scale: float | None = None) -> float:
    """The largest difference of two arrays of a shape, over their largest number or `scale`; 0 where they are equal."""
    far = float(np.max(np.abs(one - other), initial=0.0))
    scale = float(np.max(np.abs(one), initial=0.0)) if scale is None else scale
    return far / scale if far and scale else far


def growth(genuine, nudged, here, exact, steps: int) -> list[str]:
    """The table of the costs: how far the moved 1.15.5 and this TensorFlow are, by steps."""
    lines = ['| step | cost on 1.15.5 | 1.15.5 moved by one unit | here | `--exact` |', '|---|---|---|---|---|']
    for step in (step for step in SHOWN if step <= steps):
        cost = genuine[f'loss/{step - 1}']
        far = [f'{distance(cost, other[f"loss/{step - 1}"]):.0e}' for other in (nudged, here, exact)]
        lines.append(f'| {step} | {cost:.6f} | {" | ".join(far)} |')
    mean = [
        np.mean([distance(genuine[f'loss/{step}'], other[f'loss/{step}']) for step in range(steps)])
        for other in (nudged, here, exact)
    ]
    lines.append(f'| mean of 1 to {steps} | | {" | ".join(f"{far:.1e}" for far in mean)} |')
    return lines


def kernels(genuine, **here) -> list[str]:
    """The table of single ops on the same numbers: how many results are other ones, and how far at most."""
    lines = [f'| op | results | {" | ".join(here)} |', '|---|---|' + '---|' * len(here)]
    for name, expected in genuine.items():
        cells = []
        for found in (side[name] for side in here.values()):
            number = int(np.sum(found != expected))
            cells.append(f'{number}, {distance(expected, found):.0e}' if number else 'equal')
        lines.append(f'| {name} | {expected.size} | {" | ".join(cells)} |')
    return lines


def beyond(genuine, here, steps: int) -> list[str]:
    """The table of the first op of each step that is further than `LIMIT`, and of the furthest by its own doing.

    By its own doing: what it reads is within the limit. An op that adds up what nearly cancels is far of its result,
    and near beside the largest number that it reads.
    """
    lines = [
        '| step | ops | other bits | beyond 1e-6 | the first | of its result | of its inputs |',
        '|---|' + '---|' * 6,
    ]
    own, first_of_all = ('none', 0.0), None
    for step in range(steps):
        number, other, far = 0, 0, []
        for name, kind, inputs in _ops(genuine, here, step):
            one, two = _pair(genuine, here, step, name)
            number, other = number + 1, other + (not np.array_equal(one, two))
            pairs = [pair for pair in (_pair(genuine, here, step, each) for each in inputs) if pair is not None]
            if first_of_all is None and not np.array_equal(one, two) and not np.isnan(one).any():
                first_of_all = f'`{name}` ({kind}), {distance(one, two):.0e}'
            result, read = distance(one, two), distance(one, two, _scale(one, *(pair[0] for pair in pairs)))
            if all(distance(*pair) <= LIMIT for pair in pairs) and read > own[1]:
                own = name, read
            if result > LIMIT:
                far.append((name, result, read))
        name, result, read = far[0] if far else ('none', 0, 0)
        lines.append(f'| {step + 1} | {number} | {other} | {len(far)} | `{name}` | {result:.0e} | {read:.0e} |')
    lines += [
        '',
        f'The first op of the first step with other bits: {first_of_all}. The furthest beside its inputs, of those',
    ]
    return [*lines, f'whose inputs are within 1e-6, in all steps: `{own[0]}`, {own[1]:.0e}.']


def _ops(genuine, here, step):
    for line in genuine['inputs']:
        name, kind, *inputs = str(line).split()
        pair = _pair(genuine, here, step, name)
        if pair and pair[0].shape == pair[1].shape:
            yield name, kind, inputs


def _pair(genuine, here, step, name):
    key = f'op/{step}/{name}'
    return (genuine[key], here[key]) if key in genuine and key in here else None


def _scale(*arrays):
    return max(float(np.max(np.abs(one), initial=0.0)) for one in arrays)


def record(folder: pathlib.Path, name: str, *arguments: object, onednn: bool = False) -> dict:
    """Runs the recorder unless `folder` has its result; on 1.15.5 if the name says so. Returns its arrays by name."""
    from tests.golden import generate

    out, part = folder / f'{name}.npz', str(folder / f'{name}.part.npz')
    if not out.exists():
        module, words = 'tests.benchmarks.drift_recorder', [part, *map(str, arguments)]
        if 'genuine' in name:
            generate.run_genuine(module, *words)
        else:
            environment = {**os.environ, 'TF_ENABLE_ONEDNN_OPTS': str(int(onednn)), 'TF_CPP_MIN_LOG_LEVEL': '3'}
            subprocess.run([sys.executable, '-m', module, *words], check=True, env=environment, cwd=generate.REPOSITORY)
        os.replace(part, out)
    return dict(np.load(out))


def main(arguments: list[str] | None = None) -> int:
    """Prints the tables; returns the exit code."""
    from tests.golden import generate

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--steps', type=int, default=30, help='of the trainings')
    parser.add_argument('--folder', type=pathlib.Path, help='keeps what was recorded')
    parsed = parser.parse_args(arguments)
    if not 1 <= parsed.steps <= 1000:
        parser.error(f'--steps={parsed.steps} is not between 1 and 1000')
    if generate.oracle_python() is None:
        print(f'drift: {generate.MISSING}', file=sys.stderr)
        return 2
    steps = min(parsed.steps, STEPS_BY_OP)
    with tempfile.TemporaryDirectory() as temporary:
        folder = parsed.folder or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        tables = {
            'Relative distance of the cost from 1.15.5': growth(
                record(folder, 'genuine', parsed.steps, 0),
                record(folder, 'genuine_nudged', parsed.steps, 1),
                record(folder, 'here', parsed.steps, 0),
                record(folder, 'here_exact', parsed.steps, 0, 'exact'),
                parsed.steps,
            ),
            'Each step from the weights of 1.15.5': beyond(
                record(folder, 'genuine_ops', steps, 0, folder / 'genuine.npz'),
                record(folder, 'here_ops', steps, 0, folder / 'genuine.npz'),
                steps,
            ),
            'Single ops on the same numbers: how many results are other ones, and how far they are at most': kernels(
                record(folder, 'genuine_kernels', 'kernels'),
                **{
                    'as it comes': record(folder, 'here_kernels_onednn', 'kernels', onednn=True),
                    'oneDNN off': record(folder, 'here_kernels', 'kernels'),
                    '`--exact`': record(folder, 'here_kernels_exact', 'kernels', 'exact'),
                },
            ),
        }
    for title, lines in tables.items():
        print(f'### {title}\n', *lines, sep='\n', end='\n\n')
    return 0


if __name__ == '__main__':
    sys.exit(main())
