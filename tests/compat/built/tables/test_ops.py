"""The ops that decide op seeds, and what is drawn with them, against the genuine TensorFlow 1.15.5."""

import json
import pathlib

import pytest

from tests.golden import check, expansions

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
