"""Which assignments, loops and parameters a name or an attribute may have its value from, where it is used.

In a function the order of the source decides, and what stands in the same block or in one around it replaces what was
before; in a loop also what comes later. In another function whatever was left behind may be there.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

import libcst as cst

from tf1_ref.legacy.reading.scopes import Scope, Scopes

FUNCTIONS = (cst.FunctionDef, cst.Lambda)
LOOPS = (cst.For, cst.While)
IN_TARGETS = (cst.Element, cst.StarredElement, cst.Tuple, cst.List)


class Reaching:
    """The names and attributes of a module, and what each has its value from.

    Attributes:
        attributes: by name of an attribute, all that have it.
    """

    def __init__(self, scopes: Scopes):
        """Takes the scopes of the module."""
        self._scopes = scopes
        self._ancestors: dict[int, Any] = scopes.ancestors
        self._order = {id(node): at for at, node in enumerate(scopes.nodes)}
        # Remembered, since thousands of uses may ask for the same thousands of bindings, each deep in branches.
        self._function_around = functools.cache(self._find_function)
        self._block = functools.cache(self._find_block)
        self._loops_around = functools.cache(self._find_loops)
        self._loads: dict[tuple[int, str], list[cst.Name]] = {}
        self._by_name: dict[str, list[cst.Name]] = {}
        self.attributes: dict[str, list[cst.Attribute]] = {}
        node: Any
        for node in scopes.nodes:
            kind: type = type(node)
            if kind is cst.Attribute:
                self.attributes.setdefault(node.attr.value, []).append(node)
            elif kind is cst.Name:
                scope = self._holder(node)
                if scope is not None:
                    self._loads.setdefault((id(scope), node.value), []).append(node)
                    self._by_name.setdefault(node.value, []).append(node)

    def path(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """What a node stands in, the nearest first."""
        while type(node) is not cst.Module:
            node = self._ancestors[id(node)]
            yield node

    def class_around(self, node: cst.CSTNode) -> cst.ClassDef | None:
        """The class in which a node stands."""
        return next((one for one in self.path(node) if isinstance(one, cst.ClassDef)), None)

    def _find_function(self, node):
        return next((one for one in self.path(node) if isinstance(one, FUNCTIONS)), None)

    def order(self, node: cst.CSTNode) -> int:
        """Where a node comes in the source, as a number."""
        return self._order[id(node)]

    def _holder(self, name):
        scope: Scope | None = self._scopes.of.get(id(name))
        inner = True
        while scope is not None:
            if name.value in scope.bindings and (inner or not scope.is_class):
                return scope
            inner, scope = False, scope.parent
        return None

    def all_of(self, name: cst.Name) -> list[cst.Name]:
        """Every place where the module uses the variable that a name means."""
        said = self._loads.get((id(self._holder(name)), name.value), [])
        return [one for one in said if not self._is_bound_here(one)]

    def from_binding(self, binding: cst.CSTNode, name: str) -> list[cst.Name]:
        """The uses of a name that have their value from a function, a parameter or a loop."""
        return [
            load
            for load in self._by_name.get(name, ())
            if not self._is_bound_here(load) and any(found is binding for found in self._of(load))
        ]

    def from_name(self, target: cst.Name) -> list[cst.Name]:
        """The uses of a name that may have the value from an assignment, by its target."""
        return [load for load in self.all_of(target) if any(one is target for one in self._of(load))]

    def _is_bound_here(self, name):
        """Whether it is where a value is given to the name, not where it is used."""
        target, around = name, self._ancestors[id(name)]
        while isinstance(around, IN_TARGETS):
            target, around = around, self._ancestors[id(around)]
        if isinstance(around, (cst.For, cst.CompFor)) and target is around.target:
            return True
        return any(one is name for one in self._holder(name).bindings[name.value])

    def _of(self, load):
        """The bindings of a name that it may have its value from where it stands."""
        scope = self._holder(load)
        bindings = [one for one in scope.bindings[load.value] if not isinstance(one, cst.AugAssign)]
        if len(bindings) < 2:
            statement = self._statement(bindings[0]) if bindings and isinstance(bindings[0], cst.Name) else None
            return [] if statement is not None and statement in self.path(load) else bindings
        return self._last_before(load, bindings)

    def from_attribute(self, target: cst.Attribute) -> list[cst.Attribute]:
        """The uses of an attribute that may have the value from an assignment, by its target."""
        name = target.attr.value
        everywhere = self.attributes.get(name, [])
        stores = [one for one in everywhere if isinstance(self._ancestors[id(one)], cst.AssignTarget)]
        kind, is_own = self.class_around(target), _owner(target) == 'self'
        owners = {(_owner(one), id(self.class_around(one))) for one in stores}
        found = []
        for load in everywhere:
            if self._is_stored(load):
                continue
            same = _owner(load) == _owner(target) and (not is_own or self.class_around(load) is kind)
            if (same or len(owners) == 1) and any(one is target for one in self._last_before(load, stores)):
                found.append(load)
        return found

    def of_class(self, target: cst.Name) -> list[cst.Attribute]:
        """The uses of an attribute that an assignment in a class gives it, by its target."""
        kind = self.class_around(target)
        name = kind.name.value if kind else ''
        having = (one for one in self.attributes.get(target.value, ()) if not self._is_stored(one))
        return [
            one
            for one in having
            if _owner(one) == name or _owner(one) in ('self', 'cls') and self.class_around(one) is kind
        ]

    def _is_stored(self, attribute):
        return isinstance(self._ancestors[id(attribute)], (cst.AssignTarget, cst.Del))

    def _last_before(self, load, bindings):
        """Those of several bindings that a use may have its value from."""
        around = {id(one) for one in self.path(load)}
        function = self._function_around(load)
        here: list[cst.CSTNode] = []
        elsewhere: list[cst.CSTNode] = []
        for one in bindings:
            is_here = one is function or self._function_around(one) is function
            (here if is_here else elsewhere).append(one)
        at = self._order[id(load)]
        before = [one for one in here if self._order[id(one)] < at and not self._is_within(one, around)]
        found, last = [], None
        for one in sorted(before, key=lambda one: self._order[id(one)], reverse=True):
            found.append(one)
            if id(self._block(one)) in around:
                last = one
                break
        loops = self._find_loops(load)
        if last is not None:
            loops -= self._loops_around(last)
        if loops:
            known = {id(one) for one in found}
            found += [one for one in here if id(one) not in known and loops & self._loops_around(one)]
        return found if last is not None else [*found, *self._left_behind(elsewhere)]

    def _left_behind(self, bindings):
        """Those of the bindings in other functions that are not replaced before their function ends."""
        found = []
        for one in bindings:
            function = self._function_around(one)
            around = {id(at) for at in self.path(one)}
            later = (
                other
                for other in bindings
                if self._order[id(other)] > self._order[id(one)]
                and self._function_around(other) is function
                and id(self._block(other)) in around
            )
            if next(later, None) is None:
                found.append(one)
        return found

    def _find_loops(self, node):
        return {id(one) for one in self.path(node) if isinstance(one, LOOPS)}

    def _statement(self, target):
        return next(one for one in self.path(target) if not isinstance(one, (cst.AssignTarget, cst.Element, cst.Tuple)))

    def _is_within(self, binding, around):
        """Whether a use, by what is around it, is part of the assignment itself."""
        return isinstance(binding, (cst.Name, cst.Attribute)) and id(self._statement(binding)) in around

    def _find_block(self, binding):
        """What a binding holds for, from there on."""
        if isinstance(binding, (cst.For, cst.CompFor)):
            return binding
        if isinstance(binding, cst.Param):
            return self._function_around(binding)
        return next(one for one in self.path(binding) if isinstance(one, (cst.IndentedBlock, cst.Module)))


def _owner(attribute):
    return attribute.value.value if isinstance(attribute.value, cst.Name) else ''
