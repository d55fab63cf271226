"""The live comparison in one environment for each end of what is supported: the oldest and the newest TensorFlow.

  python -m tests.golden.matrix                       all environments, from the same fresh seeds
  python -m tests.golden.matrix --seeds=11,12,13      the same from these seeds
  python -m tests.golden.matrix --only=2.16.2         some of the environments
  python -m tests.golden.matrix --cases=cnn,dense     some of the cases
  python -m tests.golden.matrix --folder=FOLDER       keeps what was found there, and takes it up again
  python -m tests.golden.matrix --write               writes the tables into tests/golden/conformance.md as well
  python -m tests.golden.matrix --write --cases=NAME  renews the rows of some cases there, from the seeds of that page

It needs the Pythons that it names (PYTHON310 and so on, or `python3.10` on the PATH, or pyenv's), and Python 3.7 for
the genuine TensorFlow 1.15.5, which runs once for all of them. Each environment is made once, in the folder that
TF1_REF_MATRIX names (default: .venv-matrix beside setup.py). Exit code 1 for a difference, 2 where no environment can
be made.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from tests.golden import generate, tables
from tf1_ref.compat.process import supported

CONSTRAINTS = {supported.OLDEST: f'.ci/constraints-{supported.OLDEST}.txt', supported.NEWEST: '.ci/constraints.txt'}
# TensorFlow, Python, and the packages of its time.
ENVIRONMENTS = tuple(
    (release, python, CONSTRAINTS['{}.{}'.format(*supported.minor_of(release))]) for release, python in supported.ENDS
)


def make(tensorflow, python, constraints) -> pathlib.Path | None:
    """The Python of an environment, which is made if it is not complete; None without a Python of that version."""
    folder = pathlib.Path(os.environ.get('TF1_REF_MATRIX', generate.REPOSITORY / '.venv-matrix'))
    folder = folder / _name(tensorflow, python)
    pins, complete = generate.REPOSITORY / constraints, folder / 'complete'
    if not complete.exists() or complete.read_text() != pins.read_text():
        found = generate.find_python(python)
        if found is None:
            return None
        print(f'Making the environment of TensorFlow {tensorflow} on Python {python} in {folder}', flush=True)
        subprocess.run([found, '-m', 'venv', '--clear', str(folder)], check=True)
        pip = [str(folder / 'bin' / 'python'), '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check']
        project = f'{generate.REPOSITORY}[legacy]'
        subprocess.run([*pip, '-c', str(pins), f'tensorflow=={tensorflow}', '-e', project], check=True)
        complete.write_text(pins.read_text())
    return folder / 'bin' / 'python'


def run(python, folder, seeds, chosen='') -> dict:
    """The result of the live comparison in one environment; what it has found is kept in `folder`."""
    path = pathlib.Path(folder) / f'{python.parent.parent.name}.json'
    if not (path.exists() and _is_complete(json.loads(path.read_text()), seeds, chosen)):
        path.unlink(missing_ok=True)
        arguments = [f'--seeds={",".join(map(str, seeds))}', f'--cases={chosen}', f'--json={path}']
        command = [str(python), '-m', 'tests.golden.live', *arguments, f'--genuine={pathlib.Path(folder) / "genuine"}']
        quiet = {'TF_CPP_MIN_LOG_LEVEL': '3', **os.environ}
        done = subprocess.run(command, cwd=generate.REPOSITORY, stdout=subprocess.PIPE, text=True, env=quiet)
        if not path.exists():
            raise RuntimeError(f'{" ".join(command)} ended with {done.returncode}: {done.stdout}')
    return json.loads(path.read_text())


def _is_complete(result, seeds, chosen):
    names = [row['case'] for row in result['cases']]
    return result['seeds'] == list(seeds) and (names == chosen.split(',') if chosen else bool(result['checkpoints']))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--seeds', help='three graph seeds; fresh ones by default')
    parser.add_argument('--only', default='', help='environments whose name begins so, such as 2.16.2-python3.10')
    parser.add_argument('--cases', default='', help='comma-separated names of cases; all by default')
    parser.add_argument('--folder', help='a folder for what was found; a temporary one by default')
    parser.add_argument('--write', action='store_true', help='write the tables into tests/golden/conformance.md')
    arguments = parser.parse_args()
    chosen = [one for one in ENVIRONMENTS if _name(*one).startswith(arguments.only)]
    if not chosen:
        names = ', '.join(_name(*one) for one in ENVIRONMENTS)
        print(f'oracle-matrix: --only={arguments.only} is none of: {names}', file=sys.stderr)
        return 2
    if generate.oracle_python() is None:
        print(f'oracle-matrix: skipped: {generate.MISSING}')
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(arguments.folder or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        kept = json.loads(tables.CONFORMANCE.read_text()) if arguments.write and arguments.cases else []
        seeds = kept[0]['seeds'] if kept and not arguments.seeds else _seeds(folder, arguments.seeds)
        results = [one for one in (_run_in(one, folder, seeds, arguments.cases) for one in chosen) if one]
    if not results:
        return 2
    print(tables.render(results))
    different = [f'{tables.name(result)}: {what}' for result in results for what in tables.differences(result)]
    print('\n'.join(different) or 'oracle-matrix: no differences')
    if arguments.write:
        results = _with_others(kept, results) if arguments.cases else results
        if len(results) < len(ENVIRONMENTS):
            print('oracle-matrix: conformance.md was left as it is: it has all environments and cases', file=sys.stderr)
            return 2
        tables.CONFORMANCE.write_text('[\n' + ',\n'.join(json.dumps(result) for result in results) + '\n]\n')
        tables.write(results)
    return 1 if different else 0


def _with_others(kept, results):
    """What conformance.md shows, with the rows of these results; nothing where it shows other environments or seeds."""
    from tests.golden import cases  # TensorFlow, which nothing else here needs

    same = ('tensorflow', 'python', 'numpy', 'keras', 'seeds')
    if [[one[key] for key in same] for one in kept] != [[one[key] for key in same] for one in results]:
        return []
    merged = []
    for before, now in zip(kept, results, strict=True):
        rows = {row['case']: row for row in (*before['cases'], *now['cases'])}
        merged.append({**before, 'cases': [rows[name] for name in (*cases.LAYERS, *cases.MODELS) if name in rows]})
    return merged


def _name(tensorflow, python, *_):
    return f'{tensorflow}-python{python}'


def _seeds(folder, given):
    """The seeds that were given, or those that the folder has results of, or fresh ones."""
    kept = folder / 'seeds.json'
    if given:
        seeds = [int(seed) for seed in given.split(',')]
    else:
        seeds = json.loads(kept.read_text()) if kept.exists() else generate.fresh_seeds()
    kept.write_text(json.dumps(seeds))
    return seeds


def _run_in(environment, folder, seeds, chosen):
    """The result of one environment; None, and a line that says why, where it cannot be made."""
    name = _name(*environment)
    try:
        python = make(*environment)
    except subprocess.CalledProcessError as error:
        print(f'oracle-matrix: {name} cannot be made: {error}', file=sys.stderr)
        return None
    if python is None:
        version = environment[1]
        variable = f'PYTHON{version.replace(".", "")}'
        print(f'oracle-matrix: {name} skipped: no Python {version} found; install one, or name it with {variable}')
        return None
    print(f'oracle-matrix: {name}', flush=True)
    return run(python, folder, seeds, chosen)


if __name__ == '__main__':
    sys.exit(main())
