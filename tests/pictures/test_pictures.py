"""All pictures: a PNG of the expected size, the same bytes twice, wrong shapes refused."""

import sys

import numpy as np
import pytest

from tests import needs
from tf1_ref.errors import InputError, SetupError
from tf1_ref.pictures import activations, confusion, images, regions, surfaces, sweep, training
from tf1_ref.pictures.canvas import canvas

RANDOM = np.random.RandomState(0)
X = np.linspace(-1, 1, 11)
DIGITS = RANDOM.rand(13, 7, 11)
PICTURES = {
    'activation curves': lambda path: activations.draw_activation_curves(path, dict.fromkeys('abcd', (X, X**2))),
    'cost and accuracy': lambda path: training.draw_cost_and_accuracy(path, [3, 2, 1], [0.5, 0.7, 0.8], [3, 2], 0.9),
    'cost and accuracy alone': lambda path: training.draw_cost_and_accuracy(path, [3.0], [0.5]),
    'cost curves': lambda path: training.draw_cost_curves(
        path, {'a': RANDOM_COSTS, 'b': RANDOM_COSTS[:3]}, 'title', logarithmic=True
    ),
    'surfaces': lambda path: surfaces.draw_loss_surface_paths(
        path, {'s': (lambda x, y: x**2 - y**2, (-1, 1), (-1, 1), {'SGD': np.zeros([5, 2])})}
    ),
    'filters': lambda path: images.draw_filters(path, FILTERS),
    'filters of zeros': lambda path: images.draw_filters(path, np.zeros([3, 3, 2, 3])),
    'activation maps': lambda path: images.draw_activation_maps(path, DIGITS[0], {'a': FILTERS[0], 'b': FILTERS[1]}),
    'mistakes': lambda path: images.draw_mistakes(path, DIGITS, range(13), range(13), np.linspace(0, 1, 13)),
    'no mistakes': lambda path: images.draw_mistakes(path, DIGITS[:0], [], [], np.zeros(0)),
    'super-resolution': lambda path: images.draw_super_resolution_rows(path, {'a': DIGITS, 'b': DIGITS}, {'a': '9 dB'}),
    'confusion': lambda path: confusion.draw_confusion_matrix(path, [[5, 1, 0], [0, 7, 2], [3, 0, 11]]),
    'confusion of nothing': lambda path: confusion.draw_confusion_matrix(path, np.zeros([3, 3], int)),
    'regions': lambda path: regions.draw_decision_regions(
        path, RANDOM_POINTS, np.arange(17) % 4, X, X[:7], np.arange(77).reshape(7, 11) % 4
    ),
    'sweep': lambda path: sweep.draw_sweep(path, [('channels 8', 0.99), ('channels 4', 0.98)]),
}
RANDOM_COSTS, FILTERS, RANDOM_POINTS = RANDOM.rand(211) + 0.1, RANDOM.randn(3, 5, 2, 3), RANDOM.randn(17, 2)


@pytest.mark.parametrize('name', PICTURES)
def test_a_picture_and_the_same_bytes_again(name, tmp_path):
    needs.modules('matplotlib')
    from matplotlib import image

    for file in ('first.png', 'second.png'):
        PICTURES[name](tmp_path / file)
    assert (tmp_path / 'first.png').read_bytes() == (tmp_path / 'second.png').read_bytes()
    pixels = image.imread(tmp_path / 'first.png')
    assert min(pixels.shape[:2]) > 100
    assert pixels[..., :3].std() > 0.01  # something is drawn
    np.testing.assert_array_equal(pixels[0, 0, :3], 1)  # on white
    assert sorted(path.name for path in tmp_path.iterdir()) == ['first.png', 'second.png']


@pytest.mark.parametrize(
    ('draw', 'message'),
    [
        (
            lambda path: images.draw_filters(path, np.zeros([3, 3])),
            r'W: expected an array of rank 4, got shape \[3, 3\]',
        ),
        (lambda path: images.draw_activation_maps(path, DIGITS, {}), 'image: expected an array of rank 2'),
        (lambda path: images.draw_activation_maps(path, DIGITS[0], {'a': DIGITS[0]}), 'a: expected an array of rank 3'),
        (lambda path: images.draw_mistakes(path, DIGITS[0], [], [], []), 'images: expected an array of rank 3'),
        (
            lambda path: images.draw_super_resolution_rows(path, {'a': DIGITS, 'b': DIGITS[:3]}),
            'b has 3 images, expected 13',
        ),
        (
            lambda path: confusion.draw_confusion_matrix(path, np.zeros([3, 4])),
            r'matrix: expected \[classes, classes\]',
        ),
        (
            lambda path: regions.draw_decision_regions(path, np.zeros([3, 2]), np.zeros(3), X, X, np.zeros([3, 11])),
            r'grid_classes: expected shape \[11, 11\], got \[3, 11\]',
        ),
    ],
)
def test_a_wrong_shape_is_refused_and_nothing_is_written(draw, message, tmp_path):
    with pytest.raises(InputError, match=message), needs.what_is_told():
        draw(tmp_path / 'picture.png')
    assert list(tmp_path.iterdir()) == []


def test_without_matplotlib_the_remedy_is_named(monkeypatch, tmp_path):
    for module in ('matplotlib', 'matplotlib.figure', 'matplotlib.backends.backend_agg'):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(
        SetupError, match=r"matplotlib is not installed; install it with: pip install 'tf1_ref\[plots\]'"
    ):
        PICTURES['sweep'](tmp_path / 'picture.png')


def test_an_error_while_drawing_leaves_no_file(tmp_path):
    needs.modules('matplotlib')
    with pytest.raises(ZeroDivisionError), canvas(tmp_path / 'picture.png'):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []
