"""Which variable of a checkpoint is which of a model: every way in which names come to differ, and what stays open."""

import random

import pytest

from tests.counting import calls
from tf1_ref.graphs.checkpoint.renames import names_after, plan
from tf1_ref.graphs.checkpoint.variable_names import spoken_names
from tf1_ref.graphs.graph import Variable

CNN = {
    'conv1/W': (3, 3, 1, 4), 'conv1/b': (4,), 'conv2/W': (3, 3, 4, 8), 'conv2/b': (8,),
    'fc1/W': (392, 10), 'fc1/b': (10,),
}  # fmt: skip
VALUE = '/.ATTRIBUTES/VARIABLE_VALUE'


def variables(shapes):
    return [Variable(name, shape, 'float32') for name, shape in shapes.items()]


def renamed(shapes, *replacements):
    """The same shapes under names in which each `(old, new)` was replaced, in turn."""
    found = {}
    for name, shape in shapes.items():
        for old, new in replacements:
            name = f'{new}{name}' if old == '^' else name.replace(old, new)
        found[name] = shape
    return found


def with_adam(shapes):
    slots = {f'{name}/{slot}': shape for name, shape in shapes.items() for slot in ('Adam', 'Adam_1')}
    return {**shapes, **slots, 'beta1_power': (), 'beta2_power': ()}


def doctor(held, wanted, **options):
    return plan(variables(held), variables(wanted), **options)


def pairs(found):
    return {rename.old: rename.new for rename in found.renames}


SLIM = (('/W', '/weights'), ('/b', '/biases'))
KERAS = (('conv1/', 'conv2d/'), ('conv2/', 'conv2d_1/'), ('fc1/', 'dense/'), ('/W', '/kernel'), ('/b', '/bias'))


@pytest.mark.parametrize(
    ('replacements', 'confidence', 'reason'),
    [
        (SLIM, 'high', 'weights is another spelling of W'),
        ([('^', 'net/')], 'high', 'outer scope net removed'),
        ([('^', 'a/b_1/c/')], 'high', 'outer scope a/b_1/c removed'),
        ([('^', 'net/'), *SLIM], 'high', 'outer scope net removed'),
        ([('1/', '1_1/'), ('2/', '2_1/')], 'high', 'conv1_1 counts as conv1'),
        (KERAS, 'high', 'conv2d is another spelling of conv1'),
        ([('/W', '/w')], 'high', 'w is another spelling of W'),
        ([('conv', 'Conv_'), ('fc1', 'fully_connected'), *SLIM], 'high', 'Conv_1 is another spelling of conv1'),
        (
            [('^', 'net/'), ('conv1', 'conv1_2'), ('conv2', 'conv2_2'), ('/W', '/kernel')],
            'high',
            'conv1_2 counts as conv1',
        ),
        ([('conv1', 'first'), ('conv2', 'second'), ('fc1', 'last')], 'medium', 'first is conv1 in the model'),
    ],
)
@pytest.mark.parametrize('backwards', [False, True])
def test_names_that_differ_throughout(replacements, confidence, reason, backwards):
    held, wanted = with_adam(renamed(CNN, *replacements)), with_adam(CNN)
    expected = {old: new for old, new in zip(held, wanted, strict=True) if old != new}
    if backwards:
        held, wanted, expected = wanted, held, {new: old for old, new in expected.items()}
    found = doctor(held, wanted)
    assert pairs(found) == expected and found.fits_renamed and not found.fits
    assert (found.missing, found.extra, found.ambiguous) == ([], [], {})
    assert {rename.confidence for rename in found.renames} == {confidence}
    assert all(rename.reasons for rename in found.renames)
    if not backwards:
        assert any(reason in one for rename in found.renames for one in rename.reasons)


def test_the_same_names_fit():
    found = doctor(with_adam(CNN), CNN)
    assert found.fits and found.same == list(CNN) and len(found.extra) == 14 and found.renames == []


def test_numbers_that_are_shifted_though_some_names_are_the_same():
    held = {'dense_1/kernel': (7, 7), 'dense_2/kernel': (7, 7), 'dense_3/kernel': (7, 7)}
    wanted = {'dense/kernel': (7, 7), 'dense_1/kernel': (7, 7), 'dense_2/kernel': (7, 7)}
    found = doctor(held, wanted)
    assert pairs(found) == dict(zip(held, wanted, strict=True))
    assert {rename.confidence for rename in found.renames} == {'medium'}


def test_numbers_of_the_user_s_own_are_not_shifted():
    found = doctor({f'block{n}/W': (7, 7) for n in (1, 2, 3)}, {f'block{n}/W': (7, 7) for n in (2, 3, 4)})
    assert found.same == ['block2/W', 'block3/W'] and found.renames == [] and not found.fits_renamed


@pytest.mark.parametrize(
    ('held', 'wanted', 'ambiguous'),
    [
        (['a/c/W', 'b/c/W'], ['c/W'], {'c/W': ['a/c/W', 'b/c/W']}),
        (['x/W', 'y/W'], ['u/W', 'v/W'], {'u/W': ['x/W', 'y/W'], 'v/W': ['x/W', 'y/W']}),
        (['left', 'right'], ['u'], {'u': ['left', 'right']}),
    ],
)
def test_what_is_ambiguous_is_told_and_not_guessed(held, wanted, ambiguous):
    found = doctor(dict.fromkeys(held, (3, 5)), dict.fromkeys(wanted, (3, 5)))
    assert found.ambiguous == ambiguous and found.renames == [] and not found.fits_renamed
    assert [one.name for one in found.missing] == wanted and [one.name for one in found.extra] == held


