"""How a variable's name is read: its scopes, their numbers, what it is in its layer, and whose slot it is.

Spellings that mean the same are listed here; `tf1_ref.graphs.checkpoint.renames` matches by them. Needs no TensorFlow.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection

# What a variable is in its layer, by all the spellings of TensorFlow, tf.layers, Keras, slim and common habit.
ROLES = {
    'kernel': ('kernel', 'kernels', 'weights', 'weight', 'w', 'matrix', 'filter', 'filters'),
    'bias': ('bias', 'biases', 'b'),
    'gamma': ('gamma', 'scale'),
    'beta': ('beta', 'offset', 'shift'),
    'moving_mean': ('moving_mean', 'moving_avg', 'running_mean'),
    'moving_variance': ('moving_variance', 'moving_var', 'running_var'),
    'embedding': ('embedding', 'embeddings'),
    'depthwise_kernel': ('depthwise_kernel', 'depthwise_weights'),
    'pointwise_kernel': ('pointwise_kernel', 'pointwise_weights'),
}
LAYERS = {
    'convolution': ('conv', 'conv2d', 'convolution'),
    'dense': ('dense', 'fully_connected', 'fc', 'linear'),
    'batch_norm': ('batchnorm', 'batch_norm', 'batch_normalization', 'bn'),
}
# Slots that an optimizer, a moving average or zero-debiasing keeps for a variable, by what they hold.
SLOTS = {
    'Adam': 'Adam',
    'Momentum': 'Momentum',
    'RMSProp': 'RMSProp',
    'Adagrad': 'Adagrad',
    'AdagradDA': 'AdagradDA',
    'Adadelta': 'Adadelta',
    'Ftrl': 'Ftrl',
    'ExponentialMovingAverage': 'ExponentialMovingAverage',
    'biased': 'biased',
    'local_step': 'local_step',
    # Keras' optimizers; `_NUMBER` is the one that TensorFlow 1's own optimizer gives.
    'm': 'Adam',
    'v': 'Adam_1',
    'momentum': 'Momentum',
    'rms': 'RMSProp',
    'accumulator': 'Adagrad',
    'accum_grad': 'Adadelta',
    'accum_var': 'Adadelta_1',
}
OBJECT_SLOT = '/.OPTIMIZER_SLOT/'
OBJECT_VALUE = '/.ATTRIBUTES/VARIABLE_VALUE'
_ROLE_OF = {spelling: role for role, spellings in ROLES.items() for spelling in spellings}
_LAYER_OF = {spelling: layer for layer, spellings in LAYERS.items() for spelling in spellings}
_NUMBERED = re.compile(r'(.+?)_([1-9]\d*)$')
_OBJECT_LAYER = re.compile(r'layer(?:_with_weights)?-(\d+)$')


@dataclasses.dataclass(frozen=True, slots=True)
class Slot:
    """What a variable is kept for.

    Attributes:
        variable: the name of the variable that it belongs to.
        kind: a name of `SLOTS`, without its number.
        number: 1 for `Adam_1`, 0 for `Adam`.
    """

    variable: str
    kind: str
    number: int


def split_number(component: str) -> tuple[str, int]:
    """A name and its number: `conv2d_3` as `('conv2d', 3)`; 0 where TensorFlow did not have to make it unique."""
    found = _NUMBERED.match(component)
    return (found[1], int(found[2])) if found else (component, 0)


def role(leaf: str) -> str:
    """What the last component of a name says: `weights` and `W` are a `kernel`; a word of its own stays as it is."""
    return _ROLE_OF.get(leaf.lower(), leaf)


def layer_kind(scope: str) -> str:
    """What a scope's name without number says: `fully_connected` is `dense`; any other name, in small letters."""
    return _LAYER_OF.get(scope.lower(), scope.lower())


def object_layer_number(name: str) -> int | None:
    """The layer's number in an object-based checkpoint: 3 of `layer_with_weights-3/kernel/...`, None of other names."""
    found = [match for match in map(_OBJECT_LAYER.match, name.split('/')) if match]
    return int(found[-1][1]) if found else None


def slot(name: str, names: Collection[str]) -> Slot | None:
    """Whose slot a variable is.

    Args:
        name: of the variable: `train/conv1/W/Adam_1`, `bn1/bn1/moving_mean/biased`.
        names: of all variables there.

    Returns:
        None if it is no slot, or of no variable that is there.
    """
    *scopes, leaf = name.split('/')
    if split_number(leaf)[0] not in SLOTS:
        return None
    for start in range(len(scopes)):
        variable = '/'.join(scopes[start:])
        if variable in names:
            spelling, number = split_number(leaf)
            kind, first = split_number(SLOTS[spelling])
            return Slot(variable, kind, first + number)
    return None


def spoken_names(names: Collection[str], full_names: dict[str, str]) -> dict[str, str]:
    """What the variables of an object-based checkpoint are called, by the keys under which it holds them.

    Args:
        names: keys: `layer_with_weights-0/kernel/.ATTRIBUTES/VARIABLE_VALUE`, and of a slot of it
            `layer_with_weights-0/kernel/.OPTIMIZER_SLOT/optimizer/m/.ATTRIBUTES/VARIABLE_VALUE`.
        full_names: of the keys for which the checkpoint tells the variable's name in its graph.

    Returns:
        By key: the full name or the path of the object, and of a slot that of its variable with the slot behind it;
        nothing of a key that is a name itself.
    """
    found = {}
    for name in names:
        if name.endswith(OBJECT_VALUE):
            path, _, slot = name.removesuffix(OBJECT_VALUE).partition(OBJECT_SLOT)
            spoken = full_names.get(path + OBJECT_VALUE, path)
            found[name] = f'{spoken}/{slot.rpartition("/")[2]}' if slot else spoken
    return found
