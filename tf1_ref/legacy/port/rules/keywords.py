"""Keywords that a function of TensorFlow 1.15 had and its successor of the same name has lost."""

from __future__ import annotations

import libcst as cst

from tf1_ref.legacy.port.writing.context import Context, Rewritten

NODES = (cst.Call,)


def rewrite(original: cst.Call, updated: cst.Call, context: Context) -> Rewritten:
    """Reports a call that gives a parameter which some version no longer has."""
    name = context.names.of(original.func)
    lost = context.api.lost.get(name, ()) if name else ()
    for argument in original.args:
        if argument.keyword and argument.keyword.value in lost:
            keyword = argument.keyword.value
            context.blocker(original, f'{name} no longer takes {keyword}', f'leave {keyword} out')
    return updated
