"""The one table of what is supported, and everything that has to agree with it."""

import pathlib
import re
import sys

import pytest

import tf1_ref
from tests import arrows
from tests.compat.names import generate_table
from tests.golden import matrix
from tf1_ref.compat.names import table as api
from tf1_ref.compat.process import supported, versions

ROOT = pathlib.Path(tf1_ref.__file__).parents[1]
SOURCE = pathlib.Path(supported.__file__).read_text()


def text(name):
    return (ROOT / name).read_text(encoding='utf-8')


def pins(name):
    """Package: the versions that a constraints file pins it to."""
    found = {}
    for package, version in re.findall(r'^([\w.-]+)==([^\s;]+)', text(name), re.MULTILINE):
        found.setdefault(package.lower().replace('_', '-'), []).append(version)
    return found


def test_the_ends_of_the_range():
    assert (supported.after('2.9'), supported.minor_of('2.21.0rc1')) == ('2.10', (2, 21))
    assert (supported.OLDEST, supported.PYTHON[0]) == ('2.16', '3.10')
    assert supported.ENDS[:2] == (('2.16.2', '3.10'), ('2.16.2', '3.12'))


def test_one_more_line_is_one_more_version():
    line = f"    '{supported.NEWEST}': '{supported.TENSORFLOW[supported.NEWEST]}',\n"
    newer, python = supported.after(supported.NEWEST), supported.after(supported.PYTHON[-1])
    more = SOURCE.replace(line, f"{line}    '{newer}': '{newer}.0',\n")
    more = more.replace(f"'{supported.PYTHON[-1]}')", f"'{supported.PYTHON[-1]}', '{python}')")
    names = {}
    exec(more, names)
    assert (names['RANGE'], names['SPECIFIER']) == (f'2.16 to {newer}', f'>=2.16,<{supported.after(newer)}')
    assert names['PYTHON_SPECIFIER'] == f'>=3.10,<{supported.after(python)}'
    assert names['ENDS'][2:] == ((f'{newer}.0', '3.10'), (f'{newer}.0', python))


def test_the_table_is_in_order():
    minors = [supported.minor_of(minor) for minor in supported.TENSORFLOW]
    assert minors == sorted(minors)
    assert [supported.minor_of(release) for release in supported.TENSORFLOW.values()] == minors
    assert {*supported.NEWEST_PYTHON_OF} < {*supported.TENSORFLOW}


def test_what_is_said_of_a_wrong_version():
    with pytest.raises(ImportError, match=f'outside the supported range {supported.RANGE};'):
        versions.check_tensorflow_version(f'{supported.after(supported.NEWEST)}.0')
    assert supported.SPECIFIER in versions.REMEDY


def test_pinned_are_the_oldest_and_the_newest():
    for (minor, name), release in zip(matrix.CONSTRAINTS.items(), supported.ENDS[::2], strict=True):
        pinned = pins(name)
        assert pinned['tensorflow'] == [release[0]] == [supported.TENSORFLOW[minor]]
        assert pinned['tf-keras'][0].startswith(f'{minor}.')
    assert f'on Python {supported.PYTHON_RANGE}' in text('.ci/constraints.txt').splitlines()[0]


def test_the_matrix_and_the_tables_are_of_these_versions():
    assert [entry[:2] for entry in matrix.ENVIRONMENTS] == list(supported.ENDS)
    assert all((ROOT / constraints).is_file() for _, _, constraints in matrix.ENVIRONMENTS)
    assert list(generate_table.VERSIONS) == list(supported.TENSORFLOW.values())
    assert list(api.load().versions) == list(supported.TENSORFLOW.values()), (
        'python -m tests.compat.names.generate_table'
    )


@pytest.mark.parametrize(
    ('name', 'says'),
    [
        ('README.md', [f'TensorFlow {supported.RANGE}', f'Python {supported.PYTHON_RANGE}']),
        ('run_all.sh', [f'TensorFlow {" and ".join(release for release, _ in supported.ENDS[::2])},']),
        ('run_all.sh', [f'Python to use, {supported.PYTHON_RANGE} ', f'no Python {supported.PYTHON_RANGE} found']),
    ],
)
def test_texts_name_the_range(name, says):
    assert [sentence for sentence in says if sentence not in text(name)] == []


def test_run_all_asks_for_the_same_pythons():
    script = text('run_all.sh')
    tried = re.search(r'\$\{PYTHON:-([^}]*)\}', script).group(1).split()
    assert {name.removeprefix('python') for name in tried} == {*supported.PYTHON, '3', ''}
    first, last = (
        supported.minor_of(version) for version in (supported.PYTHON[0], supported.after(supported.PYTHON[-1]))
    )
    assert f'{first} <= sys.version_info < {last}' in script


def test_nothing_else_in_the_package_says_what_the_newest_is():
    """A sentence with its number would be wrong with the next version; examples in docstrings may have it."""
    number = re.compile(rf'(?<![.\d])({re.escape(supported.NEWEST)}(?!\d)|{supported.RANGE}|{supported.PYTHON_RANGE})')
    found = {path for path in arrows.PACKAGE.rglob('*') if path.suffix in ('.py', '.md') and number.search(text(path))}
    assert {path.stem for path in found} == {'supported', 'versions'}


def test_ci_runs_the_oldest_on_its_own_pythons():
    tried = re.search(r'for python in (python[^;]*);', text('.ci/run')).group(1).split()
    newest = supported.NEWEST_PYTHON_OF.get(supported.OLDEST, supported.PYTHON[-1])
    its_own = [one for one in supported.PYTHON if supported.minor_of(one) <= supported.minor_of(newest)]
    assert tried == [f'python{one}' for one in reversed(its_own)]


def test_setup_takes_its_ranges_from_the_table():
    setup = text('setup.py')
    assert not re.search(r"tensorflow[<>=]|tf_keras[<>=]|python_requires='", setup)
    assert 'SPECIFIER' in setup and sys.version_info[:2] >= supported.minor_of(supported.PYTHON[0])
