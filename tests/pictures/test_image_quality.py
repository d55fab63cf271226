from tests import needs
from tests.scripts.running import is_png
from tf1_ref.pictures.image_quality import draw_error_and_psnr


def test_draws_the_same_picture_twice(tmp_path):
    needs.modules('matplotlib')
    arguments = [0.05, 0.04, 0.03], [0.045, 0.035, 0.036], [13.5, 14.6, 14.4], {'nearest': 9.7, 'bicubic': 12.9}, 2
    for name in ('one.png', 'other.png'):
        draw_error_and_psnr(tmp_path / name, *arguments)
    assert is_png(tmp_path / 'one.png')
    assert (tmp_path / 'one.png').read_bytes() == (tmp_path / 'other.png').read_bytes()


def test_one_epoch(tmp_path):
    needs.modules('matplotlib')
    draw_error_and_psnr(tmp_path / 'a.png', [0.05], [0.04], [14.0], {'bicubic': 12.9}, 1)
    assert is_png(tmp_path / 'a.png')


def test_epochs_that_were_not_measured_are_a_gap(tmp_path):
    """An evaluator that was slower than the workers has measured the third epoch only, which is the one kept."""
    needs.modules('matplotlib')
    gap = [float('nan')] * 2
    draw_error_and_psnr(tmp_path / 'a.png', [0.05, 0.04, 0.03], [*gap, 0.04], [*gap, 14.0], {'bicubic': 12.9}, 3)
    assert is_png(tmp_path / 'a.png')
