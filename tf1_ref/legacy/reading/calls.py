"""Which function of a module a call calls, which calls call a function, and what is reached more often than another."""

from __future__ import annotations

from typing import Any

import libcst as cst

from tf1_ref.legacy.reading.reaching import FUNCTIONS, Reaching
from tf1_ref.legacy.reading.scopes import COMPREHENSIONS, Scopes

# Names of methods of Python's own types: a call of one says nothing of the class.
COMMON = frozenset(name for kind in (list, dict, str, set) for name in dir(kind)) | {'next', 'read', 'write', 'close'}


class Calls:
    """The functions of a module and what calls them.

    Attributes:
        all: every call of the module.
        of_methods: the calls of what is asked of something, `x.name()`, by name.
        functions: the functions and methods, by name.
    """

    def __init__(self, scopes: Scopes, reaching: Reaching):
        """Takes what has been read of the module."""
        self._scopes, self._reaching = scopes, reaching
        self._ancestors: dict[int, Any] = scopes.ancestors
        self.all: list[cst.Call] = []
        self.of_methods: dict[str, list[cst.Call]] = {}
        self.functions: dict[str, list[cst.FunctionDef]] = {}
        node: Any
        for node in scopes.nodes:
            kind: type = type(node)  # `isinstance` takes long for classes with an abstract base
            if kind is cst.Call:
                self.all.append(node)
                if type(node.func) is cst.Attribute:
                    self.of_methods.setdefault(node.func.attr.value, []).append(node)
            elif kind is cst.FunctionDef:
                self.functions.setdefault(node.name.value, []).append(node)

    def function_around(self, node: cst.CSTNode) -> cst.FunctionDef | None:
        """The function in which a node stands."""
        return next((one for one in self._reaching.path(node) if isinstance(one, cst.FunctionDef)), None)

    def method_of(self, function: cst.FunctionDef) -> cst.ClassDef | None:
        """The class that a function is a method of."""
        around = next(
            (one for one in self._reaching.path(function) if isinstance(one, (cst.ClassDef, *FUNCTIONS))), None
        )
        return around if isinstance(around, cst.ClassDef) else None

    def calls_of(self, function: cst.FunctionDef | None) -> list[Any]:
        """The expressions of the module that stand for what a function gives."""
        if function is None:
            return []
        name, kind = function.name.value, self.method_of(function)
        if kind is None:
            loads = self._reaching.from_binding(function, name)
            around = ((load, self._ancestors[id(load)]) for load in loads)
            return [call for load, call in around if isinstance(call, cst.Call) and call.func is load]
        if any(
            isinstance(one.decorator, cst.Name) and one.decorator.value == 'property' for one in function.decorators
        ):
            return [one for one in self._reaching.attributes.get(name, ()) if self._is_of_class(one, kind)]
        return [call for call in self.of_methods.get(name, ()) if self._is_of_class(call.func, kind)]

    def _is_of_class(self, attribute, kind):
        """Whether an attribute is of an object of a class: of `self`, or of anything if no other class has it."""
        owner = attribute.value
        if isinstance(owner, cst.Name) and owner.value in ('self', 'cls'):
            return self._reaching.class_around(attribute) is kind
        return len(self.functions.get(attribute.attr.value, ())) == 1

    def called(self, call: cst.Call) -> tuple[cst.FunctionDef | None, int]:
        """The function of the module that a call calls, and how many of its parameters come before the arguments."""
        function = call.func
        if isinstance(function, cst.Name):
            scope = self._scopes.of.get(id(function))
            bound = scope.find(function.value) if scope else []
            return self.made_by(bound[0]) if len(bound) == 1 else (None, 0)
        if not isinstance(function, cst.Attribute) or not isinstance(function.value, cst.Name):
            return None, 0
        name, is_own = function.attr.value, function.value.value == 'self'
        kind = self._reaching.class_around(call) if is_own else None
        method = self.method(kind, name) if kind else None if is_own else self.only_method(name)
        return method, 0 if method and any(_is_static(one) for one in method.decorators) else 1

    def made_by(self, node: cst.CSTNode) -> tuple[cst.FunctionDef | None, int]:
        """The same of what binds a name: a function, or of a class what makes an object of it."""
        if isinstance(node, cst.ClassDef):
            return self.method(node, '__init__'), 1
        return node if isinstance(node, cst.FunctionDef) else None, 0

    def only_method(self, name: str) -> cst.FunctionDef | None:
        """The method of a name that no other function of the module has, nor a type of Python's own."""
        found = self.functions.get(name, [])
        is_one = len(found) == 1 and name not in COMMON and self.method_of(found[0]) is not None
        return found[0] if is_one else None

    def method(self, kind: cst.ClassDef, name: str) -> cst.FunctionDef | None:
        """The method of a class."""
        return next((one for one in self.functions.get(name, ()) if self.method_of(one) is kind), None)

    def more_often(self, use: cst.CSTNode, made: cst.CSTNode) -> bool:
        """Whether a use may be reached more often than a binding is made: in a loop, or in another function."""
        around = {id(made), *(id(one) for one in self._reaching.path(made))}
        inner: Any = use
        one: Any
        for one in self._reaching.path(use):
            if id(one) in around:
                return False
            if isinstance(one, cst.For) and inner is not one.iter or isinstance(one, cst.While):
                return True
            if isinstance(one, COMPREHENSIONS) and inner is not one.for_in:
                return True
            if isinstance(one, cst.CompFor) and inner is not one.iter:
                return True
            if isinstance(one, cst.Lambda):
                return True
            if isinstance(one, cst.FunctionDef):
                calls = self.calls_of(one)
                return len(calls) != 1 or self.more_often(calls[0], made)
            inner = one
        return False


def _is_static(decorator):
    return isinstance(decorator.decorator, cst.Name) and decorator.decorator.value == 'staticmethod'
