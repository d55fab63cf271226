"""Variables: how they are made, initialized and read."""

from __future__ import annotations

import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import ops
from tensorflow.python.ops import variable_scope

from tf1_ref.compat.built.replacing import replaces


@replaces('tensorflow.python.ops.variable_scope:_VariableStore._get_single_variable')
def get_single_variable(original, store, name, *others, regularizer=None, **named):
    """Calls the regularizer once, and collects the loss that it has built.

    TensorFlow 2 calls it to see whether there is a loss, and collects what will call it again.
    """
    built = []

    def once(variable):
        if not built:
            with ops.colocate_with(variable), tf1.name_scope(f'{name}/Regularizer/'), ops.init_scope():
                built.append(regularizer(variable))
        return built[0]

    variable = original(store, name, *others, regularizer=once if regularizer else regularizer, **named)
    if built and built[0] is not None:
        losses = tf1.get_collection_ref(tf1.GraphKeys.REGULARIZATION_LOSSES)
        if losses and isinstance(losses[-1], variable_scope._LazyEvalTensor):
            losses[-1] = built[0]
    return variable


@replaces('tensorflow.python.ops.variables:Variable.initialized_value')
def initialized_value(original, variable):
    """Gives the initialized value of a resource variable too, which TensorFlow 2 has dropped."""
    with ops.init_scope():
        initialized = tf1.is_variable_initialized(variable)
        return tf1.cond(initialized, variable.read_value, lambda: variable.initial_value)


@replaces('tensorflow.python.ops.resource_variable_ops:BaseResourceVariable.sparse_read')
def sparse_read(original, *args, **named):
    """Puts an identity behind the gathering op."""
    return tf1.identity(original(*args, **named))
