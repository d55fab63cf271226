"""Pictures of digits made like MNIST's."""

import numpy as np
import pytest

from tf1_ref.data.own_digits import as_digit
from tf1_ref.errors import InputError

DIGIT = np.random.RandomState(0).randint(0, 100, [28, 28, 1]).astype(np.uint8)


def test_28_pixels_are_taken_as_they_are():
    np.testing.assert_array_equal(as_digit(DIGIT, 'a.png'), np.float32(DIGIT / 255))


def test_what_is_bright_becomes_its_negative():
    np.testing.assert_allclose(as_digit(255 - DIGIT, 'a.png'), np.float32(DIGIT / 255), atol=1e-7)


def test_colours_become_grey_and_transparency_is_paper():
    rgb = np.zeros([28, 28, 3], np.uint8)
    rgb[4, 5] = 255, 0, 0
    found = as_digit(rgb, 'a.png')
    assert found[4, 5, 0] == np.float32(0.299) and found.sum() == found[4, 5, 0]
    ink = np.zeros([28, 28, 2], np.uint8)
    ink[4, 5, 1] = 255
    found = as_digit(ink, 'a.png')
    assert found[4, 5, 0] == 1 and found.sum() == 1


def test_others_are_cut_out_scaled_and_centred_by_their_mass():
    picture = np.full([211, 131, 1], 250, np.uint8)
    picture[20:160, 40:75] = 10  # 140 x 35 pixels: 20 x 5
    found = as_digit(picture, 'a.png')[..., 0]
    rows, columns = (np.flatnonzero(found.any(axis)) for axis in (1, 0))
    assert (rows[0], rows[-1]) == (4, 23) and (columns[0], columns[-1]) == (12, 16)
    np.testing.assert_allclose(found[4:24, 12:17], 1)


def test_scaling_keeps_the_ink():
    """What is twice, or seven times, as large is the same digit."""
    small = np.zeros([20, 13], np.uint8)
    small[2:18, 3:5] = small[0, :] = small[:, 12] = small[19, 0] = 255
    found = [as_digit(np.pad(np.kron(small, np.ones([n, n], np.uint8)), n)[..., None], 'a.png') for n in (2, 7)]
    np.testing.assert_allclose(found[0], found[1], atol=1e-6)
    assert found[0].sum() == pytest.approx((small / 255).sum())


def test_a_heavy_edge_does_not_push_the_digit_out():
    picture = np.zeros([60, 60, 1], np.uint8)
    picture[0], picture[:, 0] = 60, 255
    found = as_digit(picture, 'a.png')[..., 0]
    assert np.flatnonzero(found.any(0)).tolist() == [*range(8, 28)] and found[:, 8].max() == found.max()


def test_what_shows_nothing_is_refused():
    with pytest.raises(InputError, match='mine.png shows nothing: all its pixels are the same'):
        as_digit(np.full([40, 40, 1], 7, np.uint8), 'mine.png')
