"""Models whose layers have equal shapes: what corresponds is proposed, what could be the other way round is not."""

import pytest

from tests.graphs.checkpoint.test_renames import doctor, pairs
from tf1_ref.graphs.checkpoint.correspondence import broken_levels, corresponding, reason


def shapes(*scopes, leaves=('kernel', 'bias')):
    return {
        f'{scope}/{leaf}': (7, 7) if leaf in ('kernel', 'W', 'weights') else (7,) for scope in scopes for leaf in leaves
    }


def expected(renames, leaves=('kernel', 'bias')):
    return {f'{old}/{leaf}': f'{new}/{leaf}' for old, new in renames.items() for leaf in leaves}


DIRECTIONS = 'rnn/bidirectional_rnn/{}/cudnn_compatible_lstm_cell', 'encoder/bidirectional_rnn/{}/lstm_cell'
DEFENDED = {
    'directions of an LSTM': {DIRECTIONS[0].format(way): DIRECTIONS[1].format(way) for way in ('fw', 'bw')},
    'directions spelled otherwise': {'lstm/forward_cell': 'rnn/fw', 'lstm/backward_cell': 'rnn/bw'},
    'two layers of two directions': {
        f'stack/cell_{n}/{way}/lstm': f'layers/level{n + 1}/{other}/cell'
        for n in (0, 1)
        for way, other in (('fw', 'fwd'), ('bw', 'bwd'))
    },
    'encoder and decoder': {
        f'{part}/lstm_{n}': f'net/{part}/cell{n}' for part in ('encoder', 'decoder') for n in (0, 1)
    },
    'generator and discriminator': {
        f'generator/g_fc{n}': f'GAN/gen/dense_{n}' for n in (1, 2)
    } | {f'discriminator/d_fc{n}': f'GAN/disc/dense_{n}' for n in (1, 2)},
    'blocks of a ResNet, shifted': {
        f'resnet/block{n}/conv{m}': f'net/unit_{n - 1}/conv_{m - 1}' for n in (1, 2, 3) for m in (1, 2)
    },
    'blocks shifted under another scope': {f'a/block{n}/conv': f'b/block{n - 1}/conv' for n in (1, 2, 3)},
    'cells': {f'multi_rnn_cell/cell_{n}/lstm': f'stack/Cell{n}/basic' for n in (0, 1, 2)},
    'attention': {f'att/{part}_proj': f'self/{part[0]}' for part in ('query', 'key', 'value')},
    'gates': {f'gru/{part}': f'cell/{part}_layer' for part in ('gates', 'candidate')},
    'actor and critic': {'pi/fc': 'actor/dense', 'vf/fc': 'critic/dense'},
    'online and target': {'online/q': 'main/net', 'target/q': 'target/net'},
}  # fmt: skip


@pytest.mark.parametrize('kind', DEFENDED)
@pytest.mark.parametrize('backwards', [False, True])
def test_what_corresponds_is_proposed(kind, backwards):
    renames = {new: old for old, new in DEFENDED[kind].items()} if backwards else DEFENDED[kind]
    found = doctor(shapes(*renames), shapes(*renames.values()))
    assert pairs(found) == expected(renames)
    assert found.fits_renamed and {one.confidence for one in found.renames} <= {'high', 'medium'}
    # In whichever order the variables were made.
    found = doctor(dict(reversed(shapes(*renames).items())), shapes(*renames.values()))
    assert pairs(found) == expected(renames)


@pytest.mark.parametrize(
    ('held', 'wanted'),
    [
        (['rnn/a/lstm', 'rnn/b/lstm'], ['encoder/fw/lstm', 'encoder/bw/lstm']),  # which is which?
        (['one/fc', 'two/fc'], ['generator/fc', 'discriminator/fc']),
        (['left/x', 'other/x'], ['p/x', 'q/x']),
        (['net/block1/c', 'net/block2/c', 'net/block4/c'], ['net/unit0/c', 'net/unit1/c', 'net/unit2/c']),  # a gap
        (['b1', 'b2', 'b3'], ['c1', 'c2']),  # one is lost, and nobody knows which
    ],
)
def test_what_is_ambiguous_is_named_and_not_proposed(held, wanted):
    found = doctor(shapes(*held), shapes(*wanted))
    assert found.renames == [] and not found.fits_renamed
    assert {*found.ambiguous} == {*shapes(*wanted)}
    assert all(len(candidates) > 1 for candidates in found.ambiguous.values())


def test_numbers_are_never_permuted():
    held = {'block1/W': (3, 5), 'block2/W': (5, 7), 'block3/W': (7, 11)}
    for order in ([2, 0, 1], [2, 1, 0], [0, 2, 1]):
        wanted = {f'unit_{place}/W': held[f'block{number + 1}/W'] for place, number in enumerate(order)}
        found = doctor(held, wanted)
        assert found.renames == [] and len(found.missing) == 3, order


def test_opposites_alone_are_not_paired():
    """The only one of its shape on either side, and yet another thing."""
    for old, new in (('fw', 'bw'), ('encoder', 'decoder'), ('query', 'key'), ('generator', 'discriminator')):
        found = doctor(shapes(f'a/{old}/cell'), shapes(f'b/{new}/cell'))
        assert found.renames == [] and found.ambiguous == {}


def test_same_names_stay_though_a_shift_would_explain_more():
    held, wanted = (shapes(*(f'block{n}/c' for n in numbers)) for numbers in ((1, 2, 3), (0, 1, 2)))
    found = doctor(held, wanted)
    assert sorted(found.same) == sorted(shapes('block1/c', 'block2/c')) and found.renames == []


def test_levels():
    assert broken_levels({'u_0/W': 'b1/W', 'u_1/W': 'b2/W'}) == set()
    assert broken_levels({'u_0/W': 'b2/W', 'u_1/W': 'b1/W'}) == {'u_0/W', 'u_1/W'}
    assert broken_levels({'b1/W': 'b1/W', 'b2/W': 'b3/W'}) == {'b2/W'}
    assert broken_levels({'x/u_0/W': 'b1/W', 'x/u_1/W': 'b2/W', 'y/u_0/W': 'c5/W'}) == set()


def test_pairs_and_reasons():
    kind = (3, 5), 'float32'
    assert corresponding({'A/Cell0/W': kind}, {'a/cell_0/W': kind, 'a/other/W': ((1,), 'float32')}) == {
        'a/cell_0/W': 'A/Cell0/W'
    }
    assert reason('A/Cell0/W', 'a/cell_0/W') == 'A/Cell0 is a/cell_0 in the model'
    assert reason('net/x/W', 'net/y/W') == 'x is y in the model'
