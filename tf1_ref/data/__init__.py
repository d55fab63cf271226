"""Data sets: MNIST and its embedded stand-in, toy points, and the deck's preprocessing."""
