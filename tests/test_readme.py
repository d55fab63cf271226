"""The README: its first screens followed by a newcomer with a wheel, and every other command at a small setting."""

import os
import re
import shlex
import shutil
import subprocess
import sys

import pytest

from tests import needs, warm
from tests.scripts.running import REPOSITORY

README = (REPOSITORY / 'README.md').read_text(encoding='utf-8')
RESULTS = (REPOSITORY / 'tests' / 'benchmarks' / 'results.md').read_text(encoding='utf-8')
# What a newcomer does first, in this order and in one folder.
FIRST_STEPS = ('Run your script', 'Port your folder', 'Pin variable scopes in a test')


def blocks(text):
    """The commands of each block for the shell, with what it prints, if that stands behind it."""
    return re.findall(r'```sh\n(.*?)```\n(?:\n```\n(.*?)```\n)?', text, re.S)


def section(title):
    return README.partition(f'\n## {title}\n')[2].partition('\n## ')[0]


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
# Run by tests of their own: the suite itself, and what needs MNIST or the genuine article.
ELSEWHERE = {
    './run_all.sh test': 'this is what runs here',
    './run_all.sh test --fast': 'a part of it',
    './run_all.sh': 'test_run_all.py',
    './run_all.sh oracle': 'tests/golden',
    './run_all.sh oracle-matrix': 'tests/golden/test_matrix.py',
    'python -m tests.golden.generate': 'tests/golden',
    'python -m tests.benchmarks.deck_result': 'tests/benchmarks/test_deck_result.py',
    'python -m tests.benchmarks.graph_size': 'tests/benchmarks/test_graph_size.py',
    'python -m tests.benchmarks.legacy_overhead': 'a measurement of minutes',
    'python -m tests.benchmarks.port_comparison nlintz morvan/tutorial-contents --keep=kept': (
        'tests/benchmarks/test_port_comparison.py'
    ),
    'python -m tests.benchmarks.port_speed': 'tests/benchmarks/test_port_speed.py',
}


@pytest.mark.parametrize('command', [command for command in COMMANDS if command not in ELSEWHERE])
def test_command(command, tmp_path):
    python, flag, module, *arguments = shlex.split(command)
    assert (python, flag) == ('python', '-m')
    for path in ('tf1_ref', 'tests'):
        (tmp_path / path).symlink_to(REPOSITORY / path)
    if module == 'tf1_ref.scripts.report':  # which reads what another command has written
        run(['-m', 'tf1_ref.scripts.train_mlp', '--training_epochs=1', '--log_dir=runs/mlp'], tmp_path)
    run([flag, module, *arguments, *SMALL.get(module, [])], tmp_path)


def run(arguments, cwd):
    done = warm.run([sys.executable, *arguments], text=True, cwd=cwd)
    expected = 1 if 'diff' in arguments and '--list' not in arguments else 0
    if done.returncode != expected:
        needs.told(done.stderr)
    assert done.returncode == expected, done.stdout + done.stderr


@pytest.fixture(scope='module')
def with_a_wheel(tmp_path_factory):
    """The variables of an environment with this project installed from a wheel, beside the packages that are here."""
    needs.modules('setuptools')
    folder = tmp_path_factory.mktemp('wheel')
    for name in ('setup.py', 'README.md'):
        shutil.copy(REPOSITORY / name, folder)
    shutil.copytree(REPOSITORY / 'tf1_ref', folder / 'tf1_ref', ignore=shutil.ignore_patterns('__pycache__'))
    pip = ['-m', 'pip', '--quiet', '--disable-pip-version-check']
    build = [sys.executable, *pip, 'wheel', '--no-deps', '--no-build-isolation', f'--wheel-dir={folder}', str(folder)]
    subprocess.run(build, check=True, capture_output=True, text=True)
    environment = folder / 'environment'
    subprocess.run([sys.executable, '-m', 'venv', '--without-pip', str(environment)], check=True)
    (site,) = environment.glob('lib/*/site-packages')
    (site / 'shared.pth').write_text('\n'.join(path for path in sys.path if path.endswith('-packages')))
    (wheel,) = folder.glob('*.whl')
    install = [environment / 'bin' / 'python', *pip, 'install', '--no-deps', '--no-index', '--ignore-installed']
    subprocess.run([*install, str(wheel)], check=True, capture_output=True, text=True)
    path = os.pathsep.join([str(environment / 'bin'), os.environ['PATH']])
    return {**os.environ, 'PATH': path, 'TF_CPP_MIN_LOG_LEVEL': '3'}


def test_the_first_steps(with_a_wheel, tmp_path):
    """From an empty folder to one's own script running, one's folder ported, and a scope pinned."""

    def shell(commands, code=0):
        done = subprocess.run(
            ['bash', '-ec', commands], cwd=tmp_path, env=with_a_wheel, capture_output=True, text=True, timeout=600
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    place = shell('python -c "import tf1_ref; print(tf1_ref.__file__)"; tf1-ref --help > /dev/null')
    assert str(REPOSITORY) not in place
    *before, (pin, _) = (block for title in FIRST_STEPS for block in blocks(section(title)))
    assert sum(bool(printed) for _, printed in before) == 2
    for commands, printed in before:
        assert printed in shell(commands)
    shell(pin)
    assert (tmp_path / '__snapshots__' / 'test_net' / 'test_net.json').exists()
    net = tmp_path / 'net.py'
    net.write_text(net.read_text().replace("variable_scope('net')", "variable_scope('layer')"))
    failure = shell('python -m pytest -q test_net.py', code=1)
    said = re.findall('^E +(?:AssertionError: )?(.*)', failure, re.M)
    expected = re.search('After renaming the scope:\n\n```\n(.*?)```', README, re.S).group(1).splitlines()
    assert said[: len(expected)] == [line.strip() for line in expected]


def test_what_is_run_elsewhere_is_in_the_readme():
    assert set(ELSEWHERE) - {'./run_all.sh oracle'} <= set(COMMANDS)


def test_the_map_names_every_room():
    rooms = {path.parent.name for path in (REPOSITORY / 'tf1_ref').glob('*/__init__.py')}
    assert set(re.findall(r'^\| `tf1_ref/(\w+)/`', README, re.M)) == rooms


def test_every_script_is_named():
    others = ('__init__', 'launch', 'training_flags', 'results')
    scripts = {path.stem for path in (REPOSITORY / 'tf1_ref' / 'scripts').glob('*.py')} - set(others)
    assert {name for name in scripts if f'tf1_ref.scripts.{name}' in README} == scripts
