"""Whether sources were written for TensorFlow 1: by the names that they use, read and not run. Needs no TensorFlow.

What is asked of every process that a script starts is to be answered in a millisecond or two: nothing is imported here
before a source has the word `tensorflow` in it.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # `typing` alone takes longer than all else here
if TYPE_CHECKING:
    import ast
    from collections.abc import Sequence

TENSORFLOW = b'tensorflow'
SUFFIXES = ('.py', '.pyw')
LIBRARY_FOLDERS = ('site-packages', 'dist-packages')
STANDARD_LIBRARY = os.path.dirname(os.path.realpath(os.__file__))
OUR_OWN = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))


def first_use(source: bytes) -> tuple[str, int] | None:
    """The first name in a source that TensorFlow 1 had and TensorFlow 2 has not, with its line; None without one.

    Args:
        source: the content of a file, in Python 3 or 2.
    """
    if TENSORFLOW not in source:
        return None
    import ast
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')  # of escapes in other people's strings
            tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return _first_in_text(source)
    return min(_uses(tree), key=lambda found: found[1], default=None)


def first_use_in(root: str) -> tuple[str, str] | None:
    """The first such name in a module or a package, and where it is: `file.py, line 3`; None without one.

    Args:
        root: the path of the module's file, or of the package's folder; either may lie in a zip file.
    """
    for path, source in _sources_of(root):
        found = first_use(source)
        if found:
            return found[0], f'{os.path.relpath(path, os.path.dirname(root))}, line {found[1]}'
    return None


def is_legacy(path: str, folders: Sequence[str], where: str | None = None) -> bool:
    """Whether a script that is started is code for TensorFlow 1.

    It is if TensorFlow is imported by it, or by what it imports from its own folder: in the user's folders in any case,
    elsewhere if a name is used that only TensorFlow 1 had. Never in libraries, nor among installed programs.

    Args:
        path: the script, or a folder that is run by its `__main__.py`.
        folders: those of the user.
        where: the folder that it imports from; its own by default.
    """
    path = os.path.join(path, '__main__.py') if os.path.isdir(path) else path
    real = os.path.realpath(path)
    programs = os.path.dirname(sys.executable)  # and where it leads to: an environment's Python is a link
    if is_library(real) or is_within(real, programs) or is_within(real, os.path.realpath(programs)):
        return False
    return _is_legacy([path], b'', real, folders, where or os.path.dirname(os.path.abspath(path)))


def is_legacy_source(source: bytes, where: str, folders: Sequence[str]) -> bool:
    """Tells the same as `is_legacy` of a source that is in no file, and is run in the folder `where`."""
    return _is_legacy([], source, os.path.realpath(where), folders, where)


def _is_legacy(files, source, place, folders, where):
    of_user = any(is_within(place, os.path.realpath(folder)) for folder in folders)
    bases = [where, *folders] if of_user else [where]
    sources = _closure(files, source, where, bases)
    return any(_imports_tensorflow(found) if of_user else first_use(found) for found in sources)


def _imports_tensorflow(source):
    return TENSORFLOW in source and any(
        name.partition('.')[0] in ('tensorflow', 'tensorflow_core') for name in _imported(source)
    )


def _imported(source):
    """The dotted names that lines of a source import; of `from a import b` both `a` and `a.b`."""
    found = []
    for line in source.replace(b';', b'\n').replace(b':', b'\n').splitlines():  # try: import a; import b
        words = line.replace(b',', b' , ').split()
        if words[:1] == [b'import']:
            for part in b' '.join(words[1:]).split(b','):
                found += part.split()[:1]
        elif words[:1] == [b'from'] and words[2:3] == [b'import']:
            names = b' '.join(words[3:]).strip(b'( )\\').split(b',')
            found += [words[1], *(words[1] + b'.' + name.split()[0] for name in names if name.split())]
    return [name.decode(errors='replace') for name in found]


def _sources_of(root):
    if os.path.isfile(root):
        yield root, _read(root)
    elif os.path.isdir(root):
        for folder, inner, names in os.walk(root):
            inner[:] = sorted(name for name in inner if not name.startswith(('.', '__pycache__')))
            for name in sorted(names):
                path = os.path.join(folder, name)
                if name.endswith(SUFFIXES) and os.path.isfile(path):  # a pipe would have to be waited for
                    yield path, _read(path)
    else:
        yield from _in_zip(root)


def _closure(files, source, here, bases):
    """Sources, and those of what they import from the folders `bases`, and of what that imports from there."""
    waiting, seen = [*files], set()
    if source:
        yield source
        waiting += _imported_files(source, here, bases)
    while waiting:
        file = os.path.abspath(waiting.pop())
        if file not in seen:
            seen.add(file)
            source = _read(file)
            yield source
            waiting += _imported_files(source, os.path.dirname(file), bases)


def _imported_files(source, here, bases):
    for name in _imported(source):
        dots = len(name) - len(name.lstrip('.'))
        for base in [os.path.join(here, *[os.pardir] * (dots - 1))] if dots else bases:
            yield from _files_of(base, name.lstrip('.').split('.'))


def _files_of(base, parts):
    for part in filter(None, parts):
        base = os.path.join(base, part)
        for file in (base + '.py', os.path.join(base, '__init__.py')):
            if os.path.isfile(file):
                yield file


def _read(path):
    try:
        with open(path, 'rb') as file:
            return file.read()
    except OSError:
        return b''


def _in_zip(root):
    archive = root
    while archive and not os.path.exists(archive):
        archive = os.path.dirname(archive)
    if not os.path.isfile(archive):
        return
    import zipfile

    inside = os.path.relpath(root, archive).replace(os.sep, '/')
    try:
        with zipfile.ZipFile(archive) as opened:
            for name in sorted(opened.namelist()):
                if name.endswith(SUFFIXES) and (name == inside or name.startswith(inside + '/')):
                    yield os.path.join(archive, name), opened.read(name)
    except (OSError, zipfile.BadZipFile):
        return


def _uses(tree):
    """The names below `tensorflow` that are TensorFlow 1's, each with its line."""
    import ast

    meant, found = _meanings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            path = _path(node, meant)
            if path and _is_of_1(path):
                found.append((path, node.lineno))
    return [(f'tf.{_of_1(path)}', line) for path, line in found]


