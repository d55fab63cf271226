"""Tests of `tf1_ref.data`, one file per module."""
