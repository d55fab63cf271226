"""Recordings of programs, and how two of them compare."""

import copy
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

import pytest

from tests import needs
from tf1_ref.errors import InputError, SetupError
from tf1_ref.legacy.verify import recordings

pytestmark = pytest.mark.usefixtures('forked')

ONE = {
    'variables': [['v', [2], 'float32'], ['w', None, 'float32']],
    'seeds': [['v/RandomUniform', 'RandomUniform', 0, 7]],
    'calls': [[{'shape': [2], 'values': [1.0, float('nan')]}, {'shape': [], 'type': 'S'}], []],
}
SCRIPT = """\
import random, sys
import numpy as np
import tensorflow as tf

x = tf.random_normal([3], name='drawn')
v = tf.get_variable('v', [2, 3])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(int(sys.argv[1])):
        print(sess.run({'b': x, 'a': [v, tf.constant('text')]})['a'][0].shape)
    sess.run(x * random.random() + np.random.rand())
"""


def test_the_same():
    comparison = recordings.compare(ONE, copy.deepcopy(ONE))
    assert comparison.same and comparison == recordings.Comparison([], [], [])


@pytest.mark.parametrize(
    ('change', 'kind', 'said'),
    [
        (lambda r: r['variables'].pop(), 'variables', '2 variables became 1'),
        (
            lambda r: r['variables'].reverse(),
            'variables',
            "variable ['v', [2], 'float32'] became ['w', None, 'float32']",
        ),
        (lambda r: r['seeds'][0].__setitem__(3, 8), 'seeds', "random op ['v/RandomUniform', 'RandomUniform', 0, 7]"),
        (lambda r: r['calls'].pop(), 'values', '2 results of Session.run became 1'),
        (lambda r: r['calls'][0][0].update(values=[1.01, float('nan')]), 'values', 'call 1: 1.0 became 1.01'),
        (lambda r: r['calls'][0][0].update(values=[float('nan')] * 2), 'values', 'call 1: 1.0 became nan'),
        (lambda r: r['calls'][0][0].pop('values'), 'values', 'call 1: numbers became none'),
        (lambda r: r['calls'][0][0].update(name='v:0', values=[2.0, 0.0]), 'values', 'call 1: 1.0 became 2.0'),
        (lambda r: r['calls'][0][0].update(shape=[3]), 'values', 'call 1: shapes [[2], []] became [[3], []]'),
    ],
)
def test_each_difference(change, kind, said):
    other = copy.deepcopy(ONE)
    change(other)
    found = recordings.compare(ONE, other)
    assert not found.same and getattr(found, kind)[0].startswith(said)
    assert [name for name in ('variables', 'seeds', 'values') if getattr(found, name)] == [kind]


def test_rounding_is_no_difference():
    other = copy.deepcopy(ONE)
    other['calls'][0][0]['values'][0] = 1.0005
    assert recordings.compare(ONE, other).same


@pytest.fixture(scope='module')
def folder(tmp_path_factory):
    """A script beside a large file."""
    source = tmp_path_factory.mktemp('source')
    (source / 'script.py').write_text(SCRIPT)
    (source / 'large').write_bytes(b'0' * recordings.LARGE)
    return source


def record(folder, tmp_path, python=sys.executable, mode=recordings.RUN, arguments=('5',), calls=3, **options):
    tmp_path.mkdir(exist_ok=True)
    return recordings.record(
        str(python), mode, folder / 'script.py', arguments, folder=tmp_path, calls=calls, **options
    )


def test_the_runner_is_recorded_and_ended(folder, tmp_path):
    done = record(folder, tmp_path)
    assert done.ran, done.errors
    assert done.content['variables'] == [['v', [2, 3], 'float32']]
    assert [name for name, *_ in done.content['seeds']] == [
        'drawn/RandomStandardNormal',
        'v/Initializer/random_uniform/RandomUniform',
    ]
    shapes = [[one['shape'] for one in call] for call in done.content['calls']]
    assert shapes == [[], [[2, 3], [], [3]], [[2, 3], [], [3]]]
    assert pathlib.Path(done.content['graph']).stat().st_size > 0
    assert (tmp_path / 'work' / 'large').is_symlink() and not (tmp_path / 'work' / 'script.py').is_symlink()


