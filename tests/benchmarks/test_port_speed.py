"""The benchmark of porting, with few files."""

import sys

from tests import needs
from tests.benchmarks import port_speed


def test_a_few_files(monkeypatch, capsys):
    needs.modules('libcst')
    monkeypatch.setattr(sys, 'argv', ['port_speed', '--files=9'])
    assert port_speed.main() == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[2].startswith('| 9 | 900 | ')
    assert lines[-1] == '9 files: 477 changes, 0 notes, 0 blockers'
