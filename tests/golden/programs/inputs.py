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
