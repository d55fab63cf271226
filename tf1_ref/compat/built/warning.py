"""One warning where a seed is taken behind something that TensorFlow 1.15 is known to have built from other ops.

An op seed is the number of ops before it. Two things tell that it may not hold: a function that was found to build
another number of ops, which is not restored (what the tables call `differs`, and arguments for which `counts` has no
number), and an op of a type that 1.15 did not have (`op_types.txt`, written by `python -m
tests.golden.programs.op_types`). The first such op is named, once per graph, when the next random op asks for a seed.
"""

from __future__ import annotations

import functools
import pathlib
import sys
import warnings
import weakref
from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf1

from tf1_ref.files import PACKAGE

# Types that 1.15 did not have, behind which seeds hold all the same: one op for another, or counted.
COMPARED = {
    'DecodeImage': 'counted',
    'DatasetToGraphV2': 'counted',
    'DenseBincount': 'for Bincount',
    'GatherTree': "contrib's",
    'ImageProjectiveTransformV2': "contrib's",
    'LegacyParallelInterleaveDatasetV2': 'counted',
    'ParallelMapDatasetV2': 'for ParallelMapDataset',
    'ParseExampleV2': 'counted',
    'SparseSegmentSumGrad': 'counted',
    'StatelessCase': 'for Case',
    'StatelessRandomGetKeyCounter': 'counted',
    'StatelessRandomNormalV2': 'counted',
    'StatelessRandomUniformIntV2': 'counted',
    'StatelessRandomUniformV2': 'counted',
    'StatelessTruncatedNormalV2': 'counted',
    'Xlog1py': 'counted',
}
# Whose frames are not the caller's.
LIBRARIES = (
    '/tensorflow/python/',
    '/tf_keras/',
    '/tf_slim/',
    '/tensorflow_estimator/',
    str(PACKAGE / 'compat') + '/',
)

_looked_at = weakref.WeakKeyDictionary()  # per graph: how many ops
_noted = weakref.WeakKeyDictionary()  # per graph: what is in doubt; None once it was warned of


class SeedWarning(UserWarning):
    """Op seeds may not be TensorFlow 1.15's."""


def calling(function: Callable, *args, **named) -> Any:
    """Calls a function of TensorFlow that is in doubt, and notes the first op that it builds."""
    graph = tf1.get_default_graph()
    before = graph.version
    result = function(*args, **named)
    if graph.version > before:
        note(graph, graph.get_operations()[before], function.__name__)
    return result


def note(graph: tf1.Graph, op: tf1.Operation, builder: str) -> None:
    """Notes an op that is in doubt, and what has built it."""
    _noted.setdefault(graph, f'{op.name!r} ({op.type}), which {builder} has built')


def look(graph: tf1.Graph) -> None:
    """Warns, once per graph, if something in it is in doubt."""
    ops = graph.get_operations()
    for op in ops[_looked_at.get(graph, 0) :]:
        if op.type not in known_types() and not graph._is_function(op.type):  # a Defun's call has its name for a type
            _noted.setdefault(graph, f'{op.name!r}, of the type {op.type} that 1.15 did not have')
    _looked_at[graph] = len(ops)
    if _noted.get(graph) is not None:
        message = (
            f'op seeds from here on may differ from those of TensorFlow 1.15, because of {_noted[graph]}; '
            'random ops with a seed of their own are not concerned'
        )
        _noted[graph] = None
        warnings.warn(message, SeedWarning, stacklevel=_depth_of_caller())


@functools.cache
def known_types() -> frozenset[str]:
    """Reads 1.15's op types, and those that were compared."""
    return frozenset([*pathlib.Path(__file__).with_name('op_types.txt').read_text().split(), *COMPARED])


def _depth_of_caller():
    """Counts the frames up to the first that is neither TensorFlow's nor this package's."""
    depth, frame = 1, sys._getframe(1)
    while frame.f_back is not None and any(library in frame.f_code.co_filename for library in LIBRARIES):
        depth, frame = depth + 1, frame.f_back
    return depth
