"""A trained super-resolution network applied to a picture of any size: four times as high and wide, in bands.

The picture is the low-resolution input. As is usual for colour, the network enlarges the luminance; what it adds to
bicubic up-sampling there is added to every colour, and transparency is up-sampled bicubically. MNIST's digits are white
on black, so the network is shown the luminance stretched to that range, as a negative where the picture is bright on
average; and what it draws into an empty image is taken off. The graph gets a second copy of the network, for any size,
with the same variables.
"""

from __future__ import annotations

import numpy as np

from tf1_ref.compat import tf

SCALE = 4
LUMINANCE = np.array([0.299, 0.587, 0.114], np.float32)  # of red, green and blue (ITU-R BT.601)
PIXELS_PER_BAND = 2**16


class Enlarger:
    """Enlarges pictures; build it when the graph is complete, call it with a session."""

    def __init__(self, network, reach):
        """Adds the copy of the network to the graph.

        Args:
            network: a function of low-resolution images of constant tiles `[batch, height, width, 1]` that returns the
                prediction of the same shape; its variables exist.
            reach: how many pixels of the picture away a pixel can still change the network's prediction.
        """
        self._reach = max(reach, 2)  # bicubic up-sampling looks at two pixels on either side
        self._low = tf.placeholder(tf.float32, [None, None, None, 1])
        size = SCALE * tf.shape(self._low)[1:3]
        self._bicubic = tf.image.resize_bicubic(self._low, size)
        # The first image of the batch is what the network sees.
        tiles = tf.image.resize_nearest_neighbor(self._low[:1], size)
        with tf.variable_scope(tf.get_variable_scope(), reuse=True):
            self._pred = network(tiles)

    def __call__(self, sess, picture):
        """Enlarges a picture, band by band, with the same result as in one piece.

        Args:
            sess: a session that holds the network's weights.
            picture: uint8 `[height, width, channels]`; 1 to 4 channels, the last of 2 or 4 is the transparency.

        Yields:
            Bands from top to bottom, each as three arrays uint8 `[4 * rows, 4 * width, channels]`: nearest-neighbour,
            bicubic, prediction.
        """
        height, width, channels = picture.shape
        colours = channels - (channels + 1) % 2
        rows, reach = max(1, PIXELS_PER_BAND // width), self._reach
        inside = slice(SCALE * reach, -SCALE * reach)
        seen, contrast = _what_the_network_sees(picture[..., :colours])
        planes = np.concatenate([seen[..., np.newaxis], np.float32(picture) / 255], axis=-1)
        # Beyond its edges the picture goes on as it ends there.
        planes = np.pad(planes, [[reach, reach], [reach, reach], [0, 0]], 'edge')
        of_nothing = sess.run(self._pred, feed_dict={self._low: np.zeros([1, 2 * reach + 1, 2 * reach + 1, 1])})
        of_nothing = of_nothing[0, inside, inside, 0]
        for top in range(0, height, rows):
            band = np.moveaxis(planes[top : min(height, top + rows) + 2 * reach, ..., np.newaxis], 2, 0)
            found = sess.run([self._bicubic, self._pred], feed_dict={self._low: band})
            (bicubic_seen, *bicubic), (pred,) = (enlarged[:, inside, inside, 0] for enlarged in found)
            pred = np.clip(pred - np.tile(of_nothing, [len(pred) // SCALE, width]), 0, 1)
            bicubic = np.stack(bicubic, axis=-1)
            prediction = bicubic.copy()
            prediction[..., :colours] += contrast * (pred - bicubic_seen)[..., np.newaxis]
            nearest = picture[top : top + rows].repeat(SCALE, 0).repeat(SCALE, 1)
            yield nearest, _to_bytes(bicubic), _to_bytes(prediction)


def _what_the_network_sees(colours):
    """Luminance stretched to `[0, 1]`, dark on average, `[height, width]`; and what 1 of it is in the picture."""
    luminance = np.float32(colours) @ (LUMINANCE if colours.shape[-1] == 3 else np.ones(1, np.float32)) / 255
    darkest, brightest = luminance.min(), luminance.max()
    contrast = max(brightest - darkest, 1 / 255)
    if luminance.mean() > 0.5:
        return (brightest - luminance) / contrast, -contrast
    return (luminance - darkest) / contrast, contrast


def _to_bytes(image):
    return np.uint8(np.rint(255 * np.clip(image, 0, 1)))
