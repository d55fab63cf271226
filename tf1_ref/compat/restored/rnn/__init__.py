"""`tf.contrib.rnn`, written again."""
