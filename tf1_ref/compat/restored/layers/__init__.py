"""What `tf.contrib.layers` had beyond tf_slim, written again."""
