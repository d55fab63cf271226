"""Writes the golden files by running the genuine TensorFlow 1.15.5.

  python -m tests.golden.generate                    all of tests/golden
  python -m tests.golden.generate --cases=cnn,mlp    some of them
  python -m tests.golden.generate --out=/tmp/fresh --seeds=11,12,13

It needs the environment that `python -m tf1_ref genuine` makes, and makes it if there is a Python 3.7.
"""

from __future__ import annotations

import argparse
import functools
import os
import pathlib
import random
import subprocess
import sys

from tf1_ref.errors import Tf1RefError
from tf1_ref.legacy.genuine import environment
from tf1_ref.legacy.genuine.pythons import find_python  # noqa: F401 (of other versions, for other generators)

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
SEEDS = (1, 7, 777)
# The models whose weights are small enough to be kept; those of the ResNet are compared live only.
CHECKPOINTS = ('batch_norm_cnn', 'srcnn')
MISSING = 'the genuine TensorFlow 1.15.5 is not to be had here; `python -m tf1_ref genuine` tells why'


def fresh_seeds() -> list[int]:
    """Three graph seeds from the operating system."""
    return random.SystemRandom().sample(range(1, 2**31), 3)


@functools.cache
def oracle_python() -> str | None:
    """The Python of the environment with the genuine article, made if need be; None, and why, where it cannot be."""
    try:
        return environment.make(_say, may_install=False)
    except Tf1RefError as error:
        _say(str(error))
        return None


def _say(line):
    print(line, file=sys.stderr, flush=True)


def run_genuine(module, *arguments) -> None:
    """Runs a module of this project with the genuine article."""
    environment = {**os.environ, 'PYTHONPATH': str(REPOSITORY), 'TF_CPP_MIN_LOG_LEVEL': '3', 'PYTHONWARNINGS': 'ignore'}
    environment.pop('TF2_BEHAVIOR', None)  # which importing TensorFlow 2 has put there
    subprocess.run([oracle_python(), '-m', module, *arguments], check=True, env=environment, cwd=REPOSITORY)


def generate(out, seeds=SEEDS, cases='', checkpoints=CHECKPOINTS, optimizers='', nudges=None) -> None:
    """Writes golden files.

    Args:
        out: their folder.
        seeds: graph seeds; models train from the first.
        cases: comma-separated names of cases; all by default.
        checkpoints: models whose weights and gradients are written besides.
        optimizers: comma-separated names; all of a case by default.
        nudges: how often the initial weights are nudged where the bound of the costs comes from it; by default
            `record.NUDGES` times, with every optimizer.
    """
    given = {'out': out, 'cases': cases, 'optimizers': optimizers}
    given.update(seeds=','.join(map(str, seeds)), checkpoints=','.join(checkpoints))
    given.update({} if nudges is None else {'nudges': nudges})
    run_genuine('tests.golden.genuine', *(f'--{name}={value}' for name, value in given.items()))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--out', default=str(HERE), help='folder for the files')
    parser.add_argument('--seeds', default=','.join(map(str, SEEDS)), help='three graph seeds')
    parser.add_argument('--cases', default='', help='comma-separated names of cases; all by default')
    arguments = parser.parse_args()
    unknown = _unknown(arguments.cases)
    if unknown:
        print(f'generate: --cases: no case is named {", ".join(unknown)}; see tests/golden/cases.py', file=sys.stderr)
        return 2
    if oracle_python() is None:
        print(f'generate: {MISSING}', file=sys.stderr)
        return 2
    pathlib.Path(arguments.out).mkdir(parents=True, exist_ok=True)
    generate(arguments.out, [int(seed) for seed in arguments.seeds.split(',')], arguments.cases)
    return 0


def _unknown(chosen):
    """Those of the chosen cases that are none: the genuine article would take them for `fixed`, and write a file."""
    if not chosen:
        return []
    from tests.golden import cases  # TensorFlow, which nothing else here needs

    return [name for name in chosen.split(',') if name not in (*cases.LAYERS, *cases.MODELS, *cases.OTHERS)]


if __name__ == '__main__':
    sys.exit(main())
