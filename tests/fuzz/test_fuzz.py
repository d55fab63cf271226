"""What was found once is not found again; a few files at random for each fuzzer; and that a fuzzer finds something."""

import subprocess
import sys
import tempfile

import pytest

from tests import needs
from tests.arrows import ROOT

needs.modules('hypothesis')

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.__main__ import BEGINNING, CASES, PAGE, read
from tests.fuzz.fuzzers import FUZZERS, Found, command

FEW = {'sources': 4, 'notebooks': 4, 'flags': 8, 'checkpoints': 3}  # those that take longer


@pytest.mark.parametrize('path', sorted(CASES.iterdir()), ids=lambda path: path.name)
def test_what_was_found_once(path, tmp_path):
    fuzzer = FUZZERS[path.name.partition('-')[0]]
    needs.modules(*fuzzer.needs)
    read(fuzzer, path.read_bytes(), str(tmp_path))


@pytest.mark.parametrize('name', FUZZERS)
def test_files_at_random(name):
    """By hypothesis, which makes a file that fails a smaller one."""
    fuzzer = FUZZERS[name]
    needs.modules(*fuzzer.needs)

    @settings(
        max_examples=FEW.get(name, 15),
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(st.randoms())
    def run(dice):
        with tempfile.TemporaryDirectory() as folder:
            read(fuzzer, fuzzer.make(dice), folder)

    run()


def test_what_a_command_may_not_end_with(monkeypatch):
    assert command('--version') == 0 and command('no-such-command') == 2

    def fails(arguments):
        raise KeyError('x')

    for main, said in [(lambda _: 7, 'ended with 7'), (lambda _: print('a\nb', file=sys.stderr) or 2, 'ended with 2')]:
        monkeypatch.setattr('tests.fuzz.fuzzers.main', main)
        with pytest.raises(Found, match=said):
            command('x')
    monkeypatch.setattr('tests.fuzz.fuzzers.main', fails)
    with pytest.raises(KeyError):
        command('x')


FINDING = """
import os, pathlib, signal, sys
from tests.fuzz import __main__ as fuzz
from tests.fuzz.fuzzers import FUZZERS, Fuzzer
def read(path):
    content = path.read_bytes()
    if content == b'0': raise KeyError('a key \\ud800')
    if content == b'1': os.kill(os.getpid(), signal.SIGKILL)
    while content == b'2': pass
fuzz.CASES, fuzz.SECONDS, fuzz.FIRST, fuzz.PAGE = pathlib.Path(sys.argv[1]), 0.2, 0.4, pathlib.Path(sys.argv[2])
FUZZERS['made'] = Fuzzer('numbers', '.txt', lambda dice: b'%d' % dice.randrange(5), read)
sys.argv = ['fuzz', 'made', '--minutes=0.1', '--write']
sys.exit(fuzz.main())
"""


def test_a_traceback_a_hang_and_a_crash_are_found_once_each(tmp_path):
    cases, page = tmp_path / 'cases', tmp_path / 'fuzz.md'
    cases.mkdir()
    page.write_text(f'{BEGINNING}| lines | 1 | 1 | 0 | 1.0 GiB | `x` |\n| numbers | 1 | 1 | 0 | 1.0 GiB | `x` |\n')
    done = subprocess.run([sys.executable, '-c', FINDING, cases, page], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    assert sorted(path.read_bytes() for path in cases.iterdir()) == [b'0', b'1', b'2']
    lines, numbers = page.read_text().splitlines()[-2:]
    assert lines == '| lines | 1 | 1 | 0 | 1.0 GiB | `x` |'
    assert numbers.startswith('| numbers |') and '| 0.1 | 3 |' in numbers
    for said in ('KeyError', 'killed by SIGKILL', 'killed by SIGPROF', '3 different findings'):
        assert said in done.stdout


def test_the_page_tells_of_every_fuzzer_and_of_no_finding():
    text = PAGE.read_text()
    assert text.startswith(BEGINNING)
    rows = [line.split(' | ') for line in text.removeprefix(BEGINNING).splitlines()]
    assert [row[0].removeprefix('| ') for row in rows] == sorted(fuzzer.makes for fuzzer in FUZZERS.values())
    for _, files, minutes, findings, *_ in rows:
        assert int(files.replace(',', '')) > 0 and float(minutes) >= 10 and findings == '0'
    read = sum(int(files.replace(',', '')) for _, files, *_ in rows)
    assert f'What {read:,} damaged files did: no traceback' in (ROOT / 'README.md').read_text()
