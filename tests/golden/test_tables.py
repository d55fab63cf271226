"""The README's conformance tables: written by the checker, with every case, and without a difference."""

import copy
import json

import pytest

from tests.golden import cases, check, matrix, tables

RESULTS = json.loads(tables.CONFORMANCE.read_text())


def test_the_readme_has_what_the_checker_writes():
    assert tables.read_readme() == tables.render(RESULTS)


def test_every_environment_and_every_case_is_in_it():
    environments = [(result['tensorflow'], result['python']) for result in RESULTS]
    assert environments == [(tensorflow, python) for tensorflow, python, _ in matrix.ENVIRONMENTS]
    text = tables.read_readme()
    for result in RESULTS:
        assert tables.differences(result) == []
        assert [row['case'] for row in result['cases']] == [*cases.LAYERS, *cases.MODELS]
        for row in result['cases']:
            model = cases.MODELS.get(row['case'])
            assert list(row['runs']) == (model.optimizers if model else [])
            assert f'| {row["case"]} | ' in text
            assert all(f'| {row["case"]}, {optimizer} | ' in text for optimizer in row['runs'])


def test_the_numbers_are_within_the_targets():
    """As they stand in the README; the checker has said so already, with the numbers that nobody rounded."""
    for result in RESULTS:
        for row in result['cases']:
            for optimizer, run in row['runs'].items():
                target = 5 * run['moved'] if check.is_nudged(row['case'], optimizer) else 1e-4
                in_order = run['far'] if run['far in order'] is None else run['far in order']
                assert in_order <= run['bound'] == target, (row['case'], optimizer)
                assert max(run['cost'], run['gradients']) <= check.ONE_STEP, (row['case'], optimizer)
        assert [one['direction'] for one in result['checkpoints']] == ['genuine to here', 'here to genuine']


def test_a_difference_is_shown():
    results = copy.deepcopy(RESULTS)
    dense, cnn = (next(row for row in results[1]['cases'] if row['case'] == name) for name in ('dense', 'cnn'))
    dense['differences'] += [['ops', 'MatMul is missing'], ['seeds', 'seed2 21 became 22']]
    cnn['differences'].append(['costs', 'adam: 2.0e-03 away, more than 1.0e-03'])
    results[1]['checkpoints'][0]['differ'].append('cnn, adam: 0.91 became 0.92')
    text = tables.render(results)
    line = next(line for line in text.splitlines() if line.startswith('| dense |'))
    assert [cell.strip().split(', ')[-1] for cell in line.split('|')[2:6]] == [
        'identical',
        '1 differ',
        '1 differ',
        'identical',
    ]
    assert '| 4 differences |' in text
    assert next(line for line in text.splitlines() if line.startswith('| cnn |')).endswith(', 1 beyond |')
    assert tables.differences(results[1]) == [
        'dense: ops: MatMul is missing',
        'dense: seeds: seed2 21 became 22',
        'cnn: costs: adam: 2.0e-03 away, more than 1.0e-03',
        'checkpoints, genuine to here: cnn, adam: 0.91 became 0.92',
    ]


def test_only_what_is_between_the_marks_is_written(tmp_path):
    readme = tmp_path / 'README.md'
    readme.write_text(f'before\n{tables.BEGIN}old\n{tables.END}after\n')
    tables.write_readme(RESULTS[:1], readme)
    assert tables.read_readme(readme) == tables.render(RESULTS[:1])
    assert readme.read_text() == f'before\n{tables.BEGIN}{tables.render(RESULTS[:1])}{tables.END}after\n'
    readme.write_text('no marks\n')
    with pytest.raises(ValueError):
        tables.write_readme(RESULTS, readme)
    assert readme.read_text() == 'no marks\n'
