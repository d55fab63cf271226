"""Batch normalization with moving averages and `cond`. Slide: 'Batch Normalization [Ioffe and Szegedy, 2015]'.

Creates, under the variable scope `name`, the trainable `beta` and `gamma`, the not trainable `moving_mean` and
`moving_variance`, and the four shadows that zero-debiased averaging keeps. The shadows' scope is doubled, as it is on
TensorFlow 1.15: `bn1/bn1/moving_mean/biased`, `bn1/bn1/moving_mean/local_step`.
"""

from __future__ import annotations

from tf1_ref.compat import tf
from tf1_ref.layers import shape_checks


def BatchNorm(input, is_train, decay=0.999, name='BatchNorm'):
    """Normalizes each channel with the batch's moments while training, and with their moving averages at inference.

    What a reader must know:
        - `is_train` has to be a boolean *tensor*, a placeholder or a constant: `cond` refuses a Python bool.
        - Before any update the moving variance is 0 (not 1), so that inference then divides by `sqrt(0.001)`.
        - The averages move only when the outputs of the training branch are computed; no other op updates them.
        - decay 0.999 averages over about 1,000 steps. Zero-debiasing makes short runs unbiased, but the average still
          weighs the first, untrained steps of a short run nearly as much as the last: on a run of a few hundred steps
          inference can be far worse than training. Use 0.9 or 0.99 there.
        - With `reuse` both uses share all variables and both update the averages.

    Args:
        input: float tensor `[batch, channels]` or `[batch, height, width, channels]`.
        is_train: scalar boolean tensor.
        decay: of the moving averages, in `[0, 1)`.
        name: variable scope.

    Returns:
        Tensor of the shape of `input`, the op `name/batchnorm/add_1`.

    Raises:
        InputError: `is_train` is not a scalar boolean tensor, the rank is neither 2 nor 4, or the channels are not known.
    """
    shape_checks.check_batch_norm(input, is_train, name)
    from tensorflow.python.training import moving_averages
    from tensorflow.python.ops import control_flow_ops

    axis = list(range(len(input.get_shape()) - 1))
    fdim = input.get_shape()[-1:]
    with tf.variable_scope(name):
        beta = tf.get_variable('beta', fdim, initializer=tf.constant_initializer(value=0.0))
        gamma = tf.get_variable('gamma', fdim, initializer=tf.constant_initializer(value=1.0))
        moving_mean = tf.get_variable('moving_mean', fdim, initializer=tf.constant_initializer(value=0.0), trainable=False)
        moving_variance = tf.get_variable('moving_variance', fdim, initializer=tf.constant_initializer(value=0.0), trainable=False)

        def mean_var_with_update():
            batch_mean, batch_variance = tf.nn.moments(input, axis)
            update_moving_mean = moving_averages.assign_moving_average(moving_mean, batch_mean, decay, zero_debias=True)
            update_moving_variance = moving_averages.assign_moving_average(moving_variance, batch_variance, decay, zero_debias=True)
            with tf.control_dependencies([update_moving_mean, update_moving_variance]):
                return tf.identity(batch_mean), tf.identity(batch_variance)

        mean, variance = control_flow_ops.cond(is_train, mean_var_with_update, lambda: (moving_mean, moving_variance))
        return tf.nn.batch_normalization(input, mean, variance, beta, gamma, 1e-3)
