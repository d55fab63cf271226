"""The measured table of the page on scale is the generator's, and says what one worker has to say."""

from tests.benchmarks import measured_scale as scale


def rows():
    (found,) = scale.MEASURED.findall(scale.PAGE.read_text(encoding='utf-8'))
    lines = found.removeprefix(scale.HEAD).partition('\n\n')[0].splitlines()
    return found, [line.strip('| ').split(' | ') for line in lines]


def test_the_page_has_every_row_and_one_worker_is_one_process():
    found, lines = rows()
    assert [(line[0], line[1].strip()) for line in lines] == [(row[0], row[1]) for row in scale.ROWS]
    assert 'Written by `python -m tests.benchmarks.measured_scale --rounds=' in found
    assert lines[0][2:5:2] == lines[1][2:5:2] == lines[4][2:5:2]  # steps and accuracy, to the last digit


def test_the_text_is_the_generator_s_form(monkeypatch, tmp_path):
    measured = [[(429, 1234.0, 0.5), (431, 1634.0, 0.75), (430, 1400.0, 0.625)] for _ in scale.ROWS]
    written = scale.text(measured, 0.25)
    assert scale.MEASURED.fullmatch(written)
    assert '| one process, no cluster |  | 430 | 1,400 | 0.6250 |\n' in written
    assert 'the median of 3 rounds, in turn; 0.2 other\nprocesses' in written
    page = tmp_path / 'SCALE.md'
    page.write_text(f'before\n\n{written}after\n\n')
    monkeypatch.setattr(scale, 'PAGE', page)
    asked = []
    monkeypatch.setattr(scale, 'measure', lambda *row: asked.append(row[:2]) or (1, 2000.0, 0.25))
    monkeypatch.setattr(scale.time, 'sleep', lambda _: None)
    scale.main(['--rounds=2'])
    assert asked == [*scale.ROWS, *scale.ROWS]
    assert page.read_text().startswith('before\n\n| workers ') and page.read_text().endswith('cores.\n\nafter\n\n')
    assert '| 4 | `--sync_replicas` | 1 | 2,000 | 0.2500 |' in page.read_text()


def test_what_the_processes_print_is_read():
    printed = 'worker 1 | worker 1: 2 steps, 256 examples, 1.5 s\nps 0     | ps 0: the run is over\n'
    assert scale.DONE.findall(printed) == [('2', '256', '1.5')]
