"""The command that runs the live comparison in environments of its own; the comparison itself aside, see test_live."""

import json
import pathlib
import subprocess
import sys

import pytest

from tests.golden import cases, generate, matrix, tables
from tests.golden.made_up import result

RESULTS = [result(tensorflow, python) for tensorflow, python, _ in matrix.ENVIRONMENTS]
NAMES = [matrix._name(*one) for one in matrix.ENVIRONMENTS]
OLDEST = NAMES[0].partition('-')[0]


def run_matrix(monkeypatch, *arguments):
    monkeypatch.setattr(sys, 'argv', ['matrix', *map(str, arguments)])
    return matrix.main()


@pytest.fixture
def environments(monkeypatch, tmp_path):
    """As if every environment were complete, and the comparison had found what conformance.md shows."""
    monkeypatch.setenv('TF1_REF_MATRIX', str(tmp_path / 'environments'))
    monkeypatch.setattr(generate, 'oracle_python', lambda: '/genuine/python')
    by_name = {matrix._name(*one): result for one, result in zip(matrix.ENVIRONMENTS, RESULTS, strict=True)}
    compared = []

    def run_command(command, **_):
        compared.append(pathlib.Path(command[0]).parent.parent.name)
        given = dict(argument.split('=', 1) for argument in command[3:])
        seeds = [int(seed) for seed in given['--seeds'].split(',')]
        pathlib.Path(given['--json']).write_text(json.dumps({**by_name[compared[-1]], 'seeds': seeds}))
        return subprocess.CompletedProcess(command, 0, '')

    for tensorflow, python, constraints in matrix.ENVIRONMENTS:
        folder = tmp_path / 'environments' / matrix._name(tensorflow, python)
        folder.mkdir(parents=True)
        (folder / 'complete').write_text((generate.REPOSITORY / constraints).read_text())
    monkeypatch.setattr(subprocess, 'run', run_command)
    return compared


def test_the_pins_are_those_of_each_tensorflow():
    for tensorflow, _, constraints in matrix.ENVIRONMENTS:
        pins = (generate.REPOSITORY / constraints).read_text().splitlines()
        assert f'tensorflow=={tensorflow}' in pins
        assert any(pin.startswith(f'tf-keras=={tensorflow.rpartition(".")[0]}.') for pin in pins)


def test_every_environment_from_the_same_seeds(environments, monkeypatch, capsys):
    assert run_matrix(monkeypatch, '--seeds=11,12,13') == 0
    assert environments == NAMES
    printed = capsys.readouterr().out
    assert 'Graph seeds 11, 12, 13;' in printed and printed.endswith('oracle-matrix: no differences\n')
    assert 'Making the environment' not in printed  # they are complete


def test_what_was_found_in_a_folder_is_not_found_again(environments, monkeypatch, tmp_path):
    folder = f'--folder={tmp_path / "found"}'
    assert run_matrix(monkeypatch, folder, f'--only={OLDEST}') == 0
    assert environments == NAMES[:2]
    assert run_matrix(monkeypatch, folder) == 0
    assert environments[2:] == NAMES[2:]
    assert run_matrix(monkeypatch, folder, '--seeds=11,12,13', f'--only={NAMES[-1]}') == 0  # other seeds
    assert environments[4:] == NAMES[-1:]


def test_other_pins_make_an_environment_anew(environments, monkeypatch, tmp_path):
    tensorflow, python, constraints = matrix.ENVIRONMENTS[0]
    complete = tmp_path / 'environments' / matrix._name(tensorflow, python) / 'complete'
    pins, commands = complete.read_text(), []
    complete.write_text('tensorflow==2.15.1\n')
    monkeypatch.setattr(generate, 'find_python', lambda version: f'/found/python{version}')
    monkeypatch.setattr(subprocess, 'run', lambda command, **_: commands.append(command))
    assert matrix.make(tensorflow, python, constraints) == complete.parent / 'bin' / 'python'
    assert commands[0][:4] == [f'/found/python{python}', '-m', 'venv', '--clear']
    assert f'tensorflow=={tensorflow}' in commands[1] and str(generate.REPOSITORY / constraints) in commands[1]
    assert complete.read_text() == pins
    monkeypatch.setattr(subprocess, 'run', None)
    matrix.make(tensorflow, python, constraints)  # which makes nothing now


def test_a_difference_is_exit_code_1(environments, monkeypatch, capsys):
    monkeypatch.setitem(RESULTS[3]['cases'][0], 'differences', [['ops', 'MatMul is missing']])
    assert run_matrix(monkeypatch, '--seeds=11,12,13') == 1
    assert capsys.readouterr().out.endswith(f'{tables.name(RESULTS[3])}: dense: ops: MatMul is missing\n')


def test_the_page_gets_whole_results_only(environments, monkeypatch, capsys, tmp_path):
    page, conformance = tmp_path / 'conformance.md', tmp_path / 'conformance.json'
    monkeypatch.setattr(tables, 'CONFORMANCE', conformance)
    monkeypatch.setattr(tables.write, '__defaults__', (page,))
    assert run_matrix(monkeypatch, '--write', f'--only={OLDEST}') == 2
    assert 'conformance.md was left as it is' in capsys.readouterr().err
    assert not conformance.exists() and not page.exists()
    assert run_matrix(monkeypatch, '--write', '--seeds=11,12,13') == 0
    assert page.read_text() == tables.TITLE + tables.render(json.loads(conformance.read_text()))


def test_some_rows_of_the_page_are_renewed_from_its_own_seeds(environments, monkeypatch, capsys, tmp_path):
    page, conformance = tmp_path / 'conformance.md', tmp_path / 'conformance.json'
    monkeypatch.setattr(tables, 'CONFORMANCE', conformance)
    monkeypatch.setattr(tables.write, '__defaults__', (page,))
    kept = [
        {**one, 'seeds': [3, 5, 8], 'cases': [row for row in one['cases'] if row['case'] != 'dense']} for one in RESULTS
    ]
    conformance.write_text(json.dumps(kept))
    assert run_matrix(monkeypatch, '--write', '--cases=dense', '--seeds=11,12,13') == 2  # other seeds
    assert json.loads(conformance.read_text()) == kept
    assert run_matrix(monkeypatch, '--write', '--cases=dense') == 0
    assert json.loads(conformance.read_text()) == [{**one, 'seeds': [3, 5, 8]} for one in RESULTS]
    assert [row['case'] for row in RESULTS[0]['cases']] == [
        one for one in (*cases.LAYERS, *cases.MODELS) if one in ('dense', 'cnn')
    ]
    assert page.read_text() == tables.TITLE + tables.render(json.loads(conformance.read_text()))


def test_what_is_missing_is_said(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv('TF1_REF_MATRIX', str(tmp_path))
    monkeypatch.setattr(generate, 'find_python', lambda version: None)
    monkeypatch.setattr(generate, 'oracle_python', lambda: '/genuine/python')
    assert run_matrix(monkeypatch, f'--only={NAMES[-1]}') == 2
    line, python = capsys.readouterr().out, matrix.ENVIRONMENTS[-1][1]
    assert line.startswith(f'oracle-matrix: {NAMES[-1]} skipped: no Python {python} found;')
    assert f'PYTHON{python.replace(".", "")}' in line
    assert run_matrix(monkeypatch, '--only=2.15') == 2
    assert f'--only=2.15 is none of: {NAMES[0]}, ' in capsys.readouterr().err
    monkeypatch.setattr(generate, 'oracle_python', lambda: None)
    assert run_matrix(monkeypatch) == 0
    assert capsys.readouterr().out == f'oracle-matrix: skipped: {generate.MISSING}\n'