def test_one_explanation_is_better_than_another():
    # Both scopes have such a layer; only one of them has them all.
    held = {**renamed(CNN, ('^', 'gen/')), 'disc/conv1/W': (3, 3, 1, 4), 'disc/conv1/b': (4,)}
    found = doctor(held, CNN)
    assert pairs(found) == {f'gen/{name}': name for name in CNN}
    confidence = {rename.new: rename.confidence for rename in found.renames}
    assert confidence['conv1/W'] == 'medium' and confidence['conv2/W'] == 'high'


def test_a_shape_that_differs_is_never_renamed_away():
    found = doctor({'conv1/W': (3, 3, 1, 4), 'conv1/b': (4,)}, {'conv1/W': (5, 5, 1, 4), 'conv1/b': (4,)})
    assert [(one.shape, other.shape) for one, other in found.other_shape] == [((3, 3, 1, 4), (5, 5, 1, 4))]
    assert found.same == ['conv1/b'] and not found.fits_renamed
    other_type = plan([Variable('a', (3,), 'float64')], [Variable('a', (3,), 'float32')])
    assert other_type.other_shape and not other_type.fits_renamed


def test_zero_debias_shadows_follow_their_average():
    held = {'bn1/moving_mean': (4,), 'bn1/bn1/moving_mean/biased': (4,), 'bn1/bn1/moving_mean/local_step': ()}
    wanted = {'o/bn/moving_mean': (4,), 'o/bn/o/bn/moving_mean/biased': (4,), 'o/bn/o/bn/moving_mean/local_step': ()}
    assert pairs(doctor(held, wanted)) == dict(zip(held, wanted, strict=True))


@pytest.mark.parametrize(
    ('held', 'wanted'),
    [
        (['a/W/Adam', 'a/W/Adam_1'], ['a/W/Adam_2', 'a/W/Adam_3']),  # another optimizer was made first
        (['train/a/W/Momentum'], ['a/W/Momentum']),
        (['a/W/RMSProp', 'a/W/RMSProp_1'], ['opt/a/W/RMSProp', 'opt/a/W/RMSProp_1']),
        (['training/a/W/m', 'training/a/W/v'], ['a/W/Adam', 'a/W/Adam_1']),
    ],
)
def test_slots_follow_their_variable(held, wanted):
    found = doctor(dict.fromkeys(['a/W', *held], (3, 5)), dict.fromkeys(['a/W', *wanted], (3, 5)))
    assert pairs(found) == dict(zip(held, wanted, strict=True)) and found.same == ['a/W']
    assert all(rename.reasons == ('slot of a/W',) for rename in found.renames)


def test_slots_of_another_optimizer_do_not_fit():
    found = doctor(with_adam(CNN), {**CNN, **{f'{name}/Momentum': shape for name, shape in CNN.items()}})
    assert found.renames == [] and len(found.missing) == 6 and len(found.extra) == 14


def test_an_object_based_checkpoint_without_names_goes_by_the_order_of_its_layers():
    shapes = [(3, 3, 1, 4), (5, 5), (5, 5), (5, 5)]
    held = {f'layer_with_weights-{number}/kernel{VALUE}': shape for number, shape in enumerate(shapes)}
    wanted = dict(zip(['conv/W', 'one/W', 'two/W', 'three/W'], shapes, strict=True))
    found = doctor(held, wanted, spoken=spoken_names(list(held), {}))
    assert pairs(found) == dict(zip(held, wanted, strict=True))
    assert 'the order of the layers with kernel [5, 5]' in found.renames[1].reasons


def test_names_after_renaming():
    held = {'a_1/W': (3, 5), 'a_2/W': (3, 5), 'rest': (7,)}
    found = doctor(held, {'a/W': (3, 5), 'a_1/W': (3, 5)})
    assert names_after(found, list(held)) == {'a_1/W': 'a/W', 'a_2/W': 'a_1/W', 'rest': 'rest'}
    # One that is not wanted gives its name to one that is.
    held = {'W': (7, 7), 'net/W': (3, 5)}
    assert names_after(doctor(held, {'W': (3, 5)}), list(held)) == {'net/W': 'W'}


def test_no_pair_is_made_twice_and_shapes_always_agree():
    draw = random.Random(3)
    words, numbers, leaves = ['conv', 'fc', 'net', 'a'], ['', '1', '_1', '_2'], ['W', 'weights', 'b', 'bias', 'Adam']
    for _ in range(300):
        sides = []
        for _ in range(2):
            names = {
                '/'.join(draw.choice(words) + draw.choice(numbers) for _ in range(draw.randint(0, 3)))
                + f'/{draw.choice(leaves)}'
                for _ in range(draw.randint(1, 8))
            }
            sides.append({name.lstrip('/'): draw.choice([(3,), (3, 5), ()]) for name in sorted(names)})
        held, wanted = sides
        found = doctor(held, wanted)
        assert all(held[one.old] == wanted[one.new] for one in found.renames)
        news = [one.new for one in found.renames] + found.same + [one.name for one in found.missing]
        assert sorted(news) == sorted(wanted)
        olds = [one.old for one in found.renames] + found.same + [one.name for one in found.extra]
        assert sorted(olds) == sorted(held)


def test_a_model_of_ten_times_the_size_costs_ten_times_as_much():
    def cost(blocks):
        held = {f'net/block{n}/conv{m}/weights': (3, 3, 64, 64) for n in range(blocks) for m in range(3)}
        wanted = renamed(held, ('net/', ''), ('/weights', '/W'))
        held, wanted = with_adam(held), with_adam(wanted)
        found = doctor(held, wanted)
        assert found.fits_renamed and len(found.renames) == 9 * blocks
        return calls(doctor, held, wanted)

    assert cost(150) < 15 * cost(15)
