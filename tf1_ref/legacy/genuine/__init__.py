"""`python -m tf1_ref genuine`: an environment with the genuine TensorFlow 1.15.5."""
