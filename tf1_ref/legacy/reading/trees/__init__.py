"""Syntax trees of libcst, made faster than by its own parser: with white space, or without."""
