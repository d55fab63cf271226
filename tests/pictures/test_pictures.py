"""All pictures: a PNG of the expected size, the same bytes twice, wrong shapes refused."""

import itertools
import sys

import numpy as np
import pytest

from tests import needs
from tests.contrast import LEAST, contrast
from tf1_ref.errors import InputError, SetupError
from tf1_ref.pictures import activations, confusion, images, regions, surfaces, sweep, training
from tf1_ref.pictures.canvas import canvas
from tf1_ref.pictures.image_quality import draw_error_and_psnr

RANDOM = np.random.RandomState(0)
CURVES = {'cost': [3, float('nan'), 1], 'accuracy': [0.5, 0.7, 0.8]}
X = np.linspace(-1, 1, 11)
DIGITS = RANDOM.rand(13, 7, 11)
PICTURES = {
    'activation curves': lambda path: activations.draw_activation_curves(path, dict.fromkeys('abcd', (X, X**2))),
    'cost and accuracy': lambda path: training.draw_cost_and_accuracy(path, CURVES, CURVES, [3, 2], 0.9),
    'cost and accuracy of an old run': lambda path: training.draw_cost_and_accuracy(
        path, {'cost': [3.0]}, {'accuracy': [0.5], 'cost': []}
    ),
    'cost curves': lambda path: training.draw_cost_curves(
        path, {'a': RANDOM_COSTS, 'b': RANDOM_COSTS[:3]}, 'title', logarithmic=True
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
    'long sweep': lambda path: sweep.draw_sweep(
        path, [(f'learning rate 0.003, stem stride 2, channels {n}', 1 - n**2 / 1e4) for n in range(24)]
    ),
    'large confusion': lambda path: confusion.draw_confusion_matrix(path, 12345 * np.ones([10, 10], int)),
    'error and PSNR': lambda path: draw_error_and_psnr(
        path, [0.05, 0.04, 0.03], [0.045, 0.035, 0.036], [13.5, 14.6, 14.4], {'nearest': 9.7, 'bicubic': 12.9}, 2
    ),
    'surfaces': lambda path: surfaces.draw_loss_surface_paths(
        path, dict.fromkeys(('Long valley', 'Saddle'), (lambda x, y: x**2 + 10 * y**2, (-5, 1), (-1.5, 1.5), PATHS))
    ),
}
PATHS = dict.fromkeys(('SGD', 'SGD + momentum', 'RMSProp', 'Adam'), np.zeros([5, 2]))
RANDOM_COSTS, FILTERS, RANDOM_POINTS = RANDOM.rand(211) + 0.1, RANDOM.randn(3, 5, 2, 3), RANDOM.randn(17, 2)


@pytest.fixture
def drawn(monkeypatch):
    """Where each text was drawn, in pixels."""
    needs.modules('matplotlib')
    from matplotlib.text import Text

    boxes, draw = {}, Text.draw

    def recorded(text, renderer, *args, **kwargs):
        draw(text, renderer, *args, **kwargs)
        if text.get_visible() and text.get_text().strip():
            boxes[text] = text.get_window_extent(renderer)

    monkeypatch.setattr(Text, 'draw', recorded)
    return boxes


@pytest.mark.parametrize('name', PICTURES)
def test_a_picture_without_collisions_and_the_same_bytes_again(name, tmp_path, drawn):
    from matplotlib import image

    PICTURES[name](tmp_path / 'first.png')
    _assert_apart(dict(drawn))
    PICTURES[name](tmp_path / 'second.png')
    assert (tmp_path / 'first.png').read_bytes() == (tmp_path / 'second.png').read_bytes()
    pixels = image.imread(tmp_path / 'first.png')
    assert min(pixels.shape[:2]) > 100
    assert pixels[..., :3].std() > 0.01  # something is drawn
    np.testing.assert_array_equal(pixels[0, 0, :3], 1)  # on white
    assert sorted(path.name for path in tmp_path.iterdir()) == ['first.png', 'second.png']


def _assert_apart(drawn):
    """Every text lies within the picture, and on no other text."""
    assert drawn
    for text, box in drawn.items():
        width, height = text.get_figure().bbox.size
        assert box.x0 > -1 and box.y0 > -1 and box.x1 < width + 1 and box.y1 < height + 1, text
    for (text, box), (other, other_box) in itertools.combinations(drawn.items(), 2):
        apart = min(box.x1, other_box.x1) - max(box.x0, other_box.x0) <= 1
        assert apart or min(box.y1, other_box.y1) - max(box.y0, other_box.y0) <= 1, (text, other)


@pytest.mark.parametrize('epochs', [1, 2, 3, 40])
def test_epochs_are_whole(tmp_path, drawn, epochs):
    training.draw_cost_and_accuracy(
        tmp_path / 'first.png', dict.fromkeys(('cost', 'accuracy'), np.linspace(0, 1, epochs)), {}
    )
    panels = {one.axes for one in drawn if one.axes and one.axes.lines}
    assert panels
    for axes in panels:
        low, high = axes.get_xlim()
        shown = [place for place in axes.get_xticks() if low <= place <= high]
        assert shown and all(place == int(place) for place in shown)


def test_what_collides_is_found(tmp_path, drawn):
    with canvas(tmp_path / 'picture.png') as (_, panels):
        for place in (0.5, 0.51):
            panels[0, 0].text(place, 0.5, 'text')
    with pytest.raises(AssertionError):
        _assert_apart(drawn)


def test_the_colour_of_a_cell_is_its_share_of_the_row(tmp_path, monkeypatch):
    needs.modules('matplotlib')
    from matplotlib.axes import Axes

    shown, imshow = [], Axes.imshow
    monkeypatch.setattr(Axes, 'imshow', lambda *args, **kwargs: shown.append(imshow(*args, **kwargs)) or shown[-1])
    confusion.draw_confusion_matrix(tmp_path / 'picture.png', [[1, 3], [500, 500]])
    np.testing.assert_array_equal(shown[0].get_array(), [[25, 75], [50, 50]])
    assert (shown[0].norm.vmin, shown[0].norm.vmax) == (0, 100)


def test_numbers_are_legible_on_every_colour(tmp_path, monkeypatch):
    needs.modules('matplotlib')
    from matplotlib.axes import Axes
    from matplotlib.colors import to_rgb

    shown, texts, imshow, text = [], [], Axes.imshow, Axes.text
    monkeypatch.setattr(Axes, 'imshow', lambda *args, **kwargs: shown.append(imshow(*args, **kwargs)) or shown[-1])
    monkeypatch.setattr(Axes, 'text', lambda *args, **kwargs: texts.append(text(*args, **kwargs)) or texts[-1])
    matrix = np.zeros([12, 12], int)
    for row, share in enumerate((1, 5, 10, 20, 30, 40, 45, 48, 49, 50, 51, 52)):
        matrix[row, [0, 1]] = share, 100 - share
    confusion.draw_confusion_matrix(tmp_path / 'picture.png', matrix)
    assert len(texts) == 24
    for one in texts:
        cell = shown[0].to_rgba(shown[0].get_array())[int(one.get_position()[1]), int(one.get_position()[0])]
        ratio = contrast(*(tuple(255 * part for part in colour[:3]) for colour in (to_rgb(one.get_color()), cell)))
        assert ratio >= LEAST, (one.get_text(), ratio)


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
