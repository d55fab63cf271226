"""Images are what SciPy 1.1 made of arrays, byte for byte."""

import io
import json

import numpy as np
import pytest

from tests.legacy.dropped import generate_given, record_given
from tf1_ref.legacy.dropped import images

pytest.importorskip('PIL', reason='Pillow is not installed: pip install tf1_ref[plots]')
EXPECTED = json.loads(generate_given.FILE.read_text())['images']


def test_all_cases_are_as_they_were():
    assert record_given.images(images) == EXPECTED
    assert 'ValueError' in EXPECTED.values() and len(EXPECTED) == 132


def test_files_may_be_open():
    written = io.BytesIO()
    images.imsave(written, np.arange(143, dtype=np.uint8).reshape(11, 13), 'png')
    assert images.imread(io.BytesIO(written.getvalue())).shape == (11, 13)


@pytest.mark.parametrize(
    ('call', 'error'),
    [
        (lambda: images.fromimage(np.zeros([2, 2])), TypeError),
        (lambda: images.toimage(np.zeros([2])), ValueError),
        (lambda: images.toimage(np.zeros([2, 2], complex)), ValueError),
        (lambda: images.toimage(np.zeros([5, 7, 3]), channel_axis=1), ValueError),
        (lambda: images.toimage(np.zeros([5, 7]), mode='1'), ValueError),
        (lambda: images.bytescale(np.zeros([2, 2]), high=300), ValueError),
        (lambda: images.bytescale(np.zeros([2, 2]), cmin=2, cmax=1), ValueError),
    ],
)
def test_bad_arrays(call, error):
    with pytest.raises(error):
        call()
