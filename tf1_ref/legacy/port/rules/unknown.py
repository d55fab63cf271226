"""What is left: every name of TensorFlow has to be in the tables, or is reported."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import Any

import libcst as cst

from tf1_ref.legacy.port.writing import standalone
from tf1_ref.legacy.port.writing.context import Context, Rewritten
from tf1_ref.legacy.reading.before_1_0 import new_name, since_1_0
from tf1_ref.legacy.reading.spelling import canonical
from tf1_ref.legacy.reading.syntax import imported_names

# What every module has.
OF_MODULES = ('__dict__', '__doc__', '__file__', '__loader__', '__name__', '__package__', '__path__', '__spec__')
BY_HAND = 'replace it by hand'
LOADER = 'tensorflow.examples.tutorials.mnist.input_data'

IMPORTS = (cst.Import, cst.ImportFrom)
TENSORFLOW = ('tensorflow', 'tensorflow_core', 'keras')
NODES = (cst.Attribute, cst.Name, cst.Call, cst.Import, cst.ImportFrom)


def rewrite(original: cst.CSTNode, updated: Any, context: Context) -> Rewritten:
    """Reports a name that current TensorFlow lacks and that no rule has replaced, or that nobody knows."""
    kind = type(original)
    if kind in IMPORTS:
        say = context.note if _is_caught(original, context) else context.blocker
        for imported in map(canonical, _imported(original)):
            if not _is_left_out(original, imported, context):
                check(imported, original, context, say)
        return updated
    if not context.outermost and kind is not cst.Call:
        return updated
    name = context.names.of(original)
    if kind is cst.Name and not _stands_for_itself(original, context):
        return updated  # what it is bound to, or what it is the beginning of, is looked at instead
    if name and name.startswith('tensorflow.') and not _is_left_out(original, name, context):
        check(name, original, context, context.blocker)
    return updated


def _imported(node):
    """The dotted names that an import statement brings, those of TensorFlow only."""
    return [name for name in imported_names(node) if name.split('.')[0] in TENSORFLOW and '.' in name]


def _is_caught(node, context):
    return context.names.may_fail(node, lambda name: context.api.can_be_imported(canonical(name)))


def _stands_for_itself(name, context):
    return context.names.is_from_star(name) and not isinstance(context.names.around(name), cst.Attribute)


def _is_left_out(node, name, context):
    """Whether a standalone module goes without what only names a module that is gone; its uses are looked at."""
    return (
        context.options.target == 'standalone'
        and context.api.is_module(name)
        and context.api.is_gone(name)
        and (isinstance(node, IMPORTS) or isinstance(context.names.around(node), cst.Assign))
    )


def check(name: str, node: cst.CSTNode, context: Context, say: Callable[[cst.CSTNode, str, str], None]) -> None:
    """Reports `name`, found at `node`, by the function `say` if it will not run when ported."""
    standalone_target = context.options.target == 'standalone'
    if standalone.has(name) if standalone_target else new_name(name):
        return
    name = since_1_0(name)
    if name == LOADER or name.startswith(f'{LOADER}.'):
        return
    part = context.api.known_part(name)
    if not standalone_target and context.api.needs_door(name) and (part == name or not context.api.is_module(part)):
        return
    reason = _reason(name, part, context)
    if reason:
        say(node, *reason)


def _reason(name, part, context):
    api = context.api
    if name.startswith('tensorflow.compat.v2'):
        return None
    refused = api.refused_part(name)
    if refused:
        why, substitute = api.reason(name)
        return f'{refused} is not supported: {why}', f'use {substitute}' if substitute else BY_HAND
    if api.is_module(part) and part != name:
        missing = name[: len(part) + 1 + len(name[len(part) + 1 :].partition('.')[0])]
        if missing.rpartition('.')[2] in OF_MODULES:
            return None
        nearest = difflib.get_close_matches(missing, [f'{part}.{child}' for child in api.children(part)], n=1)
        advice = f'did it mean {nearest[0]}?' if nearest else BY_HAND
        return f'{missing} is not known to TensorFlow 1.15 nor to the current one', advice
    lacking = api.missing_in(part)
    if api.given_back(part) and lacking != []:
        return f'{part} is no longer in TensorFlow', 'port with --target=compat, where this project has it'
    if not lacking:
        return None
    if len(lacking) < len(api.versions):
        return f'{part} is not in TensorFlow {", ".join(lacking)}', 'use one of the other versions, or replace it'
    return f'{part} is no longer in TensorFlow, and this project does not give it back', BY_HAND
