"""`python -m tf1_ref run`: runs legacy code, with TensorFlow 1 presented to the user's own modules."""
