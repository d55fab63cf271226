"""`python -m tf1_ref --completion SHELL`: a script by which a shell completes commands, options and their values.

The script is text: completing starts no Python. It is as old as the tf1_ref that printed it.
"""

from __future__ import annotations

import importlib

from tf1_ref.commands import Parser
from tf1_ref.errors import InputError

TYPE_CHECKING = False  # for type checkers alone
if TYPE_CHECKING:
    from collections.abc import Mapping

# In a line `python -m tf1_ref run --seeds=tf1`, bash takes the words apart at each `=`.
BASH = """\
# Completes tf1-ref and python -m tf1_ref in bash. For ~/.bashrc: eval "$(tf1-ref --completion bash)"
_tf1_ref() {
    local at=1 word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} option=
    if [ "${COMP_WORDS[0]##*/}" != tf1-ref ]; then
        if [ "${COMP_WORDS[1]-}" != -m ] || [ "${COMP_WORDS[2]-}" != tf1_ref ]; then
            declare -F _python > /dev/null && _python "$@"
            return
        fi
        at=3
    fi
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq "$at" ]; then
        COMPREPLY=($(compgen -W 'COMMANDS' -- "$word"))
        return
    fi
    if [ "$word" = = ]; then
        word='' option=$before
    elif [ "$before" = = ]; then
        option=${COMP_WORDS[COMP_CWORD - 2]}
    else
        option=$before
    fi
    case "${COMP_WORDS[at]-} $option" in
VALUES
    esac
    case "$word" in
        -*) case "${COMP_WORDS[at]-}" in
OPTIONS
            esac ;;
    esac
}
complete -o bashdefault -o default -F _tf1_ref tf1-ref python python3
"""
ZSH = """\
# Completes tf1-ref and python -m tf1_ref in zsh. For ~/.zshrc, behind compinit: eval "$(tf1-ref --completion zsh)"
_tf1_ref() {
    local at=2 option=$words[CURRENT-1]
    if [[ ${words[1]:t} != tf1-ref ]]; then
        if [[ $words[2] != -m || $words[3] != tf1_ref ]]; then
            (( $+functions[_python] )) || autoload -Uz _python
            _python "$@" 2> /dev/null || _files
            return
        fi
        at=4
    fi
    if (( CURRENT == at )); then
        compadd -- COMMANDS
        return
    fi
    if [[ $words[CURRENT] == --*=* ]]; then
        option=${words[CURRENT]%%=*}
        compset -P '*='
    fi
    case "$words[at] $option" in
VALUES
    esac
    if [[ $PREFIX == -* ]]; then
        case "$words[at]" in
OPTIONS
        esac
    else
        _files
    fi
}
compdef _tf1_ref tf1-ref python python3
"""
SHELLS = {
    'bash': (BASH, '        {}) COMPREPLY=($(compgen -W \'{}\' -- "$word")); return ;;'),
    'zsh': (ZSH, '        {}) compadd -- {}; return ;;'),
}


def script(arguments: list[str], commands: Mapping[str, tuple[str, str]]) -> str:
    """The script for a shell.

    Args:
        arguments: the shell's name.
        commands: by name, the module of each, and what it does.

    Raises:
        InputError: another shell.
    """
    if len(arguments) != 1 or arguments[0] not in SHELLS:
        raise InputError(f'--completion: name one shell of {", ".join(SHELLS)}')
    text, line = SHELLS[arguments[0]]
    values, options = [], []
    for command, (module, _) in commands.items():
        actions = parser_of(module)._actions
        names = [name for action in actions for name in action.option_strings]
        options.append(line.format(command, ' '.join(names)))
        for action in actions:
            if action.choices and action.option_strings:
                cases = '|'.join(f'"{command} {name}"' for name in action.option_strings)
                values.append(line.format(cases, ' '.join(map(str, action.choices))))
    for name, found in [
        ('COMMANDS', ' '.join(commands)),
        ('VALUES', '\n'.join(values)),
        ('OPTIONS', '\n'.join(options)),
    ]:
        text = text.replace(name, found, 1)
    return text


def parser_of(module: str) -> Parser:
    """The parser of a command, from its module, which reads its arguments before it does anything else."""
    command = importlib.import_module(module)
    command.Parser, parser = _Asking, command.Parser
    try:
        command.main([])
    except _Found as found:
        return found.args[0]
    finally:
        command.Parser = parser
    raise AssertionError(f'{module} reads no arguments')


class _Found(Exception):
    """Leaves a command where it reads its arguments, which is the first that it does."""


class _Asking(Parser):
    """A parser that shows itself instead of reading."""

    def parse_args(self, *arguments):
        raise _Found(self)
