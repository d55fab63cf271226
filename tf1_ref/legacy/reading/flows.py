"""Where a value goes: by assignments, attributes, functions and their parameters, to where it is used.

It is followed in its module, and in other modules of the user's own where these are given. What goes into a list or a
dictionary is followed to what is taken out again. Nothing is proved here: of branches and loops only so much is looked
at as tells which of several assignments a name has its value from.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any

import libcst as cst

from tf1_ref.legacy.reading.calls import COMMON, Calls
from tf1_ref.legacy.reading.reaching import FUNCTIONS, LOOPS, Reaching
from tf1_ref.legacy.reading.scopes import COMPREHENSIONS, Scopes
from tf1_ref.legacy.reading.syntax import dotted

# Methods by which a container takes a value.
TAKES = ('append', 'insert', 'appendleft', 'add', 'setdefault', 'put')
# Functions that give what they are given, or all that is in it.
HANDS_ON = ('list', 'tuple', 'sorted', 'reversed', 'dict', 'iter', 'tqdm')
# Methods that take a value out of a container; of a generator `next`.
GIVES = ('next', '__next__', 'pop', 'popleft', 'get')


@dataclasses.dataclass(frozen=True)
class Use:
    """An expression that has the value where something is done with it.

    Attributes:
        node: the expression.
        around: what it stands in.
        again: whether this may be reached more often than the value is made.
        partial: whether it may have another value there, by design.
        inside: whether it holds the value in a container.
        names: the names of the module in which it stands.
    """

    node: cst.CSTNode
    around: Any
    again: bool
    partial: bool
    inside: bool = False
    names: Any = None


@dataclasses.dataclass
class _Trace:
    """What is known of one value while it is followed: shared by the modules that it goes through."""

    elsewhere: Any = None
    seen: set[tuple[int, bool]] = dataclasses.field(default_factory=set)
    found: list[Use] = dataclasses.field(default_factory=list)


class Flows:
    """The ways of the values of one module.

    Attributes:
        calls: every call of the module.
    """

    def __init__(self, scopes: Scopes, names: Any = None):
        """Takes what has been read of the module, and its names, for whoever asks for uses."""
        self._scopes, self._names = scopes, names
        self._ancestors: dict[int, Any] = scopes.ancestors
        self._reaching = Reaching(scopes)
        self._trace = _Trace()
        self._calls = Calls(scopes, self._reaching)
        self.calls, self.function_around = self._calls.all, self._calls.function_around
        subscripts: list[Any] = [node for node in scopes.nodes if type(node) is cst.Subscript]
        self._stored = [one for one in subscripts if type(self._ancestors[id(one)]) in (cst.AssignTarget, cst.Del)]

    def uses(self, made: cst.BaseExpression, elsewhere: Any = None) -> list[Use]:
        """Where a value that an expression makes is used; nowhere twice.

        Args:
            made: the expression, of the original tree.
            elsewhere: the modules around, an `Elsewhere`, if it is followed to them.
        """
        self._trace = _Trace(elsewhere)
        self._follow(made, False, False)
        return self._trace.found

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
        calls = (call for name in methods for call in self._calls.of_methods.get(name, ()))
        of_calls = [call for call in calls if isinstance(call.func, cst.Attribute) and dotted(call.func.value) == owner]
        return [*of_calls, *(one for one in self._stored if dotted(one.value) == owner)]

    # One step of a value, or of a container that has it inside.

    def _follow(self, node, again, partial, inside=False):
        key = id(node), inside
        if key in self._trace.seen:
            return
        self._trace.seen.add(key)
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
        elif kind is cst.Return or kind is cst.Yield:
            calls = self._calls_everywhere(self._calls.function_around(around))
            for flows, call in calls:
                flows._follow(call, again, partial, inside or kind is cst.Yield)
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
        self._trace.found.append(Use(node, around, again, partial, inside, self._names))

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
                self._follow(load, again or self._calls.more_often(load, target), partial, inside)
            if scope is self._scopes.module:
                loads += self._loads_elsewhere(target.value, again, partial, inside)
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
                self._follow(load, again or self._calls.more_often(load, owner), True, True)

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
        elif isinstance(around, (cst.Return, cst.Yield)) and isinstance(together, cst.Tuple):
            calls = self._calls_everywhere(self._calls.function_around(around))
            for flows, call in calls:
                if isinstance(around, cst.Return):
                    flows._part(call, together, at, again, partial)
                else:
                    flows._parts(call, together, at, again, partial)
            if not calls:
                self._use(together, around, again, partial, True)
            return
        self._follow(together, again, partial, True)

    def _part(self, call, together, at, again, partial):
        """Follows one value of several that a call gives."""
        outside: Any = self._ancestors[id(call)]
        targets: list[Any] = [one.target for one in outside.targets] if isinstance(outside, cst.Assign) else []
        if targets and all(_fits(one, together) for one in targets):
            for one in targets:
                self._into(one.elements[at].value, call, again, partial, False)
        elif isinstance(outside, cst.Subscript) and _index(outside):
            if _index(outside) == str(at):
                self._follow(outside, again, partial)
        elif not isinstance(outside, cst.Expr):
            self._follow(call, again, partial, True)

    def _parts(self, made, together, at, again, partial):
        """Follows one value of several of which a generator gives one after the other."""
        around: Any = self._ancestors[id(made)]
        if isinstance(around, (cst.For, cst.CompFor)) and made is around.iter:
            targets: Any = around.target
            if _fits(targets, together):
                self._loads_of_loop(around, targets.elements[at].value, again, partial)
        elif isinstance(around, cst.Assign) and isinstance(around.targets[0].target, cst.Name):
            for load in self._reaching.from_name(around.targets[0].target):
                self._parts(load, together, at, again or self._calls.more_often(load, made), partial)

    def _loads_of_loop(self, loop, target, again, partial):
        for load in self._reaching.from_binding(loop, target.value) if isinstance(target, cst.Name) else ():
            self._follow(load, again or self._calls.more_often(load, loop), partial)

    def _taken_out(self, node, around, again, partial):
        """Whether a value comes out of a container again; follows it if so."""
        if isinstance(around, cst.Subscript) and node is around.value:
            self._follow(around, again, partial, any(isinstance(one.slice, cst.Slice) for one in around.slice))
            return True
        if isinstance(around, (cst.For, cst.CompFor)) and node is around.iter:
            self._loads_of_loop(around, around.target, again, partial)
            return True
        call = self._ancestors[id(around)]
        if isinstance(around, cst.Attribute) and around.attr.value in GIVES and isinstance(call, cst.Call):
            self._follow(call, again, True)
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
        name = function.value if isinstance(function, cst.Name) else ''
        if inside and name in HANDS_ON or name == 'dict' and argument.keyword:
            self._follow(call, again, partial, True)
            return
        if inside and name == 'next':
            self._follow(call, again, partial)
            return
        loop = self._ancestors[id(call)]
        if inside and name == 'enumerate' and isinstance(loop, (cst.For, cst.CompFor)) and call is loop.iter:
            if isinstance(loop.target, cst.Tuple) and len(loop.target.elements) == 2:
                self._loads_of_loop(loop, loop.target.elements[1].value, again, partial)
            return
        flows, parameters = (self, []) if argument.star else self._parameters(call, argument)
        for parameter in parameters:
            flows._into_parameter(parameter, again, partial, inside)
        if not parameters:
            self._use(node, argument, again, partial, inside)

    def _into_parameter(self, parameter, again, partial, inside):
        is_one_of = isinstance(parameter.star, str) and parameter.star == '*'
        for load in self._reaching.from_binding(parameter, parameter.name.value):
            self._follow(load, again or self._calls.more_often(load, parameter), partial, inside or is_one_of)

    def of_default(self, parameter: cst.Param) -> list[Use]:
        """Where the default of a parameter is used: it is made once, and there at each call."""
        self._trace = _Trace()
        for load in self._reaching.from_binding(parameter, parameter.name.value):
            self._follow(load, True, False)
        return self._trace.found

    # Functions.

    def _calls_everywhere(self, function):
        """The same, and those of other modules, each with the flows of its module."""
        found = [(self, call) for call in self._calls.calls_of(function)]
        elsewhere = self._trace.elsewhere
        if elsewhere is None or function is None:
            return found
        name, kind = function.name.value, self._calls.method_of(function)
        if any(one is function for one in self._scopes.module.bindings.get(name, ())):
            for names, load in elsewhere.loads(self._names, name):
                call = names.around(load)
                if isinstance(call, cst.Call) and call.func is load:
                    found.append((self._of_module(names), call))
        elif kind is not None and name not in COMMON:
            for names in elsewhere.importers(self._names):
                calls = () if names.defines(name) else names.flows._calls.of_methods.get(name, ())
                found += [(self._of_module(names), call) for call in calls]
        return found

    def _of_module(self, names):
        """The flows of another module, with what is known of the value so far."""
        flows = names.flows
        flows._trace = self._trace
        return flows

    def _loads_elsewhere(self, name, again, partial, inside):
        """Follows a variable to the modules that import it; returns where it is read there."""
        elsewhere = self._trace.elsewhere
        found = list(elsewhere.loads(self._names, name)) if elsewhere else []
        for names, load in found:
            flows = self._of_module(names)
            flows._follow(load, again or flows._is_repeated(load), partial, inside)
        return [load for _, load in found]

    def _is_repeated(self, node):
        """Whether a place may be reached more than once."""
        return any(isinstance(one, (*FUNCTIONS, *LOOPS)) for one in self._reaching.path(node))

    def _parameters(self, call, argument):
        """The parameters of the user's own functions that take an argument, with the flows of their module."""
        flows, function, skipped = self._called(call)
        if function is None:
            return self, []
        if argument.keyword:
            every = [*function.params.params, *function.params.kwonly_params]
            return flows, [one for one in every if one.name.value == argument.keyword.value]
        at = next(at for at, one in enumerate(call.args) if one is argument) + skipped
        if any(one.star for one in call.args[:at]):
            return self, []
        places = [*function.params.posonly_params, *function.params.params]
        rest = function.params.star_arg
        return flows, places[at : at + 1] or ([rest] if isinstance(rest, cst.Param) else [])

    def _called(self, call):
        """The flows of a module of the user's, its function that a call calls, and how many parameters come first."""
        function, skipped = self._calls.called(call)
        elsewhere = self._trace.elsewhere
        found = elsewhere.definition(self._names, call.func) if elsewhere and function is None else None
        if not found:
            return self, function, skipped
        flows = self._of_module(found[0])
        return flows, *flows._calls.made_by(found[1])


def _fits(target, value):
    return isinstance(target, (cst.Tuple, cst.List)) and len(target.elements) == len(value.elements)


def _index(subscript):
    part = subscript.slice[0].slice
    return part.value.value if isinstance(part, cst.Index) and isinstance(part.value, cst.Integer) else ''
