"""The process around TensorFlow: which versions are supported, and an import that keeps quiet."""
