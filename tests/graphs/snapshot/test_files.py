"""Where snapshots are, and which of them no test has asked for."""

import pathlib

import pytest

from tf1_ref.graphs.snapshot.files import Run, file_name, folder_of, remove, stem_of


def test_beside_the_test():
    assert folder_of(pathlib.Path('tests/test_cnn.py')) == pathlib.Path('tests/__snapshots__/test_cnn')


@pytest.mark.parametrize(
    ('test', 'stem'),
    [
        ('test_names', 'test_names'),
        ('TestCNN::test_names', 'TestCNN-test_names'),
        ('test_x[1]', 'test_x_1-'),
        ('test_ü', 'test-'),
    ],
)
def test_names_of_files(test, stem):
    found = stem_of(test)
    assert found == stem or (stem.endswith('-') and found.startswith(stem) and len(found) == len(stem) + 8)
    assert file_name(found) == f'{found}.json' and file_name(found, 'a') == f'{found}.a.json'


def test_every_name_is_safe_and_its_own():
    names = ['a/b', 'a_b', 'A/b', 'a\\b', '../x', 'a b', '.', '', 'x' * 300, 'x' * 301, 'CON', 'a:b', 'a\nb', 'ä', '漢']
    stems = [stem_of(f'test[{name}]').lower() for name in names]
    assert len(set(stems)) == len(names)  # on a file system that knows no capitals too
    assert all(
        stem.isascii() and stem.replace('-', '').replace('_', '').isalnum() and len(stem) < 120 for stem in stems
    )


@pytest.fixture
def run(tmp_path):
    """A run of `test_a.py` with the tests `one` and `two`, all passed, and its snapshots."""
    folder = tmp_path / '__snapshots__' / 'test_a'
    folder.mkdir(parents=True)
    (tmp_path / 'test_a.py').touch()
    for name in ('test_one.json', 'test_two.json', 'test_two.second.json', 'test_gone.json', 'note.txt'):
        (folder / name).touch()
    tests = {f'test_a.py::test_{name}': [str(folder), f'test_{name}'] for name in ('one', 'two')}
    return Run(tests, [str(folder)], list(tests), [str(folder / 'test_one.json')]), folder


def names(run):
    return [path.name for path in run.unused()]


def test_unused(run):
    run, _ = run
    assert names(run) == ['test_gone.json', 'test_two.json', 'test_two.second.json']


def test_those_of_a_test_that_has_not_passed_are_not_unused(run):
    run, _ = run
    run.passed.remove('test_a.py::test_two')
    assert names(run) == ['test_gone.json']


def test_those_of_a_file_that_was_not_run_whole_are_not_unused(run):
    run, _ = run
    run.whole.clear()
    assert names(run) == []


def test_a_file_of_tests_that_has_gone(run):
    run, folder = run
    gone = folder.parent / 'test_b'
    gone.mkdir()
    (gone / 'test_x.json').touch()
    (folder.parent.parent / 'test_c.py').touch()  # this one is there, and was not run
    (folder.parent / 'test_c').mkdir()
    (folder.parent / 'test_c' / 'test_x.json').touch()
    assert run.unused()[3:] == [gone / 'test_x.json']


def test_removing(run):
    run, folder = run
    remove(run.unused())
    assert sorted(path.name for path in folder.iterdir()) == ['note.txt', 'test_one.json']
    (folder / 'note.txt').unlink()
    remove([folder / 'test_one.json'])
    assert not folder.parent.exists()
