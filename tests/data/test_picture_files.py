"""Picture files: PNG files written in bands, and the user's own pictures read."""

import os
import struct
import zlib

import numpy as np
import pytest

from tests.graph_support import run
from tf1_ref.compat import tf
from tf1_ref.data import picture_files
from tf1_ref.errors import InputError

PICTURE = np.random.RandomState(0).randint(0, 256, [11, 13, 4]).astype(np.uint8)


def write(path, picture, bands=(4, 6, 1)):
    with picture_files.written_png(path, *picture.shape) as write_rows:
        for band in np.split(picture, np.cumsum(bands)[:-1]):
            write_rows(band)
    return path


@pytest.mark.parametrize('channels', [1, 2, 3, 4])
@pytest.mark.parametrize('bands', [(11,), (4, 6, 1)])
def test_what_was_written_is_read(tmp_path, channels, bands):
    path = write(tmp_path / 'a.png', PICTURE[..., :channels], bands)
    np.testing.assert_array_equal(picture_files.read(path), PICTURE[..., :channels])
    assert os.listdir(tmp_path) == ['a.png']


def test_one_pixel(tmp_path):
    path = write(tmp_path / 'a.png', PICTURE[:1, :1], (1,))
    np.testing.assert_array_equal(picture_files.read(path), PICTURE[:1, :1])


def test_nothing_is_left_half_written(tmp_path):
    path = write(tmp_path / 'a.png', PICTURE)
    before = path.read_bytes()
    with pytest.raises(KeyboardInterrupt), picture_files.written_png(path, 11, 13, 4) as write_rows:
        write_rows(PICTURE[:3])
        raise KeyboardInterrupt
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ['a.png']


def test_jpeg(tmp_path):
    path = tmp_path / 'a.jpg'
    smooth = np.linspace(0, 255, 11 * 13 * 3).reshape(11, 13, 3).astype(np.uint8)
    path.write_bytes(run(tf.image.encode_jpeg(smooth, quality=100)))
    assert np.abs(picture_files.read(path).astype(int) - smooth).max() < 16


def png(width, height, depth, colour_type, *chunks):
    """The bytes of a PNG file made by hand."""
    header = (b'IHDR', struct.pack('>IIBBBBB', width, height, depth, colour_type, 0, 0, 0))
    content = picture_files.PNG_SIGNATURE
    for kind, data in (header, *chunks, (b'IEND', b'')):
        content += struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    return content


def test_of_16_bits_the_upper_8_are_read(tmp_path):
    path = tmp_path / 'a.png'
    path.write_bytes(png(2, 1, 16, 0, (b'IDAT', zlib.compress(b'\0' + struct.pack('>HH', 0x1234, 0xFEFF)))))
    assert picture_files.read(path).tolist() == [[[0x12], [0xFE]]]


def test_a_palette_becomes_colours(tmp_path):
    path = tmp_path / 'a.png'
    palette = (b'PLTE', bytes([1, 2, 3, 4, 5, 6]))
    path.write_bytes(png(2, 1, 8, 3, palette, (b'IDAT', zlib.compress(b'\0\1\0'))))
    assert picture_files.read(path).tolist() == [[[4, 5, 6], [1, 2, 3]]]


@pytest.mark.parametrize('content', [b'', b'\x89PNG', b'a text\n', b'GIF89a\1\0\1\0\0\0\0;', b'BM' + bytes(60)])
def test_what_is_no_picture_is_refused(tmp_path, content):
    path = tmp_path / 'a.png'
    path.write_bytes(content)
    for function in (picture_files.check, picture_files.read):
        with pytest.raises(InputError, match='--image: .*a.png is neither a PNG nor a JPEG file'):
            function(path)


def test_what_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(InputError, match=r'--image: cannot read .*none.png \(No such file or directory\)'):
        picture_files.check(tmp_path / 'none.png')
    with pytest.raises(InputError, match=r'--image: cannot read .* \(Is a directory\)'):
        picture_files.check(tmp_path)


def test_broken_pictures_are_refused(tmp_path):
    whole = write(tmp_path / 'a.png', PICTURE).read_bytes()
    jpeg = run(tf.image.encode_jpeg(PICTURE[..., :3]))
    bomb = png(10**6, 10**6, 8, 0)
    for content in (whole[:8], whole[:60], whole[:-30], jpeg[: len(jpeg) // 2], bomb):
        path = tmp_path / 'broken.png'
        path.write_bytes(content)
        picture_files.check(path)  # begins well
        with pytest.raises(InputError, match='--image: .*broken.png is broken or incomplete, it cannot be decoded'):
            picture_files.read(path)


def test_reading_leaves_the_default_graph_alone(tmp_path):
    picture_files.read(write(tmp_path / 'a.png', PICTURE))
    assert tf.get_default_graph().get_operations() == []


def test_checking_needs_no_tensorflow(tmp_path, run_python):
    path = write(tmp_path / 'a.png', PICTURE)
    code = (
        'import sys; from tf1_ref.data import picture_files; picture_files.check(sys.argv[1]); '
        'print("tensorflow" in sys.modules)'
    )
    assert run_python(code, path) == 'False\n'
