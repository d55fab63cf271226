"""One spelling for each name of TensorFlow 1."""

import pytest

from tf1_ref.legacy.reading import spelling


@pytest.mark.parametrize(
    ('name', 'meant'),
    [
        ('tensorflow.compat.v1', 'tensorflow'),
        ('tensorflow.compat.v1.nn.relu', 'tensorflow.nn.relu'),
        ('tensorflow.contrib.layers.python.layers.layers.conv2d', 'tensorflow.contrib.layers.conv2d'),
        ('tensorflow.python.ops.control_flow_ops.cond', 'tensorflow.cond'),
        ('tensorflow.python.ops.array_ops.split', 'tensorflow.python.ops.array_ops.split'),
        ('tensorflow.python.keras.layers.Dense.call', 'tensorflow.keras.layers.Dense.call'),
        ('tensorflow.python.keras', 'tensorflow.keras'),
        ('tensorflow.contrib.slim.conv2d', 'tensorflow.contrib.slim.conv2d'),
        (
            'tensorflow.contrib.tensor_forest.python.tensor_forest',
            'tensorflow.contrib.tensor_forest.python.tensor_forest',
        ),
        ('tensorflow.compat.v10', 'tensorflow.compat.v10'),
        ('tf1_ref.compat.contrib.layers', 'tensorflow.contrib.layers'),
        ('tensorflow.compat.v2.nn', 'tensorflow.compat.v2.nn'),
    ],
)
def test_one_name_for_one_thing(name, meant):
    assert spelling.canonical(name) == meant
