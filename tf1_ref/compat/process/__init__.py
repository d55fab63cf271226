"""The process around TensorFlow: which versions are supported, and an import that is quiet and leaves Keras out."""
