"""What the programs take in: placeholders and variables of small sizes."""

from __future__ import annotations

from tf1_ref.compat import tf


def x(*shape, **arguments):
    """A float placeholder of this shape."""
    return tf.placeholder(arguments.get('dtype', tf.float32), shape, name='x')


def ints(*shape):
    """An int32 placeholder of this shape."""
    return tf.placeholder(tf.int32, shape, name='i')


def bools(*shape):
    """A bool placeholder of this shape."""
    return tf.placeholder(tf.bool, shape, name='b')


def v(*shape, **arguments):
    """A variable of this shape that begins with ones."""
    return tf.get_variable(arguments.pop('name', 'v'), shape, initializer=tf.ones_initializer(), **arguments)


def image():
    """A placeholder for a batch of two images of 9 x 9 with three channels."""
    return x(2, 9, 9, 3)


def count(name='count'):
    """An int32 placeholder for a number."""
    return tf.placeholder(tf.int32, [], name=name)


def longs(*shape):
    """An int64 placeholder of this shape."""
    return tf.placeholder(tf.int64, shape, name='longs')


def word():
    """A placeholder for a string."""
    return tf.placeholder(tf.string, [], name='word')


def scalar(name='scalar'):
    """A float placeholder for a number."""
    return tf.placeholder(tf.float32, [], name=name)


def unknown(dtype=tf.float32):
    """A placeholder of unknown rank."""
    return tf.placeholder(dtype, name='x')


def byte_image(*shape):
    """A placeholder for an image of bytes."""
    return tf.placeholder(tf.uint8, shape or [9, 9, 3], name='bytes')


def sparse(dtype=tf.float32, shape=(4, 3)):
    """A sparse placeholder."""
    return tf.sparse_placeholder(dtype, shape, name='sparse')
