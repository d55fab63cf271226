"""Why names are refused."""

import pathlib

import pytest

from tests.compat.names import check
from tests.compat.names import reasons as by_hand
from tf1_ref.compat.names import reasons, table
from tf1_ref.legacy.reading.spelling import canonical

REASONS = reasons.Reasons(
    {
        'tensorflow.contrib.opt.Slow': ('it is slow', 'tf.train.Fast'),
        'tensorflow.contrib.whole': ('all of it is gone', ''),
        'tensorflow.data.OldHook': ('it is old', 'tf.train.NewHook'),
        'tensorflow.keras.experimental': ('it is no experiment', ''),
    },
    [('tensorflow.python.ops.trees', ('no trees', 'sklearn')), ('tensorflow.python.ops', ('no ops', ''))],
    '2.16',
)


@pytest.mark.parametrize(
    ('name', 'why'),
    [
        ('contrib.opt.Slow', 'it is slow'),
        ('contrib.opt.Slow.minimize', 'it is slow'),
        ('contrib.whole.python.ops.f', 'all of it is gone'),
        ('contrib.opt.python.training.slow.Slow', 'it is slow'),  # where its code was
        ('python.data.hooks.OldHook', 'it is old'),
        ('python.ops.trees.grow', 'no trees'),
        ('python.ops.treeses', 'no ops'),
    ],
)
def test_by_hand(name, why):
    assert REASONS.of(f'tensorflow.{name}')[0] == why and REASONS.is_by_hand(f'tensorflow.{name}')


@pytest.mark.parametrize(
    ('name', 'why', 'instead'),
    [
        ('contrib.opt.python.fast.Fast', 'it was a part of tf.contrib.opt, and left TensorFlow with it',
         'what tf.contrib.opt gives by public names'),
        ('contrib.other.python.slow.Slow', 'it was a part of tf.contrib.other, and left TensorFlow with it',
         'what tf.contrib.other gives by public names'),
        ('contrib.opt.gen_opt_ops.opt', 'TensorFlow has dropped this op', 'what tf.contrib.opt gives by public names'),
        ('python.gen_nn.Old', 'TensorFlow has dropped this op', ''),
        ('core.kernels.tree_pb2.Tree', 'TensorFlow has dropped this message', ''),
        ('python.data.ops.dataset_ops.MapDataset', 'data sets of 1.15 were classes of their own', ''),
        ('python.util.nest._sorted',
         "it was a helper of this module's own, and no TensorFlow since 2.16 has it", ''),
        ('python.util.experimental', 'no TensorFlow since 2.16 has it', ''),
    ],
)  # fmt: skip
def test_told_from_what_it_is(name, why, instead):
    assert REASONS.of(f'tensorflow.{name}') == (why, instead) and not REASONS.is_by_hand(f'tensorflow.{name}')


def test_reasons_have_words():
    reasons = [*by_hand.PUBLIC.values(), *by_hand.BEGINNINGS.values()]
    assert all(why and (why[0].islower() or why[:10] == 'TensorFlow') and why[-1] != '.' for why, _ in reasons)


def test_public_names_and_those_in_use_have_a_reason_by_hand():
    tables = table.load()
    rows = check.rows_of(pathlib.Path(check.__file__).with_name('used.tsv'))
    used = {canonical(row.name.replace(':', '.')) for row in rows}
    names = {*tables.public_names(), *used}
    refused = sorted(name for name in names if tables.refused_part(name))
    assert len(refused) > 300
    assert [name for name in refused if not tables.is_reason_by_hand(name)] == []
    assert [name for name in refused if not tables.reason(name)[1]] == []
