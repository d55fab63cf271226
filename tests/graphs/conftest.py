"""A working folder for comparisons of code, and what the command does there."""

import pytest

from tf1_ref.__main__ import main


@pytest.fixture
def file(tmp_path, monkeypatch):
    """Writes a file of this name into the working folder."""
    monkeypatch.chdir(tmp_path)

    def write(content, name='my_cnn.py'):
        (tmp_path / name).write_text(content)
        return name

    return write


@pytest.fixture
def diff(capsys):
    """Runs `python -m tf1_ref diff`; gives its exit code and what it printed."""

    def run(*arguments):
        code = main(['diff', *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run
