"""What tf_keras builds otherwise than the `tf.layers` and `tf.keras` of 1.15 did."""
