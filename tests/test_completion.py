"""Completion in real shells, by the script that is printed for them."""

import re
import shutil
import subprocess

import pytest

from tests.test_main import run
from tf1_ref import completion
from tf1_ref.__main__ import COMMANDS, main
from tf1_ref.errors import InputError

# What is typed, and what the last word may become.
CASES = [
    ('tf1-ref s', ['snapshot', 'symbols']),
    ('/some/bin/tf1-ref s', ['snapshot', 'symbols']),
    ('python -m tf1_ref do', ['doctor']),
    ('python3 -m tf1_ref port --st', ['--statistics']),
    ('tf1-ref port --target=s', ['standalone']),
    ('tf1-ref port --target ', ['compat', 'standalone']),
    ('tf1-ref run --seeds=', ['tf1', 'tf2']),
    ('tf1-ref diff --no-such', []),
    ('python -m other s', []),
]
# bash hands the words, taken apart at `=`, to a function that leaves its answer in COMPREPLY.
IN_BASH = """
eval "$1"
IFS=' ' read -r -a COMP_WORDS <<< "$2"
[ -z "$3" ] || COMP_WORDS+=("")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_tf1_ref
printf '%s\\n' "${COMPREPLY[@]}"
"""
# zsh completes in a terminal of its own; here the function's own words are set, and what it offers is written down.
IN_ZSH = """
compdef() { : }
compset() { PREFIX=${PREFIX#*=} }
compadd() { for it in ${@:#--}; do [[ $it == $PREFIX* ]] && print -r -- $it; done }
_files() { : }
_python() { : }
eval "$1"
words=(${(s: :)2}) PREFIX=
[[ -z $3 ]] && PREFIX=$words[-1] || words+=("")
CURRENT=$#words
_tf1_ref
"""


def script(shell, capsys):
    assert main(['--completion', shell]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize('shell', completion.SHELLS)
def test_what_a_shell_completes(shell, capsys):
    if not shutil.which(shell):
        pytest.skip(f'{shell} is not installed: apt-get install {shell}')
    text = script(shell, capsys)
    for typed, expected in CASES:
        words = typed.replace('=', ' = ').rstrip() if shell == 'bash' else typed.rstrip()
        code = IN_BASH if shell == 'bash' else IN_ZSH
        arguments = [shell, '-c', code, shell, text, words, 'new' if typed.endswith(' ') else '']
        done = subprocess.run(arguments, capture_output=True, text=True)
        assert (done.stdout.split(), done.stderr) == (expected, ''), typed


@pytest.mark.parametrize('shell', completion.SHELLS)
def test_every_command_and_option_is_there(shell, capsys):
    lines = script(shell, capsys).splitlines()
    for command in COMMANDS:
        with pytest.raises(SystemExit):
            main([command, '--help'])
        shown = re.findall(r'^  (?:-\w[^\n-]*, )?(--[\w-]+)', capsys.readouterr().out, re.M)
        (line,) = (line for line in lines if line.strip().startswith(f'{command})'))
        assert shown and {*shown} <= {*re.findall(r'--[\w-]+', line)}


@pytest.mark.parametrize('arguments', [[], ['fish'], ['bash', 'zsh']])
def test_another_shell_is_refused(arguments, capsys):
    with pytest.raises(InputError, match='name one shell of bash, zsh'):
        completion.script(arguments, COMMANDS)
    assert main(['--completion', *arguments]) == 2
    assert capsys.readouterr().err == 'tf1_ref: error: --completion: name one shell of bash, zsh\n'


def test_it_loads_neither_tensorflow_nor_numpy():
    code = (
        'import sys\nfrom tf1_ref.__main__ import main\nmain(["--completion", "bash"])\n'
        'print([name for name in ("tensorflow", "numpy", "absl", "rich", "libcst") if name in sys.modules])'
    )
    done = run(['-c', code])
    assert done.stdout.endswith('\n[]\n'), done.stderr
