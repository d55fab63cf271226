"""What every test gets: a default graph of its own; and the processes that tests share end with them."""

import os
import pathlib
import subprocess
import sys

import pytest

os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
pytest.register_assert_rewrite('tests.compat.contrib.parity')


# The files that take longest, in this order: on several cores they go first, so that none is alone at the end.
LONGEST = (
    'tests/golden/test_live.py',
    'tests/test_run_all.py',
    'tests/scripts/test_sweep.py',
    'tests/compat/contrib/test_parity.py',
    'tests/legacy/run/test_distributed.py',
    'tests/compat/built/tables/test_programs.py',
    'tests/test_readme.py',
    'tests/golden/test_golden.py',
    'tests/benchmarks/test_deck_result.py',
    'tests/scripts/test_local_cluster.py',
)


def pytest_collection_modifyitems(config, items):
    if hasattr(config, 'workerinput'):  # one of several processes of pytest-xdist
        order = {name: place for place, name in enumerate(LONGEST)}
        items.sort(key=lambda item: order.get(item.location[0], len(order)))


@pytest.fixture(autouse=True)
def fresh_default_graph():
    """Empties the default graph before a test, once anything has brought TensorFlow in."""
    if 'tf1_ref.compat.tf' in sys.modules:
        sys.modules['tf1_ref.compat.tf'].reset_default_graph()


def pytest_unconfigure():
    if 'tests.warm' in sys.modules:
        sys.modules['tests.warm'].end()


@pytest.fixture
def forked(monkeypatch):
    """Has `subprocess.run` fork Python from a process that has imported TensorFlow: see `tests.warm`."""
    from tests import warm

    monkeypatch.setattr(subprocess, 'run', warm.run_or_fork(subprocess.run))


@pytest.fixture(scope='session')
def forks(tmp_path_factory):
    """A variable by which a forked program forks the Python programs that it starts: see `tests.stand_in`."""
    from tests import stand_in

    with stand_in.python(tmp_path_factory.mktemp('bin')) as python:
        yield {'PYTHON_TO_START': str(python)}


@pytest.fixture
def forked_throughout(forked, forks, monkeypatch):
    """The same, and what is forked forks the Python programs that it starts in its turn."""
    for name, value in forks.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(scope='session')
def mnist_dir():
    """The folder of the real MNIST, named by DATA_DIR; the test is skipped without it."""
    folder = os.environ.get('DATA_DIR')
    if not folder:
        pytest.skip('no MNIST: name its folder with DATA_DIR=FOLDER')
    return pathlib.Path(folder).resolve()
