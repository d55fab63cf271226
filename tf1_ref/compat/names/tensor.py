"""`tf.Tensor`, the class of the tensors of a graph, as in 1.15: `type(x) is tf.Tensor`.

TensorFlow 2 has a class above it, of which a graph's tensors and eager tensors are kinds of their own. Here a graph's
tensors are of this class, and eager ones count as kinds of it, as they were.
"""

from __future__ import annotations

import tensorflow.compat.v1 as tf1
from tensorflow.python.client import pywrap_tf_session
from tensorflow.python.framework import ops, tensor


class _EveryTensor(type):
    """Whether something is a tensor is asked of TensorFlow's own class above all tensors."""

    def __instancecheck__(cls, one):
        return isinstance(one, tensor.Tensor)

    def __subclasscheck__(cls, kind):
        return issubclass(kind, tensor.Tensor)


class Tensor(ops.SymbolicTensor, metaclass=_EveryTensor):
    """A tensor of a graph."""

    __module__ = ops.__name__  # shown in tracebacks, and compared by programs: 1.15's


def install() -> None:
    """Has all graphs make tensors of this class from now on; those made before are of TensorFlow's.

    It is `tensorflow.compat.v1.Tensor` as well, where ported code looks for it.
    """
    for module in (tf1, tf1.compat.v1):  # of which one is the other's copy
        module.Tensor = Tensor
    ops.SymbolicTensor.__new__ = staticmethod(_new)


def _new(cls, op, value_index, dtype, unique_id=None):
    # TensorFlow's own function names its class here, whatever class is asked for.
    number = ops.uid() if unique_id is None else unique_id
    return pywrap_tf_session.PyTensor.__new__(Tensor, op, value_index, tf1.as_dtype(dtype), number)
