"""The plugin in a project that is not this one, run by pytest as its users run it."""

import importlib.util
import os
import pathlib
import subprocess
import sys

import pytest

from tests import needs, warm
from tests.scripts.running import REPOSITORY

# Stands for a graph, so that what is about files and selection needs no TensorFlow.
CONFTEST = """
import sys

import pytest
from tf1_ref.graphs.reading.messages import BINARY


class Net:
    def __init__(self, *names):
        self.names = names

    def as_graph_def(self, add_shapes):
        return BINARY.GraphDef(node=[{'name': name, 'op': 'NoOp'} for name in self.names])

    def get_all_collection_keys(self):
        return []


@pytest.fixture
def tf1_graph():
    return None


@pytest.fixture
def net():
    return Net


def pytest_sessionfinish(session):
    assert 'tensorflow' not in sys.modules
"""
TEST_A = """
import pytest


def test_one(tf1_graph_snapshot, net):
    tf1_graph_snapshot(net('a', 'b'))


@pytest.mark.parametrize('x', ['a/b', 'A/B'])
def test_many(tf1_graph_snapshot, net, x):
    tf1_graph_snapshot(net(x.replace('/', '')))


class TestNets:
    def test_two(self, tf1_graph_snapshot, net):
        tf1_graph_snapshot(net('a'), name='first')
        tf1_graph_snapshot(net('b'), name='second')


def test_that_does_not_ask():
    pass
"""
XDIST = ('-p', 'xdist') if importlib.util.find_spec('xdist') else ()
IMPORTED = (
    'pytest', *(('xdist.dsession', 'xdist.workermanage') if XDIST else ()), 'tf1_ref.graphs.diff.comparison',
    'tf1_ref.graphs.diff.report', 'tf1_ref.graphs.reading.from_tensorflow', 'tf1_ref.graphs.reading.snapshots',
)  # fmt: skip
# Files change within the second that Python's bytecode is dated by; other plugins take time and have no part in this.
QUICK = {'PYTHONDONTWRITEBYTECODE': '1', 'PYTEST_DISABLE_PLUGIN_AUTOLOAD': '1'}
UPDATE = '--tf1-update-snapshots'
SNAPSHOTS = 5


class Project:
    """A folder with tests of nets."""

    def __init__(self, folder):
        self.folder = folder
        self.write('conftest.py', CONFTEST)
        self.write('test_a.py', TEST_A)

    def write(self, name, content):
        (self.folder / name).write_text(content)

    def edit(self, name, old, new):
        content = (self.folder / name).read_text()
        assert old in content
        self.write(name, content.replace(old, new))

    def pytest(self, *arguments, plugin=('-p', 'tf1_ref.graphs.pytest_plugin'), imported=IMPORTED):
        """The exit code and the output of `python -m pytest`."""
        if '-n' in arguments:
            needs.modules('xdist')
        command = [sys.executable, '-m', 'pytest', *XDIST, '-p', 'no:warnings', *plugin, *arguments]
        environment = {**os.environ, 'PYTHONPATH': str(REPOSITORY), **QUICK}
        environment.pop('PYTEST_ADDOPTS', None)
        done = warm.run(command, cwd=self.folder, env=environment, text=True, imported=imported)
        return done.returncode, done.stdout + done.stderr

    def snapshots(self):
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob('__snapshots__/*/*'))


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path)


@pytest.fixture
def written(project):
    """The project once its snapshots were written."""
    code, out = project.pytest(UPDATE)
    assert code == 0 and f'{SNAPSHOTS} written: __snapshots__/test_a/TestNets-test_two.first.json' in out, out
    return project


def test_missing_written_and_found(project):
    code, out = project.pytest()
    assert code == 1 and '4 failed, 1 passed' in out and project.snapshots() == []
    assert 'E       AssertionError: there is no snapshot __snapshots__/test_a/test_one.json; this writes it:' in out
    assert "E         pytest --tf1-update-snapshots 'test_a.py::test_many[a/b]'" in out
    assert project.pytest(UPDATE)[0] == 0
    files = project.snapshots()
    assert len(files) == SNAPSHOTS and files[-1] == '__snapshots__/test_a/test_one.json'
    before = [(project.folder / name).stat().st_mtime_ns for name in files]
    code, out = project.pytest(UPDATE, '-n', '2')  # nothing has changed: nothing is written
    assert code == 0 and 'snapshots of graphs' not in out
    assert [(project.folder / name).stat().st_mtime_ns for name in files] == before
    for arguments in ([], ['-n', '2', '--dist=loadfile']):
        code, out = project.pytest(*arguments)
        assert code == 0 and '5 passed' in out and 'snapshots of graphs' not in out, out


