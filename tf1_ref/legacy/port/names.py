"""What the names of a module stand for, as far as they come from an import: `t.nn.relu` is `tensorflow.nn.relu`.

Followed are aliases, from-imports and star imports, variables and attributes that hold a module, parameters that every
call gives the same, `getattr` with a literal, and `try: ... except ImportError` pairs.
"""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from tf1_ref.legacy.port.api import Api, canonical
from tf1_ref.legacy.port.scopes import Scopes

# Names whose module is looked into; everything else does not matter.
ROOTS = ('tensorflow', 'numpy', 'tf1_ref', 'importlib')


class Names:
    """Resolves the expressions of one module."""

    def __init__(self, module: cst.Module, api: Api, sibling: Callable[[str, int], dict[str, str]]):
        """Looks at every binding of a module.

        Args:
            module: the parsed source, which is not changed.
            api: the tables.
            sibling: gives what the user's own module of a name and level (of a relative import) imports, by name.
        """
        self._module, self._api, self._sibling = module, api, sibling
        self._scopes = Scopes(module)
        self._bindings = _Bindings(self._scopes.nodes)
        self._found: dict[int, str | None] = {}
        self._lines: dict[cst.CSTNode, int] | None = None
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
        if self._lines is None:
            wrapper = MetadataWrapper(self._module, unsafe_skip_copy=True)
            self._lines = wrapper.resolve(PositionProvider)
        return self._lines[node].start.line if node in self._lines else 1

    def is_bound(self, name: str) -> bool:
        """Whether any scope of the module binds or uses `name`."""
        return name in self._bindings.all_names

    def is_from_star(self, node: cst.Name) -> bool:
        """Whether a name is bound by nothing but a star import."""
        scope = self._scopes.of.get(id(node))
        return scope is not None and not scope.find(node.value)

    def attributes(self) -> list[cst.Attribute]:
        """Every attribute expression of the module."""
        return self._bindings.attribute_nodes

    def nodes_that_matter(self) -> set[int]:
        """The ids of the imports, of the expressions that stand for something, and of all that they are in."""
        found: set[int] = set()
        for node in self._scopes.nodes:
            if not isinstance(node, (cst.Import, cst.ImportFrom)) and self.of(node) is None:
                continue
            while id(node) not in found and not isinstance(node, cst.Module):
                found.add(id(node))
                node = self._scopes.ancestors[id(node)]
        return found

    def _resolve(self, node):
        if isinstance(node, cst.Name):
            return self._name(node)
        if isinstance(node, cst.Attribute):
            return self._attribute(node)
        if isinstance(node, cst.Call):
            return self._call(node)
        return None

    def _name(self, node):
        scope = self._scopes.of.get(id(node))
        if scope is None:
            return None
        bindings = scope.find(node.value)
        if not bindings:
            return self._from_star(node.value)
        found = {self._binding(one, node.value) for one in bindings} - {None}
        if len(found) > 1:
            if any(self._api.is_module(name) for name in found):
                self.ambiguous.setdefault(f'{node.value} stands for {" and ".join(sorted(found))}', self.line(node))
            return None
        return found.pop() if found else None

    def _binding(self, node, name):
        if isinstance(node, (cst.Import, cst.ImportFrom)):
            imported = imports_of(node).get(name)
            if imported is None:
                return None
            if imported.startswith('.') or imported.split('.')[0] not in ROOTS:
                return self._from_sibling(imported)
            return canonical(imported)
        if isinstance(node, cst.Param):
            return self._parameter(node)
        value = self._bindings.values.get(id(node))
        return self.of(value) if value is not None else None

    def _from_sibling(self, imported):
        module, _, name = imported.rpartition('.')
        level = len(module) - len(module.lstrip('.'))
        return self._sibling(module.lstrip('.'), level).get(name)

    def _attribute(self, node):
        base = self.of(node.value)
        if base is not None:
            return f'{base}.{node.attr.value}'
        held = self._bindings.attributes.get(node.attr.value)
        if held and isinstance(node.value, cst.Name) and node.value.value in held:
            found = {self.of(value) for value in held[node.value.value]}
            return found.pop() if len(found) == 1 else None
        return None

    def _call(self, node):
        """`getattr(tf, 'nn')`, `importlib.import_module('tensorflow')` and `__import__('tensorflow')`."""
        arguments = [argument.value for argument in node.args]
        if not arguments or not isinstance(node.func, (cst.Name, cst.Attribute)):
            return None
        name = node.func.value if isinstance(node.func, cst.Name) else self.of(node.func)
        if name == 'getattr' and len(arguments) >= 2:
            base, literal = self.of(arguments[0]), text_of(arguments[1])
            return f'{base}.{literal}' if base and literal else None
        if name in ('importlib.import_module', '__import__', 'import_module') and text_of(arguments[0]):
            imported = text_of(arguments[0])
            return imported if imported.split('.')[0] in ROOTS else None
        return None

    def _parameter(self, node):
        """What every call in the module, and the default, give a parameter."""
        function, index = self._bindings.parameters.get(id(node), (None, 0))
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
                names.update(self._sibling(imported, len(node.relative)))
        return modules, names

    def _from_star(self, name):
        modules, names = self.stars
        if name in names:
            return names[name]
        for module in modules:
            if name in self._api.children(module) and not hasattr(__builtins__, name):
                return f'{module}.{name}'
        return None


