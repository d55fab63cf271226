"""The tables of conformance.md: written by the checker, with every case, and without a difference."""

import json

from tests.golden import cases, check, matrix, tables

RESULTS = json.loads(tables.CONFORMANCE.read_text())


def test_the_page_is_what_the_checker_writes():
    assert tables.PAGE.read_text(encoding='utf-8') == tables.TITLE + tables.render(RESULTS)


def test_every_environment_and_every_case_is_in_it():
    environments = [(result['tensorflow'], result['python']) for result in RESULTS]
    assert environments == [(tensorflow, python) for tensorflow, python, _ in matrix.ENVIRONMENTS]
    text = tables.PAGE.read_text(encoding='utf-8')
    for result in RESULTS:
        assert tables.differences(result) == []
        assert [row['case'] for row in result['cases']] == [*cases.LAYERS, *cases.MODELS]
        for row in result['cases']:
            model = cases.MODELS.get(row['case'])
            assert list(row['runs']) == (model.optimizers if model else [])
            assert f'| {row["case"]} | ' in text
            assert all(f'| {row["case"]}, {optimizer} | ' in text for optimizer in row['runs'])


def test_the_numbers_are_within_the_targets():
    """As they stand in conformance.md; the checker has said so already, with the numbers that nobody rounded."""
    for result in RESULTS:
        for row in result['cases']:
            for optimizer, run in row['runs'].items():
                target = 5 * run['moved'] if check.is_nudged(row['case'], optimizer) else 1e-4
                in_order = run['far'] if run['far in order'] is None else run['far in order']
                assert in_order <= run['bound'] == target, (row['case'], optimizer)
                assert max(run['cost'], run['gradients']) <= check.ONE_STEP, (row['case'], optimizer)
        assert [one['direction'] for one in result['checkpoints']] == ['genuine to here', 'here to genuine']
