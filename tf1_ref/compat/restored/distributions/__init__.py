"""Distributions of `tf.contrib.distributions` that `tf.distributions` has not, and what goes with them."""
