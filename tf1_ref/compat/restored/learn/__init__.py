"""The data sets and the preprocessing of `tf.contrib.learn`, written again."""
