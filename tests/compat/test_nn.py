"""`tf.nn` and `tf.nn.rnn_cell`."""

import sys

import pytest

from tests import warm
from tf1_ref.compat import rnn_cell, tf


def test_the_names_of_1_15():
    assert tf.nn.rnn_cell is rnn_cell
    assert {'rnn_cell', 'relu', 'dynamic_rnn'} <= set(dir(tf.nn))
    assert tf.nn.relu is tf.compat.v1.nn.relu


def test_a_name_that_never_was():
    with pytest.raises(AttributeError, match='no_such_op'):
        tf.nn.no_such_op  # noqa: B018


def test_the_cells_wait_for_their_first_use():
    code = (
        'import sys; from tf1_ref.compat import tf; tf.nn.relu; print("tf1_ref.compat.rnn_cell" in sys.modules); '
        'tf.nn.rnn_cell; print("tf1_ref.compat.rnn_cell" in sys.modules, "tf_keras" in sys.modules)'
    )
    done = warm.run([sys.executable, '-c', code], text=True)
    assert done.stdout == 'False\nTrue False\n', done.stderr
