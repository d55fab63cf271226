import numpy as np
import pytest

from tf1_ref.compat import tf
from tf1_ref.models.residual_srcnn import reach, residual_srcnn
from tf1_ref.models.srcnn import srcnn
from tf1_ref.training import enlargement
from tf1_ref.training.enlargement import Enlarger

HEIGHT, WIDTH = 23, 13
PICTURE = np.random.RandomState(0).randint(0, 256, [HEIGHT, WIDTH, 4]).astype(np.uint8)
PICTURE[0, :2, :3] = [[[0, 0, 0]], [[255, 255, 255]]][0][0], 255  # so that no stretching is needed
DARK = np.uint8(PICTURE // 3)
NETWORKS = {'deck': (srcnn, 1), 'residual': (lambda L, H: residual_srcnn(L, H, depth=2, channels=5), reach(2))}


def enlarge(picture, name='deck', reach=None, tiles=None):
    """The three enlarged pictures, how many bands they came in, and what the network makes of `tiles` if given."""
    tf.reset_default_graph()
    tf.set_random_seed(3)
    network, own_reach = NETWORKS[name]
    L = tf.placeholder(tf.float32, [None, None, None, 1])
    pred = network(L, L)['pred']
    enlarger = Enlarger(lambda L: network(L, L)['pred'], own_reach if reach is None else reach)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        bands = list(enlarger(sess, picture))
        direct = None if tiles is None else sess.run(pred, {L: tiles})[0, ..., 0]
    return [np.concatenate(parts) for parts in zip(*bands, strict=True)], len(bands), direct


@pytest.mark.parametrize('channels', [1, 2, 3, 4])
def test_sizes_and_nearest_neighbour(channels):
    pictures, _ = enlarge(PICTURE[..., :channels])
    for picture in pictures:
        assert picture.shape == (4 * HEIGHT, 4 * WIDTH, channels)
        assert picture.dtype == np.uint8
    np.testing.assert_array_equal(pictures[0][::4, ::4], PICTURE[..., :channels])
    np.testing.assert_array_equal(pictures[0][3::4, 2::4], PICTURE[..., :channels])
    np.testing.assert_array_equal(pictures[1][::4, ::4], PICTURE[..., :channels])  # bicubic keeps the pixels it has
    assert not np.array_equal(pictures[1], pictures[2])


def test_a_grey_picture_is_what_the_network_says():
    (_, _, prediction), _ = enlarge(PICTURE[..., :1])
    variables = tf.global_variables()
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run([tf.assign(variable, 1.5 * variable) for variable in variables])
        tiles = np.float32(PICTURE[np.newaxis, ..., :1] / 255).repeat(4, 1).repeat(4, 2)
        with tf.variable_scope(tf.get_variable_scope(), reuse=True):
            expected = sess.run(srcnn(tf.constant(tiles), tf.constant(tiles))['pred'])
    found = prediction / 255
    assert np.abs(np.clip(expected[0], 0, 1) - found).max() < 0.51 / 255


def test_colours_get_what_the_network_adds_to_the_luminance():
    """A grey picture in colours, with a transparency: every colour as the grey picture, the transparency bicubic."""
    (_, _, grey), _ = enlarge(PICTURE[..., :1])
    (_, bicubic, prediction), _ = enlarge(np.concatenate([PICTURE[..., [0, 0, 0]], PICTURE[..., 3:]], axis=-1))
    assert np.abs(prediction[..., :3].astype(int) - grey).max() <= 1
    np.testing.assert_array_equal(prediction[..., 3], bicubic[..., 3])
    (_, bicubic, with_alpha), _ = enlarge(PICTURE[..., [0, 3]])
    np.testing.assert_array_equal(with_alpha[..., 0], grey[..., 0])
    np.testing.assert_array_equal(with_alpha[..., 1], bicubic[..., 1])


@pytest.mark.parametrize('name', NETWORKS)
@pytest.mark.parametrize('rows', [1, 5])
def test_bands_make_no_difference(name, rows, monkeypatch):
    whole, number = enlarge(PICTURE, name)
    assert number == 1
    monkeypatch.setattr(enlargement, 'PIXELS_PER_BAND', rows * WIDTH)
    parts, number = enlarge(PICTURE, name)
    assert number == -(-HEIGHT // rows)
    for one, other in zip(whole, parts, strict=True):
        difference = np.abs(one.astype(int) - other)
        assert difference.max() <= 1 and (difference > 0).mean() < 1e-3  # another rounding of a tie


def test_a_reach_too_short_would_show(monkeypatch):
    whole, _ = enlarge(PICTURE, 'residual')
    monkeypatch.setattr(enlargement, 'PIXELS_PER_BAND', WIDTH)
    parts, _ = enlarge(PICTURE, 'residual', reach=2)
    assert np.abs(whole[2].astype(int) - parts[2]).max() > 1


@pytest.mark.parametrize('name', NETWORKS)
def test_one_pixel(name):
    pictures, _ = enlarge(PICTURE[:1, :1, :3], name)
    assert [picture.shape for picture in pictures] == [(4, 4, 3)] * 3


def test_adds_no_variable():
    H = tf.placeholder(tf.float32, [None, 28, 28, 1])
    srcnn(H, H)
    before = tf.global_variables()
    Enlarger(lambda L: srcnn(L, L)['pred'], 1)
    assert tf.global_variables() == before
