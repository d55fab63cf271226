"""The README's first screens, followed as a newcomer does: in an empty folder, with a wheel of this project installed.

TF1_REF_INSTALLED names an environment with the wheel; without it one is made.
"""

import os
import pathlib
import re
import subprocess

import pytest

from tests import building, needs, stand_in
from tests.arrows import ROOT

README = (ROOT / 'README.md').read_text(encoding='utf-8')
# What a newcomer does first, in this order and in one folder.
FIRST_STEPS = ('Run your script', 'Port your folder', 'Pin variable scopes in a test')


def blocks(text):
    """The commands of each block for the shell, with what they print, if that stands behind it."""
    return re.findall(r'```sh\n(.*?)```\n(?:\n```\n(.*?)```\n)?', text, re.S)


def section(title):
    return README.partition(f'\n## {title}\n')[2].partition('\n## ')[0]


@pytest.fixture(scope='module')
def installed(tmp_path_factory):
    needs.modules('libcst', 'fissix')
    if 'TF1_REF_INSTALLED' in os.environ:
        return pathlib.Path(os.environ['TF1_REF_INSTALLED']).resolve()
    building.needed()
    folder = tmp_path_factory.mktemp('wheel')
    wheel = building.wheel(building.sources(folder / 'sources'), folder)
    return building.environment_with(wheel, folder / 'environment')


@pytest.fixture
def python(installed, tmp_path):
    """A `python` that forks, by the environment's."""
    with stand_in.python(tmp_path / 'bin', installed / 'bin' / 'python') as python:
        yield python


def test_from_an_empty_folder(installed, python, tmp_path):
    """To one's own script running, one's folder ported, and a variable scope pinned."""
    folder = tmp_path / 'empty'
    folder.mkdir()
    path = os.pathsep.join([str(installed / 'bin'), os.environ['PATH']])
    started = {**os.environ, 'PATH': path, 'TF_CPP_MIN_LOG_LEVEL': '3'}
    for name in ('PYTHONPATH', 'PYTEST_ADDOPTS', 'PYTEST_PLUGINS'):  # which may name the checkout
        started.pop(name, None)
    environment = stand_in.environment(python, started)

    def shell(commands, code=0, environment=environment):
        done = subprocess.run(
            ['bash', '-ec', commands], cwd=folder, env=environment, capture_output=True, text=True, timeout=600
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    for place in (started, environment):
        where = shell('python -c "import tf1_ref; print(tf1_ref.__file__)"; tf1-ref --help > /dev/null', 0, place)
        assert where.startswith(str(installed))
    *before, (pin, _) = (block for title in FIRST_STEPS for block in blocks(section(title)))
    assert sum(bool(printed) for _, printed in before) == 2
    for commands, printed in before:
        assert printed in shell(commands)
    shell(pin)
    assert (folder / '__snapshots__' / 'test_net' / 'test_net.json').exists()
    net = folder / 'net.py'
    net.write_text(net.read_text().replace("variable_scope('net')", "variable_scope('layer')"))
    failure = shell('python -m pytest -q test_net.py', code=1)
    said = re.findall('^E +(?:AssertionError: )?(.*)', failure, re.M)
    expected = re.search('After renaming the scope:\n\n```\n(.*?)```', README, re.S).group(1).splitlines()
    assert said[: len(expected)] == [line.strip() for line in expected]
