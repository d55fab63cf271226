"""Convolutional networks on sentences: training."""

import pathlib

from tests.benchmarks.research.data import sentences, write_lines
from tests.benchmarks.research.recipes import EntryPoint, Repository

KIND, UNKIND = ['good', 'fine', 'bright', 'film', 'story', 'a', 'the'], ['bad', 'dull', 'grey', 'film', 'plot', 'a']
SIZES = '--embedding_dim=16 --num_filters=8 --batch_size=16'


def _data(clone: pathlib.Path) -> None:
    write_lines(clone / 'tiny' / 'positive', sentences(1, 60, KIND, 5, 12))
    write_lines(clone / 'tiny' / 'negative', sentences(2, 60, UNKIND, 5, 12))


FILES = '--positive_data_file=tiny/positive --negative_data_file=tiny/negative'
STEPS = '--num_epochs=3 --evaluate_every=5 --checkpoint_every=10'
REPOSITORY = Repository(
    'dennybritz/cnn-text-classification-tf',
    (
        EntryPoint('train', f'train.py {FILES} {SIZES} {STEPS}', _data),
        EntryPoint('eval', f'eval.py {FILES} --eval_train', _data),
    ),
)