def test_a_graph_that_has_changed(written):
    written.edit('test_a.py', "net('a', 'b')", "net('a', 'c')")
    code, out = written.pytest()
    assert code == 1 and '1 failed, 4 passed' in out
    assert ">       tf1_graph_snapshot(net('a', 'c'))" in out and 'pytest_plugin.py' not in out
    assert 'E       if the new graph is the right one:' in out
    assert 'E         pytest --tf1-update-snapshots test_a.py::test_one' in out
    content = (written.folder / '__snapshots__/test_a/test_one.json').read_bytes()
    code, out = written.pytest(UPDATE, 'test_a.py::test_one')
    assert code == 0 and '1 written: __snapshots__/test_a/test_one.json' in out
    assert (written.folder / '__snapshots__/test_a/test_one.json').read_bytes() != content
    assert written.pytest()[0] == 0


def test_unused_ones_fail_and_are_removed_when_told(written):
    written.edit('test_a.py', "name='second'", "name='first b'")
    written.edit(
        'test_a.py', 'def test_one(tf1_graph_snapshot, net):\n    tf1_graph_snapshot', 'def test_one(net):\n    print'
    )
    assert written.pytest(UPDATE, 'test_a.py::TestNets')[0] == 0  # part of a file: nothing is removed
    assert len(written.snapshots()) == SNAPSHOTS + 1
    expected = (
        '2 not asked for by any test (pytest --tf1-update-snapshots removes them): '
        '__snapshots__/test_a/TestNets-test_two.second.json, __snapshots__/test_a/test_one.json'
    )
    for arguments in (['.', '-q'], ['-n', '2']):
        code, out = written.pytest(*arguments)
        assert code == 1 and expected in out and '5 passed' in out, out
    code, out = written.pytest(UPDATE)
    assert code == 0 and '2 removed: __snapshots__/test_a/TestNets-test_two.second.json' in out
    assert len(written.snapshots()) == SNAPSHOTS - 1
    assert written.pytest()[0] == 0


def test_no_snapshot_is_unused_when_only_a_part_was_run(written):
    stale = written.folder / '__snapshots__/test_a/test_stale.json'
    stale.write_text('{}')
    partly = [
        ['test_a.py::test_one'],
        ['--pyargs', 'test_a::test_one'],
        ['-k', 'one'],
        ['-k', 'one', '-n', '2'],
        ['--deselect', 'test_a.py::test_one'],
        ['--collect-only'],
        ['-m', 'not slow', '-k', 'not one', UPDATE],
    ]
    for arguments in partly:
        code, out = written.pytest(*arguments)
        assert code == 0 and 'not asked for' not in out and stale.exists(), (arguments, out)
    assert written.pytest()[0] == 1
    # The last failed ones alone, then with another file beside them.
    written.edit('test_a.py', "net('a', 'b')", "net('a', 'c')")
    assert '1 failed' in written.pytest()[1]
    code, out = written.pytest('--lf')
    assert code == 1 and '1 failed' in out and 'not asked for' not in out, out
    written.write('test_b.py', 'def test_b():\n    pass\n')
    code, out = written.pytest('test_b.py')
    assert code == 0 and 'not asked for' not in out, out


def test_tests_that_did_not_pass_keep_their_snapshots(written):
    written.edit('test_a.py', 'def test_one(', '@pytest.mark.skip\ndef test_one(')
    written.edit('test_a.py', "        tf1_graph_snapshot(net('a'), name='first')", '        assert False')
    code, out = written.pytest()
    assert code == 1 and '1 failed, 3 passed, 1 skipped' in out and 'not asked for' not in out, out
    written.edit('test_a.py', '        assert False', '        pytest.xfail()')
    code, out = written.pytest()
    assert code == 0 and 'not asked for' not in out, out


def test_a_file_that_cannot_be_collected_keeps_its_snapshots(written):
    written.write('test_b.py', 'def test_b():\n    pass\n')
    written.edit('test_a.py', 'import pytest\n', 'import pytest\nimport no_such_module\n')
    code, out = written.pytest('--continue-on-collection-errors')
    assert code == 1 and '1 passed, 1 error' in out and 'not asked for' not in out, out
    (written.folder / 'test_a.py').unlink()
    code, out = written.pytest()
    assert code == 1 and '5 not asked for by any test' in out, out
    assert written.pytest(UPDATE)[0] == 0 and written.snapshots() == []
    assert not (written.folder / '__snapshots__').exists()


