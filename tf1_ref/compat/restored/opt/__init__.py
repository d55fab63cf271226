"""`tf.contrib.opt`, written again."""
