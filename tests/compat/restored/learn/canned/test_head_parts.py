"""The heads' programs run these with labels and weights of every shape; here is what they give back."""

import numpy as np
import pytest

from tf1_ref.compat import tf
from tf1_ref.compat.restored.learn.canned import head_parts


def test_labels_and_weights_in_their_shapes():
    labels = tf.placeholder(tf.int64, [None])
    assert head_parts.columns(labels).shape.as_list() == [None, 1]
    assert head_parts.columns(head_parts.columns(labels)).shape.as_list() == [None, 1]
    assert head_parts.broadcast(None, labels) is None
    with tf.Session() as session:
        assert session.run(head_parts.broadcast(tf.constant([[2.0], [3.0]]), tf.ones([2, 2]))).tolist() == [
            [2, 2],
            [3, 3],
        ]


def test_names():
    assert [head_parts.key_of(head, 'loss') for head in ('a', None)] == ['loss/a', 'loss']
    with tf.name_scope('head'), tf.Session() as session:  # it is called within the scope of a head
        served = session.run(head_parts.served_classes({'probabilities': tf.constant([[0.25, 0.75]] * 2)}))
    assert served['classes'].tolist() == [[b'0', b'1']] * 2
    np.testing.assert_array_equal(served['probabilities'], [[0.25, 0.75]] * 2)


def test_a_loss_of_the_callers_gets_weights_only_where_there_are_any():
    loss = head_parts.own_loss(lambda labels, logits, weights='none': (labels, logits, weights))
    assert loss(1, 2) == ((1, 2, 'none'),) * 2
    assert loss(1, 2, 3) == ((1, 2, 3),) * 2
    with pytest.raises(ValueError, match='Argument weights not found in loss_fn'):
        head_parts.own_loss(lambda labels, logits: None)
