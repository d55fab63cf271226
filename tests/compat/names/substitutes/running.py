"""Runs the programs of this folder; what they find beside `tf` and `np` is here."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from tests.compat.names.substitutes import elsewhere, estimators, packages, tensors, training
from tf1_ref.compat.names import table

FILES = (tensors, training, estimators, elsewhere, packages)
PROGRAMS = {text: program for file in FILES for text, program in file.PROGRAMS.items()}


def alternatives(substitute: str) -> list[str]:
    """What a reason says to use: one thing, or several of which each does."""
    return re.split(r', or | or (?=tf\.)', substitute)


def said() -> set[str]:
    """All that the reasons of the table say to use instead."""
    tables = table.load()
    reasons = [*tables.refused.values(), *(reason for _, reason in tables.beginnings)]
    return {one for _, substitute in reasons if substitute for one in alternatives(substitute)}


def passes(program: str, tf: Any, folder: Any) -> bool:
    """Runs a program in a graph of its own.

    Args:
        program: lines of Python, of which the last expression is what is told.
        tf: the door.
        folder: an empty folder for its files.

    Returns:
        Whether its last expression is true.
    """
    *lines, last = ast.parse(program.strip()).body
    with tf.Graph().as_default():
        tf.set_random_seed(0)
        names = {'tf': tf, 'np': np, **dict(_helpers(tf, str(folder)))}
        exec(compile(ast.Module(lines, []), 'program', 'exec'), names)
        assert isinstance(last, ast.Expr), 'the last line is to be an expression'
        return bool(np.all(eval(compile(ast.Expression(last.value), 'program', 'eval'), names)))


def _helpers(tf, folder) -> Iterator[tuple[str, Callable]]:
    def path(name):
        return os.path.join(folder, name)

    def run(fetches):
        with tf.Session() as sess:
            sess.run([tf.global_variables_initializer(), tf.local_variables_initializer()])
            sess.run(tf.tables_initializer())
            return sess.run(fetches)

    def save():
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer())
            return tf.train.Saver().save(sess, path('model'))

    def write(name, text):
        with open(path(name), 'w') as file:
            file.write(text)

    def example(**features):
        lists = {name: tf.train.Feature(float_list=tf.train.FloatList(value=v)) for name, v in features.items()}
        return tf.train.Example(features=tf.train.Features(feature=lists)).SerializeToString()

    def write_examples(name):
        with tf.io.TFRecordWriter(path(name)) as writer:
            for number in range(4):
                value = tf.train.Feature(int64_list=tf.train.Int64List(value=[number]))
                writer.write(tf.train.Example(features=tf.train.Features(feature={'x': value})).SerializeToString())

    def train(optimizer):
        """Whether a step of an optimizer makes a loss smaller."""
        with tf.variable_scope(None, 'trained'):
            w = tf.get_variable('w', initializer=[[3.0, 4.0]])
        loss = tf.reduce_sum(tf.square(w))
        step = optimizer.minimize(loss, tf.train.get_or_create_global_step())
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer())
            before, _, after = sess.run(loss), sess.run(step), sess.run(loss)
        return after < before

    def number():
        return tf.feature_column.numeric_column('x')

    def estimated(estimator):
        """Whether an estimator takes a step."""
        estimator.train(lambda: tf.data.Dataset.from_tensors(({'x': [[0.0], [1.0]]}, [[0], [1]])), steps=1)
        return estimator.get_variable_value('global_step') == 1

    def model_of(function):
        def model(features, labels, mode):
            y = function(features['x'])
            if mode == tf.estimator.ModeKeys.PREDICT:
                return tf.estimator.EstimatorSpec(mode, y)
            loss = tf.reduce_mean(tf.square(y - tf.cast(labels, tf.float32)))
            step = tf.train.GradientDescentOptimizer(0.1).minimize(loss, tf.train.get_global_step())
            return tf.estimator.EstimatorSpec(mode, y, loss, step)

        return model

    def quiet_profile():
        options = tf.profiler.ProfileOptionBuilder.trainable_variables_parameter()
        return {**options, 'output': 'none'}

    def fails(error, function, *arguments):
        try:
            function(*arguments)
        except error:
            return True
        return False

    yield from ((name, value) for name, value in locals().items() if name not in ('tf', 'folder'))
