"""Sizes of images, where 1.15 worked them out in 64 bits."""

from tf1_ref.compat import tf


def test_an_image_that_is_resized_with_padding_fills_its_frame():
    with tf.Graph().as_default(), tf.Session() as session:
        resized = tf.image.resize_image_with_pad(tf.ones([2, 2, 1]), 7, 7)
        assert session.run(resized).min() == 1  # as on 1.15.5; in 32 bits, two sevenths of seven are 6
        padded = session.run(tf.image.resize_image_with_pad(tf.ones([2, 4, 1]), 7, 7))
        assert padded[:, 0, 0].tolist() == [0, 1, 1, 1, 0, 0, 0]
