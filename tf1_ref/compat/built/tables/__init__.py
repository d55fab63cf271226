"""What is known of each part of TensorFlow that builds otherwise than in 1.15: one table for each subject."""
