"""`python -m tf1_ref verify`: records what programs compute here and on TensorFlow 1.15, and compares."""
