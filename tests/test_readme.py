"""Every command of the README and of the measured results, long ones at a small setting."""

import json
import os
import re
import shlex
import sys

import pytest

from tests import needs, warm
from tests.scripts.running import REPOSITORY
from tests.test_first_steps import FIRST_STEPS, README, blocks

RESULTS = (REPOSITORY / 'tests' / 'benchmarks' / 'results.md').read_text(encoding='utf-8')
ELSE = ''.join(part for part in README.split('\n## ') if part.partition('\n')[0] not in FIRST_STEPS)
FENCED = [line for commands, _ in blocks(ELSE + RESULTS) for line in commands.splitlines()]
INLINE = re.findall(r'`((?:python -m|\./run_all\.sh)[^`]*)`', ELSE)
COMMANDS = sorted({*FENCED, *INLINE} - {'python -m tf1_ref'})
# What makes a command small: later flags override earlier ones.
FAKE = ['--dataset=fake', '--batch_size=50']
SMALL = {
    'tf1_ref.scripts.train_cnn': [*FAKE, '--training_epochs=1'],
    'tf1_ref.scripts.train_mlp': ['--training_epochs=1'],
    'tf1_ref.scripts.compare_optimizers': [*FAKE, '--steps=10'],
    'tf1_ref.scripts.compare_preprocessing': [*FAKE, '--steps=10'],
    'tf1_ref.scripts.practice': [*FAKE, '--channels=2', '--training_epochs=2'],
    'tf1_ref.scripts.sweep': [*FAKE, '--training_epochs=2', '--grid=channels=2'],
    'tf1_ref.scripts.train_srcnn': [*FAKE, '--training_epochs=1'],
}
# Run by tests of their own: the suite itself, and what needs MNIST or TensorFlow 1.15.5.
ELSEWHERE = {
    'python -m tf1_ref.scripts.predict --log_dir=runs/cnn digit.png': 'tests/scripts/test_predict.py',
    'python -m tf1_ref.scripts.export --log_dir=runs/cnn': 'tests/scripts/test_export.py',
    'python -m tf1_ref.scripts.local_cluster --workers=2 --ps=1 -- train_cnn': 'tests/scripts/test_local_cluster.py',
    'python -m tf1_ref tour': 'tests/test_tour.py',
    './run_all.sh test': 'this is what runs here',
    './run_all.sh test --fast': 'a part of it',
    './run_all.sh': 'test_run_all.py',
    './run_all.sh oracle': 'tests/golden',
    './run_all.sh oracle-matrix': 'tests/golden/test_matrix.py',
    'python -m tests.golden.generate': 'tests/golden',
    'python -m tests.benchmarks.building_cost --runs=3': 'tests/benchmarks/test_building_cost.py',
    'python -m tests.benchmarks.deck_result': 'tests/benchmarks/test_deck_result.py',
    'python -m tests.benchmarks.extras': 'tests/benchmarks/test_extras.py',
    'python -m tests.fuzz all --minutes=10': 'tests/fuzz/test_fuzz.py',
    'python -m tests.benchmarks.graph_size': 'tests/benchmarks/test_graph_size.py',
    'python -m tests.benchmarks.legacy_overhead': 'a measurement of minutes',
    'python -m tests.benchmarks.port_comparison nlintz morvan/tutorial-contents --keep=kept': (
        'tests/benchmarks/test_port_comparison.py'
    ),
    'python -m tests.benchmarks.research FOLDER': 'tests/benchmarks/test_research.py',
    'python -m tests.benchmarks.port_speed': 'tests/benchmarks/test_port_speed.py',
    'python -m tests.benchmarks.speed --rounds=3 --epochs=1 --peers=FOLDER': 'tests/benchmarks/test_speed.py',
    'python -m tests.benchmarks.step_cost': 'tests/benchmarks/test_step_cost.py',
    'python -m tests.benchmarks.tools 660929f': 'tests/benchmarks/test_tools.py',
}


def page(name):
    return (REPOSITORY / 'tests' / name).read_text(encoding='utf-8')


@pytest.mark.parametrize('command', [command for command in COMMANDS if command not in ELSEWHERE])
def test_command(command, tmp_path, forks):
    python, flag, module, *arguments = shlex.split(command)
    assert (python, flag) == ('python', '-m')
    for path in ('tf1_ref', 'tests'):
        (tmp_path / path).symlink_to(REPOSITORY / path)
    if module == 'tf1_ref.scripts.report':  # which reads what another command has written
        run(['-m', 'tf1_ref.scripts.train_mlp', '--training_epochs=1', '--log_dir=runs/mlp'], tmp_path)
    run([flag, module, *arguments, *SMALL.get(module, [])], tmp_path, forks)


def run(arguments, cwd, variables=()):
    done = warm.run([sys.executable, *arguments], text=True, cwd=cwd, env={**os.environ, **dict(variables)})
    expected = 1 if 'diff' in arguments and '--list' not in arguments else 0
    if done.returncode != expected:
        needs.told(done.stderr)
    assert done.returncode == expected, done.stdout + done.stderr


def test_what_is_run_elsewhere_is_in_the_readme():
    assert set(ELSEWHERE) - {'./run_all.sh oracle'} <= set(COMMANDS)


def test_the_number_of_programs():
    found = [json.loads(path.read_text())['programs'] for path in (REPOSITORY / 'tests' / 'golden').glob('fixed.json')]
    found += [json.loads(path.read_text()) for path in (REPOSITORY / 'tests/compat/contrib/golden').glob('*.json')]
    assert 'Three thousand small programs' in README
    assert 3000 <= sum(map(len, found)) < 4000


def test_figures_are_those_of_the_pages_that_commands_write():
    found = re.findall(r'^all +(\d+) +(\d+)', page('compat/names/names.md'), re.M)
    names = [int(works) + int(refused) for works, refused in found]
    assert names and all(f'Each of {number:,} names' in README for number in names)
    damaged = re.findall(r'^\| [^|]+\| ([\d,]+) \| \d+ \|', page('fuzz/fuzz.md'), re.M)
    assert f'What {sum(int(number.replace(",", "")) for number in damaged):,} damaged files did' in README
    conformance = re.findall(r'^\| 2\..*\| (\d+) \| no differences \|', page('golden/conformance.md'), re.M)
    assert conformance == ['27'] * 4 and '27 cases in four environments without a difference' in README
    research = {
        *re.findall(r'^\| ([\w.-]+)/\S+ \| TensorFlow 1.15.5 \|', page('benchmarks/research/research.md'), re.M)
    }
    assert len(research) == 13 and '[Thirteen research repositories]' in README
    for row in ('| CNN, cost of the epochs 1 to 5 |', '| CNN, accuracy |'):
        for number in re.findall(r'\d\.\d{4}', README.partition(row)[2].partition('\n')[0]):
            assert number in RESULTS, number


def test_the_readme_stays_short():
    assert len(README.splitlines()) <= 255


def test_the_map_names_every_room():
    rooms = {path.parent.name for path in (REPOSITORY / 'tf1_ref').glob('*/__init__.py')}
    assert set(re.findall(r'^\| `tf1_ref/(\w+)/`', README, re.M)) == rooms


def test_every_script_is_named():
    others = ('__init__', 'launch', 'training_flags', 'cluster_flags', 'results', 'trained')
    scripts = {path.stem for path in (REPOSITORY / 'tf1_ref' / 'scripts').glob('*.py')} - set(others)
    assert {name for name in scripts if f'tf1_ref.scripts.{name}' in README} == scripts
