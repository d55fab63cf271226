"""What names, attributes and parameters of a module are bound to, by its assignments, functions, calls and imports."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import libcst as cst

from tf1_ref.legacy.reading.syntax import bound_name

_COLLECTED = (
    cst.Attribute, cst.Name, cst.Param, cst.Assign, cst.AnnAssign, cst.NamedExpr, cst.Call, cst.FunctionDef,
    cst.ClassDef, cst.Import, cst.ImportFrom,
)  # fmt: skip


class Bindings:
    """What the nodes of a module bind names, attributes and parameters to.

    Attributes:
        values: the expression that is assigned to a target, by the target's id.
        attributes: by name of an attribute and of the variable that has it, the expressions that are assigned to it.
        parameters: the function of a parameter, and its place, by the parameter's id.
        calls: the calls of a function, by its name.
        stars: the star imports.
        all_names: every name that is said or bound.
        attribute_nodes: every attribute expression.
        functions: the names of the functions and methods.
    """

    def __init__(self, nodes: Iterable[cst.CSTNode]):
        """Looks at every node of a module, in the order of the source."""
        self.values: dict[int, cst.BaseExpression] = {}
        self.attributes: dict[str, dict[str, list[cst.BaseExpression]]] = {}
        self.parameters: dict[int, tuple[str, int]] = {}
        self.calls: dict[str, list[cst.Call]] = {}
        self.stars: list[cst.ImportFrom] = []
        self.all_names: set[str] = set()
        self.attribute_nodes: list[cst.Attribute] = []
        self.functions: set[str] = set()
        collect_by_kind: dict[type, Callable] = {kind: getattr(self, f'_{kind.__name__}') for kind in _COLLECTED}
        for node in nodes:
            collect = collect_by_kind.get(type(node))
            if collect is not None:
                collect(node)

    def _Attribute(self, node):
        self.attribute_nodes.append(node)

    def _Name(self, node):
        self.all_names.add(node.value)

    def _Param(self, node):
        self.all_names.add(node.name.value)

    def _Assign(self, node):
        for target in node.targets:
            self._bind(target.target, node.value)

    def _AnnAssign(self, node):
        if node.value is not None:
            self._bind(node.target, node.value)

    _NamedExpr = _AnnAssign

    def _Call(self, node):
        if type(node.func) is cst.Name:
            self.calls.setdefault(node.func.value, []).append(node)

    def _FunctionDef(self, node):
        self.all_names.add(node.name.value)
        self.functions.add(node.name.value)
        for index, parameter in enumerate([*node.params.posonly_params, *node.params.params]):
            self.parameters[id(parameter)] = (node.name.value, index)

    def _ClassDef(self, node):
        self.all_names.add(node.name.value)

    def _Import(self, node):
        self.all_names.update(bound_name(alias) for alias in node.names)

    def _ImportFrom(self, node):
        if type(node.names) is cst.ImportStar:
            self.stars.append(node)
        else:
            self._Import(node)

    def _bind(self, target, value):
        if type(target) is cst.Name:
            self.values[id(target)] = value
        elif type(target) is cst.Attribute and type(target.value) is cst.Name:
            self.attributes.setdefault(target.attr.value, {}).setdefault(target.value.value, []).append(value)
        elif _same_length(target, value):
            for one, other in zip(target.elements, value.elements, strict=True):
                self._bind(one.value, other.value)


def _same_length(*nodes):
    """Whether all are tuples or lists of as many elements."""
    return all(type(node) in (cst.Tuple, cst.List) for node in nodes) and len({len(n.elements) for n in nodes}) == 1
