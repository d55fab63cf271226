"""Type hints: a type checker is content, and public functions have them, in the rooms of `.mypy.ini` and some more."""

import ast
import configparser
import re
import subprocess
import sys

from tests import arrows, needs
from tests.arrows import ROOT

SETTINGS = configparser.ConfigParser()
SETTINGS.read(ROOT / '.mypy.ini')
CHECKED = [name.strip() for name in SETTINGS['mypy']['files'].split(',')]
SKIPPED = SETTINGS['mypy']['exclude']
# Rooms that stand on TensorFlow, whose types no checker sees; their public functions have hints for who reads them.
HINTED = ('compat/built/', 'compat/libraries/', 'compat/restored/', 'compat/guest', 'compat/sessions')
# What stands in the place of TensorFlow's own functions takes what these take.
REPLACEMENTS = 'compat/built/tables/'
# Their parameters are tensors and all that can become one, which are of no type.
UNTYPED = {'compat/names/pre_1_0_ops'}
IGNORE = re.compile(r'# type: ignore\[[a-z-]+(, [a-z-]+)*\](  # .{10,})?')


def files():
    """The files that the type checker looks at."""
    for path in arrows.files():
        name = path.relative_to(ROOT).as_posix()
        if any(name == one or name.startswith(f'{one}/') for one in CHECKED) and SKIPPED not in name:
            yield path


def hinted():
    """The files of the rooms in `HINTED`."""
    names = {path: arrows.name_of(path) for path in arrows.files()}
    return [path for path, name in names.items() if name.startswith(HINTED) and not name.startswith(REPLACEMENTS)]


def public(tree):
    """The public functions and methods of a module, those within functions left out; with whether it is a method."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith('_'):
            yield from ((one, True) for one in node.body if isinstance(one, ast.FunctionDef))
        elif isinstance(node, ast.FunctionDef):
            yield node, False


def lacks(function, is_method):
    """The parameters of a function without an annotation, and 'return'."""
    arguments = function.args
    parameters = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    parameters = parameters[1:] if is_method and not _is_static(function) else parameters
    found = [one.arg for one in parameters if one.annotation is None]
    return found + (['return'] if function.returns is None and function.name != '__init__' else [])


def _is_static(function):
    return any(isinstance(one, ast.Name) and one.id == 'staticmethod' for one in function.decorator_list)


def test_a_type_checker_is_content(tmp_path):
    needs.modules('mypy', 'libcst')  # it sees libcst's types
    command = [sys.executable, '-m', 'mypy', f'--cache-dir={tmp_path}', '--no-error-summary']
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_public_functions_have_type_hints():
    lacking = {}
    for path in [*files(), *hinted()]:
        if arrows.name_of(path) in UNTYPED:
            continue
        for function, is_method in public(arrows.tree(path)):
            is_public = not function.name.startswith('_') or function.name == '__init__'
            if is_public and (found := lacks(function, is_method)):
                lacking[f'{arrows.name_of(path)}:{function.name}'] = found
    assert lacking == {}


def test_what_is_ignored_has_its_reason():
    for path in files():
        for line in path.read_text(encoding='utf-8').splitlines():
            if 'type: ignore' in line:
                assert IGNORE.search(line)[2], f'{path}: {line.strip()}'
