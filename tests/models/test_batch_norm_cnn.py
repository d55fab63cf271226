import numpy as np

from tests.graph_support import run, variable_names, variable_table
from tf1_ref.compat import tf
from tf1_ref.models.batch_norm_cnn import batch_norm_cnn
from tf1_ref.models.cnn import placeholders


def batch_norm_names(scope):
    own = [f'{scope}/{name}' for name in ('beta', 'gamma', 'moving_mean', 'moving_variance')]
    shadows = ('moving_mean/biased', 'moving_mean/local_step', 'moving_variance/biased', 'moving_variance/local_step')
    return own + [f'{scope}/{scope}/{name}' for name in shadows]


def test_variables_in_order():
    batch_norm_cnn(*placeholders(), tf.placeholder(tf.bool, []))
    assert variable_names() == [
        'conv1/W',
        'conv1/b',
        *batch_norm_names('bn1'),
        'conv2/W',
        'conv2/b',
        *batch_norm_names('bn2'),
        'fc1/W',
        'fc1/b',
    ]
    shapes = {name: shape for name, shape, *_ in variable_table()}
    assert (shapes['bn1/beta'], shapes['bn2/beta'], shapes['fc1/W']) == ([4], [8], [392, 10])


def test_end_points():
    end_points = batch_norm_cnn(*placeholders(), tf.placeholder(tf.bool, []))
    assert {name: (t.op.name, t.get_shape().as_list()) for name, t in end_points.items()} == {
        'conv1': ('conv1/add', [None, 28, 28, 4]),
        'bn1': ('bn1/batchnorm/add_1', [None, 28, 28, 4]),
        'conv2': ('conv2/add', [None, 14, 14, 8]),
        'bn2': ('bn2/batchnorm/add_1', [None, 14, 14, 8]),
        'logit': ('fc1/add', [None, 10]),
        'pred': ('Softmax', [None, 10]),
        'cost': ('Mean', []),
    }


def test_each_channel_is_normalized_while_training():
    x, y = placeholders()
    end_points = batch_norm_cnn(x, y, tf.constant(True))
    found = run(end_points, {x: np.random.RandomState(0).rand(13, 28, 28, 1), y: np.eye(10)[np.arange(13) % 10]})
    for name in ('bn1', 'bn2'):
        np.testing.assert_allclose(found[name].mean((0, 1, 2)), 0, atol=1e-4)
        assert np.all(found[name].std((0, 1, 2)) <= 1)
