"""The lines that a ported module needs behind its imports, and the names by which it reaches what was moved."""

from __future__ import annotations

import re

import libcst as cst

from tf1_ref.legacy.port.writing import standalone
from tf1_ref.legacy.reading.names import Names
from tf1_ref.legacy.reading.syntax import dotted, imports_of

DOOR = 'tf1_ref.compat.tf'
DOOR_COMMENT = "# v2 behaviour off, TensorFlow 1's op seeds"
OFF = 'tensorflow.disable_v2_behavior'
TENSORFLOW = ('tensorflow.compat.v1', 'tensorflow')


class Header:
    """Collects what the rewritten expressions of one module need, and adds it behind its import of TensorFlow."""

    def __init__(self, module: cst.Module, names: Names, with_door: bool):
        """Looks at what the module has already.

        Args:
            module: the module as it was.
            names: its names.
            with_door: whether this project's door may be used.
        """
        self._module, self._names, self._with_door = module, names, with_door
        imported = _top_level_imports(module)
        self._has_door = DOOR in imported
        self._door = imported.get(DOOR) or _free('tf1', names)
        self._tf = next((imported[name] for name in TENSORFLOW if name in imported), None)
        self._adds_tf = False
        self._functions: dict[str, str] = {}  # by the name of the template
        self._needed_imports: dict[str, str] = {}
        self._bound: dict[str, str] = {}  # names that an import bound: the template
        self._helpers: dict[str, str] = {}  # by their import lines
        self._asked: set[str] = set()  # modules that rules ask for, which are imported also without TensorFlow
        self.uses_tensorflow = False

    def door(self, name: str) -> str:
        """The text by which the module reaches `tensorflow.NAME` of TensorFlow 1 through this project's door."""
        self.uses_tensorflow = True
        return f'{self._door}.{name}'

    def tensorflow(self, name: str) -> str:
        """The text by which the module reaches `tensorflow.NAME` of current TensorFlow's version 1."""
        self.uses_tensorflow = True
        if self._tf is None:
            self._tf = _free('tf', self._names)
            self._adds_tf = True
        return f'{self._tf}.{name}'

    def module(self, name: str) -> str:
        """The name by which the code reaches a module of Python's own, which is imported if need be."""
        self._asked.add(name)
        return self._module_of(name)

    def _module_of(self, name):
        return self._needed_imports.setdefault(name, _free(name.replace('.', '_'), self._names))

    def helper(self, module: str, name: str = '') -> str:
        """The text by which the code reaches what this project has written again; with no name, its module."""
        if not name:
            module, _, name = module.rpartition('.')
        bound = _free(name, self._names)
        text = f'from {module} import {name}' + (f' as {bound}' if bound != name else '')
        return self._helpers.setdefault(text, bound)

    def function(self, template: str, bound: str | None = None) -> str:
        """Adds a function of the templates, and what it needs, to a standalone module.

        Args:
            template: its name there.
            bound: the name that it has to have; a free one by default.

        Returns:
            Its name.
        """
        for name in standalone.needed(template):
            for module in standalone.imports(name):
                self._module_of(module)
            if name not in self._functions:
                self._functions[name] = bound if bound and name == template else _free(name, self._names)
        if bound and bound != self._functions[template]:
            self._bound[bound] = template
        return bound or self._functions[template]

    def add_to(self, module: cst.Module) -> cst.Module:
        """The module with its further lines; the same object where there are none."""
        before, behind = '', ''
        if not self.uses_tensorflow:
            return self._insert(module, '', self._imports(True)) if self._asked or self._helpers else module
        if self._with_door:
            if not self._has_door:
                before = f'from tf1_ref.compat import tf as {self._door}  {DOOR_COMMENT}\n'
        elif not any(self._names.of(node) == OFF for node in self._names.attributes()):
            behind = f'{self.tensorflow("disable_v2_behavior")}()\n'
        return self._insert(module, before, self._imports(), behind + self._sources())

    def _imports(self, only_asked=False):
        """The import lines that are added, by the name that each binds."""
        if self._functions and not only_asked:
            self.tensorflow('')
        lines = {self._tf: f'import tensorflow.compat.v1 as {self._tf}\n'} if self._adds_tf and not only_asked else {}
        for module, name in self._needed_imports.items():
            if not only_asked or module in self._asked:
                lines[name] = f'import {module}\n' if name == module else f'import {module} as {name}\n'
        return {**lines, **{name: f'{line}\n' for line, name in self._helpers.items()}}

    def _sources(self):
        names = {**self._functions, **self._needed_imports, 'tf': self._tf or 'tf'}
        texts = [standalone.source(name, names) for name in self._functions]
        texts += [f'{bound} = {self._functions[template]}\n' for bound, template in self._bound.items()]
        return ''.join(f'\n\n{text}' for text in texts)

    def _insert(self, module, before, imports, behind=''):
        """Puts lines before and behind the first import of TensorFlow, or behind the imports if there is none.

        An import whose name is said further up stands there.
        """
        config = self._module.config_for_parsing

        def parsed(text):
            return list(cst.parse_module(text, config=config).body)

        body, position = list(module.body), _import_of_tensorflow(module, self._door)
        has_tensorflow = position is not None
        if not has_tensorflow:
            position = _behind_imports(module) - 1
        said = {name: _first_to_say(name, body[: position + 1], module) for name in imports}
        last = parsed(''.join(line for name, line in imports.items() if said[name] is None) + behind)
        first = parsed(before)
        if has_tensorflow:
            if first:  # a comment above the import stays above both
                comments, body[position] = body[position].leading_lines, body[position].with_changes(leading_lines=[])
                first[0] = first[0].with_changes(leading_lines=comments)
            new = [*body[:position], *first, body[position], *last, *body[position + 1 :]]
        else:
            new = [*body[: position + 1], *first, *last, *body[position + 1 :]]
        for name, statement in said.items():
            if statement is not None:
                at = next(at for at, one in enumerate(new) if one is statement)
                new[at:at] = parsed(imports[name])
        return module.with_changes(body=new)


