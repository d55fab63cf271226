"""`python -m tf1_ref symbols`: what of TensorFlow 1 is supported, and what is refused and why."""
