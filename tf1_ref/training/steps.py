"""The cost of every single step, for comparing runs that are short."""

from __future__ import annotations

import numpy as np

from tf1_ref.compat import tf
from tf1_ref.training.progress import progress_line
from tf1_ref.training.summaries import Summaries


def cost_of_each_step(
    batches, x, y, train_op, cost, *, steps, batch_size, image_shape, description, log_dir=None, finish=None
):
    """Initializes the variables and trains for some steps.

    Args:
        batches: training set with `next_batch`.
        x: placeholder `[batch, *image_shape]`.
        y: placeholder `[batch, classes]`.
        train_op: the op that runs one step of the optimizer.
        cost: scalar tensor.
        steps: number of steps.
        batch_size: number of examples per step.
        image_shape: shape of one example.
        description: what the progress line says.
        log_dir: existing folder for event files, or None.
        finish: a function of the session, called at the end; returns numbers by name, which the event files get too.

    Returns:
        The cost before each step, float64 `[steps]`, and what `finish` returned.
    """
    costs, summaries = np.zeros(steps), Summaries(log_dir) if log_dir else None
    with tf.Session() as sess, progress_line(description, steps) as advance:
        sess.run(tf.global_variables_initializer())
        for step in range(steps):
            batch_xs, batch_ys = batches.next_batch(batch_size)
            feed = {x: np.reshape(batch_xs, [batch_size, *image_shape]), y: batch_ys}
            _, costs[step] = sess.run([train_op, cost], feed_dict=feed)
            if summaries:
                summaries.write_numbers(step + 1, {'cost': costs[step]})
            advance()
        numbers = finish(sess) if finish else {}
        if summaries:
            summaries.write(sess, steps, numbers)
            summaries.close()
        return costs, numbers
