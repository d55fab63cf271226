"""Graphs as plain Python values, read from files, from checkpoints, or from code that builds them."""
