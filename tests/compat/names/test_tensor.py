"""`tf.Tensor` is the class of a graph's tensors; programs that ask for it are in `tests/legacy/scripts/idioms`."""

from tf1_ref.compat import tf
from tf1_ref.compat.names import tensor


def test_tensors_of_graphs_are_of_the_class():
    x = tf.placeholder(tf.float32, [None, 3])
    assert tf.Tensor is tensor.Tensor
    assert type(x) is tf.Tensor and type(x + 1.0) is tf.Tensor and type(x.op.outputs[0]) is tf.Tensor
    assert isinstance(x, tf.Tensor) and not isinstance(x.op, tf.Tensor) and not issubclass(int, tf.Tensor)
    assert tf.is_symbolic_tensor(x) and repr(type(x)) == "<class 'tensorflow.python.framework.ops.Tensor'>"


def test_eager_tensors_are_kinds_of_it():

    def inside(value):
        assert isinstance(value, tf.Tensor) and issubclass(type(value), tf.Tensor) and type(value) is not tf.Tensor
        return value + 1.0

    with tf.Session() as session:
        assert session.run(tf.py_function(inside, [tf.constant(2.0)], tf.float32)) == 3.0
