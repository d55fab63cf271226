"""What is left: every name of TensorFlow has to be in the tables, or is reported."""

from __future__ import annotations

import difflib

import libcst as cst

from tf1_ref.legacy.port import standalone
from tf1_ref.legacy.port.api import canonical
from tf1_ref.legacy.port.names import dotted
from tf1_ref.legacy.port.rules.moved import needs_door
from tf1_ref.legacy.port.rules.renamed import new_name

BY_HAND = 'replace it by hand'
LOADER = 'tensorflow.examples.tutorials.mnist.input_data'

NODES = (cst.Attribute, cst.Name, cst.Call, cst.Import, cst.ImportFrom)


def rewrite(original, updated, context):
    """Reports a name that current TensorFlow lacks and that no rule has replaced, or that nobody knows."""
    if isinstance(original, (cst.Import, cst.ImportFrom)):
        for name in _imported(original):
            check(canonical(name), original, context)
        return updated
    if isinstance(original, cst.Call) and not _is_getattr(original):
        return updated
    if not context.outermost and not isinstance(original, cst.Call):
        return updated
    name = context.names.of(original)
    if name and name.startswith('tensorflow.') and not isinstance(original, cst.Name):
        check(name, original, context)
    elif isinstance(original, cst.Call) and context.names.of(original.args[0].value):
        _unknown_getattr(original, context)
    return updated


def _imported(node):
    """The dotted names that an import statement brings, those of TensorFlow only."""
    if isinstance(node, cst.Import):
        names = [dotted(alias.name) for alias in node.names]
    elif node.relative or node.module is None:
        names = []
    elif isinstance(node.names, cst.ImportStar):
        names = [dotted(node.module)]
    else:
        names = [f'{dotted(node.module)}.{dotted(alias.name)}' for alias in node.names]
    return [name for name in names if name.split('.')[0] == 'tensorflow' and '.' in name]


def check(name, node, context):
    """Reports `name`, found at `node`, if it will not run when ported."""
    standalone_target = context.options.target == 'standalone'
    if new_name(name) or (standalone_target and name in standalone.FUNCTIONS):
        return
    if name == LOADER or name.startswith(f'{LOADER}.'):
        return
    part = context.api.known_part(name)
    if not standalone_target and needs_door(context.api, name) and (part == name or not context.api.is_module(part)):
        return
    reason = _reason(name, part, context)
    if reason:
        context.blocker(node, *reason)


def _reason(name, part, context):
    api = context.api
    if name.startswith('tensorflow.compat.v2'):
        return None
    refused = _refused(name, api)
    if refused:
        return refused
    if api.is_module(part) and part != name:
        missing = name[: len(part) + 1 + len(name[len(part) + 1 :].partition('.')[0])]
        if missing.startswith('tensorflow.contrib.'):
            return f'{missing} was in tf.contrib, which is gone, and this project does not give it back', BY_HAND
        nearest = difflib.get_close_matches(missing, [f'{part}.{child}' for child in api.children(part)], n=1)
        advice = f'did it mean {nearest[0]}?' if nearest else BY_HAND
        return f'{missing} is not known to TensorFlow 1.15 nor to the current one', advice
    lacking = api.missing_in(part)
    if not lacking:
        return None
    if api.given_back(part):
        return f'{part} is no longer in TensorFlow', 'port with --target=compat, where this project has it'
    if len(lacking) < len(api.versions):
        return f'{part} is not in TensorFlow {", ".join(lacking)}', 'use one of the other versions, or replace it'
    return f'{part} is no longer in TensorFlow, and this project does not give it back', BY_HAND


def _refused(name, api):
    """Why this project refuses a name or what it is in."""
    while name not in api.refused and name:
        name = name.rpartition('.')[0]
    if not name:
        return None
    why, substitute = api.refused[name]
    return f'{name} is not supported: {why}', f'use {substitute}' if substitute else BY_HAND


def _is_getattr(node):
    return isinstance(node.func, cst.Name) and node.func.value == 'getattr' and len(node.args) >= 2


def _unknown_getattr(node, context):
    base = context.names.of(node.args[0].value)
    if base.startswith('tensorflow') and context.api.is_module(base):
        context.blocker(
            node, f'getattr({base}, ...) with a name that is only known when it runs', 'check the names it can be'
        )
