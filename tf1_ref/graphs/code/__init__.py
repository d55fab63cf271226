"""The differences between two pieces of Python source."""
