import pytest

from tests.compat.contrib import parity
from tests.compat.restored.eager import recorded
from tf1_ref.compat import tf

# What is another error in TensorFlow 2, which raises it itself: a TypeError for an argument that does not fit.
OTHER_ERRORS = {'functions: a signature': [[5.0, 2], [5.0, 1], 'TypeError']}


@recorded.of('iterators', 'functions')
def test_gives_what_1_15_gave(title):
    assert parity.same(OTHER_ERRORS.get(title, recorded.GENUINE[title]), recorded.here()[title])


def test_other_errors_differ_in_their_type_only():
    for title, here in OTHER_ERRORS.items():
        assert here[:-1] == recorded.GENUINE[title][:-1] and recorded.GENUINE[title][-1] == 'ValueError'


def test_an_iterator_needs_eager_execution():
    with pytest.raises(RuntimeError, match='needs tf.enable_eager_execution'):
        tf.contrib.eager.Iterator(tf.data.Dataset.range(3))
