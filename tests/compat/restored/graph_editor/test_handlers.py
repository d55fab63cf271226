"""What a handler does, called by a `Transformer` whose handler it is not: 1.15.5 answers the same."""

import pytest

from tf1_ref.compat import tf

ge = tf.contrib.graph_editor


def copied(graph, **handlers):
    """A copy of the op `y` below `copy/`, with other handlers."""
    transformer = ge.Transformer()
    for name, handler in handlers.items():
        setattr(transformer, name, handler)
    return transformer(tf.get_default_graph().get_operation_by_name('y'), graph, 'copy')[0].ops[0]


def test_an_input_stays_in_the_same_graph_only():
    x = tf.constant(3.0, name='x')
    tf.square(x, name='y')
    handler = {'transform_external_input_handler': ge.keep_t_if_possible_handler}
    assert copied(tf.get_default_graph(), **handler).inputs[0] is x
    other = tf.Graph()
    assert copied(other, **handler).inputs[0].op.name == 'copy/geph__x_0'
    assert [op.type for op in other.get_operations()] == ['Placeholder', 'Square']


def test_a_copy_is_in_collections_of_its_own_scope():
    tf.add_to_collection('mine', tf.square(tf.constant(3.0), name='y'))
    y = copied(tf.get_default_graph())
    assert tf.get_collection('copy/mine') == [y.outputs[0]]


def test_new_inputs_are_no_bool():
    tf.square(tf.constant(3.0), name='y')
    with pytest.raises(TypeError, match='`new_inputs` argument must be an iterable'):
        copied(
            tf.get_default_graph(), transform_op_handler=lambda info, op, new_inputs: ge.copy_op_handler(info, op, True)
        )
