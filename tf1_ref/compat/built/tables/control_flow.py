"""Loops and the arrays that they fill.

The random ops of a loop draw in TensorFlow 1.15's order. A random op within a `tf.while_loop` draws anew in each
iteration, and up to `parallel_iterations` of them run at once. 1.15's executor starts the draws in the order of the
iterations (when nothing interferes: its results vary from run to run where a loop has several random ops and a session
several threads). TensorFlow 2's starts them in another order, so that `DropoutWrapper` under `tf.nn.dynamic_rnn` gave
other masks from the same seed. One iteration at a time restores the order; loops without random ops stay as they are.
"""

from __future__ import annotations

from tensorflow.core.framework import attr_value_pb2
from tensorflow.python.framework import ops
from tensorflow.python.ops import gen_data_flow_ops

from tf1_ref.compat.built.replacing import differs, replaces

ARRAY = 'tensorflow.python.ops.tensor_array_ops:_GraphTensorArray.'

differs('tensorflow.python.ops.parallel_for.control_flow_ops:vectorized_map')


@replaces('tensorflow.python.ops.control_flow_ops:WhileContext.BuildLoop')
def build_loop(original, self, *args, **kwargs):
    """Builds the loop, then takes away the parallel iterations if something in it is random."""
    graph = ops.get_default_graph()
    before = graph.version
    result = original(self, *args, **kwargs)
    built = graph.get_operations()[before:]
    if any(_is_random(op) for op in built):
        for op in built:
            if op.type == 'Enter' and op.get_attr('frame_name').decode() == self.name:
                op._set_attr('parallel_iterations', attr_value_pb2.AttrValue(i=1))
    return result


@replaces('tensorflow.python.ops.control_flow_ops:get_enclosing_xla_context')
def no_xla_context(original):
    """Says None: losses and weights leave checks out where XLA compiles, which 1.15 did not."""
    return None


@replaces(ARRAY + 'size')
def size_of_tensor_array(original, array, name=None):
    """Asks the array also where its size is known."""
    if array._dynamic_size or array._size is None:
        return original(array, name)
    return gen_data_flow_ops.tensor_array_size_v3(handle=array.handle, flow_in=array.flow, name=name)


@replaces(ARRAY + 'stack')
def stack_of_tensor_array(original, array, name=None):
    """Leaves open how many elements there are, also where the size of the array is known."""
    size, array._size = array._size, None
    try:
        return original(array, name)
    finally:
        array._size = size


@replaces(ARRAY + 'concat')
def concat_of_tensor_array(original, array, name=None):
    """Leaves open how long the result is, without asking the array for its size."""
    infers, array._infer_shape = array._infer_shape, False
    try:
        return original(array, name)
    finally:
        array._infer_shape = infers


def _is_random(op):
    return 'seed2' in op.node_def.attr and op._get_control_flow_context() is not None
