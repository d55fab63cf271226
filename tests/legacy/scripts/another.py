"""Runs behind `changes_everything.py` in the same process."""

import sys

import tensorflow as tf

weights = tf.get_variable('weights', [2])
result = [sys.argv[1:], [variable.name for variable in tf.global_variables()], tf.executing_eagerly()]
