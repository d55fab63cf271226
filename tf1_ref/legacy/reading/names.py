"""What the names of a module stand for, as far as they come from an import: `t.nn.relu` is `tensorflow.nn.relu`.

Followed are aliases, from-imports and star imports, variables and attributes that hold a module, parameters that every
call gives the same, `getattr` with a literal, and `try: ... except ImportError` pairs.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence

import libcst as cst

from tf1_ref.compat.names.table import Table
from tf1_ref.legacy.dropped import names as dropped
from tf1_ref.legacy.reading import syntax
from tf1_ref.legacy.reading.bindings import Bindings
from tf1_ref.legacy.reading.flows import Flows
from tf1_ref.legacy.reading.scopes import Scopes
from tf1_ref.legacy.reading.siblings import PYTHON, ROOTS, NamesOf
from tf1_ref.legacy.reading.source import Source
from tf1_ref.legacy.reading.spelling import canonical
from tf1_ref.legacy.reading.syntax import dotted, imported_names, imports_of, text_of
from tf1_ref.legacy.reading.trees.unspaced import Unspaced

CATCH_IMPORT_ERROR = ('ImportError', 'ModuleNotFoundError', 'Exception')
IMPORTS, NAMED = (cst.Import, cst.ImportFrom), (cst.Name, cst.Attribute, cst.Call)
# What TensorFlow's own rules look at; a module of the user's own may lead to it.
OF_TENSORFLOW = ('tensorflow', 'keras', 'tf1_ref', '/')
OWN = '/'  # in front of the name and the level of a module of the user's own: `/0ops`


class Names:
    """Resolves the expressions of one module."""

    def __init__(self, source: Source | Unspaced, api: Table, names_of: NamesOf, has_door: bool = True):
        """Looks at every binding of a module.

        Args:
            source: the parsed source, which is not changed.
            api: the tables.
            names_of: gives what the user's own module of a name and level (of a relative import) imports, by name.
            has_door: whether what is gone will come from this project's door.
        """
        self._source, self._api, self._names_of, self._has_door = source, api, names_of, has_door
        self._scopes = Scopes(source.module)
        self._bindings = Bindings(self._scopes.nodes)
        self._found: dict[int, str | None] = {}
        self._in_scopes: dict[tuple[int, str], set[str] | None] = {}
        self._depth = 0
        self._libraries: dict[str, bool] = {}
        self.ambiguous: dict[str, int] = {}
        self.stars = self._star_imports()

    def of(self, node: cst.CSTNode) -> str | None:
        """The dotted name that an expression of the original tree stands for, as TensorFlow 1 said it; None if none."""
        key = id(node)
        if key not in self._found:
            self._found[key] = None  # a name that is bound to itself
            found = self._resolve(node)
            self._found[key] = canonical(found) if found else None
        return self._found[key]

    def line(self, node: cst.CSTNode) -> int:
        """The line on which a node of the original tree begins."""
        return self._source.line(node, self._scopes.ancestors)

    def is_bound(self, name: str) -> bool:
        """Whether any scope of the module binds or uses `name`."""
        return name in self._bindings.all_names

    def means_tensorflow(self, name: str) -> bool:
        """Whether `name` stands for TensorFlow at the top level of the module."""
        return any(self._binding(one, name) == 'tensorflow' for one in self._scopes.module.bindings.get(name, ()))

    def is_from_star(self, node: cst.Name) -> bool:
        """Whether a name is bound by nothing but a star import."""
        scope = self._scopes.of.get(id(node))
        return scope is not None and not scope.find(node.value)

    def is_unbound(self, name: cst.Name) -> bool:
        """Whether nothing in the module binds a name where it stands: it is built in, or from a star import."""
        scope = self._scopes.of.get(id(name))
        return scope is not None and not scope.find(name.value) and name.value not in self.stars[1]

    def defines(self, method: str) -> bool:
        """Whether a function or method of that name is defined anywhere in the module."""
        return method in self._bindings.functions

    def value_of(self, binding: cst.CSTNode) -> cst.BaseExpression | None:
        """The expression that an assignment, one of `bindings`, gives a name."""
        return self._bindings.values.get(id(binding))

    def values_of_attribute(self, node: cst.Attribute) -> list[cst.BaseExpression]:
        """The expressions that the module gives an attribute such as `self.x`, wherever it does."""
        owner = node.value.value if isinstance(node.value, cst.Name) else ''
        return self._bindings.attributes.get(node.attr.value, {}).get(owner, [])

    def bindings(self, name: cst.Name) -> list[cst.CSTNode]:
        """What binds a name where it stands."""
        scope = self._scopes.of.get(id(name))
        return scope.find(name.value) if scope else []

    def at_top(self, name: str) -> list[cst.CSTNode]:
        """What binds a name at the top level of the module."""
        return self._scopes.module.bindings.get(name, [])

    def stars_of_own(self) -> list[tuple[str, int]]:
        """The modules, each with the level of a relative import, of star imports that may be the user's own."""
        found = [(dotted(node.module) if node.module else '', len(node.relative)) for node in self._bindings.stars]
        return [(module, level) for module, level in found if level or module.partition('.')[0] not in ROOTS]

    def is_built_in(self, name: str, near: cst.CSTNode) -> bool:
        """Whether `name` is bound by nothing where an expression, which begins with a name, stands."""
        while not isinstance(near, cst.Name):
            inner = getattr(near, 'value', None) or getattr(near, 'func', None)
            if not isinstance(inner, cst.CSTNode):
                return name not in self._scopes.module.bindings
            near = inner
        scope = self._scopes.of.get(id(near), self._scopes.module)
        return not scope.find(name)

    def around(self, node: cst.CSTNode) -> cst.CSTNode:
        """The node that a node of the original tree stands in."""
        return self._scopes.ancestors[id(node)]

    def nodes(self) -> list[cst.CSTNode]:
        """The imports, names and attribute expressions of the module, in the order of the source."""
        return [node for node in self._scopes.nodes if type(node) in (*IMPORTS, cst.Name, cst.Attribute)]

    @functools.cached_property
    def flows(self) -> Flows:
        """Where the values of the module go; found when it is asked for."""
        return Flows(self._scopes, self)

    def attributes(self) -> list[cst.Attribute]:
        """Every attribute expression of the module."""
        return self._bindings.attribute_nodes

    def nodes_that_matter(
        self,
        also: Mapping[type, Sequence[Callable[[cst.CSTNode], bool]]] | None = None,
        concerns: Callable[[str], bool] = bool,
    ) -> set[int]:
        """The ids of the imports, of the expressions that stand for something, and of all that they are in.

        Args:
            also: by type of node, functions that say whether a further node matters.
            concerns: says whether a name of another library than TensorFlow is one to look at.
        """
        found: set[int] = set()
        also, ancestors = also or {}, self._scopes.ancestors
        looked_at = {*IMPORTS, *NAMED, *also}
        for node in self._scopes.nodes:
            kind: type = type(node)
            if kind not in looked_at:
                continue
            matters = kind in IMPORTS
            if not matters and kind in NAMED:
                name = self.of(node)
                matters = name is not None and (name.startswith(OF_TENSORFLOW) or concerns(name))
            if not matters and not any(is_one(node) for is_one in also.get(kind, ())):
                continue
            while id(node) not in found and type(node) is not cst.Module:
                found.add(id(node))
                node = ancestors[id(node)]
        return found

    def _resolve(self, node):
        kind = type(node)  # `isinstance` takes long for classes with an abstract base
        if kind is cst.Name:
            return self._name(node)
        if kind is cst.Attribute:
            return self._attribute(node)
        return self._call(node) if kind is cst.Call else None

    def _name(self, node):
        scope = self._scopes.of.get(id(node))
        if scope is None:
            return None
        found = self._named(scope, node.value)
        if found is None:
            return self._from_star(node.value)
        if len(found) > 1:
            if any(self._api.is_module(name) for name in found) and not self._is_said_alike(node, found):
                self.ambiguous.setdefault(f'{node.value} stands for {" and ".join(sorted(found))}', self.line(node))
            return None
        return next(iter(found), None)

    def _named(self, scope, name):
        """What a name stands for in a scope; None if nothing binds it there."""
        key = id(scope), name
        if key in self._in_scopes:
            return self._in_scopes[key]
        bindings = scope.find(name)
        self._depth += 1
        found = {self._binding(one, name) for one in self._taken(bindings, name)} - {None} if bindings else None
        self._depth -= 1
        # Within another name's value, what that name stands for is not known yet; imports do not ask for it.
        if not self._depth or all(type(one) in IMPORTS for one in bindings):
            self._in_scopes[key] = found
        return found

    def _is_said_alike(self, node, modules):
        """Whether what is asked of a name may stay as it is, whichever of several modules the name is bound to."""
        asked = self._scopes.asked_of(node)
        return all(one.startswith('tensorflow') and self._api.stays(one, asked, self._has_door) for one in modules)

    def _taken(self, bindings, name):
        """The bindings without those of a `try` with `except ImportError` that will not be reached."""
        if len(bindings) < 2 or not any(type(one) in IMPORTS for one in bindings):
            return bindings
        tried, left_out = {id(one): self.guard(one) for one in bindings}, set()
        for one in bindings:
            guard, in_handler = tried[id(one)]
            if guard is not None and not in_handler:
                works = self._works(one, name, guard)
                left_out |= {key for key, found in tried.items() if found == (guard, works)}
        return [one for one in bindings if id(one) not in left_out] or bindings

    def _works(self, node, name, guard):
        """Whether a binding in a `try` is reached; None if imports of other libraries decide on that."""
        names = [self._binding(node, name)]
        if not isinstance(node, IMPORTS):
            names = [self._binding(one, bound) for one in syntax.imports_in(guard.body) for bound in imports_of(one)]
            if not names or not all(name and name.startswith('tensorflow') for name in names):
                return None
        return all(name is None or (self._api.can_be_imported(name) and dropped.find(name) is None) for name in names)

    def imported(self, node: cst.Import | cst.ImportFrom, name: str) -> str | None:
        """What an import statement binds to a name, as `of` would say it; None if that is nothing to look into."""
        return self._binding(node, name)

    def guard(self, node: cst.CSTNode) -> tuple[cst.Try | None, bool]:
        """The `try` with an `except ImportError` around what binds names, and whether that stands in the handler."""
        in_handler = False
        while not isinstance(node, (cst.Module, cst.FunctionDef, cst.ClassDef)):
            around = self._scopes.ancestors[id(node)]
            if isinstance(node, cst.ExceptHandler):
                in_handler = True
            elif isinstance(around, cst.Try) and node is not around.body and not in_handler:
                return None, False
            if isinstance(around, cst.Try) and any(_catches_import_error(one) for one in around.handlers):
                return around, in_handler
            node = around
        return None, False

    def may_fail(self, node: cst.Import | cst.ImportFrom, works: Callable[[str], bool]) -> bool:
        """Whether an import may fail: `except ImportError` takes it, or it is only reached if another one fails.

        Args:
            node: the import.
            works: says of a dotted name whether it can be imported.
        """
        guard, in_handler = self.guard(node)
        if guard is None or not in_handler:
            return guard is not None
        return all(works(name) for one in syntax.imports_in(guard.body) for name in imported_names(one))

    def _binding(self, node, name):
        if type(node) in IMPORTS:
            imported = imports_of(node).get(name)
            if imported is None:
                return None
            if imported.startswith('.') or not self._is_library(imported.split('.')[0]):
                return self._of_own(node, imported)
            return canonical(imported)
        if type(node) is cst.Param:
            return self._parameter(node)
        value = self._bindings.values.get(id(node))
        return self.of(value) if value is not None else None

    def _is_library(self, root):
        """Whether names of a top-level module are looked into, and the user has none that goes by its name."""
        if root not in self._libraries:
            self._libraries[root] = root in ROOTS and not (root in PYTHON and self._names_of(root, 0))
        return self._libraries[root]

    def _of_own(self, node, imported):
        """What is imported by way of a module of the user's own, or that module itself if it brings anything."""
        if isinstance(node, cst.Import):
            inner = [dotted(alias.name) for alias in node.names if dotted(alias.name).startswith(f'{imported}.')]
            return self._own_module(imported, 0) or (f'{OWN}0{imported}' if any(map(self._own_module, inner)) else None)
        level, imported = len(node.relative), imported.lstrip('.')
        module, _, name = imported.rpartition('.')
        return self._names_of(module, level).get(name) or self._own_module(imported, level)

    def _own_module(self, module, level=0):
        return f'{OWN}{level}{module}' if self._names_of(module, level) else None

    def _of_own_attribute(self, base, attribute):
        level, module = int(base[len(OWN)]), base[len(OWN) + 1 :]
        return self._names_of(module, level).get(attribute) or self._own_module(f'{module}.{attribute}', level)

    def _attribute(self, node):
        base = self.of(node.value)
        if base is not None and base.startswith(OWN):
            return self._of_own_attribute(base, node.attr.value)
        if base is not None:
            return f'{base}.{node.attr.value}'
        held = self._bindings.attributes.get(node.attr.value)
        if held and type(node.value) is cst.Name and node.value.value in held:
            found = {self.of(value) for value in held[node.value.value]}
            return found.pop() if len(found) == 1 else None
        return None

    def _call(self, node):
        """What a call such as `getattr(tf, 'nn')` or `importlib.import_module('tensorflow')` stands for."""
        arguments = [argument.value for argument in node.args]
        if not arguments or type(node.func) not in (cst.Name, cst.Attribute):
            return None
        name = node.func.value if type(node.func) is cst.Name else self.of(node.func)
        if name == 'getattr' and len(arguments) >= 2:
            base, literal = self.of(arguments[0]), text_of(arguments[1])
            return f'{base}.{literal}' if base and literal else None
        if name in ('importlib.import_module', '__import__', 'import_module'):
            imported = text_of(arguments[0])
            return imported if imported and imported.split('.')[0] in ROOTS else None
        return None

    def _parameter(self, node):
        """What every call in the module, and the default, give a parameter."""
        function, index = self._bindings.parameters.get(id(node), ('', 0))
        calls = self._bindings.calls.get(function, ())
        given = [node.default] if node.default is not None else []
        for call in calls:
            keyword = [one.value for one in call.args if one.keyword and one.keyword.value == node.name.value]
            positional = [one.value for one in call.args if not one.keyword and not one.star]
            given += keyword or positional[index : index + 1]
        found = {self.of(value) for value in given}
        return found.pop() if len(found) == 1 else None

    def _star_imports(self):
        """What star imports bring: modules whose every name, and single names."""
        modules, names = [], {}
        for node in self._bindings.stars:
            imported = dotted(node.module) if node.module else ''
            if not node.relative and imported.split('.')[0] in ROOTS:
                modules.append(canonical(imported))
            else:
                names.update(self._names_of(imported, len(node.relative)))
        return modules, names

    def _from_star(self, name):
        modules, names = self.stars
        if name in names:
            return names[name]
        for module in modules:
            if name in self._api.children(module) and not hasattr(__builtins__, name):
                return f'{module}.{name}'
        return None


def _catches_import_error(handler):
    """Whether an `except` clause takes an ImportError."""
    kinds = [one.value for one in handler.type.elements] if isinstance(handler.type, cst.Tuple) else [handler.type]
    return any(name is None or (isinstance(name, cst.Name) and name.value in CATCH_IMPORT_ERROR) for name in kinds)
