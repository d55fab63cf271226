"""Code of `tf.contrib` that TensorFlow 2 no longer has, written again by subject."""