def test_wrong_use(project):
    project.write(
        'test_a.py',
        'def test_never(tf1_graph_snapshot):\n    pass\n\n\n'
        'def test_twice(tf1_graph_snapshot, net):\n'
        '    for _ in range(2):\n        tf1_graph_snapshot(net("a"), name="a")\n\n\n'
        'def test_level(tf1_graph_snapshot, net):\n    tf1_graph_snapshot(net("a"), levels="everything")\n',
    )
    code, out = project.pytest(UPDATE)
    assert code == 1 and '3 failed' in out
    assert 'tf1_graph_snapshot was asked for and never called' in out
    assert '__snapshots__/test_a/test_twice.a.json is asked for twice; give each its own name' in out
    assert 'unknown level everything; there are variables, collections' in out


def test_two_snapshots_of_one_test_are_numbered(project):
    snapshot = '    tf1_graph_snapshot(net("{}"))\n'
    test = f'def test_twice(tf1_graph_snapshot, net):\n{snapshot.format("a")}{snapshot}'
    project.write('test_a.py', test.format('b'))
    assert project.pytest(UPDATE)[0] == 0
    assert [path.rpartition('/')[2] for path in project.snapshots()] == ['test_twice.2.json', 'test_twice.json']
    assert project.pytest()[0] == 0
    project.write('test_a.py', test.format('c'))
    code, out = project.pytest()
    assert code == 1 and 'different: __snapshots__/test_a/test_twice.2.json' in out


@pytest.mark.parametrize(
    ('content', 'said'),
    [
        (b'{"tf1_ref_snapshot": 1, "ops": [', 'test_one.json is no JSON ('),
        (
            b'{"tf1_ref_snapshot": 99}',
            'test_one.json is a snapshot of version 99, this is for version 1; write it anew',
        ),
        (b'\xff\xfe', '__snapshots__/test_a/test_one.json is no UTF-8 text; write it anew:'),
    ],
)
def test_a_snapshot_that_is_damaged(written, content, said):
    (written.folder / '__snapshots__/test_a/test_one.json').write_bytes(content)
    code, out = written.pytest()
    assert code == 1 and '1 failed, 4 passed' in out and said in out and 'During handling' not in out


def test_a_folder_that_cannot_be_written(project):
    (project.folder / '__snapshots__').write_text('in the way')
    code, out = project.pytest(UPDATE, '-k', 'one')
    assert code == 1
    assert 'E       AssertionError: cannot write __snapshots__/test_a/test_one.json (Not a directory); make the' in out


def python(code, folder, path=REPOSITORY):
    """Runs Python in a folder; returns the exit code and the output."""
    environment = {**os.environ, 'PYTHONPATH': str(path)}
    command = [sys.executable, *code]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)
    return done.returncode, done.stdout + done.stderr


def test_registered_by_installation_and_only_once(project, tmp_path):
    """As pip registers it: by the metadata that setup.py declares; `-p` besides makes no second one of it."""
    place = tmp_path / 'installed'
    place.mkdir()
    assert python(['setup.py', '-q', 'egg_info', '--egg-base', str(place)], REPOSITORY)[0] == 0
    path = f'{place}{os.pathsep}{REPOSITORY}'
    for plugin in ((), ('-p', 'tf1_ref.graphs.pytest_plugin')):
        code, out = python(['-m', 'pytest', '--fixtures', '-q', *plugin], tmp_path, path)
        assert code == 0 and out.count('tf1_graph_snapshot -- ') == 1, out


def test_other_projects_are_left_alone(tmp_path):
    """Without one of the fixtures: no TensorFlow, no NumPy, nothing written, the same output."""
    (tmp_path / 'test_x.py').write_text(
        'import sys\n\n\ndef test_x():\n    assert not {"tensorflow", "numpy", "google.protobuf"} & set(sys.modules)\n'
    )
    outputs = []
    for plugin in ('tf1_ref.graphs.pytest_plugin', 'no:tf1_ref.graphs.pytest_plugin'):
        code, out = python(['-m', 'pytest', '-q', '-p', plugin], tmp_path)
        outputs.append((code, out.rpartition(' in ')[0]))
    assert outputs[0] == outputs[1] and outputs[0][0] == 0, outputs
    assert not list(tmp_path.rglob('__snapshots__'))


