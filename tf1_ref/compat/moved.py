"""Names that TensorFlow 2 moved out of `tensorflow.python.ops.control_flow_ops`, given back to that module.

The deck's BatchNorm says `from tensorflow.python.ops import control_flow_ops` and calls `control_flow_ops.cond`.
"""

from __future__ import annotations

import tensorflow.compat.v1 as tf1
import tensorflow.compat.v2 as tf2
from tensorflow.python.ops import control_flow_ops

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


def give_back() -> None:
    """Adds the moved names to `control_flow_ops`; a name that is still there stays as it is."""
    for name, function in CONTROL_FLOW_OPS.items():
        if not hasattr(control_flow_ops, name):
            setattr(control_flow_ops, name, function)
