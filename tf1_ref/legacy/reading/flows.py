"""Where a value goes in a module: by assignments, attributes, functions and their parameters, to where it is used.

What goes into a list or a dictionary is followed to what is taken out again. Nothing is proved here: of branches and
loops only so much is looked at as tells which of several assignments a name has its value from.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any

import libcst as cst

from tf1_ref.legacy.reading.reaching import FUNCTIONS, Reaching
from tf1_ref.legacy.reading.scopes import COMPREHENSIONS, Scopes
from tf1_ref.legacy.reading.syntax import dotted

# Methods by which a container takes a value.
TAKES = ('append', 'insert', 'appendleft', 'add', 'setdefault', 'put')
# Functions that give what they are given, or all that is in it.
HANDS_ON = ('list', 'tuple', 'sorted', 'reversed', 'dict')


@dataclasses.dataclass(frozen=True)
class Use:
    """An expression that has the value where something is done with it.

    Attributes:
        node: the expression.
        around: what it stands in.
        again: whether this may be reached more often than the value is made.
        partial: whether it may have another value there, by design.
        inside: whether it holds the value in a container.
    """

    node: cst.CSTNode
    around: Any
    again: bool
    partial: bool
    inside: bool = False


class Flows:
    """The ways of the values of one module.

    Attributes:
        calls: every call of the module.
    """

    def __init__(self, scopes: Scopes):
        """Takes what has been read of the module."""
        self._scopes = scopes
        self._ancestors: dict[int, Any] = scopes.ancestors
        self._reaching = Reaching(scopes)
        self._seen: set[tuple[int, bool]] = set()
        self._found: list[Use] = []
        self.calls: list[cst.Call] = []
        self._calls: dict[str, list[cst.Call]] = {}
        self._stored: list[cst.Subscript] = []
        self._functions: dict[str, list[cst.FunctionDef]] = {}
        node: Any
        for node in scopes.nodes:
            kind: type = type(node)
            if kind is cst.Call:
                self.calls.append(node)
                if type(node.func) is cst.Attribute:
                    self._calls.setdefault(node.func.attr.value, []).append(node)
            elif kind is cst.Subscript:
                if type(self._ancestors[id(node)]) in (cst.AssignTarget, cst.Del):
                    self._stored.append(node)
            elif kind is cst.FunctionDef:
                self._functions.setdefault(node.name.value, []).append(node)

    def uses(self, made: cst.BaseExpression) -> list[Use]:
        """Where a value that an expression makes is used; nowhere twice.

        Args:
            made: the expression, of the original tree.
        """
        self._seen, self._found = set(), []
        self._follow(made, False, False)
        return self._found

    def path(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """What a node stands in, the nearest first."""
        return self._reaching.path(node)

    def order(self, node: cst.CSTNode) -> int:
        """Where a node comes in the source, as a number."""
        return self._reaching.order(node)

    def changes(self, owner: str, methods: Sequence[str]) -> list[cst.Subscript | cst.Call]:
        """The elements that are given to a variable or attribute, or taken from it, and the calls of its methods.

        Args:
            owner: how the source says it, such as `self.names`.
            methods: the names of the methods that change it.
        """
        calls = (call for name in methods for call in self._calls.get(name, ()))
        of_calls = [call for call in calls if isinstance(call.func, cst.Attribute) and dotted(call.func.value) == owner]
        return [*of_calls, *(one for one in self._stored if dotted(one.value) == owner)]

    # One step of a value, or of a container that has it inside.

    def _follow(self, node, again, partial, inside=False):
        key = id(node), inside
        if key in self._seen:
            return
        self._seen.add(key)
        around = self._ancestors[id(node)]
        kind = type(around)
        if kind in (cst.Assign, cst.AnnAssign, cst.NamedExpr) and node is around.value:
            targets = [one.target for one in around.targets] if kind is cst.Assign else [around.target]
            for target in targets:
                self._into(target, node, again, partial, inside)
            if kind is cst.NamedExpr:
                self._follow(around, again, partial, inside)
        elif kind is cst.IfExp and node is not around.test:
            self._follow(around, again, True, inside)
        elif kind is cst.BooleanOperation:
            if node is around.left:
                self._use(node, around, again, partial, inside)
            self._follow(around, again, partial, inside)
        elif kind is cst.Element:
            self._element(around, again, partial)
        elif kind is cst.DictElement:
            self._follow(self._ancestors[id(around)], again, partial, True)
        elif kind in COMPREHENSIONS and node is not around.for_in:
            self._follow(around, again, partial, True)
        elif kind is cst.Return:
            calls = self._calls_of(self.function_around(around))
            for call in calls:
                self._follow(call, again, partial, inside)
            if not calls:
                self._use(node, around, again, partial, inside)
        elif kind is cst.Lambda:
            self._out_of_lambda(around, again, partial)
        elif kind is cst.Arg:
            self._argument(node, around, again, partial, inside)
        elif inside and self._taken_out(node, around, again, partial):
            pass
        else:
            self._use(node, around, again, partial, inside)

    def _use(self, node, around, again, partial, inside):
        self._found.append(Use(node, around, again, partial, inside))

    def _into(self, target, value, again, partial, inside):
        """What an assignment does with a value."""
        if isinstance(target, (cst.Name, cst.Attribute)):
            scope = self._scopes.of[id(target)] if isinstance(target, cst.Name) else None
            loads: list[Any] = []
            if isinstance(target, cst.Attribute):
                loads += self._reaching.from_attribute(target)
            else:
                loads += self._reaching.from_name(target)
                loads += self._reaching.of_class(target) if scope and scope.is_class else []
            for load in loads:
                self._follow(load, again or self._more_often(load, target), partial, inside)
            if not loads and (scope is None or scope.is_class or scope is self._scopes.module):
                self._use(value, self._ancestors[id(value)], again, partial, inside)
        elif isinstance(target, cst.Subscript):
            self._in_container(target.value, again, partial)
        elif inside and isinstance(target, (cst.Tuple, cst.List)):
            for element in target.elements:
                self._into(element.value, value, again, partial, False)
        else:
            self._use(value, self._ancestors[id(value)], again, partial, inside)

    def _in_container(self, owner, again, partial):
        """A value that a variable or an attribute takes up: whatever is read from that may have it."""
        loads: list[Any]
        if isinstance(owner, cst.Name):
            loads = self._reaching.all_of(owner)
        elif isinstance(owner, cst.Attribute):
            loads = self._reaching.attributes.get(owner.attr.value, [])
        elif isinstance(owner, cst.Subscript):
            self._in_container(owner.value, again, partial)
            return
        else:
            return
        for load in loads:
            if load is not owner:
                self._follow(load, again or self._more_often(load, owner), True, True)

    def _element(self, element, again, partial):
        together = self._ancestors[id(element)]
        around = self._ancestors[id(together)]
        at = next(at for at, one in enumerate(together.elements) if one is element)
        if isinstance(around, cst.Assign) and isinstance(together, (cst.Tuple, cst.List)):
            unpacked: list[Any] = [one.target for one in around.targets if _fits(one.target, together)]
            for target in unpacked:
                self._into(target.elements[at].value, element.value, again, partial, False)
            if len(unpacked) == len(around.targets):
                return
        elif isinstance(around, cst.Return) and isinstance(together, cst.Tuple):
            outside: Any
            for call in self._calls_of(self.function_around(around)):
                outside = self._ancestors[id(call)]
                targets: list[Any] = [one.target for one in outside.targets] if isinstance(outside, cst.Assign) else []
                if targets and all(_fits(one, together) for one in targets):
                    for one in targets:
                        self._into(one.elements[at].value, call, again, partial, False)
                elif isinstance(outside, cst.Subscript) and _index(outside) == str(at):
                    self._follow(outside, again, partial)
            return
        self._follow(together, again, partial, True)

    def _taken_out(self, node, around, again, partial):
        """Whether a value comes out of a container again; follows it if so."""
        if isinstance(around, cst.Subscript) and node is around.value:
            self._follow(around, again, partial, any(isinstance(one.slice, cst.Slice) for one in around.slice))
            return True
        if isinstance(around, (cst.For, cst.CompFor)) and node is around.iter:
            if isinstance(around.target, cst.Name):
                for load in self._reaching.from_binding(around, around.target.value):
                    self._follow(load, again or self._more_often(load, around), partial)
            return True
        return False

    def _out_of_lambda(self, function, again, partial):
        around = self._ancestors[id(function)]
        if isinstance(around, cst.Assign):
            for target in around.targets:
                for load in self._reaching.from_name(target.target) if isinstance(target.target, cst.Name) else ():
                    call = self._ancestors[id(load)]
                    if isinstance(call, cst.Call) and call.func is load:
                        self._follow(call, again, partial)
        elif isinstance(around, cst.Arg):
            call = self._ancestors[id(around)]
            if isinstance(call.func, cst.Name) and call.func.value == 'map' and call.args[0] is around:
                self._follow(call, again, partial, True)

    def _argument(self, node, argument, again, partial, inside):
        call = self._ancestors[id(argument)]
        function = call.func
        if isinstance(function, cst.Attribute) and function.attr.value in TAKES and not argument.star:
            self._in_container(function.value, again, partial)
            return
        if inside and isinstance(function, cst.Name) and function.value in HANDS_ON:
            self._follow(call, again, partial, True)
            return
        parameters = [] if argument.star else self._parameters(call, argument)
        for parameter in parameters:
            for load in self._reaching.from_binding(parameter, parameter.name.value):
                is_one_of = isinstance(parameter.star, str) and parameter.star == '*'
                self._follow(load, again or self._more_often(load, parameter), partial, inside or is_one_of)
        if not parameters:
            self._use(node, argument, again, partial, inside)

    def of_default(self, parameter: cst.Param) -> list[Use]:
        """Where the default of a parameter is used: it is made once, and there at each call."""
        self._seen, self._found = set(), []
        for load in self._reaching.from_binding(parameter, parameter.name.value):
            self._follow(load, True, False)
        return self._found

    # Functions.

    def function_around(self, node: cst.CSTNode) -> cst.FunctionDef | None:
        """The function in which a node stands."""
        return next((one for one in self._reaching.path(node) if isinstance(one, cst.FunctionDef)), None)

    def _method_of(self, function):
        """The class that a function is a method of."""
        around = next(
            (one for one in self._reaching.path(function) if isinstance(one, (cst.ClassDef, *FUNCTIONS))), None
        )
        return around if isinstance(around, cst.ClassDef) else None

    def _calls_of(self, function):
        """The expressions of the module that stand for what a function gives."""
        if function is None:
            return []
        name, kind = function.name.value, self._method_of(function)
        if kind is None:
            loads = self._reaching.from_binding(function, name)
            around = ((load, self._ancestors[id(load)]) for load in loads)
            return [call for load, call in around if isinstance(call, cst.Call) and call.func is load]
        if any(
            isinstance(one.decorator, cst.Name) and one.decorator.value == 'property' for one in function.decorators
        ):
            return [one for one in self._reaching.attributes.get(name, ()) if self._is_of_class(one, kind)]
        return [call for call in self._calls.get(name, ()) if self._is_of_class(call.func, kind)]

    def _is_of_class(self, attribute, kind):
        """Whether an attribute is of an object of a class: of `self`, or of anything if no other class has it."""
        owner = attribute.value
        if isinstance(owner, cst.Name) and owner.value in ('self', 'cls'):
            return self._reaching.class_around(attribute) is kind
        return len(self._functions.get(attribute.attr.value, ())) == 1

    def _parameters(self, call, argument):
        """The parameters of the module's own functions that take an argument."""
        function, skipped = self._called(call)
        if function is None:
            return []
        if argument.keyword:
            every = [*function.params.params, *function.params.kwonly_params]
            return [one for one in every if one.name.value == argument.keyword.value]
        at = next(at for at, one in enumerate(call.args) if one is argument) + skipped
        if any(one.star for one in call.args[:at]):
            return []
        places = [*function.params.posonly_params, *function.params.params]
        rest = function.params.star_arg
        return places[at : at + 1] or ([rest] if isinstance(rest, cst.Param) else [])

    def _called(self, call):
        """The function of the module that a call calls, and how many of its parameters come before the arguments."""
        function = call.func
        if isinstance(function, cst.Name):
            scope = self._scopes.of.get(id(function))
            bound = scope.find(function.value) if scope else []
            if len(bound) == 1 and isinstance(bound[0], cst.FunctionDef):
                return bound[0], 0
            if len(bound) == 1 and isinstance(bound[0], cst.ClassDef):
                return self._method(bound[0], '__init__'), 1
        elif isinstance(function, cst.Attribute) and isinstance(function.value, cst.Name):
            kind = self._reaching.class_around(call) if function.value.value == 'self' else None
            method = self._method(kind, function.attr.value) if kind else None
            if method is not None:
                return method, 0 if any(_is_static(one) for one in method.decorators) else 1
        return None, 0

    def _method(self, kind, name):
        return next((one for one in self._functions.get(name, ()) if self._method_of(one) is kind), None)

    def _more_often(self, use, made):
        """Whether a use may be reached more often than a binding is made: in a loop, or in another function."""
        around = {id(made), *(id(one) for one in self._reaching.path(made))}
        inner = use
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
                calls = self._calls_of(one)
                return len(calls) != 1 or self._more_often(calls[0], made)
            inner = one
        return False


def _fits(target, value):
    return isinstance(target, (cst.Tuple, cst.List)) and len(target.elements) == len(value.elements)


def _index(subscript):
    part = subscript.slice[0].slice
    return part.value.value if isinstance(part, cst.Index) and isinstance(part.value, cst.Integer) else ''


def _is_static(decorator):
    return isinstance(decorator.decorator, cst.Name) and decorator.decorator.value == 'staticmethod'
