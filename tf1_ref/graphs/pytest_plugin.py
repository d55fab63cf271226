"""The pytest plugin, registered by installation: a test holds the graph that it builds against a snapshot beside it.

  def test_cnn(tf1_graph_snapshot):
      cnn(*placeholders())
      tf1_graph_snapshot()

Fixtures: `tf1_graph_snapshot`; `tf1_graph`, a fresh default graph; `tf1_seed`, its seed (0, override the fixture for
another one). `--tf1-update-snapshots` writes the snapshots. Nothing here imports TensorFlow before one of the fixtures
is used, and no other test is touched.
"""

from __future__ import annotations

import dataclasses
import os
import pathlib
import shlex
from collections.abc import Iterator
from typing import Any

import pytest

from tf1_ref.errors import Tf1RefError
from tf1_ref.graphs.snapshot import files

UPDATE = '--tf1-update-snapshots'
NAME, KEY = 'tf1_ref_snapshots', 'tf1_ref_snapshots'


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--tf1-update-snapshots`."""
    parser.getgroup('tf1_ref', 'graphs of TensorFlow 1').addoption(
        UPDATE,
        action='store_true',
        help='write the snapshots of graphs that the tests ask for, and remove those that none asks for',
    )


def pytest_configure(config: pytest.Config) -> None:
    """Watches which snapshots the tests ask for."""
    config.pluginmanager.register(_Watch(config), NAME)


@pytest.fixture
def tf1_seed() -> int:
    """The graph seed of `tf1_graph`."""
    return 0


@pytest.fixture
def tf1_graph(tf1_seed: int) -> Iterator:
    """The default graph: a fresh one, with the seed `tf1_seed`. Tests of TensorFlow 2 find TensorFlow as it was."""
    try:
        from tf1_ref.compat.process import versions

        versions.check_tensorflow_version()
        from tf1_ref.compat import guest
    except Tf1RefError as error:
        pytest.fail(str(error), pytrace=False)
    with guest.as_guest(grappler=True, own_flags=False):
        tf = _tensorflow()
        tf.set_random_seed(tf1_seed)
        yield tf.get_default_graph()


@pytest.fixture
def tf1_graph_snapshot(request: pytest.FixtureRequest, tf1_graph: Any) -> GraphSnapshot:
    """Call it to hold the default graph against the test's snapshot, see `GraphSnapshot.__call__`."""
    snapshot = GraphSnapshot(request.node, request.config)
    request.node.stash[_SNAPSHOT] = snapshot
    return snapshot


class GraphSnapshot:
    """Holds graphs of one test against their snapshots."""

    def __init__(self, item: pytest.Item, config: pytest.Config):
        self._node_id, self._config = item.nodeid, config
        self._folder, self._stem = _place(item)
        self._unnamed = 0
        self.used: list[str] = []
        self.written: list[str] = []

    def __call__(self, graph=None, name='', end_points=None, levels=None):
        """Asserts that a graph is the one of the snapshot; with `--tf1-update-snapshots`, writes the snapshot.

        Args:
            graph: the default graph by default.
            name: tells the snapshots of one test apart; without names they are numbered from 2 on.
            end_points: tensors by name, which the snapshot then shows as the graph's outputs.
            levels: what the snapshot has, comma-separated; see `python -m tf1_ref snapshot --help`.

        Raises:
            AssertionError: it is another graph, or there is no snapshot.
        """
        __tracebackhide__ = True
        self._unnamed += not name
        if self._unnamed > 1 and not name:
            name = str(self._unnamed)
        path = self._folder / files.file_name(self._stem, name)
        if str(path) in self.used:
            self._fail(f'the snapshot {self._shown(path)} is asked for twice; give each its own name')
        self.used.append(str(path))
        try:
            text = _describe(graph, end_points, levels)
            if self._config.getoption(UPDATE):
                self._write(path, text)
                return
            if not path.exists():
                self._fail(f'there is no snapshot {self._shown(path)}; this writes it:\n{self._remedy()}')
            found = _difference(self._shown(path), path.read_text(encoding='utf-8'), text)
        except UnicodeDecodeError:
            self._fail(f'{self._shown(path)} is no UTF-8 text; write it anew:\n{self._remedy()}')
        except (Tf1RefError, OSError) as error:
            self._fail(str(error))
        if found:
            self._fail(f'{found}\nif the new graph is the right one:\n{self._remedy()}')

    def _write(self, path, text):
        __tracebackhide__ = True
        if path.exists() and path.read_bytes() == text.encode():
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with _written_beside(path) as file:
                file.write(text)
        except OSError as error:
            self._fail(f'cannot write {self._shown(path)} ({error.strerror}); make the folder writable')
        self.written.append(str(path))

    def _remedy(self):
        node_id = self._config.cwd_relative_nodeid(self._node_id)
        return f'  pytest {UPDATE} {shlex.quote(node_id)}'

    def _shown(self, path):
        return os.path.relpath(path, self._config.invocation_params.dir)

    def _fail(self, message):
        __tracebackhide__ = True
        raise AssertionError(message) from None


class _Watch:
    """Knows after a run which snapshots no test has asked for; with pytest-xdist, the controller knows."""

    def __init__(self, config):
        self._config = config
        self._is_worker = hasattr(config, 'workerinput')
        self._run = files.Run()
        self._collected, self._incomplete = [], set()
        self._unused, self._removed = [], []

    def pytest_itemcollected(self, item):
        self._collected.append(item)

    def pytest_collectreport(self, report):
        path = self._config.rootpath / report.nodeid.partition('::')[0]
        folder = files.folder_of(path)
        if report.failed:
            self._incomplete.add(folder)
        elif path.suffix == '.py' and '::' not in report.nodeid and folder.parent.exists():
            self._run.whole.append(str(folder))

    def pytest_collection_finish(self, session):
        kept = set(session.items)
        self._incomplete.update(_place(item)[0] for item in self._collected if item not in kept)
        for item in session.items:
            folder, stem = _place(item)
            if folder.exists() or _asks(item):
                self._run.tests[item.nodeid] = [str(folder), stem]
        self._run.whole = [folder for folder in self._run.whole if pathlib.Path(folder) not in self._incomplete]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item, call):
        report = yield
        snapshot = item.stash.get(_SNAPSHOT, None)
        if snapshot is not None:
            if call.when == 'call' and report.passed and not snapshot.used:
                report.outcome, report.longrepr = 'failed', 'tf1_graph_snapshot was asked for and never called'
            if call.when == 'teardown':
                report.tf1_ref_snapshots = [snapshot.used, snapshot.written]
        return report

    def pytest_runtest_logreport(self, report):
        if self._is_worker:
            return
        if report.when == 'call' and report.passed:
            self._run.passed.append(report.nodeid)
        used, written = getattr(report, 'tf1_ref_snapshots', ((), ()))
        self._run.used += used
        self._run.written += written

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node, error):
        """A worker of pytest-xdist has ended and tells what it had collected, all of them the same."""
        told = getattr(node, 'workeroutput', {}).get(KEY)
        if told:
            self._run.tests.update(told['tests'])
            self._run.whole = told['whole']

    def pytest_sessionfinish(self, session, exitstatus):
        if self._is_worker:
            self._config.workeroutput[KEY] = dataclasses.asdict(self._run)
            return
        ended = exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)
        if not ended or self._config.getoption('collectonly') or self._config.getoption('lf', False):
            return
        self._run.whole = _without_files_named_in_part(self._config, self._run.whole)
        self._unused = self._run.unused()
        if self._config.getoption(UPDATE):
            files.remove(self._unused)
            self._unused, self._removed = [], self._unused
        elif self._unused and exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter):
        def show(paths):
            return ', '.join(os.path.relpath(path, self._config.invocation_params.dir) for path in sorted(paths))

        lines = [f'{len(paths)} {what}: {show(paths)}' for paths, what in self._changes() if paths]
        if lines:
            terminalreporter.section('snapshots of graphs', red=bool(self._unused))
            terminalreporter.write('\n'.join(lines) + '\n', red=bool(self._unused))

    def _changes(self):
        yield self._run.written, 'written'
        yield self._removed, 'removed'
        yield self._unused, f'not asked for by any test (pytest {UPDATE} removes them)'


_SNAPSHOT: pytest.StashKey[GraphSnapshot] = pytest.StashKey()


def _tensorflow():
    try:
        from tf1_ref.compat import tf
    except Tf1RefError as error:
        pytest.fail(str(error), pytrace=False)
    return tf


def _describe(graph, end_points, levels):
    """The text of a graph's snapshot."""
    from tf1_ref.graphs.reading import from_tensorflow
    from tf1_ref.graphs.reading import snapshots as snapshot

    graph = _tensorflow().get_default_graph() if graph is None else graph
    read = from_tensorflow.from_graph('the graph of this test', graph, end_points)
    return snapshot.to_text(snapshot.with_levels(read, snapshot.check_levels(levels) if levels else snapshot.LEVELS))


def _difference(path, old, new):
    """What a person is told of two snapshots; nothing if they are the same but for what TensorFlow has changed."""
    if old == new:
        return ''
    from tf1_ref.graphs.diff import comparison, report
    from tf1_ref.graphs.reading import snapshots as snapshot

    left, right = snapshot.from_text(path, old), snapshot.from_text('the graph of this test', new)
    for part in ('variables', 'collections', 'placeholders', 'ops'):
        if (getattr(left, part) is None) != (getattr(right, part) is None):
            return f'{path} was written with other levels: {part} are in only one of the two'
    found = comparison.compare(left, right)
    return report.as_text(found) if found.differences else ''


def _written_beside(path):
    from tf1_ref.files import written_beside

    return written_beside(path, 'w')


def _place(item):
    """The folder of a test's snapshots, and the name that they begin with."""
    return files.folder_of(item.path), files.stem_of(item.nodeid.partition('::')[2])


def _asks(item):
    return 'tf1_graph_snapshot' in getattr(item, 'fixturenames', ())


def _without_files_named_in_part(config, folders):
    """The folders but for those of files of which single tests are named; none if files are named as modules."""
    partly = set()
    for argument in config.args:
        file, colons, _ = argument.partition('::')
        path = (config.invocation_params.dir / file).resolve()
        if colons and not path.exists():  # --pyargs
            return []
        if colons:
            partly.add(files.folder_of(path))
    return [folder for folder in folders if pathlib.Path(folder).resolve() not in partly]
