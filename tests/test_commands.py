"""The frame that all commands share: how they refuse arguments, and what their exit codes say."""

import ast
import contextlib

import pytest

from tests import arrows
from tf1_ref.__main__ import COMMANDS, main
from tf1_ref.commands import BAD_INPUT, DONE, FAILED, INTERRUPTED, Parser
from tf1_ref.errors import InputError


def test_the_exit_codes():
    assert (DONE, FAILED, BAD_INPUT, INTERRUPTED) == (0, 1, 2, 130)


def test_what_is_refused_is_one_line_that_points_at_the_help():
    parser = Parser('brew', 'Brews.')
    parser.add_argument('--cups', type=int)
    for arguments, said in [
        (['--cups=x'], "argument --cups: invalid int value: 'x'"),
        (['--cups', '--'], 'argument --cups: expected one argument'),
        (['--tea'], 'unrecognized arguments: --tea'),
    ]:
        with pytest.raises(InputError) as raised:
            parser.parse_args(arguments)
        assert str(raised.value) == f'{said}; see python -m tf1_ref brew --help'


def test_the_help_says_the_description_line_for_line(capsys):
    parser = Parser('brew', 'Brews.\n\n  tea    green\n  coffee black', usage='brew it')
    parser.add_format('xml')
    with pytest.raises(SystemExit) as end:
        parser.parse_args(['--help'])
    assert not end.value.code
    printed = capsys.readouterr().out
    assert printed.startswith('usage: brew it\n\nBrews.\n\n  tea    green\n  coffee black\n')
    assert '--format {text,json,xml}' in printed


@pytest.mark.parametrize('columns', ['40', '72'])
def test_the_help_is_as_wide_as_the_terminal(capsys, monkeypatch, columns):
    monkeypatch.setenv('COLUMNS', columns)
    parser = Parser('brew', 'A pot of tea or of coffee is brewed, one after the other.\n\n' * 2 + '  tea    green')
    with pytest.raises(SystemExit):
        parser.parse_args(['--help'])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) < int(columns) and '  tea    green' in lines
    assert ('A pot of tea or of coffee is brewed, one after the other.' in lines) is (columns == '72')


@pytest.mark.parametrize('command', ['', *COMMANDS])
def test_every_help_fits_a_terminal_of_80_columns(command, capsys, monkeypatch):
    monkeypatch.setenv('COLUMNS', '80')
    with contextlib.suppress(SystemExit):
        main([command, '--help'] if command else [])
    assert [line for line in capsys.readouterr().out.splitlines() if len(line) > 80] == []


def test_formats():
    parser = Parser('brew', 'Brews.')
    parser.add_format()
    assert parser.parse_args([]).format == 'text' and parser.parse_args(['--format=json']).format == 'json'
    with pytest.raises(InputError, match="invalid choice: 'xml'"):
        parser.parse_args(['--format=xml'])


@pytest.mark.parametrize('command', COMMANDS)
def test_every_command_refuses_alike(command, capsys):
    assert main([command, '--no-such-option']) == BAD_INPUT
    printed = capsys.readouterr()
    assert printed.out == '' and printed.err.count('\n') == 1
    assert printed.err.startswith(f'tf1_ref {command}: error: ')
    assert printed.err.endswith(f'; see python -m tf1_ref {command} --help\n')


def test_there_is_no_other_frame():
    makers = {
        arrows.name_of(path)
        for path in arrows.files()
        for node in ast.walk(arrows.tree(path))
        if isinstance(node, ast.Attribute) and node.attr == 'ArgumentParser'
    }
    assert makers == {'commands'}
