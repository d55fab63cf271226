"""What a project's pyproject.toml says on how it is ported."""

import re

import pytest

from tests import needs
from tests.arrows import ROOT

needs.modules('libcst')

from tf1_ref.errors import InputError
from tf1_ref.legacy.port import command, settings

OLD = 'import tensorflow as tf\nx = tf.no_such_name()\ny = tf.mul(1, 2)\n'


@pytest.fixture
def project(tmp_path):
    """A project with settings and two folders of old code."""
    for folder in ('src', 'research'):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / 'old.py').write_text(OLD)
    (tmp_path / 'pyproject.toml').write_text(
        '[tool.tf1_ref]\nexclude = ["third_party", "*_pb2.py"]\n[tool.tf1_ref.ignore]\n"research/*.py" = ["unknown"]\n'
    )
    return tmp_path


def test_the_nearest_file_with_settings_counts(project):
    (project / 'src' / 'pyproject.toml').write_text('[project]\nname = "a"\n')
    for place in (project, project / 'src', project / 'src' / 'old.py'):
        found = settings.read(place)
        assert (found.folder, found.exclude) == (project, ('third_party', '*_pb2.py'))
        assert found.ignore == {'research/*.py': {'unknown'}}


def test_without_settings_nothing_is_left_out(tmp_path):
    assert settings.read(tmp_path) == settings.Settings()


def test_what_is_excluded_and_ignored(project, capsys):
    (project / 'third_party').mkdir()
    (project / 'third_party' / 'theirs.py').write_text(OLD)
    assert command.main([str(project)]) == 1
    blockers = [line for line in capsys.readouterr().out.splitlines() if ': blocker: ' in line]
    assert [line.partition(':')[0] for line in blockers] == [str(project / 'src' / 'old.py')]
    assert command.main([str(project / 'research')]) == 0
    assert command.main([str(project / 'src')]) == 1


def test_paths_are_those_below_the_folder_of_the_file(project, capsys, monkeypatch):
    (project / 'pyproject.toml').write_text('[tool.tf1_ref]\nexclude = ["research/old/", "src/o*.py"]\n')
    for name in ('research/old/a.py', 'src/new.py'):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text(OLD)
    monkeypatch.chdir(project / 'research')
    for source, left in (('.', ['old.py']), ('../src', ['../src/new.py']), ('old', ['old/a.py'])):
        command.main([source])
        lines = capsys.readouterr().out.splitlines()
        assert [line.partition(':')[0] for line in lines if ': blocker: ' in line] == left


def test_a_file_that_is_named_is_left_out_only_if_asked(project, capsys, monkeypatch):
    (project / 'third_party' / 'deep').mkdir(parents=True)
    for name in ('third_party/deep/a.py', 'src/b_pb2.py'):
        (project / name).write_text(OLD)
    monkeypatch.chdir(project)
    named = ['third_party/deep/a.py', 'src/b_pb2.py', 'src/old.py']
    for flags, count in (([], 3), (['--force-exclude'], 1)):
        assert command.main([*named, '--check', *flags]) == 1
        assert capsys.readouterr().out.splitlines()[-1].startswith(f'{count} file')
    hook = re.search('entry: tf1-ref port (.*)', (ROOT / '.pre-commit-hooks.yaml').read_text()).group(1)
    assert command.main([*hook.split(), *named[:2]]) == 0


def test_every_source_has_the_settings_of_its_own_project(project, tmp_path_factory, capsys):
    other = tmp_path_factory.mktemp('other')
    (other / 'pyproject.toml').write_text('[tool.tf1_ref]\nexclude = ["gone.py"]\nignore = {"*.py" = ["unknown"]}\n')
    for name in ('gone.py', 'old.py'):
        (other / name).write_text(OLD)
    for sources in ([project / 'research', other], [other, project / 'research']):
        assert command.main([str(source) for source in sources]) == 0
        assert capsys.readouterr().out.splitlines()[-1].startswith('2 files')


def test_a_table_of_tools_that_is_none_is_left_alone(tmp_path):
    (tmp_path / 'pyproject.toml').write_text('tool = 1\n')
    assert settings.read(tmp_path) == settings.Settings()


def test_exclude_of_the_command_line_is_added(project, capsys):
    assert command.main([str(project), '--exclude=src', '--quiet']) == 0
    assert capsys.readouterr().out.startswith('1 file: ')


@pytest.mark.parametrize(
    ('text', 'said'),
    [
        ('[tool.tf1_ref\n', 'is not TOML'),
        ('[tool.tf1_ref]\nexcludes = []\n', 'may say exclude = '),
        ('[tool.tf1_ref]\nexclude = "a"\n', 'exclude has to be a list of patterns'),
        ('[tool.tf1_ref]\nignore = ["a"]\n', 'ignore has to give lists of codes'),
        ('[tool.tf1_ref.ignore]\n"a" = ["no_such_code"]\n', 'ignore names no_such_code, which is no code; they are '),
    ],
)
def test_what_is_not_understood_is_one_line(tmp_path, text, said):
    path = tmp_path / 'pyproject.toml'
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        settings.read(tmp_path)
    assert str(caught.value).startswith(f'{path}: ') and said in str(caught.value) and '\n' not in str(caught.value)
