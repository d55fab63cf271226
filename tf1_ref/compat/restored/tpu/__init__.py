"""`tf.contrib.tpu`, written again: what TensorFlow no longer has of it."""
