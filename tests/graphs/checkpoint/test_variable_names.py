"""How names of variables are read."""

import pytest

from tf1_ref.graphs.checkpoint.variable_names import (
    Slot,
    layer_kind,
    object_layer_number,
    role,
    slot,
    split_number,
    spoken_names,
)

VALUE = '/.ATTRIBUTES/VARIABLE_VALUE'


@pytest.mark.parametrize(
    ('component', 'expected'),
    [
        ('conv2d_3', ('conv2d', 3)),
        ('conv2d', ('conv2d', 0)),
        ('conv_0', ('conv_0', 0)),
        ('a_01', ('a_01', 0)),
        ('_1', ('_1', 0)),
    ],
)
def test_numbers(component, expected):
    assert split_number(component) == expected


def test_spellings():
    assert {role(leaf) for leaf in ('kernel', 'weights', 'W', 'w', 'Matrix')} == {'kernel'}
    assert {role(leaf) for leaf in ('bias', 'biases', 'b')} == {'bias'}
    assert role('moving_variance') == role('moving_var') != role('moving_mean')
    assert role('global_step') == 'global_step'
    assert layer_kind('BatchNorm') == layer_kind('batch_normalization') == layer_kind('bn')
    assert layer_kind('fully_connected') == layer_kind('dense') and layer_kind('Block') == 'block'


NAMES = ['conv1/W', 'bn1/moving_mean', 'W']


@pytest.mark.parametrize(
    ('name', 'expected'),
    [
        ('conv1/W/Adam', Slot('conv1/W', 'Adam', 0)),
        ('conv1/W/Adam_1', Slot('conv1/W', 'Adam', 1)),
        ('train/conv1/W/RMSProp_1', Slot('conv1/W', 'RMSProp', 1)),
        ('bn1/bn1/moving_mean/biased', Slot('bn1/moving_mean', 'biased', 0)),
        ('bn1/bn1/moving_mean/local_step', Slot('bn1/moving_mean', 'local_step', 0)),
        ('conv1/W/m', Slot('conv1/W', 'Adam', 0)),
        ('conv1/W/v', Slot('conv1/W', 'Adam', 1)),
        ('W/Momentum', Slot('W', 'Momentum', 0)),
        ('conv9/V/Adam', None),  # of no variable that is there
        ('conv1/W', None),
        ('beta1_power', None),
        ('cell/m', None),
    ],
)
def test_slots(name, expected):
    assert slot(name, NAMES) == expected


def test_an_object_based_checkpoint_s_keys():
    kernel = f'layer_with_weights-0/kernel{VALUE}'
    slot_key = f'layer_with_weights-0/kernel/.OPTIMIZER_SLOT/optimizer/m{VALUE}'
    assert spoken_names([kernel, slot_key, 'plain'], {}) == {
        kernel: 'layer_with_weights-0/kernel',
        slot_key: 'layer_with_weights-0/kernel/m',
    }
    assert spoken_names([kernel, slot_key], {kernel: 'conv2d/kernel'}) == {
        kernel: 'conv2d/kernel',
        slot_key: 'conv2d/kernel/m',
    }
    assert object_layer_number('model/layer_with_weights-12/kernel') == 12
    assert object_layer_number('layer-3') == 3 and object_layer_number('conv1') is None
