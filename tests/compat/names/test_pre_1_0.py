"""TensorFlow's names from before 1.0, against what the genuine TensorFlow 0.12.1 computed."""

import json
import pathlib

import numpy as np
import pytest

from tests.compat import pre_1_0_programs
from tf1_ref.compat import tf
from tf1_ref.compat.names import pre_1_0, pre_1_0_ops

GENUINE = json.loads(pathlib.Path(pre_1_0_programs.__file__).with_name('pre_1_0.json').read_text())
# Written as the documentation of the versions before 0.12 has them, which cannot be installed.
OLDER = [
    name for name in pre_1_0.RENAMED if 'batch_' in name or name.startswith(('image.', 'nn.deconv', 'nn.rnn_cell'))
]
OLDER += ['inv', 'listdiff', 'types']
THROUGH_OTHERS = {
    'audio_summary': 'histogram_summary, which it shares its body with',
    'image.resize_images': 'test_sizes_by_position',
    'nn.ctc_loss': 'test_ctc_loss',
    'nn.state_saving_rnn': 'contrib_rnn of the parity suite',
    'nn.weighted_cross_entropy_with_logits': 'test_the_flag_decides_what_types_cannot',
    'train.SummaryWriter': 'test_what_it_stands_for',
    'train.SyncReplicasOptimizerV2': 'test_what_it_stands_for',
    **dict.fromkeys(('histogram_summary', 'image_summary', 'merge_summary', 'scalar_summary'), 'merge_all_summaries'),
}


@pytest.fixture(autouse=True)
def nothing_noted():
    pre_1_0._noted.clear()


@pytest.mark.parametrize('name', pre_1_0_programs.PROGRAMS)
def test_what_0_12_computed(name):
    found = pre_1_0_programs.run(tf, pre_1_0_programs.PROGRAMS[name])
    assert len(found) == len(GENUINE[name])
    for value, genuine in zip(found, GENUINE[name], strict=True):
        if name == 'merge_all_summaries':
            assert value == genuine
        else:
            np.testing.assert_allclose(value, genuine, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize('name', pre_1_0_programs.PROGRAMS)
def test_the_flag_changes_nothing_but_the_notes(name, capsys):
    with pre_1_0.api('0.12'):
        found = pre_1_0_programs.run(tf, pre_1_0_programs.PROGRAMS[name])
    assert [np.shape(value) for value in found] == [np.shape(value) for value in GENUINE[name]]
    assert 'is from before' not in capsys.readouterr().err


def test_every_program_is_recorded_and_every_name_has_one():
    assert GENUINE['tensorflow'] == '0.12.1'
    assert list(GENUINE)[1:] == list(pre_1_0_programs.PROGRAMS)
    tested = {name.partition(',')[0] for name in pre_1_0_programs.PROGRAMS}
    assert {*pre_1_0.RENAMED, *pre_1_0.CHANGED} - tested - {*OLDER} == {*THROUGH_OTHERS}


@pytest.mark.parametrize('name', sorted(pre_1_0.RENAMED))
def test_what_it_stands_for(name, capsys):
    found = tf
    for part in name.split('.'):
        found = getattr(found, part)
    assert found is not None
    assert capsys.readouterr().err.count('\n') == 1
    assert found.__name__.rpartition('.')[2] == name.rpartition('.')[2] or name not in pre_1_0.OWN


def test_one_note_per_name(capsys):
    for _ in range(2):
        tf.mul(2, 3)
        tf.concat(0, [[1], [2]])
    assert capsys.readouterr().err.splitlines() == [
        'tf1_ref: tf.mul is from before TensorFlow 1.0; it works as it did',
        'tf1_ref: tf.concat is from before TensorFlow 1.0; its arguments are taken in the order that they had then',
    ]


def test_1_15s_own_calls_are_left_alone(capsys):
    x = tf.constant(pre_1_0_programs.X)
    assert tf.concat([x, x], 1).shape.as_list() == [3, 8]
    assert tf.concat(axis=0, values=[x, x]).shape.as_list() == [6, 4]
    assert [part.shape.as_list() for part in tf.split(x, 2, 1)] == [[3, 2]] * 2
    assert [part.shape.as_list() for part in tf.split(x, [1, 2])] == [[1, 4], [2, 4]]
    assert tf.reverse(x, [1]).shape.as_list() == [3, 4]
    assert tf.nn.softmax_cross_entropy_with_logits(logits=x, labels=x).shape.as_list() == [3]
    assert tf.image.resize_images(tf.zeros([2, 3, 4, 1]), [5, 7]).shape.as_list() == [2, 5, 7, 1]
    assert capsys.readouterr().err == ''


def test_sizes_by_position():
    assert tf.image.resize_images(tf.zeros([2, 3, 4, 1]), 5, 7).shape.as_list() == [2, 5, 7, 1]
    assert tf.image.resize_images(tf.zeros([2, 3, 4, 1]), new_height=5, new_width=7).shape.as_list() == [2, 5, 7, 1]


def test_ctc_loss():
    inputs = tf.constant(np.random.RandomState(0).rand(5, 2, 4).astype(np.float32))
    labels = tf.SparseTensor([[0, 0], [1, 0]], [1, 2], [2, 1])
    old, new = tf.nn.ctc_loss(inputs, labels, [5, 5]), tf.nn.ctc_loss(labels, inputs, [5, 5])
    with tf.Session() as sess:
        np.testing.assert_array_equal(*sess.run([old, new]))


def test_the_flag_decides_what_types_cannot():
    x, one_hot = pre_1_0_programs.X, pre_1_0_programs.ONE_HOT
    with tf.Session() as sess:
        expected = sess.run(tf.nn.weighted_cross_entropy_with_logits(one_hot, x, 2.0))
        with pre_1_0.api('0.12'):
            found = sess.run(tf.nn.weighted_cross_entropy_with_logits(x, one_hot, 2.0))
    np.testing.assert_array_equal(found, expected)


def test_an_api_that_is_not_known():
    with pytest.raises(ValueError, match="one of None, '0.12'"), pre_1_0.api('0.9'):
        pass


def test_a_name_that_never_was():
    for module in (tf, tf.nn, tf.nn.rnn_cell, tf.image, tf.train):
        with pytest.raises(AttributeError, match='no_such_name'):
            module.no_such_name  # noqa: B018


def test_whole_numbers():
    yes = (1, np.int64(1), np.array(1), tf.constant(1), tf.Dimension(1))
    no = (True, 1.0, [1], np.array([1]), tf.constant([1]), tf.constant(1.0), 'x')
    assert [pre_1_0_ops._is_integer(value) for value in (*yes, *no)] == [True] * 5 + [False] * 7
