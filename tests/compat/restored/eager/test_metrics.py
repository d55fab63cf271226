import pytest

from tests.compat.contrib import parity
from tests.compat.restored.eager import recorded
from tf1_ref.compat import tf


@recorded.of('metrics')
def test_gives_what_1_15_gave(title):
    assert parity.same(recorded.GENUINE[title], recorded.here()[title])


def test_a_metric_needs_eager_execution():
    with pytest.raises(RuntimeError, match='needs tf.enable_eager_execution'):
        tf.contrib.eager.metrics.Mean()
