"""Names that TensorFlow 2 moved out of modules of `tensorflow.python`, given back to them.

The deck's BatchNorm says `from tensorflow.python.ops import control_flow_ops` and calls `control_flow_ops.cond`;
tf_slim asks `framework.ops` for `Tensor`.
"""

from __future__ import annotations

import tensorflow.compat.v1 as tf1
import tensorflow.compat.v2 as tf2
from tensorflow.python.framework import ops
from tensorflow.python.ops import array_ops, control_flow_ops, variable_scope
from tensorflow.python.util import nest

CONTROL_FLOW_OPS = {
    'Assert': tf1.Assert,
    'case': tf1.case,
    'case_v2': tf2.case,
    'cond': tf1.cond,
    'cond_for_tf_v2': tf2.cond,
    'switch_case': tf1.switch_case,
    'while_loop': tf1.while_loop,
    'while_loop_v2': tf2.while_loop,
}
OPS = {'IndexedSlices': tf1.IndexedSlices, 'Tensor': tf1.Tensor}
ARRAY_OPS = {'stack': tf1.stack, 'unstack': tf1.unstack}
NEST = {'is_sequence': nest.is_nested}
VARIABLE_SCOPE = {'variable': tf1.Variable}
MODULES = (
    (array_ops, ARRAY_OPS),
    (control_flow_ops, CONTROL_FLOW_OPS),
    (nest, NEST),
    (ops, OPS),
    (variable_scope, VARIABLE_SCOPE),
)


def give_back() -> None:
    """Adds the moved names to their modules; a name that is still there stays as it is."""
    for module, names in MODULES:
        for name, value in names.items():
            if not hasattr(module, name):
                setattr(module, name, value)
