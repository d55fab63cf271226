"""The table of commands and extras: how an end is told, and that the page is of the commands as they are."""

import pathlib
import re
import sys

import pytest

from tests import warm
from tests.arrows import ROOT
from tests.benchmarks import extras
from tf1_ref.__main__ import COMMANDS

MISSING = "tf1_ref run: error: a.py:2: tf_keras is not installed; install it with: pip install 'tf1_ref[legacy]'\n"


@pytest.mark.parametrize(
    ('code', 'output', 'errors', 'cell'),
    [
        (0, 'x\n', 'a warning\n', '0'),
        (2, '', MISSING, '2, legacy'),
        (2, '', 'tf1_ref run: error: none.py: no such file\n', '2'),
        (1, '', 'Traceback (most recent call last):\n  ...\nKeyError: 1\n', '1: traceback, KeyError: 1'),
        (-11, '', 'Segmentation fault\n', '-11: traceback, Segmentation fault'),
    ],
)
def test_how_an_end_is_told(code, output, errors, cell):
    assert extras.said(code, output, errors) == cell


def test_a_command_is_run_with_the_python_of_the_environment():
    python = pathlib.Path(sys.executable)
    server = warm.Server({}, ('json',), python)
    try:
        assert extras.outcome(server, python, ['tf1_ref', '--version'], str(ROOT)) == '0'
    finally:
        server.end()


def test_the_page_is_of_these_commands_and_has_no_traceback():
    text = extras.PAGE.read_text(encoding='utf-8')
    rows = re.findall(r'^\| `(.+?)` \| (.+) \|$', text, re.M)
    assert [name for name, _ in rows] == [*extras.COMMANDS]
    found = {extra: dict.fromkeys(extras.COMMANDS, '') for extra in extras.EXTRAS}
    for name, cells in rows:
        for extra, cell in zip(extras.EXTRAS, cells.split(' | '), strict=True):
            found[extra][name] = cell
    assert extras.page(found) == text
    cells = {cell for column in found.values() for cell in column.values()}
    assert {cell for cell in cells if not re.fullmatch(r'0|1|2|[02], (\w+)', cell)} == set()
    assert {cell.partition(', ')[2] for cell in cells} - {''} < {*extras.EXTRAS}


def test_there_is_a_column_for_every_extra():
    text = (ROOT / 'setup.py').read_text(encoding='utf-8').partition('\nEXTRAS = {')[2].partition('\n}')[0]
    assert {*extras.EXTRAS} - {'', 'all'} == {*re.findall(r"^    '(\w+)': \[", text, re.M)} - {'dev'}


def test_every_command_is_among_them():
    assert {arguments[1] for arguments in extras.COMMANDS.values() if arguments[0] == 'tf1_ref'} >= {*COMMANDS}
