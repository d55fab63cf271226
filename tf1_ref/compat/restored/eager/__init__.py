"""`tf.contrib.eager`, written again."""
