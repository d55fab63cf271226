"""What a rule may ask and say while a module is rewritten."""

from __future__ import annotations

import dataclasses
import functools
import pathlib
from collections.abc import Callable
from typing import Any

import libcst as cst

from tf1_ref.compat.names import table as api_tables
from tf1_ref.legacy.port.writing import header, standalone
from tf1_ref.legacy.reading.before_1_0 import new_name
from tf1_ref.legacy.reading.elsewhere import Elsewhere
from tf1_ref.legacy.reading.findings import BLOCKER, CHANGED, NOTE, Finding
from tf1_ref.legacy.reading.names import Names
from tf1_ref.legacy.reading.siblings import NamesOf
from tf1_ref.legacy.reading.source import Source
from tf1_ref.legacy.reading.syntax import imported_names

# What becomes of a node: another one, or what stands in a list for none or for several.
Rewritten = cst.CSTNode | cst.RemovalSentinel | cst.FlattenSentinel
COMPAT, STANDALONE = 'compat', 'standalone'


@dataclasses.dataclass(frozen=True)
class Options:
    """How to port.

    Attributes:
        target: `COMPAT`, which may use this project's modules, or `STANDALONE`, which may not.
        old_api: whether the source is known to be older than TensorFlow 1.0 (`--api=0.12`).
    """

    target: str = COMPAT
    old_api: bool = False


class Context:
    """What a rule may ask and say while a module is rewritten."""

    def __init__(self, file: str, parsed: Source, options: Options, names_of: NamesOf):
        """Takes what `port_source` has been given, and the source."""
        self.file, self.options, self.api = file, options, api_tables.load()
        self.names = Names(parsed, self.api, names_of, options.target == COMPAT)
        self.findings: list[Finding] = []
        self.before = parsed.content  # the bytes of the source
        self.of_python_2 = parsed.converted  # whether Python 3 cannot parse it
        self._said: set[Finding] = set()
        self.header = header.Header(parsed.module, self.names, options.target == COMPAT)
        self.files: set[str] = set()
        self.rule, self.outermost = '', False
        self.of_that_time = True  # written in the days of TensorFlow 1
        self.lists: dict[int, Any] | None = None  # what `rules.lists` has found
        self.lost_members: frozenset[str] = frozenset()  # that libraries had which the source mentions
        self.asked_for: dict[int, bool] = {}  # what `python_names.is_asked_for` has found, by the id of the node
        # Ports a program that stands in a text.
        self.port_text: Callable[[str], tuple[str, list[Finding]]] = lambda text: (text, [])

    def changed(self, node: cst.CSTNode, what: str) -> None:
        """Reports a change."""
        self._report(node, CHANGED, what, '')

    def note(self, node: cst.CSTNode, what: str, advice: str = '') -> None:
        """Reports what runs, and has to be known."""
        self._report(node, NOTE, what, advice)

    def blocker(self, node: cst.CSTNode, what: str, advice: str) -> None:
        """Reports what will not run, or was not understood."""
        self._report(node, BLOCKER, what, advice)

    def is_missed(self, module: str) -> bool:
        """Whether a standalone module would need more of a module that is gone than can be written out in it."""
        return any(name.startswith(f'{module}.') for name in self._missed)

    @functools.cached_property
    def elsewhere(self) -> Elsewhere | None:
        """The modules of the user's own around this one; None of what is not in a file of its own."""
        path = pathlib.Path(self.file)
        return Elsewhere(path, self.names) if path.suffix == '.py' and path.is_file() else None

    @functools.cached_property
    def libraries(self) -> frozenset[str]:
        """The top-level names of what the module imports."""
        imports = (node for node in self.names.nodes() if isinstance(node, (cst.Import, cst.ImportFrom)))
        return frozenset(name.partition('.')[0] for node in imports for name in imported_names(node))

    @functools.cached_property
    def _missed(self):
        found = {self.names.of(node) or '' for node in self.names.attributes()}
        api = self.api
        return {
            name
            for name in found
            if name.startswith('tensorflow.')
            and not api.is_module(name)
            and not standalone.has(name)
            and api.is_gone(name)
        }

    @functools.cached_property
    def is_old(self) -> bool:
        """Whether the module says names that only TensorFlow before 1.0 had."""
        found = (self.names.of(node) for node in self.names.attributes())
        return self.options.old_api or any(name and new_name(name) for name in found)

    def _report(self, node, kind, what, advice):
        finding = Finding(self.file, self.names.line(node), kind, self.rule, what, advice)
        if finding not in self._said:
            self._said.add(finding)
            self.findings.append(finding)
