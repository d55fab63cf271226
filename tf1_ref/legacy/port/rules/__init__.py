"""The rules, one per file: `NODES` are the types of syntax nodes that a rule looks at, `rewrite` gives the new node.

A rule gets the original node (which names can be asked about), the node as its children's rules have left it, and the
`Context` in which it reports.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import libcst as cst

from tf1_ref.legacy.dropped import names as dropped
from tf1_ref.legacy.port.rules import (
    argument_order,
    dimensions,
    dynamic,
    held,
    imports,
    keywords,
    lists,
    members,
    moved,
    numpy_names,
    presence,
    python2_habits,
    python2_numbers,
    python_names,
    ragged_arrays,
    renamed,
    texts,
    unknown,
    versions,
)
from tf1_ref.legacy.port.writing.context import Context

ALL = (
    unknown, versions, dynamic, presence, held, imports, dimensions, argument_order, keywords, renamed, moved,
    numpy_names, ragged_arrays, python_names, python2_habits,
    python2_numbers, lists, texts, members,
)  # fmt: skip
# By type, what a rule looks at although it stands for nothing that the names know.
FURTHER: dict[type, tuple[Callable[[Any], bool], ...]] = {
    cst.Attribute: (python2_habits.concerns_attribute,),
    cst.BinaryOperation: (python2_numbers.concerns_operation,),
    cst.Call: (
        dimensions.sets_shape,
        dynamic.evaluates,
        python_names.is_histogram,
        python_names.is_to_string,
        python2_habits.concerns_call,
        python2_numbers.concerns_call,
    ),
    cst.Name: (python2_habits.concerns_name,),
    cst.SimpleString: (texts.concerns,),
    cst.Subscript: (python2_numbers.concerns_subscript,),
    cst.ClassDef: (python2_habits.concerns_class,),
    cst.Comparison: (presence.concerns,),
}


def further(context: Context) -> dict[type, tuple[Callable[[Any], bool], ...]]:
    """Functions that say whether a node matters in a source although it stands for nothing known, by its type."""
    found: dict[type, tuple[Callable[[Any], bool], ...]] = {**FURTHER}
    if context.lost_members:
        found[cst.Attribute] += (lambda node: node.attr.value in context.lost_members,)
    in_lists = lists.verdicts(context)
    if in_lists:
        found[cst.Call] += (lambda node: id(node) in in_lists,)
    return found


def concerns(name: str) -> bool:
    """Whether a dotted name of another library than TensorFlow matters."""
    return name in ragged_arrays.FUNCTIONS or python_names.concerns(name)


# What a source says somewhere if a rule applies to it that is not about TensorFlow.
MENTION = re.compile(
    rb'\b(?:' + b'|'.join(sorted(name.encode() for name in dropped.roots())) + rb')\b'
    + rb'|' + b'|'.join(rule.MENTION for rule in (python2_habits, python2_numbers, lists))
)  # fmt: skip
