"""`tf.nn.rnn_cell`: its ten names, and where they come from."""

import json
import pathlib

import pytest
from tensorflow.python.ops import rnn_cell_impl

from tf1_ref.compat import rnn_cell, tf
from tf1_ref.compat.names import pre_1_0

NAMES = json.loads(pathlib.Path(__file__).with_name('inner_names_of_1_15.json').read_text())['ops.rnn_cell'].split()


def test_the_cells_are_those_that_tensorflow_kept():
    assert tf.nn.rnn_cell is rnn_cell
    cells = [name for name in dir(rnn_cell) if not name.startswith('_')]
    assert {*cells} < {*NAMES} and len(cells) == 10
    for name in cells:
        assert getattr(rnn_cell, name) is getattr(rnn_cell_impl, name)


def test_a_cell_has_1_15s_variables():
    state = tf.nn.rnn_cell.BasicLSTMCell(5).zero_state(3, tf.float32)
    with tf.variable_scope('net'):
        tf.nn.rnn_cell.BasicLSTMCell(5)(tf.zeros([3, 7]), state)
    assert [(v.op.name, v.shape.as_list()) for v in tf.global_variables()] == [
        ('net/basic_lstm_cell/kernel', [12, 20]),
        ('net/basic_lstm_cell/bias', [20]),
    ]


def test_wrappers_of_0_x_lead_to_contrib(capsys):
    pre_1_0._noted.clear()
    assert tf.nn.rnn_cell.EmbeddingWrapper is tf.contrib.rnn.EmbeddingWrapper
    assert capsys.readouterr().err.startswith('tf1_ref: tf.nn.rnn_cell.EmbeddingWrapper is from before TensorFlow 1.0')
    with pytest.raises(AttributeError, match='no_such_cell'):
        rnn_cell.no_such_cell  # noqa: B018
