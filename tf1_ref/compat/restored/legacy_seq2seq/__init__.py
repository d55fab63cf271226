"""`tf.contrib.legacy_seq2seq`, written again."""
