"""What a legacy source uses of TensorFlow 1, and whether it will run here; told without running it."""

from __future__ import annotations

import dataclasses
import functools
import pathlib

import libcst as cst

from tf1_ref.compat.names import table as api_tables
from tf1_ref.errors import InputError
from tf1_ref.legacy.reading import notebook, siblings, source
from tf1_ref.legacy.reading.importers import MENTION
from tf1_ref.legacy.reading.names import Names
from tf1_ref.legacy.reading.spelling import canonical
from tf1_ref.legacy.reading.syntax import dotted, imports_of
from tf1_ref.legacy.symbols import support
from tf1_ref.recursion import with_room

OWN = b'tf1_ref'  # in what has been ported


@dataclasses.dataclass(frozen=True)
class Use:
    """A name of TensorFlow that a source uses.

    Attributes:
        status: how it is supported.
        lines: where, in ascending order.
    """

    status: support.Status
    lines: tuple[int, ...]


@dataclasses.dataclass(frozen=True)
class Diagnosis:
    """One source, examined.

    Attributes:
        path: of the file.
        uses: what it uses, in the order of first use.
        options: flags of `python -m tf1_ref run` that it needs, each with the reason.
        problems: why it cannot be read, with the remedy: it is no Python, or no notebook.
    """

    path: str
    uses: list[Use]
    options: dict[str, str]
    problems: list[str]

    @property
    def will_run(self) -> bool:
        """Whether nothing is known that keeps the source from running."""
        return not self.problems and all(use.status.is_supported for use in self.uses)


def examine(path: str) -> Diagnosis:
    """Examines a source or a notebook.

    Raises:
        InputError: it cannot be read.
    """
    try:
        content = pathlib.Path(path).read_bytes()
    except OSError as error:
        remedy = 'name its files' if isinstance(error, IsADirectoryError) else 'name a readable file'
        raise InputError(f'{path}: cannot be read ({error.strerror}); {remedy}') from None
    try:
        return _examine(path, content)
    except RecursionError:
        problem = 'is nested too deeply to be parsed; split its expressions'
    except notebook.NoNotebook as error:
        problem = str(error).removeprefix(path).lstrip(':, ')
    return Diagnosis(path, [], {}, [problem])


@with_room
def _examine(path, content):
    if path.endswith(notebook.SUFFIX):
        content = '\n'.join(text for text, _ in notebook.cells(content, path, say=lambda *_: None)).encode()
    parsed = source.parse(path, content)
    names_of = functools.partial(siblings.names_of, pathlib.Path(path))
    mentions = MENTION in content or OWN in content
    if parsed.tree is not None and not mentions and not siblings.bring(parsed.tree, names_of):
        return Diagnosis(path, [], {}, [])
    if parsed.tree is None and parsed.of_python_2 is None:
        return Diagnosis(path, [], {}, [f'line {one.line}: {one.what}; {one.advice}' for one in parsed.findings])
    uses = with_room(_uses)(parsed, names_of)  # without parsing it again
    options = {}
    if parsed.converted:
        options['--py2'] = 'it is Python 2'
    if any(use.status.kind == support.BEFORE_1_0 for use in uses):
        options['--api=0.12'] = "it uses TensorFlow's names from before 1.0"
    return Diagnosis(path, uses, options, [])


def _uses(parsed, names_of):
    """The status of every name of TensorFlow that a module uses, with the lines."""
    names = Names(parsed.to_read, api_tables.load(), names_of)
    found: dict[support.Status, set[int]] = {}

    def add(name, node):
        name = canonical(name)
        if name == support.ROOT or not name.startswith(support.ROOT + '.'):
            return name == support.ROOT
        found.setdefault(support.status(name), set()).add(names.line(node))
        return True

    parts = set()  # of what is noted already: the `tf` of `tf.nn`
    for node in names.nodes():
        if isinstance(node, cst.Import):
            for alias in node.names:
                add(dotted(alias.name), node)
        elif isinstance(node, cst.ImportFrom):
            if not node.relative and node.module is not None:
                for name in imports_of(node).values() or [dotted(node.module)]:
                    add(name, node)
        elif id(node) not in parts and add(names.of(node) or '', node):
            while isinstance(node, cst.Attribute):
                node = node.value
                parts.add(id(node))
    return [Use(status, tuple(sorted(lines))) for status, lines in found.items()]
