"""`tf.contrib.crf`, written again."""
