"""One module through all rules, in one traversal."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable

import libcst as cst

from tf1_ref.legacy.port import api as api_tables
from tf1_ref.legacy.port import header, rules
from tf1_ref.legacy.port.findings import BLOCKER, CHANGED, NOTE, Finding
from tf1_ref.legacy.port.names import Names
from tf1_ref.legacy.port.rules import renamed

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

    def __init__(self, file: str, module: cst.Module, options: Options, sibling: Callable):
        """See `rewrite`."""
        self.file, self.options, self.api = file, options, api_tables.load()
        self.names = Names(module, self.api, sibling)
        self.findings: list[Finding] = []
        self.header = header.Header(module, self.names, options.target == COMPAT)
        self.files: set[str] = set()
        self.rule, self.outermost = '', False

    def changed(self, node: cst.CSTNode, what: str) -> None:
        """Reports a change."""
        self._report(node, CHANGED, what, '')

    def note(self, node: cst.CSTNode, what: str, advice: str = '') -> None:
        """Reports what runs, and has to be known."""
        self._report(node, NOTE, what, advice)

    def blocker(self, node: cst.CSTNode, what: str, advice: str) -> None:
        """Reports what will not run, or was not understood."""
        self._report(node, BLOCKER, what, advice)

    @functools.cached_property
    def is_old(self) -> bool:
        """Whether the module says names that only TensorFlow before 1.0 had."""
        found = (self.names.of(node) for node in self.names.attributes())
        return self.options.old_api or any(name and renamed.new_name(name) for name in found)

    def _report(self, node, kind, what, advice):
        finding = Finding(self.file, self.names.line(node), kind, self.rule, what, advice)
        if finding not in self.findings:
            self.findings.append(finding)


def rewrite(file: str, module: cst.Module, options: Options, sibling: Callable) -> tuple:
    """Ports one module.

    Args:
        file: what the report calls it.
        module: the parsed source.
        options: how to port.
        sibling: see `Names`.

    Returns:
        The module; the findings, in the order of their lines; and the names of
        files that it needs beside it.
    """
    context = Context(file, module, options, sibling)
    ported = module.visit(_Traversal(context))
    ported = context.header.add_to(ported)
    context.rule = 'names'
    for what, line in context.names.ambiguous.items():
        context.findings.append(Finding(file, line, BLOCKER, 'names', what, 'give them different names'))
    return ported, sorted(context.findings, key=lambda one: one.line), context.files


class _Traversal(cst.CSTTransformer):
    """Hands every node to the rules of its type, once its children are done."""

    def __init__(self, context):
        super().__init__()
        self._context = context
        self._rules = {}
        for rule in rules.ALL:
            for kind in rule.NODES:
                self._rules.setdefault(kind, []).append((rule.__name__.rpartition('.')[2], rule.rewrite))
        self._not_expressions = set()
        self._matter = context.names.nodes_that_matter(rules.FURTHER)

    def on_visit(self, node):
        if isinstance(node, cst.Attribute):
            self._not_expressions.add(id(node.attr))
            if isinstance(node.value, cst.Attribute):
                self._not_expressions.add(id(node.value))
        elif isinstance(node, cst.Arg) and node.keyword:
            self._not_expressions.add(id(node.keyword))
        elif isinstance(node, (cst.Import, cst.ImportFrom)):
            return False  # `imports` rewrites the whole statement
        return isinstance(node, cst.Module) or id(node) in self._matter

    def on_leave(self, original, updated):
        rules_here = self._rules.get(type(original))
        if rules_here is None or id(original) not in self._matter:
            return updated
        if isinstance(original, cst.Name) and id(original) in self._not_expressions:
            return updated
        context = self._context
        context.outermost = id(original) not in self._not_expressions
        for name, rule in rules_here:
            context.rule = name
            updated = rule(original, updated, context)
            if type(updated) is not type(original):
                break  # what it has become is no longer what the other rules look at
        return updated
