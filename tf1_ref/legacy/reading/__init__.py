"""Legacy sources, read and not run: their text, their scopes, and which names of TensorFlow they use."""
