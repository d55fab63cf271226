"""What a code of the report means: every code has its explanation."""

import pathlib
import re

import pytest

from tests import needs

needs.modules('libcst')

import tf1_ref
from tf1_ref.errors import InputError
from tf1_ref.legacy.port import command, explanations, rules

SOURCES = pathlib.Path(tf1_ref.__file__).parent / 'legacy'


def test_every_code_is_explained():
    codes = {rule.__name__.rpartition('.')[2] for rule in rules.ALL}
    for path in [*SOURCES.glob('reading/*.py'), *SOURCES.glob('port/*.py')]:
        text = path.read_text()
        codes |= set(re.findall(r"(?:UNREADABLE|BLOCKER|CHANGED|NOTE|kind), '(\w+)'", text)) | set(
            re.findall(r"rule = '(\w+)'", text)
        )
    assert codes == set(explanations.EXPLANATIONS)


def test_each_says_what_to_do():
    assert all('To do: ' in text for text in explanations.EXPLANATIONS.values())


def test_from_the_command_line(capsys):
    assert command.main(['--explain', 'renamed']) == 0
    assert 'tf.multiply(a, b)' in capsys.readouterr().out


def test_a_code_that_there_is_not():
    with pytest.raises(InputError, match='renamd is no code of the report; did you mean renamed?'):
        command.main(['--explain=renamd'])
    with pytest.raises(InputError, match='codes are argument_order, dimensions, dynamic'):
        command.main(['--explain=zzz'])
    with pytest.raises(InputError, match='name what is to be ported, or a code with --explain'):
        command.main([])
