"""Writes the golden files by running the genuine TensorFlow 1.15.5.

  python -m tests.golden.generate                    all of tests/golden
  python -m tests.golden.generate --cases=cnn,mlp    some of them
  python -m tests.golden.generate --out=/tmp/fresh --seeds=11,12,13

It needs a Python 3.7 (the one that PYTHON37 names, or `python3.7` on the PATH, or pyenv's) and makes an environment
with the genuine article for it, once, in the folder that TF1_REF_ORACLE names (default: .venv37 beside setup.py).
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
PACKAGES = ['tensorflow==1.15.5', 'protobuf==3.20.3', 'numpy==1.18.5', 'h5py==2.10.0']
SEEDS = (1, 7, 777)
# The models whose weights are small enough to be kept; those of the ResNet are compared live only.
CHECKPOINTS = ('batch_norm_cnn', 'srcnn')
MISSING = 'no Python 3.7 found for the genuine TensorFlow 1.15.5; install one, or name it with PYTHON37'


def fresh_seeds() -> list[int]:
    """Three graph seeds from the operating system."""
    return random.SystemRandom().sample(range(1, 2**31), 3)


def find_python(version: str) -> str | None:
    """The path of a Python of this version ('3.7'), or None: PYTHON37 names it, or it is on the PATH, or pyenv's."""
    pyenv = pathlib.Path(os.environ.get('PYENV_ROOT', pathlib.Path.home() / '.pyenv'))
    candidates = [os.environ.get(f'PYTHON{version.replace(".", "")}'), shutil.which(f'python{version}')]
    candidates += sorted(str(path) for path in pyenv.glob(f'versions/{version}.*/bin/python'))
    for candidate in candidates:
        if candidate and _is_python(candidate, version):
            return candidate
    return None


def oracle_python() -> str | None:
    """The Python of the environment with the genuine article, made if need be; None without a Python 3.7."""
    folder = pathlib.Path(os.environ.get('TF1_REF_ORACLE', REPOSITORY / '.venv37'))
    python = folder / 'bin' / 'python'
    with open(pathlib.Path(tempfile.gettempdir()) / 'tf1_ref_oracle.lock', 'w') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two test processes may ask at once
        if not (folder / 'complete').exists():
            python37 = find_python('3.7')
            if python37 is None:
                return None
            _make(folder, python37, python)
    return str(python)


def _make(folder, python37, python):
    print(f'Making the environment of the genuine TensorFlow 1.15.5 in {folder}', file=sys.stderr, flush=True)
    subprocess.run([python37, '-m', 'venv', '--clear', str(folder)], check=True)
    pip = [str(python), '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check']
    # The pip that comes with Python 3.7 does not know today's wheels.
    subprocess.run([*pip, '--upgrade', 'pip'], check=True)
    subprocess.run([*pip, *PACKAGES], check=True)
    (folder / 'complete').touch()


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
        nudges: how often the initial weights are nudged; `record.NUDGES` by default.
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
    generate(arguments.out, [int(seed) for seed in arguments.seeds.split(',')], arguments.cases)
    return 0


def _unknown(chosen):
    """Those of the chosen cases that are none: the genuine article would take them for `fixed`, and write a file."""
    if not chosen:
        return []
    from tests.golden import cases  # TensorFlow, which nothing else here needs

    return [name for name in chosen.split(',') if name not in (*cases.LAYERS, *cases.MODELS, 'fixed')]


def _is_python(candidate, version):
    code = f'import sys; sys.exit("%d.%d" % sys.version_info[:2] != "{version}")'
    try:
        return subprocess.run([candidate, '-c', code], capture_output=True).returncode == 0
    except OSError:
        return False


if __name__ == '__main__':
    sys.exit(main())
