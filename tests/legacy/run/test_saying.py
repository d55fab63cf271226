"""What a run tells is told once, by however many processes."""

import os

from tf1_ref.legacy.run import saying


def test_once_in_a_process(capsys, monkeypatch):
    monkeypatch.setattr(saying, '_said', set())
    monkeypatch.delenv(saying.VARIABLE, raising=False)
    for line in ('one', 'two', 'one'):
        saying.once(line)
    assert capsys.readouterr().err == 'tf1_ref run: one\ntf1_ref run: two\n'


def test_once_in_all_processes(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv(saying.VARIABLE, str(tmp_path / 'said'))
    for line in ('one', 'two', 'one'):
        monkeypatch.setattr(saying, '_said', set())  # as in a process that was just started
        saying.once(line)
    assert capsys.readouterr().err == 'tf1_ref run: one\ntf1_ref run: two\n'
    assert (tmp_path / 'said').read_text() == 'one\ntwo\n'


def test_where_nothing_can_be_noted_it_is_told(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(saying, '_said', set())
    (tmp_path / 'other').write_text('one\n')
    (tmp_path / 'link').symlink_to(tmp_path / 'other')
    for path in (tmp_path / 'absent' / 'said', tmp_path / 'link'):
        monkeypatch.setenv(saying.VARIABLE, str(path))
        monkeypatch.setattr(saying, '_said', set())
        saying.once('one')
    assert capsys.readouterr().err == 'tf1_ref run: one\n' * 2
    assert (tmp_path / 'other').read_text() == 'one\n'


def test_the_file_goes_with_the_process_that_named_it(monkeypatch, tmp_path):
    monkeypatch.delenv(saying.VARIABLE, raising=False)
    ends = []
    monkeypatch.setattr(saying.atexit, 'register', lambda *call: ends.append(call))
    saying.share()
    path = os.environ[saying.VARIABLE]
    saying.share()
    assert os.environ[saying.VARIABLE] == path and len(ends) == 1 and not os.path.exists(path)
    saying.once('said')
    assert os.path.exists(path)
    forget, *arguments = ends[0]
    forget(arguments[0], arguments[1] + 1)  # in a fork
    assert os.path.exists(path)
    forget(*arguments)
    forget(*arguments)
    assert not os.path.exists(path)
