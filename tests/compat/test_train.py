"""`tf.train`: TensorFlow's own names, and those from before 1.0."""

import pytest
from tensorflow.compat import v1

from tf1_ref.compat import tf, train
from tf1_ref.compat.names import pre_1_0


@pytest.fixture(autouse=True)
def nothing_noted():
    pre_1_0._noted.clear()


def test_it_is_tensorflow_s_own():
    assert tf.train is train and dir(tf.train) == dir(v1.train)
    assert tf.train.AdamOptimizer is v1.train.AdamOptimizer


def test_an_old_name_is_noted_again_in_the_next_script(capsys):
    for _ in range(2):
        with pre_1_0.api(None):
            assert tf.train.SummaryWriter is tf.train.SummaryWriter is tf.summary.FileWriter
    note = 'tf1_ref: tf.train.SummaryWriter is from before TensorFlow 1.0; taken as tf.summary.FileWriter'
    assert capsys.readouterr().err.splitlines() == [note] * 2


def test_a_name_that_never_was():
    with pytest.raises(AttributeError, match='no_such_name'):
        tf.train.no_such_name  # noqa: B018
