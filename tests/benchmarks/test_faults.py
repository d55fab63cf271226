"""The page of faults is the generator's: nothing was lost, and every row names a command that is there."""

import re

from tests.benchmarks import faults
from tests.scripts import kills


def test_the_page_is_the_generator_s():
    text = faults.PAGE.read_text(encoding='utf-8')
    assert text.startswith(faults.BEGINNING)
    table = re.findall(r'^\| (.*) \| (\d+) \| (.*) \| `python -m tests.benchmarks.faults (.*)` \|$', text, re.MULTILINE)
    assert len(table) == len(text.splitlines()) - len(faults.BEGINNING.splitlines()) > 0
    for fault, tried, lost, arguments in table:
        assert int(tried) > 0 and lost == 'nothing', fault
        assert re.fullmatch(r'--times=\d+ --only=(\w+)', arguments)[1] in {*kills.SCRIPTS, 'cluster', 'cut'}


def test_a_script_that_is_killed_gives_a_row(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(faults, 'PAGE', tmp_path / 'faults.md')
    monkeypatch.setattr(kills, 'try_script', lambda script, times, folder, draw: (times, times, ['cost']))
    assert faults.main(['--times=3', '--only=train_mlp']) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.endswith('| 3 | cost | `python -m tests.benchmarks.faults --times=3 --only=train_mlp` |')
    assert (tmp_path / 'faults.md').read_text() == f'{faults.BEGINNING}{line}\n'
