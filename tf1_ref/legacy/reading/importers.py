"""Whether a module serves TensorFlow code: mentions no TensorFlow itself, but is imported by what does.

The files that read data and make batches often know nothing of TensorFlow. They are as old as the code that they serve.
"""

from __future__ import annotations

import functools
import pathlib
import re
from collections.abc import Iterator

from tf1_ref.files import read_bytes

MENTION = b'tensorflow'  # in any source that uses it
IMPORT = re.compile(rb'^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import\b|import[ \t]+)([^#\n(]*(?:\([^)]*\))?)', re.MULTILINE)
WORD = re.compile(rb'\w+')
MOST = 2000  # files that are read


def serves_tensorflow(path: pathlib.Path) -> bool:
    """Whether a module is imported by code that mentions TensorFlow, or by what that imports.

    Looked for are importers in the module's own package, or in its folder where it is in none, and in the folders from
    which that is imported: the one around the package, and the one above.

    Args:
        path: the module's file.
    """
    return _name(path) in _serving(_top(path.absolute().parent))


def importing(path: pathlib.Path) -> list[pathlib.Path]:
    """The sources that import, or may import, a module; looked for where `serves_tensorflow` looks.

    Args:
        path: the module's file.
    """
    name = _name(path)
    return [one for one, (names, _) in _imports(_top(path.absolute().parent)).items() if name in names and one != path]


def _name(path):
    return (path.parent.name if path.name == '__init__.py' else path.stem).encode()


def _top(folder):
    """The folder that holds the outermost package that a folder is in; of a folder that is no package itself."""
    while (folder / '__init__.py').is_file():
        folder = folder.parent
    return folder


@functools.lru_cache(maxsize=8)
def _imports(top):
    """The words of the imports of each source, and whether it mentions TensorFlow."""
    found: dict[pathlib.Path, tuple[frozenset[bytes], bool]] = {}
    for path in _files(top):
        try:
            content = read_bytes(path)
        except OSError:
            continue
        names = {word for groups in IMPORT.findall(content) for group in groups for word in WORD.findall(group)}
        found[path] = frozenset(names), MENTION in content
    return found


@functools.lru_cache(maxsize=64)
def _serving(top):
    """The names of the modules that serve TensorFlow code below a folder, or beside it."""
    imports: dict[bytes, set[bytes]] = {}
    serving: set[bytes] = set()
    for path, (names, mentions) in _imports(top).items():
        if mentions:
            serving |= names
        else:
            imports.setdefault(path.stem.encode(), set()).update(names)
    while True:
        further = {name for module in serving & imports.keys() for name in imports[module]} - serving
        if not further:
            return frozenset(serving)
        serving |= further


def _files(top) -> Iterator[pathlib.Path]:
    """The sources in a folder, in the packages in it, and in the folder above."""
    try:
        inside = [folder for folder in sorted(top.iterdir()) if (folder / '__init__.py').is_file()]
    except OSError:
        return
    found = (path for folder in inside for path in folder.rglob('*.py'))
    for number, path in enumerate((*top.glob('*.py'), *top.parent.glob('*.py'), *found)):
        if number == MOST:
            return
        yield path
