import pytest

from tests import needs
from tests.compat.contrib import parity
from tf1_ref.compat import tf


@parity.programs_of('tf1_ref.compat.restored.seq2seq.attention_wrapper')
def test_parity(family, title):
    parity.check(family, title)


def test_layers_that_do_not_fit_the_mechanisms():
    needs.modules('tf_keras')
    library, cell = tf.contrib.seq2seq, tf.nn.rnn_cell.GRUCell(3)
    mechanism = library.LuongAttention(3, tf.zeros([2, 5, 3]))
    with pytest.raises(ValueError, match='exactly one entry per attention_mechanism, saw: 1 vs 2'):
        library.AttentionWrapper(cell, [mechanism, mechanism], attention_layer_size=7)
    with pytest.raises(ValueError, match='Only one of attention_layer_size and attention_layer'):
        library.AttentionWrapper(cell, mechanism, attention_layer_size=7, attention_layer=tf.layers.Dense(7))
    with pytest.raises(TypeError, match='cell_input_fn must be callable, saw type: int'):
        library.AttentionWrapper(cell, mechanism, cell_input_fn=3)