def _meanings(tree):
    """What names stand for that lines import from TensorFlow, without `tensorflow.`; and TensorFlow 1's among them."""
    import ast

    meant: dict[str, str] = {}
    found: list[tuple[str, int]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if _is_tensorflow(alias.name):
                    path = _below(alias.name)
                    _mean(meant, alias.asname or 'tensorflow', path if alias.asname else '')
                    found += [(path, node.lineno)] if _is_of_1(path) else []
        elif isinstance(node, ast.ImportFrom) and not node.level and _is_tensorflow(node.module or ''):
            for alias in node.names:
                path = '.'.join(filter(None, [_below(node.module), alias.name]))
                _mean(meant, alias.asname or alias.name, path)
                found += [(path, node.lineno)] if _is_of_1(path) else []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Attribute):  # tf = tf.compat.v1
            path = _path(node.value, meant)
            for target in node.targets:
                if path and isinstance(target, ast.Name):
                    _mean(meant, target.id, path)
    return meant, found


def _mean(meant, name, path):
    """Notes what a name means; where it may be `tf.compat.v1`, it is: that is not written for TensorFlow 1 alone."""
    if not meant.get(name, '').startswith('compat'):
        meant[name] = path


def _path(node: ast.Attribute, meant) -> str | None:
    import ast

    parts: list[str] = []
    value: ast.expr = node
    while isinstance(value, ast.Attribute):
        parts.insert(0, value.attr)
        value = value.value
    if not isinstance(value, ast.Name) or value.id not in meant:
        return None
    return '.'.join(filter(None, [meant[value.id], *parts]))


def _is_tensorflow(name):
    return name == 'tensorflow' or name.startswith('tensorflow.')


def _below(name):
    return name.partition('.')[2]


def _is_of_1(path):
    return _of_1(path) is not None


def _of_1(path):
    """The part of a dotted name, at its beginning, that only TensorFlow 1 had."""
    if not _only_in_1:
        _only_in_1.update(_read(os.path.join(os.path.dirname(__file__), 'only_in_1.txt')).decode().split())
    parts = path.split('.')
    parts = ['.'.join(parts[:n]) for n in range(1, len(parts) + 1)]
    return next((part for part in parts if part in _only_in_1), None)


_only_in_1: set[str] = set()


def _first_in_text(source):
    """Finds by the words what `first_use` does, where only Python 2 can parse the source."""
    import re

    text = source.decode('latin-1')
    meant = {'tensorflow': ''}
    for module, name in re.findall(r'^\s*import\s+tensorflow((?:\.\w+)*)\s+as\s+(\w+)', text, re.M):
        _mean(meant, name, module.lstrip('.'))
    names = '|'.join(map(re.escape, meant))
    for match in re.finditer(rf'(?<![\w.])({names})\.([\w.]+)', text):
        path = _of_1('.'.join(filter(None, [meant[match[1]], match[2]])))
        if path:
            return f'tf.{path}', text.count('\n', 0, match.start()) + 1
    return None


def is_library(path: str) -> bool:
    """Whether a path lies in Python's own library, among installed packages, or in this project."""
    inside = any(f'{os.sep}{name}{os.sep}' in path + os.sep for name in LIBRARY_FOLDERS)
    return inside or is_within(path, STANDARD_LIBRARY) or is_within(path, OUR_OWN)


def is_within(path: str, root: str) -> bool:
    """Whether a path is another one, or lies below it."""
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)
