"""What Python, NumPy and others have dropped since TensorFlow 1's time, given back to legacy code."""
