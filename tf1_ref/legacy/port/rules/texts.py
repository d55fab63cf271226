"""Programs in a text: `open('child.py', 'w').write('import tensorflow as tf ...')`, `exec('import tensorflow ...')`.

A text that Python takes for a program which imports TensorFlow is ported as a file would be.
"""

from __future__ import annotations

import ast
import re

import libcst as cst

from tf1_ref.legacy.port.writing.context import Context, Rewritten
from tf1_ref.legacy.reading.findings import BLOCKER, CHANGED, NOTE

NODES = (cst.SimpleString,)

IMPORTS = re.compile(r'(?:^|[\n;\'"])\s*(?:import|from)\s+tensorflow\b')


def concerns(node: cst.SimpleString) -> bool:
    """Whether a text says `import tensorflow` where a line may begin."""
    return 'tensorflow' in node.value and 'import' in node.value and 'b' not in node.prefix.lower()


def rewrite(original: cst.SimpleString, updated: cst.SimpleString, context: Context) -> Rewritten:
    """Ports the program in a text, or notes one that cannot be read."""
    if not concerns(original) or isinstance(context.names.around(original), cst.Expr):
        return updated  # a docstring shows how to use a module
    text = original.evaluated_value
    if not isinstance(text, str) or not IMPORTS.search(text):
        return updated
    tree = _parsed(text)
    if tree is None:
        context.note(original, 'a text that says import tensorflow is left as it is', 'port what it holds by hand')
        return updated
    if len(tree.body) < 2:
        return updated  # a line that is shown to people, or looked for
    after, findings = context.port_text(text)
    for one in findings:
        if one.kind in (NOTE, BLOCKER):
            say = context.note if one.kind == NOTE else context.blocker
            say(original, f'in the text, line {one.line}: {one.what}', one.advice)
    if after == text:
        return updated
    changes = sum(one.kind == CHANGED for one in findings)
    context.changed(original, f'the program in this text ({changes} change{"s"[: changes != 1]})')
    return updated.with_changes(value=_literal(after, original))


def _parsed(text):
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError):
        return None


def _literal(text, like):
    """A literal of a text, between the quotation marks that another literal has."""
    quote = like.quote
    escaped = text.replace('\\', '\\\\')
    if len(quote) == 1:
        return f'{quote}{escaped.replace(quote, f"{chr(92)}{quote}").translate(ESCAPES)}{quote}'
    escaped = escaped.replace(quote, ''.join(f'\\{one}' for one in quote))
    return f'{quote}{escaped[:-1]}\\{escaped[-1]}{quote}' if escaped.endswith(quote[0]) else f'{quote}{escaped}{quote}'


ESCAPES = str.maketrans({'\n': '\\n', '\t': '\\t', '\r': '\\r'})
