"""Names that public repositories use work by `run` and ported, or are refused by both, with a reason."""

import pathlib
import re

import pytest

from tests import needs
from tests.compat.names import check
from tf1_ref.compat.process import supported

needs.modules('libcst', 'tf_keras', 'tf_slim', 'tensorflow_estimator')
USED = pathlib.Path(__file__).with_name('used.tsv')


@pytest.fixture(scope='module')
def rows(tmp_path_factory):
    rows = check.rows_of(USED)
    check.check(rows, tmp_path_factory.mktemp('names'))
    return rows


def test_no_name_is_wrong(rows):
    assert [f'{row.kind} {row.name}: {row.fault}' for row in rows if row.fault] == []


def test_the_page_is_of_today_s_table():
    """Of `--table --page`, which takes minutes: every name on the oldest and the newest TensorFlow, none wrong."""
    text = USED.with_name('names.md').read_text(encoding='utf-8')
    assert re.findall(r'^## TensorFlow (\S+)$', text, re.M) == [
        supported.TENSORFLOW[supported.NEWEST],
        supported.TENSORFLOW[supported.OLDEST],
    ]
    sums = re.findall(r'^all +(\d+) +(\d+) +(\d+) +(\d+)$', text, re.M)
    assert [int(works) + int(refused) for works, refused, *_ in sums] == [len(check.rows_of_table())] * 2
    assert [wrong for _, _, *wrong in sums] == [['0', '0']] * 2


def test_most_names_work(rows):
    works = [row for row in rows if row.run[0] == check.WORKS]
    assert len(works) >= 2100 and len(rows) == 2196


@pytest.mark.parametrize(
    ('run', 'ported', 'blockers', 'fault'),
    [
        (check.WORKS, check.WORKS, (), ''),
        (check.WORKS, check.WORKS, ('no',), 'false blocker: no'),
        (check.WORKS, check.BARE, (), 'fails ported: why'),
        (check.REFUSED, check.REFUSED, ('no',), ''),
        (check.REFUSED, check.REFUSED, (), 'refused (why), and port is silent'),
        (check.BARE, check.BARE, ('no',), 'bare error by run: why'),
    ],
)
def test_what_is_wrong(run, ported, blockers, fault):
    assert check.Row('attr', 'tensorflow.x', (run, 'why'), (ported, 'why'), blockers).fault == fault


@pytest.mark.parametrize(
    ('kind', 'name', 'body'),
    [
        ('attr', 'tensorflow.nn.relu', 'import tensorflow as tf\n    return tf.nn.relu'),
        (
            'attr',
            'tensorflow.python.ops.array_ops.x.y',
            'from tensorflow.python.ops.array_ops import x\n    return x.y',
        ),
        ('from', 'tensorflow.contrib:slim', 'from tensorflow.contrib import slim\n    return slim'),
        ('import', 'tensorflow.contrib.slim', 'import tensorflow.contrib.slim\n    return tensorflow.contrib.slim'),
    ],
)
def test_how_a_name_is_said(kind, name, body):
    assert check.statement(check.Row(kind, name)).strip() == body
