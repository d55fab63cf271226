"""The differences between two pieces of Python source, a slide being one of them or not. Nothing is executed."""
