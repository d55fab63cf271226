"""Measures how fast training is, beside TensorFlow 1.15.5, the framework's own limit, Keras, PyTorch and JAX.

  python -m tests.benchmarks.speed --peers=FOLDER
  python -m tests.benchmarks.speed --only=cnn,mlp --ways=loop,bare --rounds=3

Each workload (models of the deck and a recurrent one, batches of 100) is trained in each way by a process of its own.
The ways take turns, round after round, so that all meet the same machine; nothing else should run. Of a process the
first epoch, which compiles and fills caches, is left out. Shown are the median over the rounds, the smallest and the
largest, the whole process from start to end, and ratios to the slide's loop and to the bare step. What cannot be run is
said. Progress is on standard error; the page, its JSON and its picture are written beside each other.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

from tests.benchmarks.speed import page, workloads
from tf1_ref.files import write_json
from tf1_ref.legacy.genuine import environment
from tf1_ref.terminal import counted

ROOT = pathlib.Path(__file__).resolve().parents[3]
MODULE = 'tests.benchmarks.speed'
# What is installed in an environment of its own.
PEERS = {'pytorch': ['torch==2.14.1', 'numpy'], 'jax': ['jax==0.10.2']}
# The slide's loop with other settings of TensorFlow, which are environment variables.
SETTINGS = {
    'xla': {'TF_XLA_FLAGS': '--tf_xla_auto_jit=2 --tf_xla_cpu_global_jit'},
    'one_thread': {'TF_NUM_INTRAOP_THREADS': '1'},
    'no_onednn': {'TF_ENABLE_ONEDNN_OPTS': '0'},
}
# Way: the environment, the module, its arguments before and behind the number of epochs.
WAYS = {
    '1.15.5': ('genuine', 'tensorflow1', ['loop'], ['genuine']),
    'loop': ('here', 'tensorflow1', ['loop'], []),
    'long_run': ('here', 'tensorflow1', ['long_run'], []),
    **{way: ('here', 'tensorflow1', [way], []) for way in ('callable', 'dataset', 'resident', 'inline', 'towers')},
    'bare': ('here', 'tensorflow1', ['bare'], []),
    **{way: ('here', 'tensorflow1', ['loop'], []) for way in SETTINGS},
    'keras': ('here', 'keras_fit', [], []),
    'torch': ('pytorch', 'pytorch', ['eager'], []),
    'torch.compile': ('pytorch', 'pytorch', ['compiled'], []),
    'jax': ('jax', 'jax_jit', [], []),
}


def main() -> int:
    """Measures, and writes the page; returns 0."""
    parser = argparse.ArgumentParser(
        prog=f'python -m {MODULE}', description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument('--rounds', type=int, default=5, help='processes of each workload and way (default: 5)')
    parser.add_argument('--epochs', type=int, default=2, help='epochs of a process that count (default: 2)')
    parser.add_argument('--only', default=','.join(workloads.WORKLOADS), help='workloads (default: %(default)s)')
    parser.add_argument('--ways', default=','.join(WAYS), help='ways (default: %(default)s)')
    parser.add_argument('--peers', type=pathlib.Path, help='folder for the environments of PyTorch and JAX; made there')
    parser.add_argument('--page', type=pathlib.Path, default=pathlib.Path('speed.md'), help='(default: ./speed.md)')
    options = parser.parse_args()
    names, ways = options.only.split(','), options.ways.split(',')
    for given, known, flag in ((names, workloads.WORKLOADS, 'only'), (ways, WAYS, 'ways')):
        if unknown := [name for name in given if name not in known]:
            parser.error(f'--{flag}: {", ".join(unknown)} is not known; there are {", ".join(known)}')
    if options.rounds < 1 or options.epochs < 1:
        parser.error('--rounds and --epochs are at least 1')
    found = {}
    for name in names:
        found[name] = measure(name, ways, options.rounds, options.epochs, pythons(options.peers))
        content = {'rounds': options.rounds, 'epochs': options.epochs, 'cores': os.cpu_count(), 'found': found}
        write_json(options.page.with_suffix('.json'), content)
        page.write(content, options.page)
    print(options.page.read_text(encoding='utf-8'))
    return 0


def pythons(peers: pathlib.Path | None) -> dict[str, str]:
    """The Python of each environment; those that are not to be had are left out."""
    found = {'here': sys.executable}
    if genuine := environment.python():
        found['genuine'] = genuine
    for name, packages in PEERS.items() if peers else ():
        python = peers.absolute() / name / 'bin' / 'python'
        if not python.exists():
            print(f'making the environment {python.parents[1]}', file=sys.stderr, flush=True)
            subprocess.run([sys.executable, '-m', 'venv', python.parents[1]], check=True)
            subprocess.run([python, '-m', 'pip', 'install', '--quiet', *packages], check=True)
        found[name] = str(python)
    return found


def measure(name: str, ways: list[str], rounds: int, epochs: int, pythons: dict[str, str]) -> dict:
    """Of one workload, by way: `seconds` of an epoch and of the `whole` process for each round, or why not."""
    found: dict[str, dict] = {way: {'seconds': [], 'whole': []} for way in ways}
    for number in range(rounds):
        for way in ways:
            if 'missing' in found[way]:
                continue
            print(f'{name}, {way}: round {number + 1} of {counted(rounds, "round")}', file=sys.stderr, flush=True)
            row = run(name, way, epochs, pythons)
            if 'missing' in row:
                found[way] = row
                continue
            found[way]['seconds'].append(statistics.median(row['seconds'][1:]))
            found[way]['whole'].append(row['whole'])
            found[way].update({'cost': row['cost']} if 'cost' in row else {})
    return found


def run(name: str, way: str, epochs: int, pythons: dict[str, str]) -> dict:
    """Runs one process: what it printed, and the seconds of the `whole` of it; or what is `missing`."""
    place, module, before, behind = WAYS[way]
    if place not in pythons:
        return {'missing': f'there is no environment {place}'}
    command = [pythons[place], '-m', f'{MODULE}.{module}', name, *before, str(epochs + 1), *behind]
    settings = {'PYTHONPATH': str(ROOT), 'TF_CPP_MIN_LOG_LEVEL': '3', 'PYTHONWARNINGS': 'ignore'}
    environment = {key: value for key, value in os.environ.items() if key != 'TF2_BEHAVIOR'}
    environment.update(settings, **SETTINGS.get(way, {}))
    started = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=ROOT)
    whole = time.perf_counter() - started
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ['no message']
        return {'missing': f'ended with {done.returncode}: {last[0][:200]}'}
    return {**json.loads(done.stdout.strip().splitlines()[-1]), 'whole': whole}


if __name__ == '__main__':
    sys.exit(main())
