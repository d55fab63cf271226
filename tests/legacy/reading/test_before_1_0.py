"""Names from before TensorFlow 1.0, and those that have them since."""

import pytest

from tf1_ref.legacy.reading import before_1_0


@pytest.mark.parametrize(
    ('name', 'new'),
    [
        ('tensorflow.mul', 'tensorflow.multiply'),
        ('tensorflow.nn.rnn_cell.LSTMCell', None),
        ('tensorflow.multiply', None),
        ('numpy.mul', None),
        ('mul', None),
        ('tensorflow', None),
    ],
)
def test_the_name_that_it_has_now(name, new):
    assert before_1_0.new_name(name) == new


def test_what_begins_with_an_old_name():
    assert before_1_0.since_1_0('tensorflow.nn.seq2seq.a.b') == 'tensorflow.contrib.legacy_seq2seq.a.b'
    assert before_1_0.since_1_0('tensorflow.nn.relu') == 'tensorflow.nn.relu'
