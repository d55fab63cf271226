"""Devices: what TensorFlow says of those that it has, and ops that it now puts on one by itself."""

from __future__ import annotations

import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import ops
from tensorflow.python.ops import data_flow_ops, gen_data_flow_ops

from tf1_ref.compat.built.replacing import replaces


@replaces('tensorflow.python.platform.test:is_built_with_cuda')
def is_built_with_cuda(original):
    """Tells whether a GPU is there: 1.15 had a package for each case, and today's is built with CUDA for both."""
    return original() and bool(tf1.config.list_physical_devices('GPU'))


@replaces('tensorflow.python.ops.data_flow_ops:FIFOQueue.__init__')
def fifo_queue(original, self, capacity, dtypes, shapes=None, names=None, shared_name=None, name='fifo_queue'):
    """Leaves a queue on the device that the program has asked for; TensorFlow 2 puts it on the CPU."""
    dtypes = data_flow_ops._as_type_list(dtypes)
    shapes = data_flow_ops._as_shape_list(shapes, dtypes)
    names = data_flow_ops._as_name_list(names, dtypes)
    shared_name = data_flow_ops._shared_name(shared_name)
    with ops.init_scope():
        queue = gen_data_flow_ops.fifo_queue_v2(dtypes, shapes, capacity, shared_name=shared_name, name=name)
    data_flow_ops.QueueBase.__init__(self, dtypes, shapes, names, queue)
