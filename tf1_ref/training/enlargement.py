"""A trained super-resolution network applied to a picture of any size: four times as high and wide, in bands.

The picture is the low-resolution input. As is usual for colour, the network enlarges the luminance; what it adds to
bicubic up-sampling there is added to every colour, and transparency is up-sampled bicubically. The graph gets a second
copy of the network, for any size, with the same variables.
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
        # The luminance is the first image of the batch.
        tiles = tf.image.resize_nearest_neighbor(self._low[:1], size)
        with tf.variable_scope(tf.get_variable_scope(), reuse=True):
            self._detail = network(tiles) - self._bicubic[:1]

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
        rows = max(1, PIXELS_PER_BAND // width)
        for top in range(0, height, rows):
            start, stop = max(0, top - self._reach), min(height, top + rows + self._reach)
            bicubic, detail = sess.run(
                [self._bicubic, self._detail], feed_dict={self._low: _planes(picture[start:stop])}
            )
            inside = slice(SCALE * (top - start), SCALE * (min(height, top + rows) - start))
            bicubic = np.moveaxis(bicubic[1:, inside, :, 0], 0, -1)
            prediction = bicubic.copy()
            prediction[..., : channels - (channels + 1) % 2] += detail[0, inside]
            nearest = picture[top : top + rows].repeat(SCALE, 0).repeat(SCALE, 1)
            yield nearest, _to_bytes(bicubic), _to_bytes(prediction)


def _planes(picture):
    """The luminance, then every channel, as images in `[0, 1]`: float32 `[1 + channels, height, width, 1]`."""
    picture = np.float32(picture) / 255
    luminance = picture[..., :3] @ LUMINANCE if picture.shape[-1] > 2 else picture[..., 0]
    return np.stack([luminance, *np.moveaxis(picture, -1, 0)])[..., np.newaxis]


def _to_bytes(image):
    return np.uint8(np.rint(255 * np.clip(image, 0, 1)))
