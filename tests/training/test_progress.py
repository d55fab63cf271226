import io
import sys

from tf1_ref.training.progress import progress_line


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_nothing_is_drawn_when_the_output_is_piped(capsys):
    with progress_line('training', 3) as advance:
        for _ in range(3):
            advance()
    assert capsys.readouterr() == ('', '')


def test_a_terminal_sees_steps_and_the_time_left(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, 'stdout', terminal)
    monkeypatch.setenv('TERM', 'xterm')
    with progress_line('training', 7, done=2) as advance:
        for _ in range(5):
            advance()
        print('Epoch: 0001')
    drawn = terminal.getvalue()
    assert 'training' in drawn
    assert '7/7' in drawn
    assert 'left' in drawn
    assert 'Epoch: 0001' in drawn
