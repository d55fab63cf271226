import pytest

from tf1_ref.compat import tf
from tf1_ref.models import whole


@pytest.mark.parametrize(
    ('name', 'variables', 'output'),
    [
        ('mlp', 6, 'pred'),
        ('cnn', 6, 'pred'),
        ('batch_norm_cnn', 22, 'pred'),
        ('resnet', 76, 'pred'),
        ('srcnn', 6, 'cost'),
        ('residual_srcnn', 12, 'cost'),
    ],
)
def test_a_model_is_built_without_arguments(name, variables, output):
    end_points = getattr(whole, name)()
    assert end_points[output].graph is tf.get_default_graph()
    assert len(tf.global_variables()) == variables
