"""Estimators of `tf.contrib.learn` whose model is given: networks, linear models, and their heads."""
