"""One source through all rules, in one traversal."""

from __future__ import annotations

import re
from collections.abc import Callable

import libcst as cst

from tf1_ref.legacy.port import rules
from tf1_ref.legacy.port.rules import members
from tf1_ref.legacy.port.writing.context import Context, Options
from tf1_ref.legacy.reading import scopes, siblings, source
from tf1_ref.legacy.reading.findings import BLOCKER, Finding
from tf1_ref.legacy.reading.importers import MENTION
from tf1_ref.legacy.reading.siblings import NamesOf
from tf1_ref.legacy.reading.trees.nodes import changed
from tf1_ref.recursion import with_room

IMPORTS = re.compile(rb'\bimport\b')


def port_source(
    file: str,
    content: bytes,
    options: Options,
    names_of: NamesOf,
    serves_tensorflow: Callable[[], bool] = lambda: False,
) -> tuple[bytes, list[Finding], set[str]]:
    """Ports the bytes of a Python source; returns the new ones, the findings, and the names of files beside.

    Args:
        file: what the report calls it.
        content: its bytes.
        options: how to port.
        names_of: see `tf1_ref.legacy.reading.siblings.names_of`, the path of the importing file left out.
        serves_tensorflow: asked of a source that does not mention TensorFlow: see `tf1_ref.legacy.reading.importers`.
    """
    parsed = source.parse(file, content)
    if parsed.tree is not None and not _matters(content, parsed.tree, names_of):
        return content, [], set()
    if parsed.module is None:
        return content, parsed.findings, set()
    # Room for the rules alone: where that is asked for, what took long to parse is not parsed again.
    return with_room(_rewritten)(file, parsed, options, names_of, MENTION in content or serves_tensorflow())


def _rewritten(file, parsed, options, names_of, of_that_time):
    """A parsed source through all rules."""
    content = parsed.content
    context = Context(file, parsed, options, names_of)
    context.of_that_time = of_that_time

    def port_text(text):
        after, found, beside = port_source(file, text.encode(), options, names_of)
        context.files |= beside
        return after.decode(), found

    context.port_text = port_text
    context.lost_members = members.lost_in(content)
    module = context.header.add_to(_Traversal(context).rewrite(parsed.module))
    context.rule = 'names'
    for what, line in context.names.ambiguous.items():
        context.findings.append(Finding(file, line, BLOCKER, 'names', what, 'give them different names'))
    findings = sorted([*parsed.findings, *context.findings], key=lambda one: one.line)
    stays = module is parsed.module and not parsed.converted
    return content if stays else parsed.written(module), findings, context.files


def _matters(content, tree, names_of):
    """Whether a source mentions TensorFlow, or what others have dropped, or takes names from a module that does."""
    if MENTION in content or rules.MENTION.search(content):
        return True
    return bool(IMPORTS.search(content)) and siblings.bring(tree, names_of)


class _Traversal:
    """Hands every node that matters to the rules of its type, once its children are done.

    What does not change stays the same object, white space is not looked at: libcst's own transformers build every
    node anew, which takes several times as long.
    """

    def __init__(self, context):
        self._context = context
        self._rules: dict[type, list[tuple[str, Callable]]] = {}
        for rule in rules.ALL:
            for kind in rule.NODES:
                self._rules.setdefault(kind, []).append((rule.__name__.rpartition('.')[2], rule.rewrite))
        self._not_expressions = set()
        self._matter = context.names.nodes_that_matter(rules.further(context), rules.concerns)

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
        updated = changed(node, **changes) if changes else node
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
        new: list[cst.CSTNode] = []
        is_changed = False
        for node in nodes:
            found = self.rewrite(node) if id(node) in self._matter else node
            is_changed = is_changed or found is not node
            if type(found) is cst.FlattenSentinel:
                new.extend(found)
            elif found is not cst.RemovalSentinel.REMOVE:
                new.append(found)
        return new if is_changed else nodes
