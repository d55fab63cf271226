"""One module through all rules, in one traversal."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable

import libcst as cst

from tf1_ref.legacy.port import header, rules, standalone
from tf1_ref.legacy.port.rules import moved, renamed
from tf1_ref.legacy.reading import api as api_tables
from tf1_ref.legacy.reading import scopes
from tf1_ref.legacy.reading.findings import BLOCKER, CHANGED, NOTE, Finding
from tf1_ref.legacy.reading.names import Names

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

    def is_missed(self, module: str) -> bool:
        """Whether a standalone module would need more of a module that is gone than can be written out in it."""
        return any(name.startswith(f'{module}.') for name in self._missed)

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
            and moved.is_gone(api, name)
        }

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
    ported = _Traversal(context).rewrite(module)
    ported = context.header.add_to(ported)
    context.rule = 'names'
    for what, line in context.names.ambiguous.items():
        context.findings.append(Finding(file, line, BLOCKER, 'names', what, 'give them different names'))
    return ported, sorted(context.findings, key=lambda one: one.line), context.files


class _Traversal:
    """Hands every node that matters to the rules of its type, once its children are done.

    What does not change stays the same object, white space is not looked at: libcst's own transformers build every
    node anew, which takes several times as long.
    """

    def __init__(self, context):
        self._context = context
        self._rules = {}
        for rule in rules.ALL:
            for kind in rule.NODES:
                self._rules.setdefault(kind, []).append((rule.__name__.rpartition('.')[2], rule.rewrite))
        self._not_expressions = set()
        self._matter = context.names.nodes_that_matter(rules.FURTHER)

    def rewrite(self, node):
        """What becomes of a node: another of its kind, or what stands for none or for several in a list."""
        kind = type(node)
        if kind is cst.Attribute:
            self._not_expressions.add(id(node.attr))
            if type(node.value) is cst.Attribute:
                self._not_expressions.add(id(node.value))
        elif kind is cst.Arg and node.keyword:
            self._not_expressions.add(id(node.keyword))
        # `imports` rewrites a whole import statement.
        changes = {} if kind in (cst.Import, cst.ImportFrom) else self._children(node, kind)
        updated = node.with_changes(**changes) if changes else node
        rules_here = self._rules.get(kind)
        if rules_here is None or (kind is cst.Name and id(node) in self._not_expressions):
            return updated
        context = self._context
        context.outermost = id(node) not in self._not_expressions
        for name, rule in rules_here:
            context.rule = name
            updated = rule(node, updated, context)
            if type(updated) is not kind:
                break  # what it has become is no longer what the other rules look at
        return updated

    def _children(self, node, kind):
        """The fields of a node in which something changed, each with what it holds now."""
        changes = {}
        for name in scopes.fields(kind):
            value = getattr(node, name)
            if type(value) in (tuple, list):
                new = self._several(value)
            elif id(value) in self._matter:
                new = self.rewrite(value)
            else:
                continue
            if new is not value:
                changes[name] = new
        return changes

    def _several(self, nodes):
        new, changed = [], False
        for node in nodes:
            found = self.rewrite(node) if id(node) in self._matter else node
            changed = changed or found is not node
            if isinstance(found, cst.FlattenSentinel):
                new.extend(found)
            elif found is not cst.RemovalSentinel.REMOVE:
                new.append(found)
        return new if changed else nodes
