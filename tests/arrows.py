"""Which module of tf1_ref imports which, wherever in it the import stands; and which of them form a circle."""

from __future__ import annotations

import ast
import functools
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent
PACKAGE = ROOT / 'tf1_ref'


def files():
    """All modules of the package, in alphabetical order."""
    return sorted(PACKAGE.rglob('*.py'))


def name_of(path):
    """A file's name as the tests say it, such as 'compat/built/seeds'; of a package that of its folder."""
    name = path.relative_to(PACKAGE).with_suffix('').as_posix()
    return name.removesuffix('__init__').rstrip('/')


@functools.cache
def tree(path):
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding='utf-8'))


def docstring(path):
    """The text that a module begins with, or None."""
    return ast.get_docstring(tree(path))


def imports(path):
    """The dotted names that a file imports, from inside functions too; what is taken out of a module is one of them."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f'{node.module}.{alias.name}' for alias in node.names)


def named(path, modules):
    """The modules among `modules` that a file names in strings, because they are imported by these names.

    Anywhere in the package that is what `import_module` gets, an f-string standing for all modules that it can name;
    in compat, whose tables say by such a string where a name comes from, every string that is a module's name, and
    every f-string that begins as one.
    """
    own = '.'.join(['tf1_ref', *filter(None, name_of(path).split('/'))])
    in_compat = name_of(path).startswith('compat')
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and getattr(node.func, 'attr', getattr(node.func, 'id', '')) == 'import_module':
            pattern = _pattern(node.args[0], own)
            yield from (name for name in modules if pattern.fullmatch(name))
        elif in_compat and isinstance(node, ast.Constant) and node.value in modules:
            yield node.value
        elif in_compat and isinstance(node, ast.JoinedStr) and ast.unparse(node)[2:].startswith('tf1_ref.'):
            pattern = _pattern(node, own)
            yield from (name for name in modules if pattern.fullmatch(name))


def _pattern(node, own):
    """A regular expression for the names that an expression can stand for; `own` is its module's."""
    if isinstance(node, ast.Constant):
        return re.compile(re.escape(node.value))
    parts = node.values if isinstance(node, ast.JoinedStr) else []
    known = {'__name__': re.escape(own)}
    return re.compile(
        ''.join(
            re.escape(part.value) if isinstance(part, ast.Constant) else known.get(ast.unparse(part.value), r'\w+')
            for part in parts
        )
    )


@functools.cache
def arrows():
    """From each module to the modules of this package that it imports, the packages around them left out."""
    modules = {'.'.join(['tf1_ref', *filter(None, name_of(path).split('/'))]): name_of(path) for path in files()}
    found = {}
    for path in files():
        names = [name for name in [*imports(path), *named(path, modules)] if name in modules]
        inner = {name for name in names if any(other.startswith(f'{name}.') for other in names)}
        found[name_of(path)] = {modules[name] for name in names if name not in inner} - {name_of(path)}
    return found


def circles(graph):
    """The groups of nodes that can be reached from each other: Tarjan's strongly connected components of two and more.

    Args:
        graph: from each node to those that it points to.
    """
    number, lowest, stack, found = {}, {}, [], []

    def visit(node):
        number[node] = lowest[node] = len(number)
        stack.append(node)
        for other in graph.get(node, ()):
            if other not in number:
                visit(other)
            if other in stack:
                lowest[node] = min(lowest[node], lowest[other])
        if lowest[node] == number[node]:
            group = stack[stack.index(node) :]
            del stack[stack.index(node) :]
            if len(group) > 1:
                found.append(sorted(group))

    for node in graph:
        if node not in number:
            visit(node)
    return found
