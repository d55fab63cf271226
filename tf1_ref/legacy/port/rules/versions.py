"""Code that asks which TensorFlow it runs on: the answer is another one now."""

from __future__ import annotations

from typing import Any

import libcst as cst

from tf1_ref.legacy.port.writing.context import Context, Rewritten

NODES = (cst.Comparison, cst.Call, cst.Subscript)

VERSION_NAMES = ('tensorflow.__version__', 'tensorflow.VERSION', 'tensorflow.version.VERSION')


def rewrite(original: Any, updated: Any, context: Context) -> Rewritten:
    """Notes a comparison with, or a look into, TensorFlow's version."""
    kind = type(original)  # `isinstance` takes long for classes with an abstract base
    if kind is cst.Comparison:
        parts = [original.left, *(one.comparator for one in original.comparisons)]
    elif kind is cst.Subscript:
        parts = [original.value]
    else:
        func = original.func
        parts = [
            *(argument.value for argument in original.args),
            *([func.value] if type(func) is cst.Attribute else []),
        ]
        if not (type(func) is cst.Attribute and func.attr.value in ('startswith', 'split', 'parse')) and not _parses(
            func
        ):
            return updated
    if any(context.names.of(part) in VERSION_NAMES for part in parts):
        context.note(
            original,
            "it asks for TensorFlow's version, which is 2.x now",
            'make sure that the branch for TensorFlow 1.15 is taken',
        )
    return updated


def _parses(func):
    name = func.value if type(func) is cst.Name else func.attr.value if type(func) is cst.Attribute else ''
    return name in ('LooseVersion', 'StrictVersion', 'Version', 'parse')
