"""How close images come to the truth: mean squared error, PSNR and SSIM, over a whole data set in batches.

Images are clipped to [0, 1] first. The graph gets ops, no variable.
"""

from __future__ import annotations

import dataclasses
import math

import numpy as np

from tf1_ref.compat import tf


@dataclasses.dataclass(frozen=True)
class Quality:
    """How close the images of a data set come to the truth.

    Attributes:
        mse: mean squared error over all pixels of all images, from 0.
        ssim: mean structural similarity of the images, at most 1.
    """

    mse: float
    ssim: float

    @property
    def psnr(self) -> float:
        """Peak signal-to-noise ratio in dB, from the mean squared error."""
        return psnr(self.mse)


def psnr(mse) -> float:
    """Peak signal-to-noise ratio in dB of images in `[0, 1]` with this mean squared error; infinite for 0."""
    return -10 * math.log10(mse) if mse else math.inf


def no_longer_falls(name, patience):
    """Makes a `stop` for `long_run`: true once a number has not fallen below its lowest value for `patience` epochs.

    Args:
        name: the number's name in the `History`.
        patience: number of epochs, from 1.

    Returns:
        A function of the `History`.
    """

    def stop(history):
        numbers = history.column(name)
        return bool(numbers) and len(numbers) - 1 - numbers.index(min(numbers)) >= patience

    return stop


class ImageQuality:
    """Measures images against the truth; build it with the graph, call it with a session."""

    def __init__(self, H, images, batch_size=500):
        """Adds the ops of all measures to the graph.

        Args:
            H: placeholder of the true images, `[batch, height, width, 1]`, in `[0, 1]`; 11 pixels or more each way.
            images: tensors of the shape of `H` by name, made from `H`.
            batch_size: images per `Session.run`; it bounds the memory, not the result.
        """
        self._H, self._batch_size = H, batch_size
        clipped = {name: tf.clip_by_value(image, 0.0, 1.0) for name, image in images.items()}
        self._errors = {name: tf.reduce_mean((image - H) ** 2, [1, 2, 3]) for name, image in clipped.items()}
        # Wang et al., 2004: Gaussian windows of 11x11 pixels, standard deviation 1.5, wholly inside the image.
        self._ssims = {name: tf.image.ssim(image, H, max_val=1.0) for name, image in clipped.items()}

    def __call__(self, sess, data_set) -> dict:
        """Runs over `data_set` (`images [n, ...]`) without touching its order; returns `Quality` by name."""
        found = self._means(sess, data_set, {'mse': self._errors, 'ssim': self._ssims})
        return {name: Quality(found['mse'][name], found['ssim'][name]) for name in self._errors}

    def mean_squared_error(self, sess, data_set, name) -> float:
        """The mean squared error alone, of one of the images alone, which is quicker."""
        return self._means(sess, data_set, self._errors[name])

    def _means(self, sess, data_set, fetches):
        images = np.reshape(data_set.images, [-1, *self._H.get_shape().as_list()[1:]])
        batches = [images[start : start + self._batch_size] for start in range(0, len(images), self._batch_size)]
        results = [sess.run(fetches, feed_dict={self._H: batch}) for batch in batches]
        return tf.nest.map_structure(lambda *parts: float(np.mean(np.concatenate(parts), dtype=float)), *results)
