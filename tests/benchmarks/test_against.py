"""The comparison with an earlier commit: what counts as slower, and that every use can be run."""

import sys

import pytest

from tests.benchmarks import against


@pytest.mark.parametrize(
    ('ratios', 'slower'),
    [([1.05] * 5, True), ([1.02] * 5, False), ([0.9, 0.95, 1.04, 1.2, 1.3], False), ([0.9, 1.1, 1.1, 1.2, 1.3], True)],
)
def test_slower_is_more_than_noise(ratios, slower):
    assert against.is_slower([(2.0, 2.0 * ratio) for ratio in ratios]) is slower


def test_a_row():
    row = against.row('port', [(1.0, 1.1), (2.0, 1.8), (3.0, 3.0)])
    assert row == '| port | 2.00 s | 1.80 s | 1.000 | 0.900 to 1.100 | no slower |'


def test_a_use_and_a_failure(monkeypatch, tmp_path):
    monkeypatch.setitem(against.USES, 'said', ['-c', 'import sys; sys.exit("why")'])
    with pytest.raises(RuntimeError, match='(?s)said at .* ended with 1: why'):
        against.processor_seconds(tmp_path, 'said')
    monkeypatch.setitem(against.DIFFERENT, 'said', 1)
    assert 0 < against.processor_seconds(tmp_path, 'said') < 60


def test_another_use_is_refused(monkeypatch, capsys):
    monkeypatch.setattr(sys, 'argv', ['against', 'HEAD', '--only=walk'])
    with pytest.raises(SystemExit):
        against.main()
    assert '--only=walk: the uses are run, bert, ' in capsys.readouterr().err
