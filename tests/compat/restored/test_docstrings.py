"""What `tf1_ref/compat/restored` says of itself: whole sentences, arguments by name, where it all comes from."""

import ast
import math
import re

import pytest

from tests import arrows

FOLDER = arrows.PACKAGE / 'compat' / 'restored'
MODULES = [path for path in arrows.files() if FOLDER in path.parents and path.name != '__init__.py']
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef
OBVIOUS = {'self', 'cls', 'name', 'scope'}


def public(body):
    """The public functions and classes of a module or a class; of a class also `__init__` and `__call__`."""
    for node in body:
        if isinstance(node, FUNCTIONS | ast.ClassDef) and re.match(r'[^_]|__(init|call)__$', node.name):
            yield node


def documented(path):
    """(where, node, class around it) of all that needs a docstring."""
    for node in public(arrows.tree(path).body):
        yield f'{path.stem}.{node.name}', node, None
        if isinstance(node, ast.ClassDef):
            yield from ((f'{path.stem}.{node.name}.{one.name}', one, node) for one in public(node.body))


def parameters(function):
    """The names of the parameters, as a docstring has them, but for `self`."""
    of = function.args
    names = [one.arg for one in (*of.posonlyargs, *of.args)] + [f'*{one.arg}' for one in (of.vararg,) if one]
    names += [one.arg for one in of.kwonlyargs] + [f'**{one.arg}' for one in (of.kwarg,) if one]
    return [name for name in names if name not in ('self', 'cls')]


def listed(text):
    """The names in the section Args of a docstring; None without one."""
    found = re.search(r'^Args:\n((?: .*\n?|\n)*)', text, re.MULTILINE)
    return found and re.findall(r'^    (\S+):', found[1], re.MULTILINE)


def faults(path):
    if not re.search(r'\bSource: ', arrows.docstring(path)):
        yield f'{path.stem}: does not name its source'
    for where, node, around in documented(path):
        text = ast.get_docstring(node)
        if text is None:
            if not in_class(node, around):
                yield f'{where}: has no docstring'
            continue
        if not re.match(r'[A-Z`]', text) or not text.split('\n')[0].endswith('.'):
            yield f'{where}: does not begin with a line that is a sentence'
        if isinstance(node, FUNCTIONS):
            is_property = any(getattr(one, 'id', '') == 'property' for one in node.decorator_list)
            if not is_property and not re.match(r'[A-Z][a-z]*s\b', text):
                yield f'{where}: does not begin with what it does'
            if listed(text) is None and len({*parameters(node)} - OBVIOUS) > most_untold(node, around):
                yield f'{where}: does not say what its arguments are'
        of = constructor(node) if isinstance(node, ast.ClassDef) else node
        if of and listed(text) not in (None, parameters(of)):
            yield f'{where}: lists {listed(text)} and takes {parameters(of)}'


def in_class(node, around):
    """Whether a class says what its constructor takes."""
    return node.name == '__init__' and listed(ast.get_docstring(around) or '') is not None


def most_untold(node, around):
    """Of how many arguments the first line may be enough; what a method takes may be told by the class."""
    if around is None:
        return 1
    return 0 if node.name == '__init__' and not in_class(node, around) else math.inf


def constructor(node):
    return next((one for one in node.body if isinstance(one, FUNCTIONS) and one.name == '__init__'), None)


@pytest.mark.parametrize('path', MODULES, ids=lambda path: str(path.relative_to(FOLDER).with_suffix('')))
def test_everything_public_says_what_it_is(path):
    assert [*faults(path)] == []
