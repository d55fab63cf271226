"""The page of faults is the generator's: nothing was lost, and every row names a command that is there."""

import random

from tests.benchmarks.faults import __main__ as faults
from tests.benchmarks.faults import folders
from tests.scripts import kills


def test_the_page_is_the_generator_s():
    text = faults.PAGE.read_text(encoding='utf-8')
    assert text.startswith(faults.BEGINNING)
    found = [*map(faults.ROW.fullmatch, text.removeprefix(faults.BEGINNING).splitlines())]
    assert [row[1] for row in found] == [fault.what for fault in faults.FAULTS]
    for row, fault in zip(found, faults.FAULTS, strict=True):
        assert (int(row[2]) > 0, row[3], row[5]) == (True, 'nothing', fault.name)


def test_a_row_takes_its_place_in_the_page_and_what_is_there_is_not_tried_again(monkeypatch, tmp_path, capsys):
    fault, other = faults.FAULTS[:2]
    row = f'| {other.what} | 5 | nothing | `python -m tests.benchmarks.faults --times=5 --only={other.name}` |'
    page = tmp_path / 'faults.md'
    page.write_text(f'{faults.BEGINNING}{row}\n| of another time | 1 | 2 | 3 |\n')
    monkeypatch.setattr(faults, 'PAGE', page)
    monkeypatch.setattr(faults, 'FAULTS', (fault, other))
    monkeypatch.setattr(kills, 'try_script', lambda script, times, folder, draw: (times, times, ['cost']))
    ended = []
    monkeypatch.setattr(faults.warm, 'end', lambda: ended.append(1))  # other tests have not done with them
    assert faults.main(['--times=3']) == 1 and ended == [1]
    (line,) = capsys.readouterr().out.splitlines()
    assert line.endswith(f'| 3 | cost | `python -m tests.benchmarks.faults --times=3 --only={fault.name}` |')
    assert page.read_text() == f'{faults.BEGINNING}{line}\n{row}\n'


def test_what_is_lost_is_noticed(monkeypatch, tmp_path):
    """A run that goes on with other flags, and one that is not refused."""
    dice = random.Random(0)
    assert folders._moved(tmp_path / '1', dice) == set()
    monkeypatch.setattr(folders, 'FLAGS', (*folders.FLAGS, '--learning_rate=0.5'))
    assert any(one.startswith('ended with 2') for one in folders._moved(tmp_path / '2', dice))
    monkeypatch.setattr(folders, '_go_on', lambda log_dir: folders.run_script('report', f'--log_dir={log_dir}'))
    assert any(one.startswith('ended with 0') for one in folders._none_whole(tmp_path / '3', dice))
