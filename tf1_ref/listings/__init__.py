"""The deck's code listings, each transcribed once, to hold other code against.

Every `NAME.py` here starts with a comment: the slide's title; whether the code is a picture in the deck and had to be
reconstructed from its text; and each repair of what the extraction broke (lost underscores, lost indents). Below it
stands the slide's code, its comments, spacing and mistakes included. The files are data: nothing imports them, and no
other room leans on them.

No listing are the two signatures that the deck quotes from TensorFlow's documentation (`tf.nn.conv2d`,
`tf.nn.max_pool`) and the printed lines of the slide 'Result'.
"""

from __future__ import annotations

import difflib
import pathlib

from tf1_ref.errors import InputError

# In the deck's order.
NAMES = (
    'dense',
    'initializers',
    'mlp',
    'conv2d',
    'conv2d_usage',
    'strided_conv',
    'pooling',
    'data_loader',
    'cnn',
    'cost',
    'training_loop',
    'testing',
    'optimizers',
    'normalization',
    'batch_norm',
    'residual_block',
    'srcnn',
)


def path(name: str) -> pathlib.Path:
    """The file of the listing `name`.

    Raises:
        InputError: there is no such listing; the message suggests the nearest name.
    """
    if name not in NAMES:
        nearest = difflib.get_close_matches(name.lower(), NAMES, n=1)
        remedy = f'did you mean deck:{nearest[0]}?' if nearest else '`python -m tf1_ref diff --list` names them'
        raise InputError(f'unknown listing deck:{name}; {remedy}')
    return pathlib.Path(__file__).with_name(f'{name}.py')


def title(name: str) -> str:
    """The title of the slide that the listing `name` stands on, and the part of the slide where it has several."""
    with open(path(name), encoding='utf-8') as file:
        return file.readline().partition('# Slide: ')[2].strip()
