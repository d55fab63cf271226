"""Docstrings are sentences with their subject: whoever meets one alone can read it."""

import ast
import re

import pytest

from tests import arrows

FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef
# 'Of labels that are clipped.' is about something that only its author knew.
FRAGMENT = re.compile(r'(As|Behind|By|For|From|In|Of|That of|With|Within|Without)\b(?!,| now on,)')


def docstrings(path):
    """(function, class or module; its name; its docstring) of all that have one."""
    for node in ast.walk(arrows.tree(path)):
        if isinstance(node, FUNCTIONS | ast.ClassDef | ast.Module) and ast.get_docstring(node):
            yield node, getattr(node, 'name', path.stem), ast.get_docstring(node)


@pytest.mark.parametrize('text', ['Of labels that are clipped.', 'For inputs of one shape.', 'With the constant.'])
def test_what_a_fragment_is(text):
    assert FRAGMENT.match(text) and not FRAGMENT.match(f'Gives it {text.lower()}')


def test_none_begins_amid_a_sentence():
    found = [f'{arrows.name_of(path)}: {name}' for path in arrows.files() for _, name, text in docstrings(path)
             if FRAGMENT.match(text)]  # fmt: skip
    assert found == []


def test_what_is_built_otherwise_says_what_it_does():
    """A table is read by whoever looks for a wrong seed: of each function, what it does in TensorFlow's stead."""
    found = []
    for path in (arrows.PACKAGE / 'compat' / 'built').rglob('*.py'):
        for node, name, text in docstrings(path):
            if isinstance(node, FUNCTIONS) and not re.match(r'[A-Z][a-z]*s\b', text):
                found.append(f'{arrows.name_of(path)}: {name}')
    assert found == []
