"""Every function against its slide, by syntax tree."""

import pathlib

import pytest

from tests.listings.deviations import HELD, WITHOUT_FUNCTION, Deviation
from tf1_ref import listings
from tf1_ref.graphs.code.comparison import compare
from tf1_ref.graphs.code.sides import open_side

TF1_REF = pathlib.Path(listings.__file__).parents[1]


def found_deviations(held):
    slide = [statement for name in held.listings for statement in open_side(f'deck:{name}').module.field('body')]
    functions = [open_side(str(TF1_REF / function)).functions[0] for function in held.functions]
    if slide[0].kind == 'FunctionDef':
        module = functions
    else:
        module = [statement for function in functions for statement in function.field('body')]
    return compare(slide, module).differences


@pytest.mark.parametrize('held', HELD, ids=lambda held: '+'.join(held.listings))
def test_every_difference_has_an_entry_and_every_entry_a_difference(held):
    found = [(found.path, found.kind, found.left, found.right) for found in found_deviations(held)]
    listed = [(entry.path, entry.kind, entry.slide, entry.module) for entry in held.deviations]
    unexplained = '\n'.join(f'{Deviation(*entry, cause="?")},' for entry in found if entry not in listed)
    unused = '\n'.join(map(str, (entry for entry in listed if entry not in found)))
    assert not unexplained, (
        f'bring the function back to the slide, or add to deviations.py, with its cause:\n{unexplained}'
    )
    assert not unused, f'take out of deviations.py:\n{unused}'
    assert found == listed


def test_every_entry_has_a_cause():
    assert all(len(entry.cause) > 20 for held in HELD for entry in held.deviations)


def test_every_listing_has_its_function_or_a_reason():
    covered = [name for held in HELD for name in held.listings] + list(WITHOUT_FUNCTION)
    assert sorted(covered) == sorted(listings.NAMES)


def test_files_that_a_reason_names_exist():
    root = TF1_REF.parent
    named = [word.strip(';') for reason in WITHOUT_FUNCTION.values() for word in reason.split() if word.endswith('.py')]
    assert named
    assert [name for name in named if not ((root / name).exists() or (root / 'tests/listings' / name).exists())] == []


def test_a_change_of_one_node_is_noticed(tmp_path):
    """The comparison above is no tautology: a stride, a name, a constant, a line each fail it."""
    source = (TF1_REF / 'layers/conv.py').read_text()
    for old, new in [
        ('strides, padding) + b', 'strides, padding=padding) + b'),
        ("'W', W_shape", "'weights', W_shape"),
        ('constant_initializer(0.0)', 'constant_initializer(0.1)'),
        ('with tf.variable_scope(name):', 'with tf.name_scope(name):'),
        ('W_shape[-1:]', 'W_shape[:-1]'),
    ]:
        assert old in source
        changed = tmp_path / 'conv.py'
        changed.write_text(source.replace(old, new))
        slide = open_side('deck:conv2d').module.field('body')
        module = list(open_side(f'{changed}::Conv2D').functions)
        assert len(compare(slide, module).differences) > 3, new