class _Bindings:
    """Collects what names, attributes and parameters are bound to."""

    def __init__(self, nodes):
        self.values, self.attributes, self.parameters, self.calls = {}, {}, {}, {}
        self.stars, self.all_names, self.attribute_nodes = [], set(), []
        for node in nodes:
            collect = getattr(self, f'_{type(node).__name__}', None)
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

    def _NamedExpr(self, node):
        self._bind(node.target, node.value)

    def _Call(self, node):
        if isinstance(node.func, cst.Name):
            self.calls.setdefault(node.func.value, []).append(node)

    def _FunctionDef(self, node):
        self.all_names.add(node.name.value)
        for index, parameter in enumerate([*node.params.posonly_params, *node.params.params]):
            self.parameters[id(parameter)] = (node.name.value, index)

    def _ClassDef(self, node):
        self.all_names.add(node.name.value)

    def _Import(self, node):
        self.all_names.update(bound_name(alias) for alias in node.names)

    def _ImportFrom(self, node):
        if isinstance(node.names, cst.ImportStar):
            self.stars.append(node)
        else:
            self._Import(node)

    def _bind(self, target, value):
        if isinstance(target, cst.Name):
            self.values[id(target)] = value
        elif isinstance(target, cst.Attribute) and isinstance(target.value, cst.Name):
            self.attributes.setdefault(target.attr.value, {}).setdefault(target.value.value, []).append(value)
        elif _same_length(target, value):
            for one, other in zip(target.elements, value.elements, strict=True):
                self._bind(one.value, other.value)


def _same_length(*nodes):
    """Whether all are tuples or lists of as many elements."""
    return all(isinstance(node, (cst.Tuple, cst.List)) for node in nodes) and len({len(n.elements) for n in nodes}) == 1


def imports_of(node: cst.Import | cst.ImportFrom) -> dict[str, str]:
    """The names that an import statement binds, and the dotted name of each; `..` in front for a relative import."""
    if isinstance(node.names, cst.ImportStar):
        return {}
    if isinstance(node, cst.ImportFrom):
        module = '.' * len(node.relative) + (dotted(node.module) if node.module else '')
        separator = '' if module.endswith('.') else '.'
        return {bound_name(alias): f'{module}{separator}{dotted(alias.name)}' for alias in node.names}
    return {
        bound_name(alias): dotted(alias.name) if alias.asname else dotted(alias.name).partition('.')[0]
        for alias in node.names
    }


def bound_name(alias: cst.ImportAlias) -> str:
    """The name that an alias of an import statement binds."""
    return alias.asname.name.value if alias.asname else dotted(alias.name).partition('.')[0]


def dotted(node: cst.Name | cst.Attribute) -> str:
    """The text of a dotted name."""
    return node.value if isinstance(node, cst.Name) else f'{dotted(node.value)}.{node.attr.value}'


def text_of(node: cst.CSTNode) -> str | None:
    """The value of a string literal without prefix or escapes; None for anything else."""
    if isinstance(node, cst.SimpleString) and not node.prefix and '\\' not in node.value:
        return node.raw_value
    return None
