"""Import statements: `import tensorflow as tf` becomes `import tensorflow.compat.v1 as tf`, and so on."""

from __future__ import annotations

from typing import Any

import libcst as cst

from tf1_ref.compat.names.table import CONTRIB
from tf1_ref.legacy.port.rules import python_names
from tf1_ref.legacy.port.writing import standalone
from tf1_ref.legacy.port.writing.context import Context, Rewritten
from tf1_ref.legacy.reading.before_1_0 import new_name
from tf1_ref.legacy.reading.siblings import PYTHON
from tf1_ref.legacy.reading.spelling import canonical
from tf1_ref.legacy.reading.syntax import bound_name, dotted, expression, statement

NODES = (cst.SimpleStatementLine, cst.SimpleStatementSuite)

V1 = 'tensorflow.compat.v1'
DOOR = 'tf1_ref.compat.tf'
LOADER = 'tensorflow.examples.tutorials.mnist.input_data'
TENSORFLOW = ('tensorflow', 'tensorflow_core', 'keras')
GONE = 'gone'
# Names that have moved within these are imported from where they are; the door mends what it gives of other libraries.
AS_THEY_ARE = ('tensorflow', 'abc', 'builtins', 'collections', 'contextlib', 'copy', 'functools', 'google', 'math')


def rewrite(original: cst.SimpleStatementLine | cst.SimpleStatementSuite, updated: Any, context: Context) -> Rewritten:
    """Rewrites the imports in a line; one that becomes several gets lines of their own where it stood alone."""
    body: list[cst.BaseSmallStatement] = []
    changed = False
    for before, after in zip(original.body, updated.body, strict=True):
        new = _statements(before, context) if isinstance(before, (cst.Import, cst.ImportFrom)) else None
        changed = changed or new is not None
        body.extend([after] if new is None else new)
    if not changed:
        return updated
    if len(original.body) == 1 and isinstance(original, cst.SimpleStatementLine):
        if not body:  # all that it imported is written out in the module
            return cst.RemoveFromParent()
        first, *others = body
        lines = [cst.SimpleStatementLine([_without_semicolon(other)]) for other in others]
        return cst.FlattenSentinel([updated.with_changes(body=[_without_semicolon(first)]), *lines])
    if not body:
        body = [cst.Pass()]
    semicolon = cst.Semicolon(whitespace_after=cst.SimpleWhitespace(' '))
    kept = [one if isinstance(one.semicolon, cst.Semicolon) else one.with_changes(semicolon=semicolon) for one in body]
    return updated.with_changes(body=[*kept[:-1], _without_semicolon(kept[-1])])


def _without_semicolon(statement):
    return statement.with_changes(semicolon=cst.MaybeSentinel.DEFAULT)


def _statements(node, context):
    """What an import statement becomes; None where it stays."""
    if isinstance(node, cst.Import):
        return _import(node, context)
    module = dotted(node.module) if node.module else ''
    root, is_star = '' if node.relative else module.partition('.')[0], isinstance(node.names, cst.ImportStar)
    if root not in TENSORFLOW:
        if root in (*PYTHON, 'numpy') and not is_star:
            return python_names.imported(node, module, context)
        return _without_gone(node, context)
    if module.startswith('tensorflow.compat.v2'):
        return None
    if not module.startswith('tensorflow.examples'):
        context.header.uses_tensorflow = True
    if is_star:
        return _star(node, module, context)
    return _from_import(node, module, context)


def _import(node, context):
    aliases, others, changed = [], [], False
    for alias in node.names:
        name = dotted(alias.name)
        if name.split('.')[0] not in TENSORFLOW or name.startswith('tensorflow.compat.v2'):
            aliases.append(alias)
            continue
        if not name.startswith('tensorflow.examples'):
            context.header.uses_tensorflow = True
        text = _imported(name, alias, context)
        if text is None:
            aliases.append(alias)
            continue
        changed = True
        context.changed(node, f'import of {name}')
        if text == GONE:
            continue
        new = statement(text)
        if isinstance(new, cst.Import):
            aliases.append(new.names[0])
        else:
            others.append(new)
    if not changed:
        return None
    spaced = [alias.with_changes(comma=cst.MaybeSentinel.DEFAULT) for alias in aliases]
    return [*([node.with_changes(names=spaced)] if spaced else []), *others]


def _imported(name, alias, context):
    """The text of the statement in the place of `import NAME [as BOUND]`; None where it stays."""
    bound = alias.asname.name.value if alias.asname else None
    if canonical(name) == 'tensorflow':
        return f'import {V1} as {bound or name}' if name in TENSORFLOW else None
    place = _place(canonical(name), context)
    if name.startswith('keras'):
        bound, place = bound or 'keras', place if bound else _place('tensorflow.keras', context)
    if bound is None:
        # It binds `tensorflow`; what is said through it is rewritten where it is said.
        return None if place is None and context.api.is_inner(name) else f'import {V1} as tensorflow'
    if place is None or place == GONE:
        return place
    module, new = place
    if module is None:
        return f'import {new} as {bound}' if new != bound else f'import {new}'
    if module.startswith(DOOR):
        return _held(module, new, bound, context)
    is_file = module != 'tf1_ref.compat.contrib' or context.api.is_public_module(f'{CONTRIB}.{new}')
    if not is_file or module.startswith('tf1_ref.compat.contrib.'):
        # A part of a file, or a function of 1.15's that hid the module of its name: contrib.framework's arg_scope.
        return f'from {module} import {new}' + (f' as {bound}' if bound != new else '')
    return f'import {module}.{new} as {bound}'


