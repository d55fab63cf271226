"""What the checkpoint doctor says of a plan."""

from tf1_ref.graphs.checkpoint.files import Checkpoint
from tf1_ref.graphs.checkpoint.given import given_renames
from tf1_ref.graphs.checkpoint.renames import GIVEN, HIGH, LOW, Plan, Rename
from tf1_ref.graphs.checkpoint.renames import plan as planned
from tf1_ref.graphs.checkpoint.report import as_json, as_text
from tf1_ref.graphs.graph import Variable

W, B = Variable('net/W', (3, 5), 'float32'), Variable('net/b', (5,), 'float32')
HELD = Checkpoint('runs/a.ckpt', 'V2', [W, B], {})
SCOPE = Rename('net/W', 'W', HIGH, ('outer scope net removed',))
GUESS = Rename('net/b', 'b', LOW, ('the only one left of shape [5]',))


def lines(plan, written=None, write=False):
    return as_text(HELD, 'nets:cnn', plan, written, write).splitlines()


def test_a_checkpoint_alone():
    assert as_text(HELD, None, None, None, False).splitlines() == [
        'variable  shape   type     size',
        'net/W     [3, 5]  float32  60 B',
        'net/b     [5]     float32  20 B',
        'runs/a.ckpt (V2): 2 variables, 20 values, 80 B',
    ]
    assert as_json(HELD, None, None, None) == {
        'checkpoint': 'runs/a.ckpt',
        'format': 'V2',
        'variables': [
            {'name': 'net/W', 'shape': (3, 5), 'dtype': 'float32'},
            {'name': 'net/b', 'shape': (5,), 'dtype': 'float32'},
        ],
        'values': 20,
        'bytes': 80,
    }


def test_an_object_based_one_says_what_its_variables_are_called():
    held = Checkpoint('k', 'V2', [Variable('layer-0/kernel', (2,), 'float32')], {'layer-0/kernel': 'conv/kernel'})
    table = as_text(held, None, None, None, False).splitlines()
    assert table[1].startswith('layer-0/kernel (conv/kernel)  [2]')
    assert table[-1] == 'k (V2, object-based): 1 variable, 2 values, 8 B'


def test_it_fits():
    plan = Plan(same=['net/W', 'net/b'])
    assert lines(plan) == ['fits: runs/a.ckpt has all 2 variables of nets:cnn']
    assert lines(plan, write=True) == ['fits: runs/a.ckpt has all 2 variables of nets:cnn; nothing to write']


def test_it_fits_after_renames():
    plan = Plan(same=['net/b'], renames=[SCOPE])
    assert lines(plan) == [
        'renames:',
        '  net/W -> W  (high: outer scope net removed)',
        'does not fit: runs/a.ckpt has 1 of 2 variables of nets:cnn; the others after 1 renames: --write writes it so',
    ]
    assert lines(plan, {'checkpoint': 'runs/b', 'variables': 2, 'proved': 2})[-1] == (
        'written: runs/b, 2 variables, 1 renamed; proved: nets:cnn was restored from it, all 2 variables equal bit for '
        'bit under their new names'
    )


def test_equal_shapes_leave_room_for_a_swap():
    wanted = [Variable('a/W', (3, 5), 'float32'), Variable('c/W', (3, 5), 'float32'), Variable('d/b', (5,), 'float32')]
    renames = [Rename(f'net/{one.name}', one.name, HIGH, ('outer scope net removed',)) for one in wanted]
    warning = (
        'note: a/W and c/W have the same shape: were they confused, every value would still be found under a new name; '
        'compare what the model puts out'
    )
    assert warning in lines(Plan(renames=renames, wanted=wanted))
    assert warning in lines(Plan(renames=renames, wanted=wanted), {'checkpoint': 'x', 'variables': 3, 'proved': 3})
    assert not any('same shape' in line for line in lines(Plan(renames=renames[1:], wanted=wanted)))
    given = [Rename(one.old, one.new, GIVEN, ('given',)) for one in renames]
    assert not any('same shape' in line for line in lines(Plan(renames=given, wanted=wanted)))


def test_numbers_that_could_be_shifted():
    held, wanted = (
        [Variable(f'block{n}/c/W', (3, 5), 'float32') for n in numbers] for numbers in ((1, 2, 3), (0, 1, 2))
    )
    found = lines(planned(held, wanted))
    assert (
        'note: block3 of the checkpoint would be block0 if all numbers there were shifted, but names that both have '
        'were taken for the same; settle it with --rename=OLD=NEW for each of the level'
    ) in found
    settled = given_renames(['block1=block0', 'block2=block1', 'block3=block2'], held, wanted, {})
    found = planned(held, wanted, given=settled.renames, moved=settled.moved)
    assert found.fits_renamed and [one.new for one in found.renames] == ['block0/c/W', 'block1/c/W', 'block2/c/W']


def test_what_is_unsure_is_left_to_the_user():
    plan = Plan(renames=[GUESS], missing=[Variable('W', (3, 5), 'float32')], extra=[W], ambiguous={'W': ['net/W', 'V']})
    assert lines(plan) == [
        'renames:',
        '  net/b -> b  (low: the only one left of shape [5])',
        'the model has and the checkpoint lacks:',
        '  W  [3, 5] float32  (ambiguous: net/W or V)',
        'the checkpoint has and the model lacks:',
        '  net/W  [3, 5] float32',
        "note: renames of low confidence are not applied; settle them, such as with --rename='net/b=b'",
        'note: several variables would do as well, and nothing tells which; settle it with --rename=OLD=NEW',
        'does not fit: runs/a.ckpt has 0 of 2 variables of nets:cnn, 0 after renames',
    ]
    assert lines(plan, write=True)[-1].endswith('0 after renames; nothing was written')


def test_another_shape_and_another_optimizer():
    plan = Plan(
        other_shape=[(W, Variable('net/W', (None, 7), 'float64'))],
        missing=[Variable('W/Adam', (3,), 'float32'), Variable('W/Adam_1', (3,), 'float32')],
        extra=[Variable('W/Momentum', (3,), 'float32'), Variable('odd', None, 'int32')],
    )
    found = lines(plan)
    assert '  net/W  [3, 5] float32, in the model [?, 7] float64' in found and '  odd  ? int32' in found
    assert 'note: the model trains with Adam, the checkpoint was trained with Momentum' in found


def test_as_json():
    plan = Plan(same=['net/b'], renames=[SCOPE], ambiguous={'c': ['d']})
    found = as_json(HELD, 'nets:cnn', plan, None)
    assert (found['model'], found['same'], found['written']) == ('nets:cnn', ['net/b'], None)
    assert found['renames'] == [
        {'old': 'net/W', 'new': 'W', 'confidence': HIGH, 'reasons': ('outer scope net removed',)}
    ]
    assert found['fits'] is plan.fits is False and found['fits_renamed'] is plan.fits_renamed
    assert found['ambiguous'] == {'c': ['d']} and found['notes'] == [
        'several variables would do as well, and nothing tells which; settle it with --rename=OLD=NEW'
    ]
