"""Copies of tf_slim, tf_keras and tensorflow-estimator, repaired for current TensorFlow."""
