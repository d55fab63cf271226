"""`tf.contrib.util`."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tensorflow.compat.v1': 'make_ndarray make_tensor_proto',
    'tensorflow.python.framework.tensor_util': 'constant_value',
    'tensorflow.python.framework.meta_graph': 'ops_used_by_graph_def stripped_op_list_for_graph',
}
REFUSED = {'loader': ("it loaded contrib's own libraries", 'tf.load_op_library')}

__getattr__, __dir__ = lazy.module('tf.contrib.util', SUPPORTED, REFUSED, globals())
