"""Arguments that changed places with TensorFlow 1.0."""

import pytest

from tests.legacy.port.porting import IMPORT, blockers, body


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        ('tf.concat(1, [a, b])', 'tf.concat(axis=1, values=[a, b])'),
        ('tf.concat(-1, x)', 'tf.concat(axis=-1, values=x)'),
        ('tf.concat(concat_dim=0, values=x)', 'tf.concat(axis=0, values=x)'),
        ('tf.split(0, 4, x)', 'tf.split(axis=0, num_or_size_splits=4, value=x)'),
        ('tf.split(split_dim=1, num_split=2, value=x)', 'tf.split(axis=1, num_or_size_splits=2, value=x)'),
        (
            'tf.nn.softmax_cross_entropy_with_logits(p, y)',
            'tf.nn.softmax_cross_entropy_with_logits(logits=p, labels=y)',
        ),
        (
            'tf.nn.sigmoid_cross_entropy_with_logits(p, targets=y)',
            'tf.nn.sigmoid_cross_entropy_with_logits(logits=p, labels=y)',
        ),
        ('tf.reverse(x, [False, True])', 'tf.reverse(x, [1])'),
        ('tf.reverse(x, dims=[True, False, True])', 'tf.reverse(x, axis=[0, 2])'),
        ('tf.image.resize_images(x, 8, 6)', 'tf.image.resize_images(x, [8, 6])'),
        ('tf.image.resize_images(x, h, 6, method=1)', 'tf.image.resize_images(x, [h, 6], method=1)'),
    ],
)
def test_rewrites(before, after):
    assert body(f'y = {before}\n') == f'y = {after}\n'


@pytest.mark.parametrize(
    'call',
    [
        'tf.concat([a, b], 1)',
        'tf.concat(values, axis)',
        'tf.concat(axis=1, values=x)',
        'tf.split(x, 4, 1)',
        'tf.split(x, 4)',
        'tf.nn.softmax_cross_entropy_with_logits(labels=y, logits=p)',
        'tf.concat(*args)',
        'tf.reverse(x, [1])',
        'tf.reverse(x, axis)',
        'tf.image.resize_images(x, [8, 6], 1)',
        'tf.image.resize_images(x, size, tf.image.ResizeMethod.AREA)',
        'tf.image.resize_images(x, size, method, align_corners)',
        'tf.nn.nce_loss(w, b, labels, x, 3, 4)',
    ],
)
def test_others_stay(call):
    assert body(f'y = {call}\n') == f'y = {call}\n'


def test_what_could_be_meant_either_way():
    call = 'y = tf.concat(a, b)\n'
    assert body(call) == call
    assert body(call, old_api=True) == 'y = tf.concat(axis=a, values=b)\n'
    # A name that only TensorFlow before 1.0 had makes one doubt.
    assert body('x = tf.mul(1, 2)\n' + call) == 'x = tf.multiply(1, 2)\ny = tf1.concat(a, b)\n'
    assert blockers(IMPORT + 'tf.mul(1, 2)\n' + call, target='standalone') == [
        '3: tf.concat: its arguments changed places with TensorFlow 1.0, and these could be meant either way; '
        'give them keywords (values, axis, name), or say --api=0.12'
    ]


def test_labels_that_came_behind_inputs():
    call = 'y = tf.nn.nce_loss(w, b, x, labels, 3, 4)\n'
    assert body('t = tf.pack(x)\n' + call) == 't = tf.stack(x)\n' + call.replace('tf.', 'tf1.')
