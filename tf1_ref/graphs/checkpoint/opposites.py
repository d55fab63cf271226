"""Words in names that exclude each other: what runs forward is not what runs backward. Needs no TensorFlow.

Shapes cannot tell such variables apart, so a rename from one to the other is never proposed.
"""

from __future__ import annotations

import functools
import re

from tf1_ref.graphs.checkpoint.variable_names import role

# Each line: alternatives, each with its spellings.
_GROUPS = (
    ('fw forward fwd', 'bw backward bwd reverse reversed'),
    ('encoder enc encode', 'decoder dec decode'),
    ('generator gen g', 'discriminator disc dis d critic'),
    ('actor policy pi', 'critic value vf vfunction'),
    ('query queries q', 'key keys k', 'value values v'),
    ('input in i', 'forget f', 'output out o', 'candidate modulation c j'),
    ('update', 'reset'),
    ('gates gate', 'candidate'),
    ('ih', 'hh'),
    ('mean mu avg', 'variance var sigma std stddev logvar logsigma'),
    ('kernel weights weight w', 'bias biases b'),
    ('gamma scale', 'beta offset shift'),
    ('depthwise', 'pointwise'),
    ('source src', 'target tgt'),
    ('online main eval', 'target'),
    ('student', 'teacher'),
    ('left', 'right'),
    ('user', 'item'),
    ('question', 'answer', 'context'),
    ('positive pos', 'negative neg'),
    ('train', 'test', 'valid validation'),
    ('real', 'fake'),
    ('row rows', 'column col columns'),
    ('wide', 'deep'),
    ('up upsample', 'down downsample'),
    ('content', 'style'),
    ('word words', 'char chars character', 'position pos positional', 'segment type'),
    ('start begin', 'end'),
    ('min', 'max'),
    ('high', 'low'),
    ('first', 'second', 'third'),
    ('top', 'bottom'),
    ('inner', 'outer'),
    ('shortcut skip', 'residual'),
)
_MEANINGS: dict[str, list[tuple[int, int]]] = {}
for _number, _group in enumerate(_GROUPS):
    for _alternative, _spellings in enumerate(_group):
        for _word in _spellings.split():
            _MEANINGS.setdefault(_word, []).append((_number, _alternative))
_WORD = re.compile(r'[A-Z]+(?![a-z])|[A-Z]?[a-z]+')


def words(part: str) -> tuple[str, ...]:
    """The words of a name's part, in small letters, without numbers: `Cell0` and `cell_0` are `('cell',)`."""
    return tuple(word.lower() for word in _WORD.findall(part))


def meaning(part: str) -> tuple:
    """The words of a part, with one spelling for those that mean the same: `fw` and `forward`."""
    return tuple(_MEANINGS.get(word, [word])[0] for word in words(part))


@functools.lru_cache(maxsize=100_000)
def crosses(old: str, new: str) -> bool:
    """Whether one name says one thing and the other its opposite: another direction, another role.

    Args:
        old, new: names of variables or scopes.
    """
    one, other = _marks(old), _marks(new)
    return any(not (one[group] <= other[group] or other[group] <= one[group]) for group in one.keys() & other.keys())


@functools.lru_cache(maxsize=100_000)
def _marks(name):
    """Finds, by group, the alternatives of it that a name mentions."""
    found: dict[int, set] = {}
    for part in name.split('/'):
        for word in {*words(part), *words(role(part))}:
            for group, alternative in _MEANINGS.get(word, ()):
                found.setdefault(group, set()).add(alternative)
    return found
