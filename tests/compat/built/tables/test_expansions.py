"""The ops that decide op seeds, and what is drawn with them, against the genuine TensorFlow 1.15.5."""

import json
import pathlib

import numpy as np
import pytest

from tests.golden import check, expansions
from tf1_ref.compat import tf

GENUINE = json.loads((pathlib.Path(expansions.__file__).parent / 'fixed.json').read_text())
# (genuine name and type, name and type here): the one rearrangement of gradients; it adds no op.
REARRANGED = {
    ('gradients/grad_ys_0', 'Const'): ('gradients/grad_ys_0/Const', 'Const'),
    ('gradients/Fill', 'Fill'): ('gradients/grad_ys_0', 'Fill'),
}


def here():
    """The programs' ops here, recorded once."""
    if not hasattr(here, 'recorded'):
        here.recorded = expansions.record()
    return here.recorded


@pytest.mark.parametrize('program', expansions.PROGRAMS)
def test_the_same_ops_in_the_same_order_and_the_same_seed_behind_them(program):
    genuine, found = GENUINE['expansions'][program], here()[program]
    assert [seeds for _, _, seeds in found] == [seeds for _, _, seeds in genuine]
    for (name, kind, _), (name_here, kind_here, _) in zip(genuine, found, strict=True):
        expected = REARRANGED.get((name, kind), (name, kind))
        assert name_here == expected[0]
        assert kind_here == expected[1] or (expected[1], kind_here) in check.REWRITES


def test_every_program_has_its_golden_entry():
    assert list(GENUINE['expansions']) == list(expansions.PROGRAMS)


def test_the_same_numbers_are_drawn():
    found = expansions.values()
    assert list(found) == list(GENUINE['draws'])
    for name, expected in GENUINE['draws'].items():
        assert found[name] == expected, name


def test_dropout_keeps_what_is_kept_scaled():
    x = np.random.RandomState(0).rand(101, 103).astype(np.float32) + 1
    with tf.Session() as sess:
        dropped = sess.run(tf.nn.dropout(tf.constant(x), 0.7))
    kept = dropped != 0
    assert abs(kept.mean() - 0.7) < 0.02
    np.testing.assert_allclose(dropped[kept], x[kept] / 0.7, rtol=1e-6)


@pytest.mark.parametrize(
    ('arguments', 'message'),
    [
        ({}, 'must be provided'),
        ({'keep_prob': 0.5, 'rate': 0.5}, 'Cannot specify both'),
        ({'rate': 1.0}, r'the rate has to be in \[0, 1\), got 1.0'),
        ({'keep_prob': 1.5}, r'the rate has to be in \[0, 1\), got -0.5'),
    ],
)
def test_dropout_refuses_what_1_15_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        tf.nn.dropout(tf.ones([3]), **arguments)


def test_dropout_of_integers():
    with pytest.raises(ValueError, match='has to be a floating point tensor'):
        tf.nn.dropout(tf.constant([1]), 0.5)