def test_a_graph_whose_seed_is_taken_away_is_seeded_all_the_same(tmp_path):
    (tmp_path / 'source').mkdir()
    lines = ['import tensorflow as tf', 'tf.set_random_seed(None)', 'tf.Session().run(tf.random_normal([2]))']
    (tmp_path / 'source' / 'script.py').write_text('\n'.join(lines))
    done = record(tmp_path / 'source', tmp_path / 'out')
    assert done.content['seeds'] == [['random_normal/RandomStandardNormal', 'RandomStandardNormal', 0, 3]], done.errors


def test_beside_the_genuine_article(folder, tmp_path):
    python = needs.oracle()
    genuine = record(folder, tmp_path / 'genuine', python, recordings.PLAIN, ('1',), calls=9)
    here = record(folder, tmp_path / 'here', arguments=('1',), calls=9)
    assert genuine.ran and here.ran, genuine.errors + here.errors
    assert len(here.content['calls']) == 3 and here.content['tensorflow'].startswith('2.')
    assert recordings.compare(genuine.content, here.content) == recordings.Comparison([], [], [])


def is_running(process):
    state = pathlib.Path('/proc', str(process), 'stat')
    return state.exists() and state.read_text().split()[2] != 'Z'


def test_a_program_that_fails(tmp_path):
    (tmp_path / 'source').mkdir()
    child = "subprocess.Popen(['sleep', '600'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)"
    said = "print('started', child.pid, file=sys.stderr)"
    lines = ['import subprocess, sys, tensorflow as tf', f'child = {child}', said, '1 / 0']
    (tmp_path / 'source' / 'script.py').write_text('\n'.join(lines))
    done = record(tmp_path / 'source', tmp_path / 'out')
    child, deadline = int(re.search(r'started (\d+)', done.errors)[1]), time.monotonic() + 20
    while is_running(child):  # it is ended, too, at once or nearly so
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert done.exit_code == 1 and not done.ran and done.errors.endswith('ZeroDivisionError: division by zero')
    assert done.error == 'ZeroDivisionError: division by zero'


def test_a_missing_extra_is_no_difference(tmp_path):
    (tmp_path / 'source').mkdir()
    (tmp_path / 'source' / 'script.py').write_text('')
    (tmp_path / 'out').mkdir()
    said = "tf_slim is not installed; install it with: pip install 'tf1_ref[legacy]'"
    python = tmp_path / 'python'
    python.write_text(f'#!/bin/sh\necho "tf1_ref run: error: script.py:4: {said}" >&2\nexit 2\n')
    python.chmod(0o755)
    script = tmp_path / 'source' / 'script.py'
    with pytest.raises(SetupError, match=re.escape(f'script.py: {said}')):
        recordings.record(str(python), recordings.RUN, script, folder=tmp_path / 'out')


def test_a_program_that_takes_too_long(tmp_path):
    (tmp_path / 'source').mkdir()
    (tmp_path / 'source' / 'script.py').write_text('while True: pass\n')
    done = record(tmp_path / 'source', tmp_path / 'out', timeout=0.1)
    assert done.exit_code is None and not done.ran


def test_a_module(tmp_path):
    source = tmp_path / 'source'
    (source / 'package').mkdir(parents=True)
    (source / 'package' / 'helper.py').write_text('FACTOR = 3.0\n')
    lines = ['import sys, tensorflow as tf', 'from package import helper', 'sess = tf.Session()']
    lines += ['sess.run(tf.constant(helper.FACTOR * len(sys.argv)))']
    (source / 'package' / 'main.py').write_text('\n'.join(lines))
    (tmp_path / 'out').mkdir()
    done = recordings.record(
        sys.executable, recordings.RUN, source, ['--a', 'b'], folder=tmp_path / 'out', module='package.main'
    )
    assert done.ran, done.errors
    assert done.content['calls'] == [[{'shape': [], 'values': [9.0], 'name': 'Const:0'}]]


@pytest.mark.parametrize('mode', [recordings.RUN, recordings.PLAIN])
def test_a_notebook(tmp_path, mode):
    python = sys.executable if mode == recordings.RUN else needs.oracle()
    cells = [['%matplotlib inline\n', 'import tensorflow as tf'], 'print(tf.Session().run(tf.constant(7)))']
    content = {'cells': [{'cell_type': 'code', 'source': source} for source in cells]}
    (tmp_path / 'source').mkdir()
    script = tmp_path / 'source' / 'a notebook.ipynb'
    script.write_text(json.dumps(content))
    (tmp_path / 'out').mkdir()
    done = recordings.record(python, mode, script, folder=tmp_path / 'out')
    assert done.ran, done.errors
    assert done.content['calls'] == [[{'shape': [], 'values': [7.0], 'name': 'Const:0'}]]


