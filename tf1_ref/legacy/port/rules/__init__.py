"""The rules, one per file: `NODES` are the types of syntax nodes that a rule looks at, `rewrite` gives the new node.

A rule gets the original node (which names can be asked about), the node as its children's rules have left it, and the
`Context` in which it reports.
"""

from __future__ import annotations

from tf1_ref.legacy.port.rules import (
    argument_order,
    dynamic,
    imports,
    keywords,
    moved,
    numpy_names,
    python_names,
    renamed,
    unknown,
    versions,
)

ALL = (unknown, versions, dynamic, imports, argument_order, keywords, renamed, moved, numpy_names, python_names)
# What a rule looks at although it stands for nothing that the names know.
FURTHER = (dynamic.evaluates, python_names.is_to_string)
