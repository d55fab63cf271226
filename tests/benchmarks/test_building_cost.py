import pytest

from tests import warm
from tests.benchmarks import building_cost


def test_the_table_and_the_exit_code(monkeypatch, capsys):
    seconds = {'alone': 2.0, 'run': 2.2}
    monkeypatch.setattr(building_cost, 'measure', lambda side, graph: (seconds[side], 100))
    assert building_cost.main(['--runs=3']) == 0
    lines = capsys.readouterr().out.splitlines()
    assert (
        len(lines) == 2 + len(building_cost.GRAPHS)
        and lines[-1] == '| bert | 100 | 100 | 2.000 | 2.200 | 1.10 | 1.10 |'
    )
    seconds['run'] = 2.4
    assert building_cost.main(['--runs=1']) == 1


def test_a_graph_is_built_on_both_sides(monkeypatch):
    forked = lambda command, env, **_: warm.run(command, env=env, check=True)  # noqa: E731
    monkeypatch.setattr(building_cost.subprocess, 'run', forked)
    compile(building_cost.HEADS['run'] + building_cost.PROGRAM + building_cost.PROFILED, 'program', 'exec')
    number = [building_cost.measure(side, 'tiny')[1] for side in ('alone', 'run')]
    assert 100 < number[0] < number[1] < 200


def test_no_runs():
    with pytest.raises(SystemExit) as end:
        building_cost.main(['--runs=0'])
    assert end.value.code == 2