def test_the_whole_of_a_folder_is_there(tmp_path):
    source = tmp_path / 'source'
    for name in ('deep', '.git', 'env'):
        (source / name).mkdir(parents=True)
    (source / 'env' / 'pyvenv.cfg').touch()
    (source / 'shared.txt').touch()
    (source / 'deep' / 'script.py').write_text('import os; print(os.listdir("..")); open("../shared.txt").read()')
    (tmp_path / 'out').mkdir()
    done = recordings.record(
        sys.executable, recordings.PLAIN, source / 'deep' / 'script.py', folder=tmp_path / 'out', root=source
    )
    assert done.ran, done.errors
    assert sorted(path.name for path in (tmp_path / 'out' / 'work').iterdir()) == ['deep', 'shared.txt']


def test_a_script_that_is_run_from_another_folder(tmp_path):
    source = tmp_path / 'source'
    (source / 'deep').mkdir(parents=True)
    (source / 'more').mkdir()
    (source / 'more' / 'helper.py').write_text('NAME = "shared.txt"\n')
    (source / 'shared.txt').touch()
    (source / 'deep' / 'script.py').write_text('import helper; open(helper.NAME).read()')
    (tmp_path / 'out').mkdir()
    script, folder = source / 'deep' / 'script.py', tmp_path / 'out'
    done = recordings.record(
        sys.executable, recordings.PLAIN, script, folder=folder, root=source, place=source, paths=['more']
    )
    assert done.ran, done.errors


def test_folders_of_modules_on_both_sides(monkeypatch):
    package = str(recordings.PACKAGE.parent)
    monkeypatch.chdir('/')
    monkeypatch.setenv('PYTHONPATH', f'mine:/lib/python3.11/site-packages:{package}')
    assert recordings._surroundings(is_here=False)['PYTHONPATH'] == '/mine'
    assert recordings._surroundings(is_here=True)['PYTHONPATH'].split(':')[:2] == [package, '/mine']
    monkeypatch.delenv('PYTHONPATH')
    assert 'PYTHONPATH' not in recordings._surroundings(is_here=False)
    monkeypatch.setattr(recordings, 'PACKAGE', pathlib.Path('/lib/python3.11/site-packages/tf1_ref'))
    assert 'PYTHONPATH' not in recordings._surroundings(is_here=True)


def test_what_is_installed_beside_this_project_is_found(tmp_path):
    """Where it is installed from a wheel, as the script's other packages are."""
    environment = tmp_path / 'environment'
    subprocess.run([sys.executable, '-m', 'venv', '--without-pip', environment], check=True)
    (installed,) = environment.glob('lib/python*/site-packages')
    shutil.copytree(recordings.PACKAGE, installed / 'tf1_ref', ignore=shutil.ignore_patterns('__pycache__'))
    (installed / 'only_here.py').write_text('VALUE = 5.0\n')
    libraries = [path for path in sys.path if path.endswith('site-packages')]
    (installed / 'dependencies.pth').write_text('\n'.join(libraries))
    source = tmp_path / 'source'
    source.mkdir()
    lines = ['import only_here', 'import tensorflow as tf', 'tf.Session().run(tf.constant(only_here.VALUE))']
    (source / 'script.py').write_text('\n'.join(lines))
    (tmp_path / 'out').mkdir()
    code = (
        'import pathlib, sys; from tf1_ref.legacy.verify import recordings\n'
        "script, out = pathlib.Path('source/script.py'), pathlib.Path('out')\n"
        "done = recordings.record(sys.executable, 'run', script, folder=out)\n"
        'print(done.ran, done.errors, recordings.PACKAGE)'
    )
    without = {name: value for name, value in os.environ.items() if name != 'PYTHONPATH'}
    done = subprocess.run(
        [environment / 'bin' / 'python', '-c', code], cwd=tmp_path, env=without, capture_output=True, text=True
    )
    assert done.stdout.startswith('True ') and str(installed) in done.stdout, done.stdout + done.stderr


def test_traces(folder, tmp_path):
    done = record(folder, tmp_path, calls=2, traced=True)
    assert done.ran, done.errors
    assert [bool(trace['variables']) for trace in done.content['traces']] == [False, True]
    assert 'drawn/RandomStandardNormal' in [op[0] for op in done.content['traces'][1]['ops']]


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match='cannot be copied'):
        recordings.copy_folder(tmp_path / 'none', tmp_path / 'copy')
