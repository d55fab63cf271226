"""`tf.contrib.seq2seq`, written again."""
