"""Python source as a tree of nodes that can be compared: formatting, comments, docstrings and type hints left out.

Names that an import binds are read under their own name, so that `t.nn.relu` after `import tensorflow as t`, and
`tf.compat.v1.nn.relu`, are both `tf.nn.relu`. Nothing is executed, and TensorFlow is not needed.
"""

from __future__ import annotations

import ast
import collections
import copy
import functools
import warnings
from typing import Any

from tf1_ref.errors import InputError

MAX_BYTES = 4_000_000
TENSORFLOW = ('tensorflow', 'tensorflow.compat.v1', 'tf1_ref.compat.tf')
STATEMENT_FIELDS = ('body', 'orelse', 'handlers', 'finalbody', 'cases')
LEFT_OUT = ('annotation', 'returns', 'ctx', 'kind', 'type_comment', 'type_ignores', 'type_params')


Fields = tuple[tuple[str, bool, list['Node']], ...]


class Node:
    """One node of a syntax tree.

    Attributes:
        kind: what the `ast` module calls it; two more are `Parameter` and `DictItem`, each with its default or value.
        value: what it holds besides nodes: names, operators, a constant.
        fields: `(name, whether it is a list, nodes)` for each field that holds nodes.
        key: equal for equal trees.
        labels: how often each `(kind, value)` occurs in the tree; `size` is their sum.
        line, end: first and last line in the source.
    """

    key: tuple
    line: int
    end: int

    def __init__(self, kind: str, value: tuple, fields: Fields, origin: tuple[Any, ...]):
        self.kind, self.value, self.fields, self._origin = kind, value, fields, origin
        children = [child for _, _, nodes in fields for child in nodes]
        self.labels = collections.Counter([(kind, value)])
        for child in children:
            self.labels.update(child.labels)
        self.size = self.labels.total()
        self.key = (kind, value, tuple((name, tuple(node.key for node in nodes)) for name, _, nodes in fields))
        placed = [part for part in origin if hasattr(part, 'lineno')]
        spans = [(part.lineno, part.end_lineno) for part in placed] or [(child.line, child.end) for child in children]
        self.line = min((line for line, _ in spans), default=1)
        self.end = max((end for _, end in spans), default=self.line)

    @functools.cached_property
    def text(self) -> str:
        """The source in one spelling; of a compound statement the line it begins with."""
        if self.kind == 'Parameter':
            return self._parameter_text()
        if self.kind == 'DictItem':
            return ': '.join(ast.unparse(part) for part in self._origin)
        node = copy.copy(self._origin[0])
        for field in (*STATEMENT_FIELDS, 'decorator_list'):
            if isinstance(getattr(node, field, None), list):
                setattr(node, field, [])
        return ast.unparse(node).strip()

    @property
    def frame(self) -> str:
        """The text of a statement with `...` in place of its value: `h = ...`, `return ...`."""
        node = copy.copy(self._origin[0])
        node.value = ast.Constant(...)
        return ast.unparse(node)

    @property
    def is_statement(self) -> bool:
        """Whether the node is a statement, or a part of one that holds statements: an `except`, a `case`."""
        return isinstance(self._origin[0], (ast.stmt, ast.excepthandler, ast.match_case))

    def field(self, name: str) -> list[Node]:
        """The nodes of one field; none where there is no such field."""
        return next((nodes for field, _, nodes in self.fields if field == name), [])

    def statements(self) -> list[Node]:
        """The statements directly inside, whatever field they are in."""
        return [
            node for name, _, nodes in self.fields if name in STATEMENT_FIELDS for node in nodes if node.is_statement
        ]

    def _parameter_text(self):
        stars, name = {'*': '*', '**': '**'}.get(self.value[0], ''), self.value[1]
        default = self.field('default')
        return f'{stars}{name}={default[0].text}' if default else f'{stars}{name}'


def read(path: str) -> Node:
    """Reads a file of Python source.

    Raises:
        InputError: it cannot be read, is larger than 4 MB, or is not Python 3; one line says which.
    """
    try:
        with open(path, 'rb') as file:
            source = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f'cannot read {path}: {error.strerror}') from error
    if len(source) > MAX_BYTES:
        raise InputError(f'{path} is larger than {MAX_BYTES // 10**6} MB; give a file of Python source')
    return parse(source, path)


