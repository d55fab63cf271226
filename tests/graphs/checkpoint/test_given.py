"""What the user settles: exact names, scopes, and what is proposed anew below them."""

import pytest

from tests.graphs.checkpoint.test_renames import doctor, pairs, variables
from tf1_ref.errors import InputError
from tf1_ref.graphs.checkpoint.given import Given, given_renames
from tf1_ref.graphs.checkpoint.renames import plan


def settled(texts, held, wanted):
    held, wanted = variables(held), variables(wanted)
    given = given_renames(texts, held, wanted, {})
    return plan(held, wanted, given=given.renames, moved=given.moved)


def test_what_the_user_settles_holds():
    held, wanted = variables({'x/W': (3, 5), 'y/W': (3, 5)}), variables({'u/W': (3, 5), 'v/W': (3, 5)})
    given = given_renames(['x=v', 'y/W=u/W'], held, wanted, {})
    found = plan(held, wanted, given=given.renames)
    assert pairs(found) == {'x/W': 'v/W', 'y/W': 'u/W'} and found.fits_renamed
    assert {rename.confidence for rename in found.renames} == {'given'}
    added = given_renames(['=net'], variables({'a/W': (3, 5)}), variables({'net/a/W': (3, 5)}), {})
    removed = given_renames(['net='], variables({'net/a/W': (3, 5)}), variables({'a/W': (3, 5)}), {})
    assert (added, removed) == (Given({'a/W': 'net/a/W'}), Given({'net/a/W': 'a/W'}))


@pytest.mark.parametrize(
    ('pairs', 'said'),
    [
        (['x'], '--rename=x: expected OLD=NEW'),
        (['x=x'], '--rename=x=x: expected OLD=NEW'),
        (['z=u'], '--rename=z=u: no variable of the checkpoint becomes one of the model by it'),
        (['x/b=u/W'], r'--rename=x/b=u/W: \[5\] float32 is no \[3, 5\] float32'),
        (['x/W=u/W', 'y/W=u/W'], 'two variables of the checkpoint would become the same one'),
    ],
)
def test_settling_that_makes_no_sense(pairs, said):
    held = variables({'x/W': (3, 5), 'y/W': (3, 5), 'x/b': (5,)})
    with pytest.raises(InputError, match=said):
        given_renames(pairs, held, variables({'u/W': (3, 5)}), {})


CELLS = {f'A/Cell{n}/{leaf}': shape for n in (0, 1) for leaf, shape in (('Weights', (7, 7)), ('Biases', (7,)))}
WANTED = {
    f'a/cell_{n}/rnn/{leaf}': shape for n in (0, 1) for leaf, shape in (('kernel', (7, 7)), ('bias', (7,)))
}  # fmt: skip


def test_a_renamed_scope_holds_for_everything_below_and_the_rest_is_proposed_anew():
    found = settled(['A/Cell0=a/cell_1', 'A/Cell1=a/cell_0'], CELLS, WANTED)
    assert pairs(found) == {
        'A/Cell0/Weights': 'a/cell_1/rnn/kernel',
        'A/Cell0/Biases': 'a/cell_1/rnn/bias',
        'A/Cell1/Weights': 'a/cell_0/rnn/kernel',
        'A/Cell1/Biases': 'a/cell_0/rnn/bias',
    }
    assert found.fits_renamed
    assert 'a/cell_1/Weights by --rename' in found.renames[-1].reasons or any(
        'a/cell_1/Weights by --rename' in one.reasons for one in found.renames
    )


def test_slots_move_with_their_scope():
    held = {**CELLS, **{f'{name}/Adam': shape for name, shape in CELLS.items()}}
    held |= {f'train/{name}/Adam_1': shape for name, shape in CELLS.items()}
    wanted = {**WANTED, **{f'{name}/{slot}': shape for name, shape in WANTED.items() for slot in ('Adam', 'Adam_1')}}
    found = settled(['A/Cell0=a/cell_1', 'A/Cell1=a/cell_0'], held, wanted)
    assert pairs(found)['A/Cell0/Weights/Adam'] == 'a/cell_1/rnn/kernel/Adam'
    assert pairs(found)['train/A/Cell1/Biases/Adam_1'] == 'a/cell_0/rnn/bias/Adam_1'
    assert found.fits_renamed


def test_what_the_model_has_by_its_own_name_stays():
    held, wanted = {'a/W': (3, 5), 'a/b': (5,)}, {'a/W': (3, 5), 'c/b': (5,)}
    found = settled(['a=c'], held, wanted)
    assert found.same == ['a/W'] and pairs(found) == {'a/b': 'c/b'}


def test_a_scope_that_the_model_lacks():
    with pytest.raises(InputError, match='--rename=A=x: no variable of the checkpoint becomes one of the model by it'):
        settled(['A=x'], CELLS, WANTED)


def test_without_renames():
    assert given_renames([], variables(CELLS), variables(WANTED), {}) == Given()
    assert pairs(doctor(CELLS, CELLS)) == {}
