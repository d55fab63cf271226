import numpy as np
import pytest

from tf1_ref.compat import tf
from tf1_ref.models.residual_srcnn import reach, residual_srcnn
from tf1_ref.models.srcnn import srcnn
from tf1_ref.training import enlargement
from tf1_ref.training.enlargement import Enlarger

HEIGHT, WIDTH = 23, 13
# From 0 to 254 and dark on average, so that the network sees a grey picture as it is, but for the last bit.
GREY = np.uint8(254 * np.random.RandomState(0).rand(HEIGHT, WIDTH, 1) ** 2) // 2 * 2
GREY[0, :2, 0] = 0, 254
PICTURE = np.random.RandomState(1).randint(0, 256, [HEIGHT, WIDTH, 4]).astype(np.uint8)
SEED = 1  # one with which the untrained networks do not draw mostly black
NETWORKS = {'deck': (srcnn, 1), 'residual': (lambda L, H: residual_srcnn(L, H, depth=2, channels=5), reach(2))}


def enlarge(picture, name='deck', reach=None, tiles=()):
    """The three enlarged pictures, the number of bands, and what the network itself makes of images of `tiles`."""
    tf.reset_default_graph()
    tf.set_random_seed(SEED)
    network, own_reach = NETWORKS[name]
    L = tf.placeholder(tf.float32, [None, None, None, 1])
    pred = network(L, L)['pred']
    enlarger = Enlarger(lambda L: network(L, L)['pred'], own_reach if reach is None else reach)
    biases = [variable for variable in tf.global_variables() if variable.op.name.endswith('/b')]
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run([tf.assign(b, tf.fill(b.get_shape(), 0.03)) for b in biases])  # so that it draws into empty images
        bands = list(enlarger(sess, picture))
        direct = [sess.run(pred, feed_dict={L: image})[0] for image in tiles]
    return [np.concatenate(parts) for parts in zip(*bands, strict=True)], len(bands), direct


def assert_close(found, expected):
    """At most one level apart, and nearly always none: a tie rounded the other way."""
    difference = np.abs(found.astype(int) - expected.astype(int))
    assert difference.max() <= 1 and (difference > 0).mean() < 0.01


@pytest.mark.parametrize('channels', [1, 2, 3, 4])
def test_sizes_nearest_neighbour_and_bicubic(channels):
    pictures, *_ = enlarge(PICTURE[..., :channels])
    for picture in pictures:
        assert picture.shape == (4 * HEIGHT, 4 * WIDTH, channels)
        assert picture.dtype == np.uint8
    nearest, bicubic, prediction = pictures
    np.testing.assert_array_equal(nearest, PICTURE[..., :channels].repeat(4, 0).repeat(4, 1))
    np.testing.assert_array_equal(bicubic[::4, ::4], PICTURE[..., :channels])  # it keeps the pixels it has
    assert not np.array_equal(bicubic, prediction)


@pytest.mark.parametrize('name', NETWORKS)
def test_a_grey_picture_is_what_the_network_says(name):
    """Of the picture with its edges repeated, less what it says of nothing, clipped."""
    padded = np.pad(GREY / 254, ((9, 9), (9, 9), (0, 0)), 'edge')[np.newaxis].repeat(4, 1).repeat(4, 2)
    (*_, found), _, (of_picture, of_nothing) = enlarge(GREY, name, tiles=(padded, np.zeros_like(padded)))
    assert np.abs(of_nothing).max() > 0.01
    expected = np.clip((of_picture - of_nothing)[36:-36, 36:-36], 0, 1)
    assert np.abs(found / 254 - expected).max() < 0.51 / 254
    assert np.mean(expected > 0) > 0.2


@pytest.mark.parametrize('name', NETWORKS)
def test_a_negative_and_a_weaker_contrast_are_enlarged_alike(name):
    (*_, expected), *_ = enlarge(GREY, name)
    (*_, found), *_ = enlarge(255 - GREY, name)
    assert_close(255 - found, expected)
    (*_, found), *_ = enlarge(GREY // 2 + 10, name)
    assert np.abs(found.astype(float) - (expected / 2 + 10)).max() <= 1


@pytest.mark.parametrize('level', [0, 10, 128, 255])
def test_an_empty_picture_stays_empty(level):
    flat = np.full([HEIGHT, WIDTH, 3], level, np.uint8)
    (*_, found), *_ = enlarge(flat, 'residual')
    np.testing.assert_array_equal(found, np.full([4 * HEIGHT, 4 * WIDTH, 3], level))


def test_colours_get_what_the_network_adds_to_the_luminance():
    """A grey picture in colours, with a transparency: every colour as the grey picture, the transparency bicubic."""
    (*_, grey), *_ = enlarge(GREY)
    transparency = PICTURE[..., 3:]
    (_, bicubic, found), *_ = enlarge(np.concatenate([GREY, GREY, GREY, transparency], axis=-1))
    for channel in range(3):
        assert_close(found[..., channel], grey[..., 0])
    np.testing.assert_array_equal(found[..., 3], bicubic[..., 3])
    (_, bicubic, found), *_ = enlarge(np.concatenate([GREY, transparency], axis=-1))
    np.testing.assert_array_equal(found[..., 0], grey[..., 0])
    np.testing.assert_array_equal(found[..., 1], bicubic[..., 1])


@pytest.mark.parametrize('name', NETWORKS)
@pytest.mark.parametrize('rows', [1, 5])
def test_bands_make_no_difference(name, rows, monkeypatch):
    whole, number, _ = enlarge(PICTURE, name)
    assert number == 1
    monkeypatch.setattr(enlargement, 'PIXELS_PER_BAND', rows * WIDTH)
    parts, number, _ = enlarge(PICTURE, name)
    assert number == -(-HEIGHT // rows)
    for one, other in zip(whole, parts, strict=True):
        assert_close(one, other)


def test_a_reach_too_short_would_show(monkeypatch):
    whole, *_ = enlarge(PICTURE, 'residual')
    monkeypatch.setattr(enlargement, 'PIXELS_PER_BAND', WIDTH)
    parts, *_ = enlarge(PICTURE, 'residual', reach=2)
    assert np.abs(whole[2].astype(int) - parts[2]).max() > 1


@pytest.mark.parametrize('name', NETWORKS)
def test_one_pixel(name):
    pictures, *_ = enlarge(PICTURE[:1, :1, :3], name)
    for picture in pictures:
        np.testing.assert_array_equal(picture, PICTURE[:1, :1, :3].repeat(4, 0).repeat(4, 1))


def test_adds_no_variable():
    H = tf.placeholder(tf.float32, [None, 28, 28, 1])
    srcnn(H, H)
    before = tf.global_variables()
    Enlarger(lambda L: srcnn(L, L)['pred'], 1)
    assert tf.global_variables() == before
