import numpy as np
import pytest

from tf1_ref.compat import tf
from tf1_ref.data import idx, streams
from tf1_ref.errors import InputError


def write(folder, suffix='', number=11):
    images = np.random.RandomState(0).randint(0, 256, [number, 3, 5]).astype(np.uint8)
    paths = folder / f'images{suffix}', folder / f'labels{suffix}'
    idx.write(paths[0], images)
    idx.write(paths[1], (np.arange(number) % 10).astype(np.uint8))
    return images, paths


def drawn(times, *arguments, **options):
    images, labels = tf.data.make_one_shot_iterator(streams.batches(*arguments, **options)).get_next()
    with tf.Session() as sess:
        return [sess.run([images, labels]) for _ in range(times)]


def test_in_the_order_of_the_file_over_its_end(tmp_path):
    images, paths = write(tmp_path)
    found = drawn(3, *paths, 7, shuffled=0)
    rows = np.arange(21).reshape(3, 7) % 11
    for (pixels, labels), row in zip(found, rows, strict=True):
        np.testing.assert_allclose(pixels, images[row][..., None] / 255, rtol=1e-6)
        np.testing.assert_array_equal(labels, np.eye(10)[row % 10])


def test_shuffled_an_image_keeps_its_label_and_a_seed_its_order(tmp_path):
    images, paths = write(tmp_path)
    first, again, other = (drawn(2, *paths, 11, shuffled=11, seed=seed) for seed in (1, 1, 2))
    assert not np.array_equal(first[0][0], other[0][0])
    for (pixels, labels), (same, _) in zip(first, again, strict=True):
        np.testing.assert_array_equal(pixels, same)
        for image, label in zip(pixels, labels, strict=True):
            assert any(np.allclose(image[..., 0], images[row] / 255) for row in range(11) if row % 10 == label.argmax())


@pytest.mark.parametrize('suffix', ['', '.gz'])
def test_conversion(suffix, tmp_path, monkeypatch):
    monkeypatch.setattr(streams, '_CHUNK', 13)
    images, paths = write(tmp_path, suffix)
    assert streams.convert(paths[0], tmp_path / 'plain', 3) == 33
    np.testing.assert_array_equal(idx.read(tmp_path / 'plain'), np.concatenate([images] * 3))


def test_what_is_refused(tmp_path):
    _, (images, labels) = write(tmp_path)
    _, (compressed, _) = write(tmp_path, '.gz')
    _, (_, fewer) = write(tmp_path, '-few', 7)
    with pytest.raises(InputError, match=r'images\.gz: is compressed, .* write it anew with streams\.convert'):
        streams.batches(compressed, labels, 2)
    with pytest.raises(InputError, match=r'labels-few: has the shape \[7\], the images have \[11, 3, 5\]'):
        streams.batches(images, fewer, 2)
    images.write_bytes(images.read_bytes()[:-1])
    with pytest.raises(InputError, match='images: truncated: '):
        streams.convert(images, tmp_path / 'plain')
    compressed.write_bytes(compressed.read_bytes()[:-30])
    with pytest.raises(InputError, match=r'images\.gz'):
        streams.convert(compressed, tmp_path / 'plain')
    with pytest.raises(InputError, match='cannot be repeated 0 times'):
        streams.convert(labels, tmp_path / 'plain', 0)
    with pytest.raises(InputError, match=r'none/plain: cannot be written .*make room'):
        streams.convert(labels, tmp_path / 'none' / 'plain')
    assert not (tmp_path / 'plain').exists()
