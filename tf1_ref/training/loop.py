"""The deck's Session loop, with arguments for what the slide takes from around it. Slides: 'Training Loop', 'Testing'.

Nothing else is here; `tf1_ref.training.long_run` has progress, checkpoints and summaries, and gives the same costs.
"""

from __future__ import annotations

import numpy as np

from tf1_ref.compat import tf


def training_loop(mnist, x, y, train_op, cost, training_epochs, batch_size, display_step, image_shape, testing):
    """Trains for `training_epochs` epochs, prints the average cost of each, and tests.

    Args:
        mnist: data sets as `read_data_sets` returns them.
        x: placeholder `[batch, *image_shape]`.
        y: placeholder `[batch, classes]`.
        train_op: the op that runs one step of the optimizer.
        cost: scalar tensor.
        training_epochs: number of epochs.
        batch_size: number of examples per step; what is left at an epoch's end goes into the next.
        display_step: print the cost every `display_step` epochs.
        image_shape: shape of one example, `[28, 28, 1]` on the slide.
        testing: a function of the session, called after training; see `tf1_ref.training.evaluation`.

    Returns:
        What `testing` returns.
    """
    # Open a Session
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        # Training cycle
        for epoch in range(training_epochs):
            avg_cost = 0.
            total_batch = int(mnist.train.num_examples/batch_size)
            # Loop over all batches
            for i in range(total_batch):
                batch_xs, batch_ys = mnist.train.next_batch(batch_size)
                batch_xs = np.reshape(batch_xs, [batch_size, *image_shape])
                # Run optimization op (backprop) and cost op (to get loss value)
                _, c = sess.run([train_op, cost], feed_dict={x: batch_xs, y: batch_ys})
                # Compute average loss
                avg_cost += c / total_batch
            # Display logs per epoch step
            if (epoch+1) % display_step == 0:
                print("Epoch:", '%04d' % (epoch+1), "cost=", "{:.9f}".format(avg_cost))

        print("Optimization Finished!")
        return testing(sess)