NETS = """
import tensorflow.compat.v1 as tf
from tf1_ref.compat import tf as door


def net(size=3):
    x = tf.placeholder(tf.float32, [None, 5], 'x')
    W = tf.get_variable('W', [5, size])
    return tf.matmul(x, W, name='y')


def test_net(tf1_graph_snapshot):
    tf1_graph_snapshot(end_points={'output': net()})


def test_net_again(tf1_graph, tf1_graph_snapshot):
    net()  # would be W_1, or refused, in a graph that has one
    assert tf.get_default_graph() is tf1_graph and tf1_graph.seed == 0
    tf1_graph_snapshot(levels='variables')


class TestSeed:
    import pytest

    @pytest.fixture
    def tf1_seed(self):
        return 7

    def test_seed(self, tf1_graph):
        assert tf1_graph.seed == 7 and not tf1_graph.get_operations()
        x = tf.random_uniform([])
        with tf.Session() as sess:
            assert 0 <= sess.run(x) < 1
"""


def test_graphs_of_tensorflow(project, tmp_path):
    project.write('conftest.py', '')
    project.write('test_a.py', NETS)
    code, out = project.pytest(UPDATE, imported=warm.TENSORFLOW)
    assert code == 0 and '3 passed' in out and '2 written' in out, out
    content = pathlib.Path(tmp_path / '__snapshots__/test_a/test_net.json').read_text()
    assert '"output": "y:0"' in content and '"name": "W", "shape": [5, 3]' in content and '"seed": "0"' in content
    assert '"ops"' not in pathlib.Path(tmp_path / '__snapshots__/test_a/test_net_again.json').read_text()
    project.edit('test_a.py', 'size=3', 'size=4')
    project.edit('test_a.py', "levels='variables'", '')
    code, out = project.pytest(imported=warm.TENSORFLOW)
    assert code == 1 and '2 failed, 1 passed' in out, out
    assert (
        'E       AssertionError: variables  shape W' in out and 'different: __snapshots__/test_a/test_net.json' in out
    )
    assert 'test_net_again.json was written with other levels: collections are in only one of the two' in out


MIXED = """
import tensorflow as tf

variable = None


def test_eager():
    global variable
    assert tf.executing_eagerly() and float(tf.constant(2.0) * 3.0) == 6.0
    with tf.GradientTape() as tape:
        variable = variable if variable is not None else tf.Variable(2.0)
        y = variable**2
    assert float(tape.gradient(y, variable)) == 4.0


def test_function():
    @tf.function
    def double(x):
        return tf.reduce_sum(tf.cond(tf.reduce_sum(x) > 0, lambda: x, lambda: -x))

    assert float(double(tf.constant([1.0, 2.0]))) == 3.0
    made = []

    @tf.function
    def counted():  # makes its variable outside of itself, as the layers of Keras do
        made.extend([] if made else [tf.Variable(1.0)])
        return made[0].assign_add(1.0)

    assert float(counted()) == 2.0
    assert [int(x) for x in tf.data.Dataset.range(3)] == [0, 1, 2]
    assert tf.constant([[1.0]]).shape[0] == 1 and isinstance(tf.Variable(1.0).handle, tf.Tensor)


def test_graph(tf1_graph, tf1_graph_snapshot):
    x = tf.compat.v1.placeholder(tf.float32, [None, 3])
    tf.compat.v1.get_variable('w', [3, 2])
    assert not tf.executing_eagerly() and x.shape[1].value == 3
    tf1_graph_snapshot(levels='variables')
    session = tf.compat.v1.Session()
    session.__enter__()  # and left open


def test_graph_again(tf1_graph):
    tf.compat.v1.get_variable('w', [3, 2])
    assert tf.compat.v1.get_default_graph() is tf1_graph and len(tf1_graph.get_collection('variables')) == 1
"""


def test_tests_of_tensorflow_2_pass_beside_them_in_any_order(project):
    project.write('conftest.py', '')
    project.write('test_mixed.py', MIXED)
    names = ['test_eager', 'test_function', 'test_graph', 'test_graph_again']
    code, out = project.pytest(UPDATE, 'test_mixed.py')
    assert code == 0, out
    for order in ([2, 0, 3, 1], [0, 2, 1, 3], [3, 2, 1, 0], [1, 3, 0, 2]):
        # The order is what is asked about: that TensorFlow is imported by a test's file was seen above.
        tests = (f'test_mixed.py::{names[place]}' for place in order)
        code, out = project.pytest(*tests, imported=warm.TENSORFLOW)
        assert code == 0 and '4 passed' in out, (order, out)
