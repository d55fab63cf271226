"""Attributes as text, made by TensorFlow's own helpers."""

import math

import numpy as np
import pytest
from google.protobuf.message import DecodeError

from tf1_ref.compat import tf
from tf1_ref.graphs.reading.attributes import as_text, list_of_shapes, one_shape
from tf1_ref.terminal import printable


def text(**fields):
    return as_text(tf.AttrValue(**fields).SerializeToString())


def tensor(values, dtype, shape=None):
    return text(tensor=tf.make_tensor_proto(values, dtype, shape))


def test_single_values():
    assert text(s=b'SAME') == 'SAME'
    assert (text(i=-7), text(b=True), text(b=False)) == ('-7', 'True', 'False')
    assert (text(f=0.1), text(f=1e-3), text(f=float('inf')), text(f=math.pi)) == ('0.1', '0.001', 'inf', '3.1415927')
    assert (text(type=1), text(type=101), text(type=9)) == ('float32', 'float32_ref', 'int64')
    assert (text(type=99), text(type=9999)) == ('type 99', 'type 9999_ref')
    assert text(shape=tf.TensorShape([None, 28, 1]).as_proto()) == '[?, 28, 1]'
    assert text(shape=tf.TensorShape(None).as_proto()) == 'unknown rank'
    assert (text(), text(placeholder='T')) == ('', 'T')
    assert text(func={'name': 'f', 'attr': {'b': tf.AttrValue(i=1), 'a': tf.AttrValue(s=b'x')}}) == 'f(a=x, b=1)'


def test_lists():
    assert text(list={'i': [1, 2, 2, 1]}) == '1 2 2 1'
    assert text(list={'s': [b'loc:@conv1/W']}) == 'loc:@conv1/W'
    assert text(list={'type': [1, 3]}) == 'float32 int32'
    assert text(list={}) == ''


@pytest.mark.parametrize(
    ('dtype', 'values', 'said'),
    [
        (tf.float32, [0.1, -2, 3e-9], '0.1 -2 3e-09'),
        (tf.float64, [0.1, -2], '0.1 -2.0'),
        (tf.float16, [0.5, 1], '0.5 1.0'),
        (tf.int32, [1, -2], '1 -2'),
        (tf.int64, [2**40, -1], '1099511627776 -1'),
        (tf.uint8, [255, 0], '255 0'),
        (tf.bool, [True, False], 'True False'),
        (tf.complex64, [1 + 2j, 0], '1,2 0,0'),
        (tf.string, [b'a', 'ä'.encode()], "'a' '\\xe4'"),
    ],
)
def test_values_of_tensors(dtype, values, said):
    assert tensor(values, dtype) == f'{dtype.name} [{len(values)}] {said}'
    assert tensor(values[0], dtype) == f'{dtype.name} [] {said.split()[0]}'


def test_values_that_are_all_the_same_are_written_once_however_they_stand_in_the_file():
    packed = text(tensor=tf.make_tensor_proto(np.full([100], 0.1, np.float32)))
    written_once = text(tensor=tf.make_tensor_proto(0.1, tf.float32, [100]))
    one_by_one = text(
        tensor={'dtype': 1, 'tensor_shape': tf.TensorShape([100]).as_proto(), 'float_val': [np.float32(0.1)] * 100}
    )
    assert packed == written_once == one_by_one == 'float32 [100] all 0.1'
    assert tensor(0, tf.int32, [2, 2]) == 'int32 [2, 2] 0 0 0 0'
    assert text(tensor={'dtype': 1, 'tensor_shape': tf.TensorShape([9]).as_proto()}) == 'float32 [9] all 0'
    assert tensor([], tf.float32, [0]) == 'float32 [0]'


def test_other_values_have_a_digest_that_does_not_depend_on_how_they_stand_in_the_file():
    values = np.array([1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9], np.float32)
    shape = tf.TensorShape([11]).as_proto()
    packed = tensor(values, tf.float32)
    assert packed.startswith('float32 [11] sha256 ')
    assert packed == text(tensor={'dtype': 1, 'tensor_shape': shape, 'float_val': values})
    assert packed == text(tensor={'dtype': 1, 'tensor_shape': shape, 'float_val': values[:9]})
    assert packed != tensor(values[::-1], tf.float32)
    names = [f'variable{i}' for i in range(20)]
    assert tensor(names, tf.string).startswith('string [20] sha256 ') and tensor(names, tf.string) != tensor(
        names[::-1], tf.string
    )


def test_a_few_bytes_that_ask_for_terabytes():
    shape = tf.TensorShape([2**40, 2**20]).as_proto()
    assert text(tensor={'dtype': 1, 'tensor_shape': shape, 'float_val': [3]}).endswith(' all 3')
    assert ' sha256 ' in text(tensor={'dtype': 1, 'tensor_shape': shape, 'float_val': [3, 4]})


def test_nothing_that_a_terminal_would_obey():
    assert text(s=b'\x1b[31m') == '\\x1b[31m'
    assert text(s=b'\xff') == '\\xff'
    assert printable('a\u202eb') == 'a\\u202eb'
    assert text(s=b'x' * 5000).startswith('sha256 ')


def test_shapes():
    value = tf.AttrValue(list={'shape': [tf.TensorShape(s).as_proto() for s in ([None, 3], [], None)]})
    assert list_of_shapes(value.SerializeToString()) == ((None, 3), (), None)
    assert one_shape(tf.AttrValue(shape=tf.TensorShape([2]).as_proto()).SerializeToString()) == (2,)


def test_damage_is_said_so():
    with pytest.raises(DecodeError):
        as_text(b'\x0a\xff')
