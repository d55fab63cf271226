"""`tf.contrib.tfprof`, written again: what graphs and their steps cost."""
