"""What is left is reported."""

import pytest

from tests.legacy.port.porting import IMPORT, blockers


@pytest.mark.parametrize(
    ('line', 'said'),
    [
        (
            'tf.reduce_summ(x)',
            'tensorflow.reduce_summ is not known to TensorFlow 1.15 nor to the current one; did it mean',
        ),
        (
            'tf.contrib.learn.SVM()',
            'tensorflow.contrib.learn.SVM is not supported: nothing in TensorFlow took it over',
        ),
        ('tf.contrib.layers.no_such_thing()', 'tensorflow.contrib.layers.no_such_thing is not known to'),
        ('from tensorflow.contrib.tpu.proto import x_pb2', 'tensorflow.contrib.tpu.proto is not known to'),
        (
            'tf.config.experimental_list_devices()',
            'tensorflow.config.experimental_list_devices is not supported: it has become a part',
        ),
        ('from tensorflow.python.ops import no_such_ops', 'tensorflow.python.ops.no_such_ops is not known'),
    ],
)
def test_blockers(line, said):
    found = blockers(IMPORT + line + '\n')
    assert len(found) == 1 and found[0].startswith(f'2: {said}'), found


@pytest.mark.parametrize(
    'line',
    [
        'tf.Session().run(x)',
        'tf.float32.as_numpy_dtype',
        'getattr(tf.nn, "relu")(x)',
        'tf.__dict__, tf.nn.__name__, tf.__file__, tf.__path__',
        'getattr(x, name)',
        'tf.app.flags.DEFINE_string("a", "b", "c")',
        'from tensorflow.python.ops import array_ops',
        'from tensorflow.python.ops import control_flow_ops as c; c.cond(p, f, g)',
        'from tensorflow.python.framework.ops import Tensor',
        'tf.train.AdamOptimizer(1e-3).minimize(x)',
    ],
)
def test_what_is_there_is_no_blocker(line):
    assert blockers(IMPORT + line + '\n') == []


def test_imports_nested_in_a_try_are_not_what_is_tried():
    text = 'try:\n    if x:\n        import a\nexcept ImportError:\n    import tensorflow.python.no_such\n'
    assert blockers(IMPORT + text) == []  # a note: nothing in the `try` itself is an import, so it may be reached
