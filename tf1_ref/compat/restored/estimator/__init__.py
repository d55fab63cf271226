"""What `tf.contrib.estimator` had and tensorflow-estimator has not: heads, features among predictions, exports."""