def _star(node, module, context):
    name = canonical(module)
    if name == 'tensorflow':
        new = V1
    else:
        place = _place(name, context)
        if place == GONE or (place and place[0].startswith(DOOR)):  # the names are taken where they are used
            context.changed(node, f'star import of {module}')
            return []
        new = '.'.join(place) if place else module
    if new == module:
        return None
    context.changed(node, f'star import of {module}')
    return [node.with_changes(module=expression(new))]


def _from_import(node, module, context):
    groups: dict[str | None, list[tuple[str, str, cst.ImportAlias]]] = {}
    changed = False
    for alias in node.names:
        name, bound = canonical(f'{module}.{dotted(alias.name)}'), bound_name(alias)
        place = _place(name, context) or _as_said(name, module, alias, context)
        changed = changed or place != (module, alias.name.value)
        if place == GONE:
            function = standalone.FUNCTIONS.get(name)
            if function:
                context.header.function(function, bound)
            continue
        groups.setdefault(place[0], []).append((place[1], bound, alias))
    if not changed:
        return None
    context.changed(node, f'import from {module}')
    if len(groups) == 1:
        ((new_module, members),) = groups.items()
        same = all(new == alias.name.value for new, _, alias in members) and len(members) == len(node.names)
        if same and new_module is not None and not new_module.startswith(f'{DOOR}.'):
            return [node.with_changes(module=expression(new_module))]
    return [one for new_module, members in groups.items() for one in _from(new_module, members, context)]


def _as_said(name, module, alias, context):
    """The module and the name as they stand; of an inner name that was said otherwise, where it is."""
    if canonical(module) != module or name == 'tensorflow.python.pywrap_tensorflow':
        return tuple(name.rpartition('.')[::2]) if context.api.is_inner(name) else (module, alias.name.value)
    return module, alias.name.value


def _without_gone(node, context):
    """What a standalone module does not get from one of the user's own, as that has left it out."""
    if context.options.target != 'standalone' or isinstance(node.names, cst.ImportStar):
        return None
    stays = [
        alias for alias in node.names if not _is_gone_module(context.names.imported(node, bound_name(alias)), context)
    ]
    if len(stays) == len(node.names):
        return None
    context.changed(node, 'import of a module that is no longer in TensorFlow; it is left out')
    stays[-1:] = [alias.with_changes(comma=cst.MaybeSentinel.DEFAULT) for alias in stays[-1:]]
    return [node.with_changes(names=stays)] if stays else []


def _is_gone_module(name, context):
    is_module = bool(name) and name != 'tensorflow' and context.api.is_module(name)
    return is_module and context.api.is_gone(name) and not context.is_missed(name)


def _from(module, members, context):
    if module and module.startswith(f'{DOOR}.'):
        return [statement(_held(module, new, bound, context)) for new, bound, _ in members]
    names = ', '.join(new if new == bound else f'{new} as {bound}' for new, bound, _ in members)
    return [statement(f'from {module} import {names}' if module else f'import {names}')]


def _held(module, new, bound, context):
    """The statement that binds a name below the door, which is one module and no package."""
    if module == DOOR:
        return f'from {module} import {new}' + (f' as {bound}' if bound != new else '')
    return f'{bound} = {context.header.door(module[len(DOOR) + 1 :])}.{new}'


def _place(name, context):
    """The module (None for none) and the name there of what TensorFlow 1 called `name`.

    None where it stays as it is; `GONE` where a standalone module goes without it.
    """
    if name == 'tensorflow':
        return 'tensorflow.compat', 'v1'
    module, _, last = name.rpartition('.')
    if name == LOADER or module == LOADER:
        return _loader(name, context)
    if context.options.target == 'standalone' and context.api.is_gone(name):
        module, _, last = standalone.ALIASES.get(name, '').rpartition('.')
        if last:
            return V1 + module[len('tensorflow') :], last
        stays = context.is_missed(name) if context.api.is_module(name) else not standalone.has(name)
        return None if stays else GONE
    if context.api.needs_door(name):
        if name == CONTRIB:
            return 'tf1_ref.compat', 'contrib'
        if module.startswith(CONTRIB):
            has_file = module.count('.') <= 2 and context.api.is_public_module(module)  # one of this project
            return ('tf1_ref.compat.contrib' if has_file else DOOR + '.contrib') + module[len(CONTRIB) :], last
        found = context.api.place(name)
        if found and found.module.split('.')[0] in AS_THEY_ARE:
            return found.module, found.name
        return DOOR + module[len('tensorflow') :], last
    if name.startswith('tensorflow.compat.'):  # as it is, however it was spelled
        return module, last
    if name.startswith(('tensorflow.compat', 'tensorflow.examples', CONTRIB)) or context.api.is_inner(name):
        return None
    renamed = new_name(name)
    if renamed:
        module, _, last = renamed.rpartition('.')
    return V1 + module[len('tensorflow') :], last


def _loader(name, context):
    if context.options.target == 'standalone':
        context.files.add('input_data.py')
        return (None, 'input_data') if name == LOADER else ('input_data', name.rpartition('.')[2])
    return ('tf1_ref.data', 'input_data') if name == LOADER else ('tf1_ref.data.input_data', name.rpartition('.')[2])
