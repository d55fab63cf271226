"""A source rewriter from TensorFlow 1 to current TensorFlow that is never silent. Needs no TensorFlow."""
