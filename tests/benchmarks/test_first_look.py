"""The first look into the table of names."""

import re

from tests.benchmarks import first_look


def test_it_finds_names_and_tells_the_time(capsys):
    first_look.main(['--runs=1'])
    assert re.fullmatch(r'imports: [\d.]+ ms, at most .*\nfirst look: [\d.]+ ms, at most .*\n', capsys.readouterr().out)