def parse(source: str | bytes, name: str) -> Node:
    """Parses Python source; `name` is what an error calls it.

    Raises:
        InputError: it is not Python 3, or nested too deeply.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')  # invalid escapes, `is` with a literal: the user's business
            module = ast.parse(source)
        return _Builder(_imported_names(module)).node(module)
    except SyntaxError as error:
        where = f' (line {error.lineno})' if error.lineno else ''
        raise InputError(f'{name} is not Python 3{where}: {error.msg}') from error
    except ValueError as error:
        raise InputError(f'{name} is not Python 3: {error}') from error
    except (RecursionError, MemoryError) as error:
        raise InputError(f'{name} is nested too deeply to be compared') from error


def _imported_names(module):
    """What each name that an import binds is called where it comes from; TensorFlow is `tf`, NumPy `np`."""
    names = {}
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name in TENSORFLOW:
                    names[alias.asname or 'tensorflow'] = 'tf'
                elif alias.name == 'numpy':
                    names[alias.asname or 'numpy'] = 'np'
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                is_tensorflow = f'{node.module}.{alias.name}' in TENSORFLOW
                names[alias.asname or alias.name] = 'tf' if is_tensorflow else alias.name
    return names


class _Builder:
    """Makes `Node`s of the `ast` module's nodes."""

    def __init__(self, names):
        self._names = names

    def node(self, node):
        if self._is_compat_v1(node):
            return Node('Name', ('tf',), (), (node,))
        if isinstance(node, ast.Name):
            return Node('Name', (self._names.get(node.id, node.id),), (), (node,))
        if isinstance(node, ast.Constant):
            return Node('Constant', (type(node.value).__name__, repr(node.value)), (), (node,))
        values, fields = [], []
        for name, content in self._fields(node):
            if isinstance(content, ast.operator | ast.unaryop | ast.boolop):
                values.append(type(content).__name__)
            elif isinstance(content, ast.AST | Node) or content is None:
                fields.append((name, False, [] if content is None else [self._child(content)]))
            elif isinstance(content, list) and not any(isinstance(part, str | ast.cmpop) for part in content):
                fields.append((name, True, [self._child(part) for part in content if part is not None]))
            elif isinstance(content, list):
                values.extend(part if isinstance(part, str) else type(part).__name__ for part in content)
            else:
                values.append(content)
        kind = 'Assign' if isinstance(node, ast.AnnAssign) else type(node).__name__
        return Node(kind, tuple(values), tuple(fields), (node,))

    def _child(self, part):
        return part if isinstance(part, Node) else self.node(part)

    def _fields(self, node):
        """The fields of a node; parameters and dictionary items come in pairs, and type hints not at all."""
        if isinstance(node, ast.Dict):
            yield 'items', [self._item(key, value) for key, value in zip(node.keys, node.values, strict=True)]
        elif isinstance(node, ast.arguments):
            yield 'parameters', list(self._parameters(node))
        elif isinstance(node, ast.AnnAssign):
            yield 'targets', [node.target]
            yield 'value', node.value
        else:
            for name, content in ast.iter_fields(node):
                if name == 'body' and isinstance(content, list):
                    content = _without_hints_and_docstring(node)
                if name not in LEFT_OUT:
                    yield name, content

    def _item(self, key, value):
        parts = [part for part in (key, value) if part is not None]
        fields = [
            (name, False, [self.node(part)]) for name, part in zip(('value', 'key'), reversed(parts), strict=False)
        ]
        return Node('DictItem', (), tuple(reversed(fields)), tuple(parts))

    def _parameters(self, arguments):
        positional = [(part, '/') for part in arguments.posonlyargs] + [(part, '') for part in arguments.args]
        defaults = [None] * (len(positional) - len(arguments.defaults)) + arguments.defaults
        for (part, category), default in zip(positional, defaults, strict=True):
            yield self._parameter(part, category, default)
        if arguments.vararg:
            yield self._parameter(arguments.vararg, '*', None)
        for part, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
            yield self._parameter(part, 'keyword', default)
        if arguments.kwarg:
            yield self._parameter(arguments.kwarg, '**', None)

    def _parameter(self, part, category, default):
        defaults = [] if default is None else [self.node(default)]
        return Node('Parameter', (category, part.arg), (('default', False, defaults),), (part,))

    def _is_compat_v1(self, node):
        if not (isinstance(node, ast.Attribute) and node.attr == 'v1'):
            return False
        compat = node.value
        if not (isinstance(compat, ast.Attribute) and compat.attr == 'compat' and isinstance(compat.value, ast.Name)):
            return False
        return self._names.get(compat.value.id, compat.value.id) == 'tf'


def _without_hints_and_docstring(node):
    body = [part for part in node.body if not (isinstance(part, ast.AnnAssign) and part.value is None)]
    if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and body:
        first = body[0]
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
            return body[1:]
    return body
