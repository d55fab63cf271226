"""What TensorFlow 2 builds otherwise than 1.15, built as 1.15 did: the mechanism, op seeds, the warning."""
