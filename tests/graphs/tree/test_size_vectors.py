"""Whole numbers computed from shapes."""

import pytest

from tests.graphs.tree.test_sizes import shape_of
from tf1_ref.compat import tf
from tf1_ref.graphs.graph import Op
from tf1_ref.graphs.tree.size_vectors import value_of


@pytest.mark.parametrize(
    ('kind', 'inputs', 'expected'),
    [
        ('Mul', [(3, 5), 2], (6, 10)),
        ('Mul', [2, (3, 5)], (6, 10)),
        ('AddV2', [2, 3], 5),
        ('Sub', [(3, 5), (1, 2)], (2, 3)),
        ('FloorDiv', [(7,), (2,)], (3,)),
        ('Maximum', [(7, 1), 3], (7, 3)),
        ('Add', [(1, 2), (1, 2, 3)], None),
        ('Pack', [3, 5], (3, 5)),
        ('Pack', [(3,), (5,)], None),
        ('ConcatV2', [(3,), (5, 7), 0], (3, 5, 7)),
        ('Identity', [(3,)], (3,)),
        ('Mul', [None, 2], None),
        ('Relu', [(3,)], None),
        ('Placeholder', [], None),
    ],
)
def test_values(kind, inputs, expected):
    assert value_of(Op('op', kind), inputs) == expected


@pytest.mark.parametrize(
    ('kind', 'inputs'),
    [
        ('Range', [0, 2**40, 1]),
        ('Fill', [(2**40,), 1]),
        ('ConcatV2', [(1,) * 200, (1,) * 200, 0]),
        ('Mul', [2**40, 2**40]),
        ('Mul', [(2**40, 1), 2**40]),
    ],
)
def test_what_is_no_vector_of_sizes_is_not_known(kind, inputs):
    assert value_of(Op('op', kind), inputs) is None


@pytest.mark.parametrize(
    ('text', 'expected'),
    [
        ('int32 [2] 3 -1', (3, -1)),
        ('int64 [] 5', 5),
        ('int32 [0]', ()),
        ('float32 [] 1', None),
        ('int32 [9] all 0', None),
    ],
)
def test_constants(text, expected):
    assert value_of(Op('op', 'Const', attributes={'value': text}), []) == expected


def test_an_image_is_resized_to_a_size_computed_from_its_own():
    x = tf.placeholder(tf.float32, [None, 5, 7, 3])
    assert shape_of(tf.image.resize_bicubic(x, tf.shape(x)[1:3] * 4)) == (7, 20, 28, 3)
    assert shape_of(tf.image.resize_bilinear(x, [tf.shape(x)[1], tf.shape(x)[-2] + 1])) == (7, 5, 8, 3)
