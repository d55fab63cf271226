"""`tf.contrib.rnn` and `tf.nn.rnn_cell`: that every name is covered, and what they refuse."""

import pytest

from tests.compat.contrib import record
from tf1_ref.compat import rnn_cell, tf
from tf1_ref.compat.contrib import rnn
from tf1_ref.compat.names import unsupported

CELLS = [name for name in dir(rnn_cell) if not name.startswith('_')]


@pytest.mark.parametrize(
    ('families', 'supported'),
    [(['rnn_cell'], CELLS), (['contrib_rnn', 'rnn_more', 'rnn_frequency'], rnn.__supported__)],
)
def test_every_supported_symbol_has_a_program(families, supported):
    titles = {title.partition(',')[0] for family in families for title in record.programs(family)}
    assert {*supported} <= titles


def test_the_cells_that_moved_are_those_of_nn():
    assert all(getattr(tf.contrib.rnn, name) is getattr(tf.nn.rnn_cell, name) for name in CELLS)


@pytest.mark.parametrize('name', rnn.__refused__)
def test_a_refused_name_says_why_and_what_to_use_instead(name):
    with pytest.raises(unsupported.Unsupported, match=f'tf.contrib.rnn.{name} is not supported: .*; use '):
        getattr(tf.contrib.rnn, name)