def _first_to_say(name, statements, module):
    """The first of several statements, imports left out, that says a name."""
    for statement in statements:
        small = statement.body[0] if isinstance(statement, cst.SimpleStatementLine) else None
        if isinstance(small, (cst.Import, cst.ImportFrom)) or isinstance(small, cst.Expr) and _is_text(small):
            continue
        if re.search(rf'\b{name}\b', module.code_for_node(statement)):
            return statement
    return None


def _is_text(expression):
    return isinstance(expression.value, (cst.SimpleString, cst.ConcatenatedString))


def _top_level_imports(module):
    """Maps dotted names to those that they are bound to, of the imports that stand in no function."""
    found: dict[str, str] = {}

    def look(statements):
        for statement in statements:
            if isinstance(statement, cst.SimpleStatementLine):
                for small in statement.body:
                    if isinstance(small, (cst.Import, cst.ImportFrom)):
                        for name, imported in imports_of(small).items():
                            found.setdefault(imported, name)
            elif isinstance(statement, (cst.Try, cst.If)) and isinstance(statement.body, cst.IndentedBlock):
                look(statement.body.body)

    look(module.body)
    return found


def _import_of_tensorflow(module, door):
    """The index of the first statement at the top level that imports TensorFlow, or takes something from the door."""
    for index, statement in enumerate(module.body):
        if _takes_from(statement, door):
            return index
        imported = _top_level_imports(cst.Module(body=[statement]))
        if any(name.split('.')[0] in ('tensorflow', 'tf1_ref') for name in imported) or _is_star(statement):
            return index
    return None


def _takes_from(statement, door):
    """Whether a statement is what an import from the door becomes: `backend = tf1.keras.backend`."""
    small = statement.body[0] if isinstance(statement, cst.SimpleStatementLine) else None
    return isinstance(small, cst.Assign) and dotted(small.value).startswith(f'{door}.')


def _is_star(statement):
    small = statement.body[0] if isinstance(statement, cst.SimpleStatementLine) else None
    return (
        isinstance(small, cst.ImportFrom)
        and isinstance(small.names, cst.ImportStar)
        and small.module is not None
        and dotted(small.module).split('.')[0] in ('tensorflow', 'tf1_ref')
    )


def _behind_imports(module):
    """The index behind the docstring and the imports that a module begins with."""
    for index, statement in enumerate(module.body):
        small = statement.body[0] if isinstance(statement, cst.SimpleStatementLine) else None
        is_text = index == 0 and isinstance(small, cst.Expr) and _is_text(small)
        if not is_text and not isinstance(small, (cst.Import, cst.ImportFrom)):
            return index
    return len(module.body)


def _free(name, names):
    while names.is_bound(name):
        name += '_'
    return name
