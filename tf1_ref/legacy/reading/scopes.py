"""Which binding a name refers to. One walk over the syntax tree that leaves out white space, and so is fast.

libcst's own scope analysis tells more, and takes several times as long as all the rest of porting.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import libcst as cst

# What no other node is in.
LEAVES = frozenset(
    [cst.Name, cst.Integer, cst.Float, cst.SimpleString, cst.Ellipsis, cst.Pass, cst.Break, cst.Continue]
)
COMPREHENSIONS = (cst.ListComp, cst.SetComp, cst.GeneratorExp, cst.DictComp)
# Fields that hold white space and punctuation.
SKIPPED: tuple[str, ...] = (
    'whitespace', 'lines', 'leading', 'header', 'footer', 'trailing', 'lpar', 'rpar', 'lbracket', 'rbracket', 'lbrace',
    'rbrace', 'equal', 'comma', 'semicolon', 'dot', 'operator', 'newline', 'indent', 'colon', 'encoding',
    'default_indent',
)  # fmt: skip


@dataclasses.dataclass(eq=False)
class Scope:
    """A module, class, function, lambda or comprehension.

    Attributes:
        parent: the scope around it; None for a module.
        is_class: whether names bound in it are hidden from the functions in it.
        bindings: name: what binds it there, nodes of many kinds.
        elsewhere: names that `global` or `nonlocal` say belong to a scope around it.
    """

    parent: Scope | None
    is_class: bool = False
    bindings: dict[str, list[cst.CSTNode]] = dataclasses.field(default_factory=dict)
    elsewhere: dict[str, Scope] = dataclasses.field(default_factory=dict)

    def bind(self, name: str, node: cst.CSTNode) -> None:
        """Remembers that `node` binds `name`."""
        self.elsewhere.get(name, self).bindings.setdefault(name, []).append(node)

    def find(self, name: str) -> list[cst.CSTNode]:
        """What binds `name`, as seen from here; nothing if it is bound nowhere."""
        scope: Scope | None = self
        inner = True
        while scope is not None:
            if name in scope.bindings and (inner or not scope.is_class):
                return scope.bindings[name]
            inner, scope = False, scope.parent
        return []


class Scopes:
    """The scopes of a module.

    Attributes:
        of: the scope in which an expression stands, by the id of its `Name`.
        ancestors: the node around a node, by the node's id.
        nodes: every node that was walked, in the order of the source.
        module: the outermost scope.
    """

    def __init__(self, module: cst.Module):
        """Walks a module."""
        self.of: dict[int, Scope] = {}
        self.ancestors: dict[int, cst.CSTNode] = {}
        self.nodes: list[cst.CSTNode] = []
        self.module = Scope(None)
        for child in children(module):
            self._walk(child, module, self.module)

    def asked_of(self, node: cst.CSTNode) -> str:
        """The attributes that are asked of an expression, joined by dots: `nn.relu` of the `tf` in `tf.nn.relu(x)`."""
        attributes = []
        around = self.ancestors[id(node)]
        while type(around) is cst.Attribute and around.value is node:
            attributes.append(around.attr.value)
            node, around = around, self.ancestors[id(around)]
        return '.'.join(attributes)

    def _walk(self, node, parent, scope):
        self.ancestors[id(node)] = parent
        self.nodes.append(node)
        kind: type = type(node)
        if kind in LEAVES:
            if kind is cst.Name:
                self.of[id(node)] = scope
            return
        visit = VISITS.get(kind)
        if visit is None or not visit(self, node, scope):
            for child in children(node):
                self._walk(child, node, scope)

    def _all(self, nodes, parent, scope):
        for node in nodes:
            if is_node(node):
                self._walk(node, parent, scope)

    def _function(self, node, scope):
        scope.bind(node.name.value, node)
        outside = [*node.decorators, node.returns, *_outside_of_parameters(node.params)]
        self._all(outside, node, scope)
        inner = Scope(scope)
        self._parameters(node.params, node, inner)
        self._walk(node.body, node, inner)
        return True

    def _lambda(self, node, scope):
        self._all(_outside_of_parameters(node.params), node, scope)
        inner = Scope(scope)
        self._parameters(node.params, node, inner)
        self._walk(node.body, node, inner)
        return True

    def _parameters(self, parameters, function, inner):
        self.ancestors[id(parameters)] = function
        for parameter in _all_parameters(parameters):
            self.ancestors[id(parameter)] = parameters
            self.nodes.append(parameter)
            for inside in (parameter.annotation, parameter.default):
                if inside is not None:
                    self.ancestors[id(inside)] = parameter
            inner.bind(parameter.name.value, parameter)

    def _class(self, node, scope):
        scope.bind(node.name.value, node)
        self._all([*node.decorators, *node.bases, *node.keywords], node, scope)
        self._walk(node.body, node, Scope(scope, is_class=True))
        return True

    def _comprehension(self, node, scope):
        inner = Scope(scope)
        loop = node.for_in
        while loop is not None:
            self._target(loop.target, inner, loop)
            loop = loop.inner_for_in
        for child in children(node):
            self._walk(child, node, inner)
        return True

    def _assign(self, node, scope):
        for target in node.targets:
            self._target(target.target, scope, node)

    def _one_target(self, node, scope):
        self._target(node.target, scope, node)

    def _as_name(self, node, scope):
        self._target(node.name, scope, node)

    def _import(self, node, scope):
        if type(node.names) is not cst.ImportStar:
            for alias in node.names:
                name = alias.asname.name if alias.asname else alias.name
                while type(name) is cst.Attribute:
                    name = name.value
                scope.bind(name.value, node)
        return True

    def _attribute(self, node, scope):
        self._walk(node.value, node, scope)
        return True

    def _argument(self, node, scope):
        self._walk(node.value, node, scope)
        return True

    def _elsewhere(self, node, scope):
        outer = self.module if type(node) is cst.Global else scope.parent or self.module
        for item in node.names:
            scope.elsewhere[item.name.value] = outer
        return True

    def _match(self, node, scope):
        if node.name is not None:
            self._target(node.name, scope, node)

    def _target(self, target, scope, node):
        if type(target) is cst.Name:
            scope.bind(target.value, target if type(node) in (cst.Assign, cst.AnnAssign, cst.NamedExpr) else node)
        elif type(target) in (cst.Tuple, cst.List):
            for element in target.elements:
                self._target(element.value, scope, node)
        elif type(target) is cst.StarredElement:
            self._target(target.value, scope, node)


VISITS: dict[type, Callable[[Scopes, Any, Scope], bool | None]] = {
    cst.FunctionDef: Scopes._function,
    cst.Lambda: Scopes._lambda,
    cst.ClassDef: Scopes._class,
    **dict.fromkeys(COMPREHENSIONS, Scopes._comprehension),
    cst.Assign: Scopes._assign,
    cst.AnnAssign: Scopes._one_target,
    cst.AugAssign: Scopes._one_target,
    cst.NamedExpr: Scopes._one_target,
    cst.For: Scopes._one_target,
    cst.AsName: Scopes._as_name,
    cst.Import: Scopes._import,
    cst.ImportFrom: Scopes._import,
    cst.Attribute: Scopes._attribute,
    cst.Arg: Scopes._argument,
    cst.Global: Scopes._elsewhere,
    cst.Nonlocal: Scopes._elsewhere,
    cst.MatchAs: Scopes._match,
    cst.MatchStar: Scopes._match,
}

_fields: dict[type, tuple[str, ...]] = {}
_is_node: dict[type, bool] = {}  # `isinstance` takes long for a class with an abstract base


def fields(kind: type) -> tuple[str, ...]:
    """The names of the fields that hold the nodes directly in a node, white space and punctuation left out."""
    found = _fields.get(kind)
    if found is None:
        names = (field.name for field in dataclasses.fields(kind))
        found = _fields[kind] = tuple(name for name in names if not any(name.startswith(start) for start in SKIPPED))
    return found


def is_node(value: object) -> bool:
    """Whether a value is a syntax node."""
    kind = type(value)
    found = _is_node.get(kind)
    if found is None:
        found = _is_node[kind] = issubclass(kind, cst.CSTNode)
    return found


def children(node: cst.CSTNode) -> list[cst.CSTNode]:
    """The nodes directly in a node, white space and punctuation left out."""
    found: list[Any] = []
    for name in fields(type(node)):
        value = getattr(node, name)
        kind = type(value)
        if kind is tuple or kind is list:
            found += value
        elif kind is not str and is_node(value):
            found.append(value)
    return found


def _all_parameters(parameters):
    found = [*parameters.posonly_params, *parameters.params, *parameters.kwonly_params]
    starred = (parameters.star_arg, parameters.star_kwarg)
    return [*found, *(one for one in starred if type(one) is cst.Param)]


def _outside_of_parameters(parameters):
    """Defaults and annotations, which are seen from outside of the function."""
    for parameter in _all_parameters(parameters):
        yield parameter.annotation
        yield parameter.default
